"""Live screens: hints from Redis become the page's own partials, printed once for all readers alike (design §10)."""

from conversations.hub.hub import Hub, current_hub
from conversations.hub.sockets import Socket

__all__ = ["Hub", "Socket", "current_hub"]
