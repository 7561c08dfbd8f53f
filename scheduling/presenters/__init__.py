"""Rows and answers of booking as people read them."""
