"""Frozen objects the pages of bookings bind to; presenters fill, templates print."""
