"""The sockets process's WebSocket protocol: uvicorn's own, with a short way out for what many screens are sent alike.

Through `send` every frame costs each socket a task, a wait and bytes of its own. Here whoever finds `portico.write` among
the extensions of its scope hands over the bytes of a whole frame, made once, as `websockets.broadcast` does.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request


class Wire(WebSocketsSansIOProtocol):
    """uvicorn's protocol with `portico.write`. Frames written so are never compressed, which RFC 7692 §6 allows."""

    def handle_connect(self, event: Request) -> None:
        """Offer the short way to the application."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"]["portico.write"] = {"write": self.write}

    def write(self, frame: bytes) -> bool:
        """Put a whole frame on its way; False, and nothing done, while the socket is not open or its reader is slow."""
        if not self.handshake_complete or self.close_sent or not self.writable.is_set():
            return False
        if self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True
