"""`./portico test`: services of its own, a migrated database, then pytest; the whole suite by three processes at once."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import psycopg

from launcher import browser, kept, migration, processes, snapshot
from launcher.environment import portico_variables
from launcher.folder import Folder
from launcher.keyring import open_keyring
from launcher.places import PYTHON, ROOT
from launcher.services import Services

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a folder of random name is made in it
MEMORY_NEEDED_BYTES = 2_000_000_000
# Nothing listens here: a test that reaches for the real processes fails at once.
UNUSED_PORT = 9


# How tests/workers.py learns which services are whose.
WORKERS = "PORTICO_TEST_WORKERS"
COMPARISON = "tests/launcher/test_snapshot.py"
# Three for two processors: one of them mostly waits, for a browser and for telephones that ring.
WORKER_NAMES = ("gw0", "gw1", "gw2")
IN_PARALLEL = ["-p", "xdist", "-n", str(len(WORKER_NAMES)), "--dist", "loadscope", "--no-loadscope-reorder"]


def run(arguments: list[str]) -> int:
    """Run the tests and return pytest's exit status; `arguments` go to pytest as they are.

    With no path among them the whole suite runs, in processes that share nothing.
    """
    is_whole = not _paths(arguments)
    with ExitStack() as opened:
        # As many sets of services as there are processes: a test empties its tables and its Redis.
        count = len(WORKER_NAMES) if is_whole else 1
        environments = [opened.enter_context(temporary_services(is_migrated=True)) for _ in range(count)]
        environment = environments[0] | _browser_variables(arguments)
        if is_whole:
            shares = dict(zip(WORKER_NAMES, environments, strict=True))
            environment |= {WORKERS: json.dumps(shares), "PYTEST_PLUGINS": "tests.workers"}
            arguments = [*IN_PARALLEL, *arguments]
        return _pytest(arguments, environment)


def write_schema(options: argparse.Namespace) -> int:
    """Write the script of the schema from a database that lived through every migration, and show that it is the same."""
    with temporary_services() as environment:
        migration.prepare(environment=environment, marker=None, demo=False, is_step_by_step=True)
        snapshot.write(environment["DATABASE_ADMIN_URL"])
    print(f"{snapshot.SCRIPT.relative_to(ROOT)} written; comparing it with every migration", flush=True)
    if status := run([COMPARISON]):
        return status
    snapshot.PROOF.write_text(snapshot.stands_for() + "\n", encoding="utf-8")
    return 0


@contextmanager
def temporary_services(*, is_throwaway: bool = True, is_migrated: bool = False) -> Iterator[dict[str, str]]:
    """Start PostgreSQL and Redis in a folder that is removed afterwards, and yield a test's environment.

    With `is_throwaway=False` they write to the disk as in production, for figures that mean something.
    With `is_migrated=True` the schema is there: of an earlier run where it cannot have changed, else from the script of
    all migrations (tests/launcher/test_snapshot.py lives through each of them and compares).
    """
    place = tempfile.mkdtemp(prefix="portico-test-", dir=_fast_disk() if is_throwaway else None)
    folder = Folder(Path(place))
    services = Services(folder, environ={}, is_throwaway=is_throwaway)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        folder.hold()
        is_fetched = is_migrated and kept.fetch(folder.path / "postgres")
        services.start()
        environment = test_variables(folder, services.addresses())
        if is_migrated and not is_fetched:
            print("portico: migrating the test database", flush=True)
            migration.prepare(environment=environment, marker=None, demo=False)
            services.pause_database(lambda: kept.keep(folder.path / "postgres"))
        if is_migrated:
            let_tests_empty_tables(environment)
        yield environment
    finally:
        services.stop()
        folder.release()
        shutil.rmtree(place, ignore_errors=True)


def test_variables(folder: Folder, addresses: dict[str, str]) -> dict[str, str]:
    """Return the environment of pytest: role portico_app, no pool, keys of its own."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "PORTICO_KEYRING"}
    }
    keyring = open_keyring(folder.path / "keyring")
    settings = portico_variables(
        data=folder.path, port=UNUSED_PORT, addresses=addresses, keyring=keyring, demo=True, environ=kept
    )
    return settings | {"DATABASE_POOL": "0"}


def let_tests_empty_tables(environment: dict[str, str]) -> None:
    """Allow what the role of the application must never be allowed outside a test."""
    with psycopg.connect(environment["DATABASE_ADMIN_URL"], autocommit=True) as connection:
        connection.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO portico_app")


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    child = subprocess.Popen(  # noqa: S603 - the developer's own words
        [PYTHON, "-m", "pytest", *arguments], cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        return child.wait()
    except BaseException:
        processes.stop(child, sign=signal.SIGINT, patience_seconds=30)
        raise


def _browser_variables(arguments: list[str]) -> dict[str, str]:
    named = _paths(arguments)
    if named and not any(
        "e2e" in argument or Path(argument).resolve() == ROOT / "tests" for argument in named
    ):
        return {}
    found = browser.provide()
    if found is not None:
        return {browser.VARIABLE: found}
    print(
        "portico: NO BROWSER: tests/e2e is skipped; install it with: sudo apt-get install chromium",
        flush=True,
    )
    return {"PORTICO_SKIP_BROWSER": "1"}


def _paths(arguments: list[str]) -> list[str]:
    """Return those arguments that name files or folders of tests."""
    plain = [argument for argument in arguments if not argument.startswith("-")]
    return [argument for argument in plain if Path(argument.partition("::")[0]).exists()]


def _fast_disk() -> str | None:
    """Return a folder in memory where there is room for one, so that no test waits for the disk."""
    is_usable = MEMORY_DISK.is_dir() and os.access(MEMORY_DISK, os.W_OK)
    if is_usable and shutil.disk_usage(MEMORY_DISK).free > MEMORY_NEEDED_BYTES:
        return str(MEMORY_DISK)
    return None


def _terminated(sign: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
