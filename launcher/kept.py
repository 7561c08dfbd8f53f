"""A migrated cluster kept between runs of `./portico test`: most of a short run was spent on migrating a new one."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from launcher import postgres
from launcher.places import ROOT

# What decides how a migrated database looks; a change elsewhere leaves the kept one good.
FOLDERS = {"migrations", "management", "models", "core"}
FILES = {"apps.py", "models.py", "settings.py", "requirements.txt"}
NOT_OURS = {".venv", ".git", "tests", "var", "node_modules"}
MOST_KEPT = 5


def fetch(cluster: Path) -> bool:
    """Copy the cluster of an earlier run to `cluster`, which must not exist yet; return whether there was one."""
    kept = _place()
    if kept is None or not kept.is_dir() or cluster.exists():
        return False
    try:
        shutil.copytree(kept, cluster, symlinks=True)
        os.utime(kept)
    except OSError:
        shutil.rmtree(cluster, ignore_errors=True)
        return False
    return True


def keep(cluster: Path) -> None:
    """Copy a cluster that is stopped to where later runs look; without room or rights nothing is kept."""
    kept = _place()
    if kept is None or kept.exists():
        return
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _forget_old(kept.parent)
        with tempfile.TemporaryDirectory(dir=kept.parent, ignore_cleanup_errors=True) as fresh:
            copied = Path(fresh) / "cluster"
            shutil.copytree(cluster, copied, symlinks=True)
            # Another run may have been faster: its cluster is as good.
            copied.rename(kept)
    except OSError:
        return


def _place() -> Path | None:
    """Return where the cluster for the present code is kept; None where files would change their owner."""
    if postgres.privileges()[1] is not None:
        return None
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "portico" / "clusters" / digest.hexdigest()[:32]


def _sources() -> Iterator[Path]:
    yield ROOT / "requirements.txt"
    yield from (
        ROOT / "launcher" / f"{name}.py" for name in ("kept", "migration", "postgres", "services", "snapshot")
    )
    for app in ROOT.iterdir():
        if app.is_dir() and app.name not in NOT_OURS and not app.name.startswith("."):
            for path in app.rglob("*"):
                inside = path.relative_to(ROOT).parts
                is_source = path.suffix in {".py", ".sql", ".json", ".yaml", ".csv"}
                if is_source and (FOLDERS & set(inside) or path.name in FILES):
                    yield path


def _forget_old(folder: Path) -> None:
    newest_first = sorted(folder.iterdir(), key=lambda other: other.stat().st_mtime, reverse=True)
    for other in newest_first[MOST_KEPT - 1 :]:
        shutil.rmtree(other, ignore_errors=True)
