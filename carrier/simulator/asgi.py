"""The two interfaces as ASGI applications on loopback sockets."""

import asyncio
import contextlib
import functools
import inspect
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from carrier.simulator.web import Request, Response

# ASGI's own words for its messages; they are dictionaries of whatever the specification says.
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Handle = Callable[[Request], Response | Awaitable[Response]]
_BODY_LIMIT = 16_000_000


class Application:
    """One interface: reads a request, has it answered, writes the answer."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one HTTP request."""
        if scope["type"] != "http":
            return
        found = self._handle(await _read(scope, receive))
        response = await found if inspect.isawaitable(found) else found
        if response.wait:
            await asyncio.sleep(response.wait)
        if response.is_dropped:
            scope["extensions"]["simulator.transport"].close()
            await asyncio.sleep(0)
            return
        await _write(response, receive, send)


async def _read(scope: Scope, receive: Receive) -> Request:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body") or len(body) > _BODY_LIMIT:
            break
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=dict(parse_qsl(scope["query_string"].decode("latin-1"))),
        headers={name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]},
        body=bytes(body),
    )


async def _write(response: Response, receive: Receive, send: Send) -> None:
    headers = [(b"content-type", response.content_type.encode()), (b"cache-control", b"no-store")]
    if response.stream is None:
        headers.append((b"content-length", str(len(response.body)).encode()))
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})
        return
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    gone = asyncio.ensure_future(_gone(receive))
    pieces = response.stream.__aiter__()
    try:
        while not gone.done():
            piece = asyncio.ensure_future(anext(pieces))
            await asyncio.wait({piece, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not piece.done():
                piece.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await piece
                break
            await send({"type": "http.response.body", "body": piece.result(), "more_body": True})
    finally:
        gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


class _ReachableTransport(AutoHTTPProtocol):  # type: ignore[misc,valid-type]  # the class is chosen at run time
    """uvicorn's protocol, which lets the application close the connection without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self.app: Any = functools.partial(_with_transport, self.app, transport)


async def _with_transport(
    application: Application, transport: asyncio.Transport, scope: Scope, receive: Receive, send: Send
) -> None:
    scope.setdefault("extensions", {})["simulator.transport"] = transport
    await application(scope, receive, send)


class LoopbackServer(uvicorn.Server):
    """A uvicorn server that leaves signals to the program, which runs two of them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signals."""
        yield


def server(handle: Handle, *, certificate: tuple[str, str] | None = None) -> LoopbackServer:
    """Return a server for one interface; `certificate` is a pair of files (chain, key) for TLS."""
    config = uvicorn.Config(
        Application(handle),
        http=_ReachableTransport,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        ssl_certfile=certificate[0] if certificate else None,
        ssl_keyfile=certificate[1] if certificate else None,
    )
    return LoopbackServer(config)


def listen(host: str, port: int) -> socket.socket:
    """Bind a loopback port; nought lets the system choose.

    Raises:
        OSError: the port is taken.
    """
    bound = socket.create_server(
        (host, port), backlog=512, family=socket.AF_INET6 if ":" in host else socket.AF_INET
    )
    # asyncio sees to this only for sockets it opened itself: without it every answer waits 40 ms for the other side.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound
