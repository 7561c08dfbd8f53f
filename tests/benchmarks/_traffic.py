"""A load client: each connection sends its next request when the answer to the one before has arrived."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Load:
    """What came back: answers by status within `seconds`, and how long each was waited for."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return self.good / self.seconds

    @property
    def good(self) -> int:
        """Answers with status 200."""
        return self.statuses[200]


class _Connection(asyncio.Protocol):
    """Sends requests one after the other until they run out or time is up."""

    def __init__(self, requests: Iterator[bytes], load: Load, *, until: float, due: float = 0.0) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._load = load
        self._until = until
        self._read = b""
        self._asked_at = 0.0
        self._due = due

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, rest = self._read.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not found or len(rest) < (int(length[1]) if length else 0):
            return
        self._load.statuses[int(head[9:12])] += 1
        self._load.waits.append(time.perf_counter() - self._asked_at)
        self._read = b""
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _next(self) -> None:
        request = next(self._requests, None) if time.perf_counter() < self._until else None
        if request is None:
            self._transport.close()
            return
        self._asked_at = self._due or time.perf_counter()
        self._transport.write(request)


def drive(requests: Iterator[bytes], *, port: int, connections: int, seconds: float) -> Load:
    """Send requests over kept connections for `seconds` and count the answers."""
    return asyncio.run(_drive(requests, port=port, connections=connections, seconds=seconds))


def drive_paced(requests: Iterator[bytes], *, port: int, a_second: float, seconds: float) -> Load:
    """Send a request every so often, whatever became of those before, each over a connection of its own.

    A wait counts from when the request was due, so that a late start is not lost.
    """
    return asyncio.run(_drive_paced(requests, port=port, a_second=a_second, seconds=seconds))


async def _drive_paced(requests: Iterator[bytes], *, port: int, a_second: float, seconds: float) -> Load:
    loop, load, began = asyncio.get_running_loop(), Load(), time.perf_counter()
    sent: list[asyncio.Future[None]] = []
    for number in range(int(a_second * seconds)):
        due = began + number / a_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        one = iter([next(requests)])
        _transport, protocol = await loop.create_connection(
            lambda one=one, due=due: _Connection(one, load, until=due + seconds, due=due),  # type: ignore[misc]
            "127.0.0.1",
            port,
        )
        sent.append(protocol.done)
    await asyncio.gather(*sent)
    load.seconds = time.perf_counter() - began
    return load


async def _drive(requests: Iterator[bytes], *, port: int, connections: int, seconds: float) -> Load:
    loop, load, began = asyncio.get_running_loop(), Load(), time.perf_counter()
    opened = [
        await loop.create_connection(
            lambda: _Connection(requests, load, until=began + seconds), "127.0.0.1", port
        )
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _transport, protocol in opened))
    load.seconds = time.perf_counter() - began
    return load
