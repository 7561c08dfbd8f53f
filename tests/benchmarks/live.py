"""P4 and P5: one text on every open screen, over the barest broadcast of as many bytes to as many sockets."""

import asyncio
import os
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import redis
from asgiref.sync import sync_to_async

from accounts.ports import SOCKETS_PATH
from launcher import ports
from launcher.bench import Row
from tests.benchmarks import _business, _meter, _servers, _sockets
from tests.factories import conversations as make

MEMBERS = 20
EVENTS = 8
ROUNDS = 3
PAUSE_SECONDS = 0.5
GIVE_UP_SECONDS = 5.0
SETTLE_SECONDS = 2.0
AIM = 2.0
# What one row of the list weighs as a frame; the floor sends as many bytes.
FRAME = 1700
HELLO = '{"type":"hello","since":"","view":"open","open":null}'
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: server CPU a delivered frame (µs), p95 from commit to socket (ms), what never came."""

    cost: float
    p95: float
    frames: int
    lost: int


@dataclass(frozen=True, slots=True)
class Side:
    """A server under measurement and the way to make it push."""

    pid: int
    clients: list[_sockets.Client]
    tell: Tell


def measure() -> Iterable[Row]:
    """Measure with 200 sockets what they cost, and with 500 also how long the slowest wait."""
    business = _business.open_business("live")
    cookies = [
        _business.cookie_of(_business.log_in(member)) for member in _business.hire(business, members=MEMBERS)
    ]
    for name, sockets in (("P4", 200), ("P5", 500)):
        rounds = asyncio.run(_compare(business, [cookies[number % MEMBERS] for number in range(sockets)]))
        yield from _rows(name, sockets, [pair[0] for pair in rounds], [pair[1] for pair in rounds])


def _rows(name: str, sockets: int, ours: list[Round], floor: list[Round]) -> Iterable[Row]:
    lost = sum(item.lost for item in ours)
    frames = sum(item.frames for item in ours) / (len(ours) * EVENTS * sockets)
    cost = _meter.Comparison(tuple(item.cost for item in ours), tuple(item.cost for item in floor))
    wait = _meter.Comparison(tuple(item.p95 for item in ours), tuple(item.p95 for item in floor))
    about = f"{sockets} sockets of {MEMBERS} members, {EVENTS} texts a round, {frames:.1f} frames a text, {lost} lost"
    yield Row(
        name if name == "P4" else f"{name} CPU",
        round(cost.ratio, 2),
        "× broadcast",
        f"≤ {AIM:g}",
        cost.ratio <= AIM and not lost,
        f"{about}; {cost.describe('µs CPU a frame')}",
    )
    if name == "P5":
        note = f"p95 from commit to socket; {about}; {wait.describe('ms')}"
        yield Row(
            name, round(wait.ratio, 2), "× broadcast", f"≤ {AIM:g}", wait.ratio <= AIM and not lost, note
        )


async def _compare(business: _business.Business, cookies: list[str]) -> list[tuple[Round, Round]]:
    """Keep both servers up with all their sockets and push through one, then the other."""
    channel = f"bench:{uuid4().hex}"
    port = ports.find_free()
    with ExitStack() as servers:
        ours_pid, ours_port = servers.enter_context(_servers.asgi("config.asgi:application"))
        floor_pid = servers.enter_context(
            _servers.served(["tests.benchmarks._broadcast", str(port), channel], port=port)
        )
        ours = Side(
            ours_pid, await _sockets.connect(ours_port, SOCKETS_PATH, cookies, hello=HELLO), _texts(business)
        )
        floor = Side(floor_pid, await _sockets.connect(port, "/", [""] * len(cookies)), _broadcasts(channel))
        await asyncio.sleep(SETTLE_SECONDS)
        await _round(ours, events=2)
        await _round(floor, events=2)
        rounds = [(await _round(ours), await _round(floor)) for _ in range(ROUNDS)]
        for client in (*ours.clients, *floor.clients):
            client.close()
    return rounds


async def _round(side: Side, *, events: int = EVENTS) -> Round:
    frames, spent = _frames(side), _meter.cpu_seconds(side.pid)
    waits: list[float] = []
    for _ in range(events):
        waits += await _push(side)
        await asyncio.sleep(PAUSE_SECONDS)
    delivered = _frames(side) - frames
    cost = (_meter.cpu_seconds(side.pid) - spent) / delivered * 1e6
    lost = events * len(side.clients) - len(waits)
    return Round(cost=cost, p95=_meter.percentile(waits, 0.95) * 1000, frames=delivered, lost=lost)


async def _push(side: Side) -> list[float]:
    """Tell one event and wait until every socket has it; returns the seconds each waited since the commit."""
    mark = f"mark-{uuid4().hex}"
    key = mark.encode()
    for client in side.clients:
        client.mark = key
    await sync_to_async(side.tell, thread_sensitive=False)(mark)
    told = time.perf_counter()
    while time.perf_counter() - told < GIVE_UP_SECONDS:
        if all(key in client.arrived for client in side.clients):
            break
        await asyncio.sleep(0.01)
    return [max(client.arrived[key] - told, 0.0) for client in side.clients if key in client.arrived]


def _frames(side: Side) -> int:
    return sum(client.frames for client in side.clients)


def _texts(business: _business.Business) -> Tell:
    def tell(mark: str) -> None:
        make.text_in(
            organisation=business.organisation, now=datetime.now(UTC), text=mark, sender="+14805550177"
        )

    return tell


def _broadcasts(channel: str) -> Tell:
    client = redis.Redis.from_url(os.environ["REDIS_URL"])

    def tell(mark: str) -> None:
        client.publish(channel, mark.ljust(FRAME, "."))

    return tell
