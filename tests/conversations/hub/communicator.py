"""A WebSocket client for tests. Channels' own cannot be imported without Daphne, which Portico does not use."""

from typing import Any

from asgiref.testing import ApplicationCommunicator

from config.asgi import application

PATIENCE = 5


class Communicator(ApplicationCommunicator):
    """Speaks the ASGI WebSocket protocol with the real application."""

    def __init__(self, path: str, headers: list[tuple[bytes, bytes]]) -> None:
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def connect(self) -> bool:
        """Knock; says whether the server let us in."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(PATIENCE))["type"] == "websocket.accept"

    async def say(self, text: str) -> None:
        """Send one message."""
        await self.send_input({"type": "websocket.receive", "text": text})

    async def hear(self) -> dict[str, Any]:
        """Wait for what the server does next: a frame, or closing."""
        heard: dict[str, Any] = await self.receive_output(PATIENCE)
        return heard

    async def leave(self) -> None:
        """Close from our side."""
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(PATIENCE)
