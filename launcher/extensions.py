"""What a PostgreSQL of somebody else's must bring along, said before a single table is made."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import psycopg

from launcher.errors import CannotContinue

NEEDED: Final = ("btree_gin", "btree_gist", "pg_trgm", "unaccent")
# A trusted extension is created by whoever may create in the database; others need a superuser.
STANDING: Final = """
SELECT wanted.name, of_server.name IS NOT NULL,
    me.rolsuper OR (coalesce(of_server.trusted, false) AND has_database_privilege(current_database(), 'CREATE'))
FROM unnest(%s::text[]) AS wanted (name)
JOIN pg_roles AS me ON me.rolname = current_user
LEFT JOIN (
    SELECT name, bool_or(trusted) AS trusted FROM pg_available_extension_versions GROUP BY name
) AS of_server ON of_server.name = wanted.name
WHERE wanted.name NOT IN (SELECT extname FROM pg_extension)
ORDER BY wanted.name
"""


def check(environment: Mapping[str, str], *, needed: Sequence[str] = NEEDED) -> None:
    """Do nothing where every extension is there or can be created.

    Raises:
        CannotContinue: one is not installed on the server, or the role that migrates may not create it.
    """
    with psycopg.connect(environment.get("DATABASE_ADMIN_URL") or environment["DATABASE_URL"]) as connection:
        server = connection.info
        missing = connection.execute(STANDING, [list(needed)]).fetchall()
        _judge(missing, server)


def _judge(missing: Sequence[tuple[Any, ...]], server: psycopg.ConnectionInfo) -> None:
    absent = [name for name, is_installed, _may_create in missing if not is_installed]
    if absent:
        raise CannotContinue(
            f"The PostgreSQL at {server.host}, port {server.port}, lacks {', '.join(absent)}. Install its contrib"
            " extensions there (on Debian and Ubuntu: apt install postgresql-contrib; managed servers list which they"
            " have), then start again. Nothing was changed."
        )
    forbidden = [name for name, _is_installed, may_create in missing if not may_create]
    if forbidden:
        statements = " ".join(f"CREATE EXTENSION {name};" for name in forbidden)
        raise CannotContinue(
            f"The role {server.user} may not create {', '.join(forbidden)} in the database {server.dbname}. Let an"
            f" administrator of that database run there: {statements} Or give the role the right to:"
            f' GRANT CREATE ON DATABASE "{server.dbname}" TO "{server.user}"; Then start again. Nothing was changed.'
        )
