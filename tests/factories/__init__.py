"""Keyword builders, one per noun."""
