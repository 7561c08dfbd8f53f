"""`./portico up` on the real thing: it answers, keeps its data, and leaves no process however it ends."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from launcher import ports
from launcher.folder import Folder
from tests.launcher.running import GONE_SECONDS, Up, answers, is_gone, wait_for

pytestmark = pytest.mark.stack


def end(up: Up, sign: signal.Signals) -> None:
    """End it, and see that nothing of it is left."""
    family = up.family()

    code = up.end(sign)

    assert len(family) > 6
    assert code == (-signal.SIGKILL if sign == signal.SIGKILL else 0), up.output.read_text()
    assert wait_for(lambda: all(is_gone(process) for process in family), seconds=GONE_SECONDS)
    assert ports.is_free(up.port)


@contextmanager
def started(data: Path) -> Iterator[tuple[Up, str]]:
    """Start it, and give it with the address of its database."""
    up = Up(data)
    try:
        up.wait_until_ready()
        addresses = Folder(data).find_addresses()
        assert addresses is not None
        yield up, addresses["DATABASE_ADMIN_URL"]
    finally:
        up.abandon()


def test_a_dead_process_starts_again_and_however_it_ends_the_data_stays_and_nothing_else(
    tmp_path: Path,
) -> None:
    # One story, because each of its starts costs twenty seconds of a processor.
    data = tmp_path / "data"
    with started(data) as (up, database):
        with psycopg.connect(database) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        web = next(process for process in up.family() if "granian" in process.cmdline())
        web.kill()
        assert wait_for(lambda: "web ended (signal 9)" in up.output.read_text(), seconds=10)
        assert wait_for(lambda: answers(up.port), seconds=30)
        keyring = (data / "keyring").read_bytes()
        end(up, signal.SIGTERM)

    for sign in (signal.SIGKILL, signal.SIGINT):
        with started(data) as (up, database):
            with psycopg.connect(database) as connection:
                assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
            end(up, sign)
    assert (data / "keyring").read_bytes() == keyring
