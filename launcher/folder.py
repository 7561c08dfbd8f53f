"""The data folder: who uses it, what it keeps, and how much room is left."""

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from pathlib import Path
from typing import IO

from launcher.errors import CannotContinue

# The kernel takes 107 bytes for a socket's path, and ".s.PGSQL.5432.lock" is appended to the folder.
SOCKET_FOLDER_LIMIT = 85
FIRST_START_BYTES = 250_000_000
LATER_START_BYTES = 80_000_000


class Folder:
    """One data folder, held by one launcher at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: IO[str] | None = None
        self._temporary_sockets: Path | None = None

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def running(self) -> Path:
        return self.path / "running.json"

    def hold(self) -> None:
        """Make the folder and take its lock; the lock goes with the process, however that ends.

        Raises:
            CannotContinue: another launcher holds it, or it cannot be written.
        """
        self._make()
        lock = (self.path / "lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise CannotContinue(
                f"Portico is already running on {self.path}; stop it first or give another --data."
            ) from None
        self._lock = lock
        # What a killed launcher announced is no longer there.
        self.running.unlink(missing_ok=True)

    def is_held(self) -> bool:
        """Tell whether some launcher, this one included, uses the folder now."""
        if self._lock is not None:
            return True
        path = self.path / "lock"
        if not path.exists():
            return False
        with path.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def release(self) -> None:
        """Give the folder back and remove what only a running Portico needs."""
        self.running.unlink(missing_ok=True)
        if self._temporary_sockets is not None:
            shutil.rmtree(self._temporary_sockets, ignore_errors=True)
            self._temporary_sockets = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def check_room(self) -> None:
        """Refuse to start a database where it would soon fill the disk.

        Raises:
            CannotContinue: too little space is free.
        """
        needed = LATER_START_BYTES if (self.path / "postgres" / "PG_VERSION").exists() else FIRST_START_BYTES
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise CannotContinue(
                f"The disk of {self.path} is full: {free // 1_000_000} MB are free and"
                f" {needed // 1_000_000} MB are needed; free some space and start again."
            )

    def sockets(self) -> Path:
        """Return a private folder for the services' sockets, elsewhere where the path is too long or odd."""
        inside = self.path / "run"
        if len(os.fsencode(inside)) <= SOCKET_FOLDER_LIMIT and re.fullmatch(
            r"[\w./-]+", str(inside), re.ASCII
        ):
            inside.mkdir(mode=0o700, exist_ok=True)
            inside.chmod(0o700)
            return inside
        if self._temporary_sockets is None:
            self._temporary_sockets = _short_folder(self.path)
        return self._temporary_sockets

    def announce(self, addresses: dict[str, str]) -> None:
        """Leave the services' addresses for other commands on the same folder."""
        write_private(self.running, json.dumps(addresses, indent=1))

    def find_addresses(self) -> dict[str, str] | None:
        """Return the addresses a running Portico left, or None."""
        try:
            addresses: dict[str, str] = json.loads(self.running.read_text())
        except (FileNotFoundError, ValueError):
            return None
        return addresses

    def _make(self) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise
            raise CannotContinue(f"{self.path} cannot be used as data folder: {error.strerror}.") from None


def _short_folder(data: Path) -> Path:
    """Return a private folder in /tmp, always the same, so that killed Porticos leave no trail of them."""
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    folder = Path(f"/tmp/portico-{os.geteuid()}-{digest}")  # noqa: S108 - used only when private and ours
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
            return Path(tempfile.mkdtemp(prefix="portico-", dir="/tmp"))
    return folder


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable by its owner alone."""
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
