"""The short way of the sockets process, through a real server and a real client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.frames import Frame, Opcode

from config.wire import Wire
from launcher import ports

pytestmark = pytest.mark.asyncio


def wire(text: str) -> bytes:
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class Application:
    """Accepts a socket and keeps its `write` and `send` for the test."""

    def __init__(self) -> None:
        self.write: Any = None
        self.send: Any = None
        self.accepted = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.write, self.send = scope["extensions"]["portico.write"]["write"], send
        assert not self.write(wire("before the socket is open"))
        await receive()
        await send({"type": "websocket.accept"})
        self.accepted.set()
        while (await receive())["type"] != "websocket.disconnect":
            pass


@asynccontextmanager
async def served(application: Application) -> AsyncIterator[str]:
    port = ports.find_free()
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, ws=Wire, lifespan="off", log_level="error")
    )
    running = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn says so by nothing else
            await asyncio.sleep(0.01)
        yield f"ws://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        await running


@pytest.mark.parametrize("compression", ["deflate", None])
async def test_frames_keep_their_order_whichever_way_they_go(compression: str | None) -> None:
    application = Application()
    async with served(application) as address, connect(address, compression=compression) as client:
        await application.accepted.wait()
        await application.send({"type": "websocket.send", "text": "first, by the long way"})
        assert application.write(wire("second " + "é" * 1700))
        await application.send({"type": "websocket.send", "text": "third"})

        heard = [await client.recv() for _ in range(3)]

    assert heard == ["first, by the long way", "second " + "é" * 1700, "third"]


async def test_a_reader_who_stops_reading_is_not_written_to() -> None:
    application = Application()
    async with served(application) as address, connect(address, compression=None, max_queue=1) as client:
        await application.accepted.wait()
        written = 0
        while application.write(wire("x" * 60_000)):
            written += 1
            await asyncio.sleep(0)
            assert written < 2_000, "everything was buffered"

        for _ in range(written):
            await client.recv()
        await asyncio.sleep(0.1)

        assert application.write(wire("again"))
        assert await client.recv() == "again"


async def test_nothing_follows_the_close() -> None:
    application = Application()
    async with served(application) as address, connect(address) as client:
        await application.accepted.wait()
        await application.send({"type": "websocket.close", "code": 4401})

        assert not application.write(wire("too late"))
        await client.wait_closed()

    assert client.close_code == 4401
