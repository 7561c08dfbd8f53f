"""The event stream: server-sent events, resumable by `Last-Event-ID`."""

import asyncio
import json
from collections.abc import AsyncIterator

from carrier.simulator.events import Happening, Happenings

_HEARTBEAT_SECONDS = 15.0


async def follow(happenings: Happenings, since: int) -> AsyncIterator[bytes]:
    """Yield what happened after `since`, then each new fact, with a comment after 15 s of silence."""
    queue: asyncio.Queue[Happening] = asyncio.Queue()
    for happening in happenings.since(since):
        queue.put_nowait(happening)
    stop = happenings.listen(queue.put_nowait)
    try:
        yield b": the carrier simulator's events\n\n"
        while True:
            try:
                happening = await asyncio.wait_for(queue.get(), timeout=_HEARTBEAT_SECONDS)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            written = json.dumps(dict(happening.body), ensure_ascii=False)
            yield f"id: {happening.sequence}\nevent: {happening.kind}\ndata: {written}\n\n".encode()
    finally:
        stop()
