"""The migrated cluster that runs of `./portico test` hand on to each other."""

from pathlib import Path

import pytest

from launcher import kept


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one migration, and a cache of its own."""
    root = tmp_path / "checkout"
    for name in (
        "requirements.txt",
        "launcher/kept.py",
        "launcher/postgres.py",
        "launcher/services.py",
        "launcher/migration.py",
        "launcher/snapshot.py",
        "crm/migrations/0001.py",
        "crm/views.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("first")
    monkeypatch.setattr(kept, "ROOT", root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    folder = tmp_path / "cluster"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("18")
    return folder


def test_a_kept_cluster_is_copied(source: Path, cluster: Path, tmp_path: Path) -> None:
    assert not kept.fetch(tmp_path / "before")
    kept.keep(cluster)

    assert kept.fetch(tmp_path / "after")
    assert (tmp_path / "after" / "PG_VERSION").read_text() == "18"
    assert not (tmp_path / "before").exists()


def test_views_do_not_matter_and_migrations_do(source: Path, cluster: Path, tmp_path: Path) -> None:
    kept.keep(cluster)

    (source / "crm" / "views.py").write_text("second")
    assert kept.fetch(tmp_path / "same")
    (source / "crm" / "migrations" / "0001.py").write_text("second")
    assert not kept.fetch(tmp_path / "other")


def test_nothing_is_kept_where_nothing_can_be_written(
    source: Path, cluster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    kept.keep(cluster)

    assert not kept.fetch(tmp_path / "copy")


def test_only_the_latest_used_stay(source: Path, cluster: Path, tmp_path: Path) -> None:
    for number in range(kept.MOST_KEPT + 2):
        (source / "crm" / "migrations" / "0001.py").write_text(f"version {number}")
        kept.keep(cluster)

    assert len(list((tmp_path / "cache" / "portico" / "clusters").iterdir())) == kept.MOST_KEPT
