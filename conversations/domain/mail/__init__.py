"""Mails as they come in: read from their bytes, without their history, and how far they can be believed."""
