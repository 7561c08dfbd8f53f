"""Bringing the database up to the code, skipped where nothing can have changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from launcher import extensions, processes, snapshot
from launcher.folder import write_private
from launcher.places import PYTHON, ROOT

NOT_SOURCE = {".venv", "var", "tests", "launcher", "docs", "node_modules", "frontend"}


def fingerprint(*, demo: bool) -> str:
    """Return a digest of everything that decides what `prepare` would do."""
    digest = hashlib.sha256(b"demo" if demo else b"bare")
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare(
    *, environment: Mapping[str, str], marker: Path | None, demo: bool, is_step_by_step: bool = False
) -> bool:
    """Migrate, make the roles and load the demo; return whether anything was run.

    `marker` remembers the last time in a folder that no one else's database shares; None always runs. With
    `is_step_by_step` an empty database lives through every migration instead of starting from the script of them all.

    Raises:
        CannotContinue: the server lacks something, or one of the steps failed.
    """
    wanted = fingerprint(demo=demo)
    if marker is not None and _remembered(marker) == wanted:
        return False
    owner = {**environment, "PORTICO_DB_ROLE": "owner"}
    extensions.check(environment)
    if not is_step_by_step:
        snapshot.load(environment.get("DATABASE_ADMIN_URL") or environment["DATABASE_URL"])
    manage("prepare_database", environment=owner, what="Migrating the database")
    if demo:
        manage("load_demo", environment=environment, what="Loading the demo organisations")
    if marker is not None:
        write_private(marker, json.dumps({"prepared": wanted}))
    return True


def manage(*arguments: str, environment: Mapping[str, str], what: str) -> str:
    """Run one management command and return what it printed."""
    command = [PYTHON, str(ROOT / "manage.py"), *arguments]
    return processes.run(command, environment=environment, what=what)


def _sources() -> Iterator[Path]:
    yield ROOT / "requirements.txt"
    for folder in ROOT.iterdir():
        if folder.is_dir() and folder.name not in NOT_SOURCE and not folder.name.startswith("."):
            yield from (
                path for path in folder.rglob("*") if path.suffix in {".py", ".sql", ".json", ".yaml", ".csv"}
            )


def _remembered(marker: Path) -> str | None:
    try:
        remembered: str = json.loads(marker.read_text())["prepared"]
    except (FileNotFoundError, ValueError, KeyError):
        return None
    return remembered
