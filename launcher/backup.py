"""`./portico backup` and `restore`: database, media and keyring in one file."""

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from launcher import archive
from launcher.errors import CannotContinue
from launcher.folder import Folder
from launcher.keyring import open_keyring
from launcher.places import DEFAULT_DATA
from launcher.postgres import binaries
from launcher.services import Services, reached

DUMP = "database.dump"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup's file")
    parser.add_argument(
        "--data", type=Path, default=DEFAULT_DATA, metavar="DIR", help="data folder (default: var)"
    )


def run_backup(options: argparse.Namespace) -> int:
    size = back_up(options.data, options.file)
    print(f"portico: {options.file} holds database, media and keyring ({size / 1e6:.1f} MB); keep it secret")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    restore(options.file, options.data)
    print(f"portico: restored into {options.data}; start it with: ./portico up --data {options.data}")
    return 0


def back_up(data: Path, target: Path, *, environ: Mapping[str, str] = os.environ) -> int:
    """Write a backup, of a running Portico too, and return its size in bytes.

    The database is dumped before the media are read, so every file that a row names is in the backup.

    Raises:
        CannotContinue: the target exists, there is nothing to back up, or the dump failed.
    """
    if target.exists():
        raise CannotContinue(f"{target} exists already; give another name.")
    if not (data / "keyring").exists():
        raise CannotContinue(f"{data} holds no Portico data to back up.")
    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=target.absolute().parent) as place,
        reached(Folder(data), environ=environ) as addresses,
    ):
        url = addresses.get("DATABASE_ADMIN_URL") or addresses["DATABASE_URL"]
        dump = Path(place, DUMP)
        _run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", f"--dbname={url}")
        files = {DUMP: dump, "keyring": data / "keyring", **_media(data / "media")}
        postgres, roles = _describe(url)
        manifest = archive.Manifest(
            format=archive.FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            postgres=postgres,
            roles=roles,
            checksums={name: archive.checksum(path) for name, path in files.items()},
        )
        fresh = Path(place, "backup")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            archive.write(file, manifest=manifest, files=files)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    return target.stat().st_size


def restore(source: Path, data: Path, *, environ: Mapping[str, str] = os.environ) -> None:
    """Bring a backup back into an empty folder and, if DATABASE_URL is set, into an empty database.

    Raises:
        CannotContinue: something is there already, or the backup is damaged; nothing was changed then.
    """
    if data.exists() and any(data.iterdir()):
        raise CannotContinue(
            f"{data} is not empty; restore into an empty folder with --data, then start that one."
        )
    data.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data.absolute().parent) as place:
        unpacked = Path(place)
        manifest = archive.read(source, into=unpacked)
        open_keyring(unpacked / "keyring")
        folder = Folder(data)
        folder.hold()
        services = Services(folder, environ=environ)
        try:
            services.start()
            _load(unpacked / DUMP, manifest, services.addresses())
            for name in ("keyring", "media"):
                if (unpacked / name).exists():
                    shutil.move(unpacked / name, data / name)
        except BaseException:
            services.stop()
            folder.release()
            shutil.rmtree(data, ignore_errors=True)
            raise
        services.stop()
        folder.release()


def _load(dump: Path, manifest: archive.Manifest, addresses: Mapping[str, str]) -> None:
    url = addresses.get("DATABASE_ADMIN_URL") or addresses["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if tables is not None and tables[0]:
            raise CannotContinue("The database of DATABASE_URL is not empty; restore into an empty one.")
        for role in manifest.roles:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    _run_tool(
        "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={url}", str(dump)
    )


def _describe(url: str) -> tuple[str, list[str]]:
    """Return the server's version and the names of the roles that grants and policies may speak of."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_' ORDER BY rolname"
        ).fetchall()
        return str(connection.info.server_version), [str(name) for (name,) in rows]


def _media(folder: Path) -> dict[str, Path]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {f"media/{path.relative_to(folder).as_posix()}": path for path in files}


def _run_tool(name: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - the packaged binary
        [binaries() / name, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CannotContinue(f"{name} failed: {done.stderr.strip()}")
