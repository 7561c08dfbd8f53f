"""PostgreSQL and Redis for one data folder: embedded, or the ones whose addresses are set."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from launcher.errors import CannotContinue
from launcher.folder import Folder
from launcher.postgres import Postgres
from launcher.redis import Redis

DATABASE = "portico"
ADDRESSES = ("DATABASE_URL", "DATABASE_ADMIN_URL", "REDIS_URL")
TURN_SECONDS = 60.0


class Services:
    """What Portico keeps its truth and its queues in. Start before and stop after everything else."""

    def __init__(
        self,
        folder: Folder,
        *,
        environ: Mapping[str, str] = os.environ,
        is_throwaway: bool = False,
    ) -> None:
        self.folder = folder
        self._given = {name: environ[name] for name in ADDRESSES if environ.get(name)}
        self._is_throwaway = is_throwaway
        self.postgres: Postgres | None = None
        self.redis: Redis | None = None

    @property
    def is_external(self) -> bool:
        """Tell whether the operator's own services are used.

        Raises:
            CannotContinue: only one of the two addresses is set.
        """
        given = [name in self._given for name in ("DATABASE_URL", "REDIS_URL")]
        if any(given) and not all(given):
            raise CannotContinue("Set both DATABASE_URL and REDIS_URL, or neither to have them started.")
        return all(given)

    def start(self) -> None:
        """Start both, or nothing when their addresses were given."""
        if self.is_external:
            return
        self.folder.check_room()
        sockets = self.folder.sockets()
        self.postgres = Postgres(
            self.folder.path / "postgres",
            sockets=sockets,
            log=self.folder.logs / "postgres.log",
            is_throwaway=self._is_throwaway,
        )
        self.redis = Redis(
            self.folder.path / "redis",
            sockets=sockets,
            log=self.folder.logs / "redis.log",
            is_throwaway=self._is_throwaway,
        )
        try:
            self.postgres.start()
            self.redis.start()
            self.postgres.create_database(DATABASE)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop what was started; safe to call twice."""
        if self.redis is not None:
            self.redis.stop()
        if self.postgres is not None:
            self.postgres.stop()

    def pause_database(self, work: Callable[[], None]) -> None:
        """Do something with the cluster's files while its server is stopped; nothing to an external one."""
        if self.postgres is not None:
            self.postgres.stop()
            work()
            self.postgres.start()

    def addresses(self) -> dict[str, str]:
        """Return the variables by which Django finds both."""
        if self.postgres is None or self.redis is None:
            return dict(self._given)
        url = self.postgres.url(DATABASE)
        return {"DATABASE_URL": url, "DATABASE_ADMIN_URL": url, "REDIS_URL": self.redis.url}


@contextmanager
def reached(folder: Folder, *, environ: Mapping[str, str] = os.environ) -> Iterator[dict[str, str]]:
    """Yield the services' addresses: a running Portico's, else ones started for this block alone.

    Raises:
        CannotContinue: someone else's block took longer than this one was ready to wait.
    """
    addresses = _take_or_join(folder)
    if addresses is not None:
        yield addresses
        return
    services = Services(folder, environ=environ)
    try:
        services.start()
        yield services.addresses()
    finally:
        services.stop()
        folder.release()


def _take_or_join(folder: Folder) -> dict[str, str] | None:
    """Hold the folder and return None, or return the addresses that its holder announced.

    Only `up` announces: services started for one command end with it, so others wait for their turn.
    """
    deadline = time.monotonic() + TURN_SECONDS
    while True:
        try:
            folder.hold()
        except CannotContinue:
            addresses = folder.find_addresses()
            if addresses is not None:
                return addresses
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return None
