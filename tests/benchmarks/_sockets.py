"""Many WebSocket clients in one process, cheap enough not to be what is measured (RFC 6455).

A client reads whole frames, notes when one with the wanted mark arrived, and answers pings so that it is kept.
"""

import asyncio
import base64
import os
import struct
import time
from collections.abc import Sequence

SHORT, LONG = 126, 127
HEAD = 2
OPENING_SECONDS = 60
OPCODE, PING, PONG = 0x0F, 0x09, 0x0A
ASKED, ANSWER = b'{"type":"ping"}', '{"type":"pong"}'


class Client(asyncio.Protocol):
    """One socket. `arrived` holds, by mark, when a frame that carries it was read; `frames` counts all frames."""

    def __init__(self, head: bytes, hello: str) -> None:
        self.arrived: dict[bytes, float] = {}
        self.frames = 0
        self.is_lost = False
        self.mark = b""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._head = head
        self._hello = hello
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._head)

    def data_received(self, data: bytes) -> None:
        self._read += data
        if not self.opened.done():
            head, ends, rest = bytes(self._read).partition(b"\r\n\r\n")
            if not ends:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(ConnectionError(head.decode()))
                return
            self._read = bytearray(rest)
            if self._hello:
                self._transport.write(_frame(self._hello))
            self.opened.set_result(None)
        while (found := self._next()) is not None:
            opcode, frame = found
            if opcode == PING:
                self._transport.write(_frame(frame.decode("latin-1"), opcode=PONG))
                continue
            if frame == ASKED:
                self._transport.write(_frame(ANSWER))
                continue
            self.frames += 1
            if self.mark and self.mark in frame and self.mark not in self.arrived:
                self.arrived[self.mark] = time.perf_counter()

    def connection_lost(self, error: Exception | None) -> None:
        self.is_lost = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("closed before it was open"))

    def close(self) -> None:
        """Hang up."""
        self._transport.abort()

    def _next(self) -> tuple[int, bytes] | None:
        """Take one whole frame of the server's, which is never masked, off what was read."""
        if len(self._read) < HEAD:
            return None
        length, start = self._read[1] & 0x7F, HEAD
        if length == SHORT:
            start = HEAD + 2
            length = struct.unpack_from(">H", self._read, HEAD)[0] if len(self._read) >= start else 0
        elif length == LONG:
            start = HEAD + 8
            length = struct.unpack_from(">Q", self._read, HEAD)[0] if len(self._read) >= start else 0
        if len(self._read) < start + length:
            return None
        opcode, frame = self._read[0] & OPCODE, bytes(self._read[start : start + length])
        del self._read[: start + length]
        return opcode, frame


async def connect(port: int, path: str, cookies: Sequence[str], *, hello: str = "") -> list[Client]:
    """Open one socket per cookie, a few at a time, and return them all open."""
    loop, clients = asyncio.get_running_loop(), []
    for start in range(0, len(cookies), 20):
        made = [
            (await loop.create_connection(lambda head=head: Client(head, hello), "127.0.0.1", port))[1]  # type: ignore[misc]
            for head in (_handshake(port, path, cookie) for cookie in cookies[start : start + 20])
        ]
        async with asyncio.timeout(OPENING_SECONDS):
            await asyncio.gather(*(client.opened for client in made))
        clients += made
    return clients


def _handshake(port: int, path: str, cookie: str) -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: localhost:{port}",
        "Origin: http://localhost",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _frame(text: str, *, opcode: int = 0x01) -> bytes:
    """Write a masked frame of less than 64 kB; the mask is zero, which leaves the words as they are."""
    body = text.encode("latin-1")
    if len(body) < SHORT:
        return bytes([0x80 | opcode, 0x80 | len(body)]) + bytes(4) + body
    return bytes([0x80 | opcode, 0x80 | SHORT]) + struct.pack(">H", len(body)) + bytes(4) + body
