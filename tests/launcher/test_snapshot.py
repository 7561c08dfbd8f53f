"""The script an empty database starts from: it comes to what the migrations come to."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from launcher import migration, snapshot
from launcher.postgres import binaries


def described(url: str) -> str:
    """Give everything a database consists of, rows and grants apart, as text."""
    command = [binaries() / "pg_dump", "--schema-only", "--no-comments", "--no-owner", "--no-privileges"]
    return subprocess.run(
        [*command, "--restrict-key=x", f"--dbname={url}"], capture_output=True, text=True, check=True
    ).stdout


def rows(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(
            "SELECT app, name FROM django_migrations UNION ALL"
            " SELECT app_label, model FROM django_content_type UNION ALL"
            " SELECT codename, app_label || '.' || model FROM auth_permission"
            " JOIN django_content_type AS of ON of.id = content_type_id ORDER BY 1, 2"
        ).fetchall()


@pytest.fixture
def new_database() -> Iterator[Callable[[], str]]:
    """Give the address of another empty database on the suite's own server."""
    url = os.environ["DATABASE_ADMIN_URL"]
    names: list[str] = []

    def make() -> str:
        names.append(f"portico_beside_{len(names)}")
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(names[-1])))
        return url.replace("/portico?", f"/{names[-1]}?")

    with psycopg.connect(url, autocommit=True) as connection:
        yield make
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.skipif(
    snapshot.is_proven() and not os.environ.get("PORTICO_SNAPSHOT"),
    reason="compared when it was written, and neither script nor migration changed since; PORTICO_SNAPSHOT=1 compares",
)
def test_the_script_and_what_is_newer_come_to_what_every_migration_comes_to(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    started = new_database()
    environment = {**os.environ, "DATABASE_URL": started, "DATABASE_ADMIN_URL": started}
    migration.prepare(environment=environment, marker=None, demo=False)
    step_by_step = new_database()
    slow = {**environment, "DATABASE_URL": step_by_step, "DATABASE_ADMIN_URL": step_by_step}
    migration.prepare(environment=slow, marker=None, demo=False, is_step_by_step=True)

    def reloaded(url: str) -> str:
        # PostgreSQL writes a condition that it has read from a script with other brackets, once.
        target = new_database()
        snapshot.write(url, tmp_path / "schema.sql")
        assert snapshot.load(target, tmp_path / "schema.sql")
        return target

    assert described(reloaded(started)) == described(reloaded(reloaded(step_by_step)))
    assert rows(started) == rows(step_by_step)


def test_a_database_with_a_table_is_left_alone(new_database: Callable[[], str]) -> None:
    beside = new_database()
    with psycopg.connect(beside) as connection:
        connection.execute("CREATE TABLE theirs (id int)")

    assert not snapshot.load(beside)


def test_a_script_that_breaks_leaves_nothing_behind(new_database: Callable[[], str], tmp_path: Path) -> None:
    beside = new_database()
    broken = snapshot.SCRIPT.read_text().replace("CREATE TABLE public.django_migrations", "CREATE TABEL", 1)
    script = tmp_path / "schema.sql"
    script.write_text(broken)

    with pytest.raises(psycopg.errors.SyntaxError):
        snapshot.load(beside, script)
    with psycopg.connect(beside) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (0,)


def test_what_was_shown_of_a_script_holds_for_no_other_script_migration_or_library(tmp_path: Path) -> None:
    (tmp_path / "app" / "migrations").mkdir(parents=True)
    script, migration_, libraries = (
        tmp_path / name for name in ("schema.sql", "app/migrations/0001_initial.py", "requirements.txt")
    )
    for path in (script, migration_, libraries):
        path.write_text("one\n")
    seen = {snapshot.stands_for(script, tmp_path)}
    for path in (script, migration_, libraries):
        path.write_text("two\n")
        seen.add(snapshot.stands_for(script, tmp_path))
    (tmp_path / "app" / "migrations" / "0002_more.py").write_text("")
    seen.add(snapshot.stands_for(script, tmp_path))
    assert len(seen) == 5
    assert snapshot.stands_for(script, tmp_path) in seen, "the same files stand for the same"
