"""The administrators' pages of this app."""

from scheduling.admin import booked, waiting

__all__ = ["booked", "waiting"]
