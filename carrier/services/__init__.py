"""Accepting, applying, sending, reconciling."""
