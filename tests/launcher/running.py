"""`./portico up` in the background, as an operator runs it."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil

from launcher import ports
from launcher.places import ROOT

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

    def __init__(self, data: Path, *, demo: bool = False, **variables: str) -> None:
        self.port = ports.find_free()
        self.output = data.with_suffix(".out")
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [ROOT / "portico", "up", "--port", str(self.port), "--data", str(data)]
        command += [] if demo else ["--no-demo"]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command, env=kept | variables, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def wait_until_ready(self, *, seconds: float = READY_SECONDS) -> None:
        ended = wait_for(lambda: self.is_ready() or self.process.poll() is not None, seconds=seconds)
        assert ended, self.output.read_text()
        assert self.is_ready(), self.output.read_text()

    def is_ready(self) -> bool:
        return "Ctrl-C stops everything" in self.output.read_text()

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, sign: int) -> int:
        self.process.send_signal(sign)
        return self.process.wait(timeout=GONE_SECONDS)

    def abandon(self) -> None:
        """Kill it if it still runs; its family follows."""
        self.process.kill()
        self.process.wait(timeout=GONE_SECONDS)


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
