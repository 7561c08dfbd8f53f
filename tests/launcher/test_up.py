"""`./portico up` on the real thing: it answers, keeps its data, and leaves no process however it ends."""

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg
import pytest

from launcher import ports
from launcher.folder import Folder
from launcher.places import ROOT

pytestmark = pytest.mark.stack
READY_SECONDS = 120
GONE_SECONDS = 30


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


class Up:
    """One `./portico up` in the background."""

    def __init__(self, data: Path) -> None:
        self.port = ports.find_free()
        self.output = data.with_suffix(".out")
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [ROOT / "portico", "up", "--no-demo", "--port", str(self.port), "--data", str(data)]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command, env=kept, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def wait_until_ready(self) -> None:
        ended = wait_for(lambda: self.is_ready() or self.process.poll() is not None, seconds=READY_SECONDS)
        assert ended, self.output.read_text()
        assert self.is_ready(), self.output.read_text()

    def is_ready(self) -> bool:
        return "Ctrl-C stops everything" in self.output.read_text()

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, sign: int) -> int:
        self.process.send_signal(sign)
        return self.process.wait(timeout=GONE_SECONDS)


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: each start finds what the last one left, after SIGKILL too."""
    return tmp_path_factory.mktemp("up") / "data"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_when_it_ends(sign: signal.Signals, data: Path) -> None:
    up = Up(data)
    try:
        up.wait_until_ready()
        family = up.family()

        code = up.end(sign)
    finally:
        up.process.kill()

    assert len(family) > 6
    assert code == (-signal.SIGKILL if sign == signal.SIGKILL else 0), up.output.read_text()
    assert wait_for(lambda: all(is_gone(process) for process in family), seconds=GONE_SECONDS)
    assert ports.is_free(up.port)


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
        assert first.end(signal.SIGTERM) == 0
    finally:
        first.process.kill()

    second = Up(data)
    try:
        second.wait_until_ready()
        addresses = Folder(data).find_addresses()
        assert addresses is not None
        with psycopg.connect(addresses["DATABASE_ADMIN_URL"]) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
        assert second.end(signal.SIGTERM) == 0
    finally:
        second.process.kill()
    assert (data / "keyring").read_bytes() == keyring


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
