"""Servers under measurement, started with the flags `./portico up` gives them."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher import ports, processes
from launcher.places import PYTHON
from launcher.stack import SOCKETS_FLAGS

READY_SECONDS = 60.0


@contextmanager
def served(arguments: Sequence[str], *, port: int, extra: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run `python -m …` until the block ends and yield its process id once it listens on `port`."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as written:
            child = processes.spawn(
                [PYTHON, "-m", *arguments], environment={**os.environ, **(extra or {})}, log=written
            )
        try:
            _wait(child, port=port, log=log)
            yield child.pid
        finally:
            processes.stop(child, patience_seconds=5)


@contextmanager
def web(application: str, *, extra: Mapping[str, str] | None = None) -> Iterator[tuple[int, int]]:
    """Serve a WSGI application by granian, with the connection pool of production; yields process id and port."""
    port = ports.find_free()
    arguments = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    arguments += ["--workers", "1", "--blocking-threads", "8", "--backpressure", "64", "--no-ws"]
    arguments += ["--http", "1", application]
    with served(arguments, port=port, extra={"DATABASE_POOL": "1", **(extra or {})}) as pid:
        yield pid, port


@contextmanager
def asgi(application: str) -> Iterator[tuple[int, int]]:
    """Serve an ASGI application by uvicorn; yields process id and port."""
    port = ports.find_free()
    arguments = ["uvicorn", application, "--host", "127.0.0.1", "--port", str(port), *SOCKETS_FLAGS]
    with served(arguments, port=port, extra={"DATABASE_POOL": "1"}) as pid:
        yield pid, port


def _wait(child: "subprocess.Popen[bytes]", *, port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while ports.is_free(port):
        if child.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start:\n{processes.tail(log)}")
        time.sleep(0.1)
