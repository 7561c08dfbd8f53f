"""`./portico up` with DATABASE_URL and REDIS_URL: it uses those, with two logins, and starts none of its own."""

import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from carrier.simulator.client import SimulatorControl
from launcher import backup
from launcher.keyring import open_keyring
from tests.launcher.outside import Outside, services
from tests.launcher.running import Up, wait_for

pytestmark = pytest.mark.stack
WORDS = "Is my deposition still on Tuesday?"


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with services(tmp_path_factory.mktemp("outside") / "s") as running:
        yield running


def test_everything_lands_outside(outside: Outside, tmp_path: Path) -> None:
    data = tmp_path / "data"
    up = Up(data, demo=True, **outside.variables)
    try:
        # Schema and demo are made from nothing, on a machine that runs the rest of the suite as well.
        up.wait_until_ready(seconds=300)
        commands = [" ".join(process.cmdline()) for process in up.family()]
        token = open_keyring(data / "keyring").variables()["SIMULATOR_TOKEN"]
        with (
            psycopg.connect(outside.superuser_url, autocommit=True) as database,
            SimulatorControl(f"http://127.0.0.1:{up.port + 3}", token) as carrier,
        ):
            _check_roles(database)
            assert wait_for(lambda: bool(carrier.numbers()), seconds=30)
            to = carrier.numbers()[0].msisdn
            carrier.send_many([{"from": "16025550147", "to": to, "text": WORDS}])
            assert wait_for(lambda: _count(database, _ARRIVED) == 1, seconds=30)
            assert _count(database, _ACCOUNTED) == 1
            seen = {row[0] for row in database.execute(_LOGINS).fetchall()}
        with redis.Redis.from_url(outside.variables["REDIS_URL"]) as client:
            assert client.dbsize() > 0
        assert backup.back_up(data, tmp_path / "kept", environ={}) > 10_000
        assert up.end(signal.SIGTERM) == 0, up.output.read_text()
    finally:
        up.abandon()

    assert not any("redis-server" in command or "postgres" in command.split(" ")[0] for command in commands)
    assert not {"postgres", "redis"} & {path.name for path in data.iterdir()}
    assert seen == {"portico_web"}


_ARRIVED = f"SELECT count(*) FROM conversations_entry WHERE kind = 'MESSAGE_IN' AND text = '{WORDS}'"  # noqa: S608 - our words
_ACCOUNTED = f"""
    SELECT count(*) FROM carrier_attempt AS attempt JOIN conversations_entry AS entry ON entry.id = attempt.entry_id
     WHERE attempt.outcome = 'ENTRY' AND entry.text = '{WORDS}'
"""  # noqa: S608 - our words
_LOGINS = """
    SELECT DISTINCT usename FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def _check_roles(database: "psycopg.Connection[tuple[object, ...]]") -> None:
    role = database.execute(
        "SELECT rolcanlogin, rolsuper, rolbypassrls, pg_has_role('portico_web', oid, 'MEMBER')"
        " FROM pg_roles WHERE rolname = 'portico_app'"
    ).fetchone()
    assert role == (False, False, False, True)
    owners = database.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
    assert owners.fetchall() == [("portico_owner",)]


def _count(database: "psycopg.Connection[tuple[object, ...]]", query: str) -> int:
    row = database.execute(query).fetchone()  # type: ignore[arg-type]
    return int(str(row[0])) if row else 0
