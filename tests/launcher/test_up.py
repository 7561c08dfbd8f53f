"""`./portico up` on the real thing: it answers, keeps its data, and leaves no process however it ends."""

import signal
from pathlib import Path

import psycopg
import pytest

from launcher import ports
from launcher.folder import Folder
from tests.launcher.running import GONE_SECONDS, Up, answers, is_gone, wait_for

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: each start finds what the last one left, after SIGKILL too."""
    return tmp_path_factory.mktemp("up") / "data"


def end(up: Up, sign: signal.Signals) -> None:
    """End it, and see that nothing of it is left."""
    family = up.family()

    code = up.end(sign)

    assert len(family) > 6
    assert code == (-signal.SIGKILL if sign == signal.SIGKILL else 0), up.output.read_text()
    assert wait_for(lambda: all(is_gone(process) for process in family), seconds=GONE_SECONDS)
    assert ports.is_free(up.port)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_when_it_ends(sign: signal.Signals, data: Path) -> None:
    up = Up(data)
    try:
        up.wait_until_ready()
        end(up, sign)
    finally:
        up.abandon()


def test_a_dead_process_starts_again_and_the_data_outlives_a_restart(data: Path) -> None:
    first = Up(data)
    try:
        first.wait_until_ready()
        addresses = Folder(data).find_addresses()
        assert addresses is not None
        with psycopg.connect(addresses["DATABASE_ADMIN_URL"]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        web = next(process for process in first.family() if "granian" in process.cmdline())
        web.kill()
        assert wait_for(lambda: "web ended (signal 9)" in first.output.read_text(), seconds=10)
        assert wait_for(lambda: answers(first.port), seconds=30)
        keyring = (data / "keyring").read_bytes()
        end(first, signal.SIGTERM)
    finally:
        first.abandon()

    second = Up(data)
    try:
        second.wait_until_ready()
        addresses = Folder(data).find_addresses()
        assert addresses is not None
        with psycopg.connect(addresses["DATABASE_ADMIN_URL"]) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
        assert second.end(signal.SIGTERM) == 0
    finally:
        second.abandon()
    assert (data / "keyring").read_bytes() == keyring
