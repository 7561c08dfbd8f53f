"""PostgreSQL and Redis that somebody else runs: on ports of their own, behind passwords, with the least rights."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from launcher import ports, postgres, processes
from launcher.redis import find_program
from tests.launcher.running import wait_for

DEBIAN = Path("/usr/lib/postgresql")
PASSWORD = "kept-outside"
# The owner migrates and makes the role of the application; the web login owns nothing.
LOGINS = f"""
    CREATE ROLE portico_owner LOGIN CREATEROLE PASSWORD '{PASSWORD}';
    CREATE ROLE portico_web LOGIN PASSWORD '{PASSWORD}';
"""


@dataclass(frozen=True)
class Outside:
    """The addresses an operator would set, and one by which a test sees everything."""

    version: int
    superuser_url: str
    variables: dict[str, str]


@contextmanager
def services(folder: Path) -> Iterator[Outside]:
    """Run both: PostgreSQL as old as this machine has it, which on Debian 12 is the oldest we promise."""
    folder.mkdir(mode=0o700)
    with _postgres(folder) as (superuser_url, port), _redis(folder) as redis_url:
        with psycopg.connect(superuser_url, autocommit=True) as connection:
            connection.execute(LOGINS)
            connection.execute("CREATE DATABASE front_door OWNER portico_owner")
            version = connection.info.server_version // 10_000
        address = f"{PASSWORD}@127.0.0.1:{port}/front_door"
        yield Outside(
            version=version,
            superuser_url=superuser_url.replace("/postgres?", "/front_door?"),
            variables={
                "DATABASE_URL": f"postgresql://portico_web:{address}",
                "DATABASE_ADMIN_URL": f"postgresql://portico_owner:{address}",
                "REDIS_URL": redis_url,
            },
        )


def programs() -> Path:
    """Find Debian's oldest PostgreSQL, else the packaged one."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[0].parent if found else postgres.binaries()


@contextmanager
def _postgres(folder: Path) -> Iterator[tuple[str, int]]:
    prefix, user = postgres.privileges()
    if user is not None:
        raise RuntimeError("as root this needs `unshare --user`")
    cluster, log, port = folder / "cluster", folder / "postgres.log", ports.find_free()
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    initdb = [str(programs() / "initdb"), "-D", str(cluster), "-U", "postgres", "--no-sync"]
    processes.run(
        [*prefix, *initdb, "--auth-local=trust", "--auth-host=scram-sha-256"],
        environment=environment,
        what="initdb",
    )
    server = [str(programs() / "postgres"), "-D", str(cluster), "-k", str(folder), "-p", str(port)]
    server += ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100"]
    url = f"postgresql://postgres@/postgres?host={folder}&port={port}"

    def answers() -> bool:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            return False
        return True

    with processes.open_log(log) as output:
        child = processes.spawn([*prefix, *server], environment=environment, log=output)
    try:
        assert wait_for(answers, seconds=60), log.read_text()
        yield url, port
    finally:
        processes.stop(child, sign=2)


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port, log = ports.find_free(), folder / "redis.log"
    command = [find_program(), "--port", str(port), "--requirepass", PASSWORD, "--save", ""]
    url = f"redis://:{PASSWORD}@127.0.0.1:{port}/3"

    def answers() -> bool:
        try:
            return bool(redis.Redis.from_url(url).ping())
        except redis.ConnectionError:
            return False

    with processes.open_log(log) as output:
        child = processes.spawn(
            [*command, "--dir", str(folder)], environment={"LC_ALL": "C.UTF-8"}, log=output
        )
    try:
        assert wait_for(answers, seconds=30), log.read_text()
        yield url
    finally:
        processes.stop(child)
