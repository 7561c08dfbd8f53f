"""Bookings for other programs."""
