"""The way out: at once while the reader keeps up, in order behind what waits, dropped and read again when slow."""

import asyncio
from dataclasses import dataclass, field

import pytest

from accounts.models import Member
from conversations.hub import sockets
from conversations.hub.sockets import QUEUE_LIMIT, RESYNC, Socket, frame

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db]


@dataclass
class Reader:
    """The far end: takes whole frames while it keeps up, lets the sender wait otherwise."""

    keeps_up: bool = True
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[str] = field(default_factory=list)
    closed: int = 0

    def write(self, wire: bytes) -> bool:
        if self.keeps_up:
            self.heard.append(wire[2:].decode())
        return self.keeps_up

    async def send(self, text: str) -> None:
        await self.ready.wait()
        self.heard.append(text)

    async def close(self, code: int) -> None:
        self.closed = code

    def socket(self, member: Member) -> Socket:
        return Socket(
            member=member, language="en", session_key="", send=self.send, close=self.close, write=self.write
        )


async def test_a_reader_who_keeps_up_gets_frames_at_once(alice: Member) -> None:
    reader = Reader()
    socket = reader.socket(alice)

    socket.push(frame("one"))
    socket.push(frame("two"))

    assert reader.heard == ["one", "two"]


async def test_nothing_overtakes_what_waits(alice: Member) -> None:
    reader = Reader(keeps_up=False)
    socket = reader.socket(alice)
    socket.push(frame("one"))
    await asyncio.sleep(0)
    reader.keeps_up = True

    socket.push(frame("two"))
    reader.ready.set()
    await asyncio.sleep(0.01)
    socket.push(frame("three"))

    assert reader.heard == ["one", "two", "three"]


async def test_a_slow_reader_is_told_to_read_again(alice: Member) -> None:
    reader = Reader(keeps_up=False)
    socket = reader.socket(alice)
    for number in range(QUEUE_LIMIT + 2):
        socket.push(frame(str(number)))
        await asyncio.sleep(0)

    reader.ready.set()
    await asyncio.sleep(0.01)

    assert reader.heard == ["0", RESYNC.text]


async def test_a_reader_who_never_comes_back_is_dropped(
    alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "SEND_SECONDS", 0.05)
    reader = Reader(keeps_up=False)
    socket = reader.socket(alice)

    socket.push(frame("one"))
    await asyncio.sleep(0.1)
    socket.push(frame("two"))

    assert reader.closed == sockets.TOO_SLOW
    assert reader.heard == []


async def test_a_closed_socket_is_sent_nothing(alice: Member) -> None:
    reader = Reader()
    socket = reader.socket(alice)

    await socket.shut(4401)
    socket.push(frame("one"))

    assert (reader.closed, reader.heard) == (4401, [])
