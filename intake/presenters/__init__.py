"""Rows become pages."""
