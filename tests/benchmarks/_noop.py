"""The least an ASGI server can do: the same answer for every request, without a framework."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

BODY = b'{"alive": true}'
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]
Message = MutableMapping[str, Any]


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Answer an HTTP request; refuse everything else, which tells uvicorn that there is no lifespan."""
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
