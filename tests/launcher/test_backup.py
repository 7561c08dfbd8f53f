"""A backup restored into an empty folder is the same Portico, row by row, file by file."""

import json
import tarfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from launcher import backup
from launcher.errors import CannotContinue
from launcher.folder import Folder
from launcher.keyring import open_keyring
from launcher.services import Services, reached

SCHEMA = """
CREATE ROLE portico_app NOLOGIN;
CREATE EXTENSION btree_gist;
CREATE TABLE letter (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    body text NOT NULL,
    details jsonb,
    seal bytea,
    sent_at timestamptz,
    during tstzrange,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED,
    EXCLUDE USING gist (during WITH &&)
);
ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON letter TO portico_app USING (body <> 'secret');
GRANT SELECT ON letter TO portico_app;
INSERT INTO letter (body, details, seal, sent_at, during)
SELECT 'Hello ¿qué tal? №' || n, jsonb_build_object('n', n, 'null', null), sha256(n::text::bytea),
       timestamptz '2026-11-01 05:30+00' + n * interval '17 minutes',
       tstzrange(timestamptz '2026-01-01' + n * interval '1 day',
                 timestamptz '2026-01-01' + (n + 1) * interval '1 day')
FROM generate_series(1, 500) AS n;
INSERT INTO letter (body) VALUES ('secret'), ('');
"""


def every_row(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables, each table in a fixed order."""
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            name: connection.execute(
                sql.SQL("SELECT t::text FROM {} AS t ORDER BY 1").format(sql.Identifier(name))
            ).fetchall()
            for (name,) in names
        }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = Folder(tmp_path / "data")
    folder.hold()
    services = Services(folder, environ={}, is_throwaway=True)
    services.start()
    with psycopg.connect(services.addresses()["DATABASE_URL"]) as connection:
        connection.execute(SCHEMA)
    services.stop()
    folder.release()
    open_keyring(folder.path / "keyring")
    (folder.path / "media" / "2026" / "ñandú").mkdir(parents=True)
    (folder.path / "media" / "2026" / "ñandú" / "scan.bin").write_bytes(bytes(range(256)) * 100)
    return folder.path


@pytest.fixture
def saved(data: Path, tmp_path: Path) -> Path:
    target = tmp_path / "saved.tar.gz"
    backup.back_up(data, target, environ={})
    return target


def test_restored_folder_equals_the_saved_one(data: Path, saved: Path, tmp_path: Path) -> None:
    restored = tmp_path / "restored"

    backup.restore(saved, restored, environ={})

    with reached(Folder(data), environ={}) as addresses:
        before = every_row(addresses["DATABASE_URL"])
    with reached(Folder(restored), environ={}) as addresses:
        after = every_row(addresses["DATABASE_URL"])
        with psycopg.connect(addresses["DATABASE_URL"], options="-c role=portico_app") as connection:
            visible = connection.execute("SELECT count(*) FROM letter").fetchone()
    assert len(before["letter"]) == 502
    assert after == before
    assert visible == (501,)
    assert open_keyring(restored / "keyring") == open_keyring(data / "keyring")
    scan = Path("media", "2026", "ñandú", "scan.bin")
    assert (restored / scan).read_bytes() == (data / scan).read_bytes()
    assert (restored / "keyring").stat().st_mode & 0o777 == 0o600
    assert saved.stat().st_mode & 0o777 == 0o600


def test_a_folder_with_data_is_never_written_over(data: Path, saved: Path) -> None:
    with pytest.raises(CannotContinue, match="is not empty"):
        backup.restore(saved, data, environ={})


def test_a_backup_is_never_written_over(data: Path, saved: Path) -> None:
    with pytest.raises(CannotContinue, match="exists already"):
        backup.back_up(data, saved, environ={})


def test_a_folder_without_data_has_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(CannotContinue, match="holds no Portico data"):
        backup.back_up(tmp_path, tmp_path / "saved.tar.gz", environ={})


def test_a_cut_backup_changes_nothing(saved: Path, tmp_path: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-2000])

    with pytest.raises(CannotContinue, match="not a whole Portico backup"):
        backup.restore(saved, tmp_path / "restored", environ={})
    assert not (tmp_path / "restored").exists()


def test_a_changed_backup_is_refused(saved: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(saved) as source:
        source.extractall(tmp_path / "parts", filter="data")
    (tmp_path / "parts" / "media" / "2026" / "ñandú" / "scan.bin").write_bytes(b"other")
    with tarfile.open(changed, "w:gz") as target:
        names = json.loads((tmp_path / "parts" / "manifest.json").read_text())["checksums"]
        for name in ("manifest.json", *names):
            target.add(tmp_path / "parts" / name, arcname=name)

    with pytest.raises(CannotContinue, match=r"scan\.bin is missing or differs"):
        backup.restore(changed, tmp_path / "restored", environ={})


@pytest.mark.parametrize("name", ["../outside", "/srv/outside", "media/../../outside"])
def test_a_file_outside_the_folder_is_refused(name: str, saved: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(saved) as source, tarfile.open(changed, "w:gz") as target:
        head = source.next()
        assert head is not None
        target.addfile(head, source.extractfile(head))
        target.addfile(tarfile.TarInfo(name))

    with pytest.raises(CannotContinue, match="which no Portico backup does"):
        backup.restore(changed, tmp_path / "restored", environ={})


def test_something_else_is_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    other.write_bytes(b"not a tar file")

    with pytest.raises(CannotContinue, match="is not a whole Portico backup"):
        backup.restore(other, tmp_path / "restored", environ={})
