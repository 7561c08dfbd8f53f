"""Committed rows, browsers and sockets: as the conversations' live screens have them."""

from tests.conversations.hub.conftest import db, firm, now, screens

__all__ = ["db", "firm", "now", "screens"]
