"""The administrators' pages of this app."""

from conversations.admin import calls, inbox

__all__ = ["calls", "inbox"]
