"""A whole running Portico: services, processes and their addresses. `up`, `test` and `bench` share it."""

import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from launcher import kept, migration, ports
from launcher.environment import portico_variables
from launcher.errors import CannotContinue
from launcher.folder import Folder
from launcher.keyring import open_keyring
from launcher.places import PYTHON
from launcher.processes import tail
from launcher.services import ADDRESSES, Services
from launcher.supervisor import Supervisor

READY_SECONDS = 90.0
TEND_SECONDS = 0.25
HOPELESS_RESTARTS = 3
# Frames are written whole by `config.wire` and not compressed one by one; the hub pings, so that browsers notice too.
SOCKETS_FLAGS = (
    *("--ws", "config.wire:Wire", "--ws-per-message-deflate", "false", "--ws-ping-interval", "0"),
    "--no-access-log",
)


def _no_word(sentence: str) -> None:
    """Say nothing: the default for tests."""


class Stack:
    """Start with `start` (or `with Stack(…) as stack`), then call `tend` or `tend_in_background`.

    `is_throwaway` trades safety against power cuts for speed, and starts on a migrated cluster kept by an earlier test
    run where there is one. `environ` may carry DATABASE_URL and REDIS_URL;
    tests leave them out by `embedded=True`.
    """

    def __init__(
        self,
        data: Path,
        *,
        port: int | None = None,
        demo: bool = True,
        embedded: bool = False,
        is_throwaway: bool = False,
        environ: Mapping[str, str] = os.environ,
        say: Callable[[str], None] = _no_word,
    ) -> None:
        self.folder = Folder(data)
        self.port = ports.find_free() if port is None else port
        self.demo = demo
        self.say = say
        self._environ = {
            name: value for name, value in environ.items() if not (embedded and name in ADDRESSES)
        }
        self._is_throwaway = is_throwaway
        self.services = Services(self.folder, environ=self._environ, is_throwaway=is_throwaway)
        self.supervisor = Supervisor(logs=self.folder.logs, say=say)
        self.environment: dict[str, str] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        # A trial that stops Redis on purpose must not race with the thread that starts the dead again.
        self._tending = threading.Lock()

    @property
    def url(self) -> str:
        """The pages' address; `localhost`, because passkeys refuse a bare address."""
        return f"http://localhost:{self.port}"

    @property
    def sockets_url(self) -> str:
        return f"ws://localhost:{self.port + 1}"

    @property
    def simulator_url(self) -> str:
        return f"http://127.0.0.1:{self.port + 2}"

    @property
    def simulator_control_url(self) -> str:
        return f"http://127.0.0.1:{self.port + 3}"

    def start(self) -> None:
        """Start services, bring the database up to date, start every process and wait until all are ready.

        Raises:
            CannotContinue: with nothing left running.
        """
        ports.check_free(self.port)
        self.folder.hold()
        try:
            self._start_services()
            self._start_programs()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def tend(self) -> None:
        """Restart what died, until `stop` is called from elsewhere or the database is gone."""
        while not self._stopping.wait(TEND_SECONDS):
            with self._tending:
                self.supervisor.tend()
                self._tend_services()

    def tend_in_background(self) -> None:
        """Tend from a thread, for callers that have something else to do."""
        self._thread = threading.Thread(target=self.tend, name="tend", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop every process, then the services; safe to call twice."""
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self.supervisor.stop()
        self.services.stop()
        self.folder.release()

    def manage(self, *arguments: str) -> str:
        """Run a management command against this stack and return what it printed."""
        return migration.manage(*arguments, environment=self.environment, what=f"manage {arguments[0]}")

    def kill(self, name: str) -> None:
        """Kill web, sockets, worker or simulator without warning; tending starts it again."""
        with self._tending:
            self.supervisor.kill(name)

    def restart_redis(self) -> None:
        """Stop and start the embedded Redis, as a reboot of its machine would."""
        with self._tending:
            if self.services.redis is not None:
                self.services.redis.restart()

    def __enter__(self) -> "Stack":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start_services(self) -> None:
        if self._is_throwaway and not self.services.is_external:
            # What migrates an empty folder is tried by those that call `./portico up`.
            cluster = self.folder.path / "postgres"
            kept.fetch(cluster)
        self.services.start()
        self.environment = portico_variables(
            data=self.folder.path,
            port=self.port,
            addresses=self.services.addresses(),
            keyring=open_keyring(self.folder.path / "keyring"),
            demo=self.demo,
            environ=self._environ,
        )
        self.folder.announce({**self.services.addresses(), "PORTICO_PORT": str(self.port)})
        marker = None if self.services.is_external else self.folder.path / "prepared.json"
        migration.prepare(environment=self.environment, marker=marker, demo=self.demo)

    def _start_programs(self) -> None:
        web = [
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--workers",
            "1",
        ]
        web += [
            "--blocking-threads",
            "8",
            "--backpressure",
            "64",
            "--no-ws",
            "--http",
            "1",
            "--respawn-failed-workers",
        ]
        sockets = ["uvicorn", "config.asgi:application", "--host", "127.0.0.1", "--port", str(self.port + 1)]
        sockets += [*SOCKETS_FLAGS, "--timeout-graceful-shutdown", "3"]
        worker = [
            "celery",
            "--app",
            "config",
            "worker",
            "--beat",
            "--concurrency",
            "2",
            "--loglevel",
            "WARNING",
        ]
        worker += ["--without-gossip", "--without-mingle"]
        modules = {"web": [*web, "config.wsgi:application"], "sockets": sockets, "worker": worker}
        if self.environment["SIMULATOR"]:
            simulator = [
                "carrier.simulator",
                "--port",
                str(self.port + 2),
                "--control-port",
                str(self.port + 3),
            ]
            simulator += ["--data", str(self.folder.path / "simulator")]
            simulator += ["--webhooks", f"http://127.0.0.1:{self.port}"]
            modules["simulator"] = simulator
        for name, arguments in modules.items():
            self.supervisor.start(name, [PYTHON, "-m", *arguments], environment=self.environment)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            self.supervisor.tend()
            if self._is_ready():
                return
            self._give_up_on_hopeless()
            time.sleep(0.1)
        raise CannotContinue(
            f"Portico was not ready after {READY_SECONDS:g} s; its logs are in {self.folder.logs}."
        )

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200) and not any(
                    ports.is_free(self.port + offset)
                    for offset in range(4 if self.environment["SIMULATOR"] else 2)
                )
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _give_up_on_hopeless(self) -> None:
        for program in self.supervisor.programs.values():
            if program.restarts >= HOPELESS_RESTARTS:
                log = self.supervisor.log(program.name)
                raise CannotContinue(f"{program.name} does not start; the end of {log}:\n{tail(log)}")

    def _tend_services(self) -> None:
        for service in (self.services.postgres, self.services.redis):
            if service is not None and not service.is_alive() and not self._stopping.is_set():
                self.say(f"{type(service).__name__} ended and starts again")
                service.start()
