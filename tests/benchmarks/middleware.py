"""P3: a view that does nothing, through all middleware, over an ASGI application that does nothing."""

from collections.abc import Iterable
from itertools import repeat

from launcher.bench import Row
from tests.benchmarks import _meter, _servers, _traffic

CONNECTIONS = 16
SECONDS = 3
ROUNDS = 3
AIM = 6.0
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def measure() -> Iterable[Row]:
    """Compare the servers' CPU a request; how fast the client asks does not matter to it."""
    with (
        _servers.web("config.wsgi:application") as (ours_pid, ours_port),
        _servers.asgi("tests.benchmarks._noop:application") as (floor_pid, floor_port),
    ):
        _cost(ours_pid, ours_port)
        _cost(floor_pid, floor_port)
        found = _meter.compare(
            lambda: _cost(ours_pid, ours_port), lambda: _cost(floor_pid, floor_port), rounds=ROUNDS
        )
    note = f"/healthz on granian WSGI, raw ASGI on uvicorn: {found.describe('µs CPU a request')}"
    yield Row("P3", round(found.ratio, 2), "× raw ASGI", f"≤ {AIM:g}", found.ratio <= AIM, note)


def _cost(pid: int, port: int) -> float:
    before = _meter.cpu_seconds(pid)
    load = _traffic.drive(repeat(REQUEST), port=port, connections=CONNECTIONS, seconds=SECONDS)
    return (_meter.cpu_seconds(pid) - before) / load.good * 1e6
