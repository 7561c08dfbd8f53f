"""Child processes that never outlive the launcher."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from launcher.errors import CannotContinue
from launcher.places import ROOT

PR_SET_PDEATHSIG = 1
LOG_LIMIT_BYTES = 50_000_000
_libc = ctypes.CDLL(None, use_errno=True)


def _follow_parent(parent: int, farewell: int) -> Callable[[], None]:
    def before_exec() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, farewell)
        # The launcher may have died between fork and prctl; then no signal would ever come.
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def spawn(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: IO[bytes] | int | None = None,
    farewell: int = signal.SIGTERM,
    as_user: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, so that Ctrl-C reaches only the launcher.

    The kernel sends it `farewell` when the launcher dies, even by SIGKILL. Call it from a thread that lives
    as long as the child should: the kernel watches the thread, not the process.
    """
    return subprocess.Popen(  # noqa: S603 - commands are built by the launcher alone
        list(command),
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log is not None else None,
        start_new_session=True,
        preexec_fn=_follow_parent(os.getpid(), farewell),  # noqa: PLW1509 - prctl must run in the child
        user=as_user,
    )


def stop(child: subprocess.Popen[bytes], *, sign: int = signal.SIGTERM, patience_seconds: float = 10) -> None:
    """Ask a child to end, then make it, then end whatever is left of its process group."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=patience_seconds)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def stop_together(children: Sequence[subprocess.Popen[bytes]], *, patience_seconds: float = 10) -> None:
    """Ask all at once, so that stopping takes as long as the slowest and not as long as the sum."""
    for child in children:
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + patience_seconds
    for child in children:
        stop(child, patience_seconds=max(0.1, deadline - time.monotonic()))


def open_log(path: Path) -> IO[bytes]:
    """Open a log for appending; one that has grown large becomes `<name>.old` first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".old"))
    return path.open("ab")


def tail(path: Path, *, lines: int = 15) -> str:
    """Return the end of a log, empty when there is none."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


def run(
    command: Sequence[str], *, environment: Mapping[str, str], what: str, as_user: int | None = None
) -> str:
    """Run a command to its end and return what it printed.

    Raises:
        CannotContinue: it failed; carries its last lines.
    """
    child = spawn(command, environment=environment, log=subprocess.PIPE, as_user=as_user)
    try:
        printed, _ = child.communicate()
    except BaseException:
        stop(child)
        raise
    text = printed.decode(errors="replace")
    if "No space left on device" in text:
        raise CannotContinue("The disk is full; free some space and start again.")
    if child.returncode != 0:
        ending = "\n".join(text.splitlines()[-15:])
        raise CannotContinue(f"{what} failed (exit {child.returncode}):\n{ending}")
    return text
