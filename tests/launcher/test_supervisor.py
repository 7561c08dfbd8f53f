"""A program that dies starts again, later each time; one that is stopped stays so."""

import sys
import time
from pathlib import Path

from launcher.supervisor import FIRST_PAUSE_SECONDS, Supervisor


def tend_until(supervisor: Supervisor, restarts: int) -> None:
    deadline = time.monotonic() + 10
    while supervisor.programs["child"].restarts < restarts and time.monotonic() < deadline:
        supervisor.tend()
        time.sleep(0.02)


def test_a_dying_program_is_said_and_started_again_with_growing_pauses(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(logs=tmp_path, say=said.append)
    supervisor.start("child", [sys.executable, "-c", "print('hello'); raise SystemExit(3)"], environment={})

    tend_until(supervisor, 2)
    supervisor.stop()

    log = supervisor.log("child")
    assert said[0] == f"child ended (exit 3) and starts again in {FIRST_PAUSE_SECONDS:g} s; see {log}"
    assert said[1] == f"child ended (exit 3) and starts again in {2 * FIRST_PAUSE_SECONDS:g} s; see {log}"
    assert log.read_text() == "hello\n" * 2


def test_what_a_killed_program_started_dies_with_it(tmp_path: Path) -> None:
    supervisor = Supervisor(logs=tmp_path, say=lambda sentence: None)
    body = "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
    supervisor.start("child", [sys.executable, "-c", body], environment={"PATH": "/usr/bin:/bin"})
    deadline = time.monotonic() + 10
    while not supervisor.log("child").read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    grandchild = Path("/proc", supervisor.log("child").read_text().strip(), "cmdline")
    assert grandchild.exists()

    supervisor.kill("child")

    while grandchild.exists() and grandchild.read_bytes() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not grandchild.exists() or not grandchild.read_bytes()
    supervisor.stop()
