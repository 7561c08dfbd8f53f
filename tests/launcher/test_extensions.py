"""Extensions a PostgreSQL of somebody else's must have: which one is missing is said before anything is made."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from launcher import extensions, manage, migration
from launcher.errors import CannotContinue

NAME = "portico_without"


@pytest.fixture
def bare() -> Iterator[dict[str, str]]:
    """An empty database in which a role may make tables, and no extension."""
    url = os.environ["DATABASE_ADMIN_URL"]
    name = sql.Identifier(NAME)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        theirs = url.replace("/portico?", f"/{NAME}?")
        try:
            with psycopg.connect(theirs, autocommit=True) as inside:
                inside.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(name))
            yield {**os.environ, "DATABASE_URL": _as_role(theirs), "DATABASE_ADMIN_URL": ""}
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("DROP ROLE {}").format(name))


def _as_role(url: str) -> str:
    scheme, rest = url.split("://", 1)
    return f"{scheme}://{NAME}@{rest.split('@', 1)[-1]}"


def tables(environment: dict[str, str]) -> int:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert found is not None
    return int(found[0])


def test_a_role_that_may_create_none_is_told_what_to_ask_for(bare: dict[str, str]) -> None:
    with pytest.raises(CannotContinue) as told:
        migration.prepare(environment=bare, marker=None, demo=False)
    assert f"The role {NAME} may not create btree_gin, btree_gist, pg_trgm, unaccent" in told.value.sentence
    assert "CREATE EXTENSION btree_gist;" in told.value.sentence
    assert f'GRANT CREATE ON DATABASE "{NAME}" TO "{NAME}"' in told.value.sentence
    assert tables(bare) == 0


def test_migrating_by_hand_says_the_same(bare: dict[str, str]) -> None:
    with pytest.raises(CannotContinue, match="may not create"):
        manage.check_before("migrate", bare)
    manage.check_before("shell", bare)
    assert tables(bare) == 0


def test_what_is_asked_for_is_enough(bare: dict[str, str]) -> None:
    url = os.environ["DATABASE_ADMIN_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("GRANT CREATE ON DATABASE {0} TO {0}").format(sql.Identifier(NAME)))
    extensions.check(bare)
    with psycopg.connect(bare["DATABASE_URL"]) as theirs:
        for name in extensions.NEEDED:
            theirs.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))
        made = theirs.execute("SELECT extname FROM pg_extension").fetchall()
    assert {name for (name,) in made} >= {*extensions.NEEDED}


def test_what_is_there_already_needs_no_right(bare: dict[str, str]) -> None:
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"].replace("/portico?", f"/{NAME}?")) as owner:
        for name in extensions.NEEDED:
            owner.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))
    extensions.check(bare)
    with psycopg.connect(bare["DATABASE_URL"]) as theirs:
        may = theirs.execute("SELECT has_database_privilege(current_database(), 'CREATE')").fetchone()
    assert may == (False,), "that nothing was refused is not for a right they have"


def test_a_server_without_the_contrib_package_is_named_with_what_to_install(bare: dict[str, str]) -> None:
    with pytest.raises(CannotContinue) as told:
        extensions.check(bare, needed=(*extensions.NEEDED, "btree_of_nobody"))
    assert "lacks btree_of_nobody." in told.value.sentence
    assert "postgresql-contrib" in told.value.sentence
