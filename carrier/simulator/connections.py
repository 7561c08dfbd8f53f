"""Sends webhooks over a bounded pool of kept-alive connections (asyncio streams, HTTP/1.1, loopback only)."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from carrier.simulator.webhooks import Answer, Outgoing

_IDLE_SECONDS = 2.0
_BODY_LIMIT = 1_000_000
Link = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Job = tuple[Outgoing, Callable[[Answer], None]]


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says of itself."""

    status: int
    content_type: str


class Unreadable(Exception):
    """The receiver's answer is no HTTP."""


class ConnectionPool:
    """At most `size` webhooks are on their way at once; the others wait in order."""

    def __init__(self, size: int = 32) -> None:
        self._size = size
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._idle = 0

    def send(self, outgoing: Outgoing, done: Callable[[Answer], None]) -> None:
        """Queue one attempt; must be called inside the event loop."""
        self._jobs.put_nowait((outgoing, done))
        if self._jobs.qsize() > self._idle and len(self._workers) < self._size:
            self._workers.append(asyncio.get_running_loop().create_task(self._work()))

    async def close(self) -> None:
        """Stop the workers; what they were sending is left without an answer."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()

    async def _work(self) -> None:
        link: Link | None = None
        origin, used_at = "", 0.0
        try:
            while True:
                self._idle += 1
                outgoing, done = await self._jobs.get()
                self._idle -= 1
                target = urlsplit(outgoing.url)
                # A connection the receiver may be about to close is not used again: its loss would look like
                # a failed attempt and cost the receiver a whole retry interval.
                is_stale = link is not None and (
                    target.netloc != origin or link[0].at_eof() or time.monotonic() - used_at > _IDLE_SECONDS
                )
                if link and is_stale:
                    link[1].close()
                    link = None
                answer, link = await _attempt(outgoing, target, link)
                origin, used_at = target.netloc, time.monotonic()
                done(answer)
        finally:
            if link:
                link[1].close()


async def _attempt(outgoing: Outgoing, target: SplitResult, link: Link | None) -> tuple[Answer, Link | None]:
    """Carry out one attempt; the connection comes back when it may be used again."""
    began = time.monotonic()
    try:
        if link is None:
            address = asyncio.open_connection(target.hostname, target.port or 80)
            link = await asyncio.wait_for(address, outgoing.timeouts.connect)
    except OSError as error:  # TimeoutError is one
        return Answer(None, _since(began), error=f"connect: {str(error) or 'timed out'}"), None
    try:
        head, body, is_kept = await asyncio.wait_for(
            _exchange(outgoing, target, link), outgoing.timeouts.read
        )
    except (OSError, EOFError, ValueError, Unreadable) as error:
        link[1].close()
        reason = "timed out" if isinstance(error, TimeoutError) else str(error) or "connection lost"
        return Answer(None, _since(began), error=f"read: {reason}"), None
    if not is_kept:
        link[1].close()
    found = Answer(head.status, _since(began), body, content_type=head.content_type)
    return found, link if is_kept else None


async def _exchange(outgoing: Outgoing, target: SplitResult, link: Link) -> tuple[Head, bytes, bool]:
    reader, writer = link
    path = target.path + (f"?{target.query}" if target.query else "")
    lines = [
        f"{outgoing.method} {path or '/'} HTTP/1.1",
        f"Host: {target.netloc}",
    ]
    if outgoing.method != "GET":
        lines.append(f"Content-Length: {len(outgoing.body)}")
    lines += [f"{name}: {value}" for name, value in outgoing.headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + outgoing.body)
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    version, _, rest = head[0].partition(" ")
    if not version.startswith("HTTP/1") or not rest[:3].isdigit():
        raise Unreadable("the answer is not HTTP")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
    }
    status = int(rest[:3])
    found = Head(status, headers.get("content-type", ""))
    is_kept = headers.get("connection", "").lower() != "close" and version == "HTTP/1.1"
    if status in (204, 304):
        return found, b"", is_kept
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return found, await _chunks(reader), is_kept
    if "content-length" in headers:
        return found, await reader.readexactly(min(int(headers["content-length"]), _BODY_LIMIT)), is_kept
    return found, await reader.read(_BODY_LIMIT), False


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while size := int((await reader.readline()).split(b";")[0], 16):
        if len(body) + size > _BODY_LIMIT:
            raise Unreadable("the answer is too long")
        body += (await reader.readexactly(size + 2))[:-2]
    while (await reader.readline()).strip():
        continue
    return bytes(body)


def _since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
