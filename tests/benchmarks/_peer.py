"""Installs what we are measured beside, and asks it; nothing of it touches Portico's environment or database."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tests.benchmarks import _helpdesk

DATABASE = "bench_peer"
DRIVER = "psycopg[binary]==3.3.9"
Ask = Callable[[], str]


class PeerMissing(Exception):
    """The peer could not be installed or started; the message says why. The rest of the bench goes on."""


@contextmanager
def helpdesk(size: int) -> Iterator[Callable[[], float]]:
    """Yield a function that returns the milliseconds of one page of fifty open tickets out of `size` in all.

    Raises:
        PeerMissing: no package index can be reached, or the peer does not start.
    """
    requirement = f"django-helpdesk=={_helpdesk.VERSION}"
    with serving(_helpdesk.__file__, requirement, [str(size)]) as ask:
        yield lambda: _page(ask)


@contextmanager
def serving(program: str, requirement: str, arguments: Sequence[str]) -> Iterator[Ask]:
    """Install a package aside, run one of our programs with it, and yield a function that gives its answer to a line.

    Raises:
        PeerMissing: no package index can be reached, or the peer does not start.
    """
    admin = os.environ["DATABASE_ADMIN_URL"]
    with TemporaryDirectory() as folder, _database(admin):
        python = _install(Path(folder), requirement)
        parts = conninfo_to_dict(admin)
        variables = {
            "PATH": os.environ["PATH"],
            "PEER_NAME": DATABASE,
            "PEER_HOST": str(parts.get("host") or ""),
            "PEER_USER": str(parts.get("user") or ""),
        }
        command = [str(python), program, *arguments]
        with subprocess.Popen(
            command, env=variables, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as peer:
            if _line(peer) != "ready":
                raise PeerMissing(f"{requirement} did not start")
            yield lambda: _asked(peer)
            if peer.stdin is not None:
                peer.stdin.close()


def _install(folder: Path, requirement: str) -> Path:
    python = folder / "bin" / "python"
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement, DRIVER],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise PeerMissing(f"not installed: {done.stderr.strip().splitlines()[-1]}")
    return python


@contextmanager
def _database(admin: str) -> Iterator[None]:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield
        finally:
            connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _page(ask: Ask) -> float:
    milliseconds, rows = ask().split()
    if int(rows) != 50:
        raise PeerMissing(f"django-helpdesk showed {rows} tickets instead of 50")
    return float(milliseconds)


def _asked(peer: "subprocess.Popen[str]") -> str:
    if peer.stdin is None:
        raise PeerMissing("the peer takes no requests")
    peer.stdin.write("page\n")
    peer.stdin.flush()
    return _line(peer)


def _line(peer: "subprocess.Popen[str]") -> str:
    return peer.stdout.readline().strip() if peer.stdout is not None else ""
