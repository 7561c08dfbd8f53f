"""Writes of forms and of what is filled in."""
