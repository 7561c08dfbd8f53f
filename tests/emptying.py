"""Taking away what a test committed: only rows that are there, so that it costs milliseconds.

TRUNCATE makes new files for each of a hundred tables and their indexes, and Django's `flush` makes every permission anew.
"""

import functools
import os

import psycopg
from psycopg import sql

# What migrations wrote and no test changes.
KEPT = ["django_migrations", "django_content_type", "auth_permission"]


def empty_tables() -> None:
    """Delete every row of every table, whatever points at it and whoever may not delete it."""
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as owner:
        full = owner.execute(_which_have_rows(os.environ["DATABASE_ADMIN_URL"])).fetchall()
        if full:
            # A replica fires no trigger: foreign keys and tables that only grow would refuse.
            owner.execute("SET session_replication_role = replica")
            deleting = [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for (name,) in full]
            owner.execute(sql.SQL("; ").join(deleting))


@functools.cache
def _which_have_rows(url: str) -> sql.Composed:
    with psycopg.connect(url, autocommit=True) as owner:
        names = owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)", [KEPT]
        ).fetchall()
    asked = [
        sql.SQL("(SELECT {} FROM {} LIMIT 1)").format(sql.Literal(name), sql.Identifier(name))
        for (name,) in names
    ]
    return sql.SQL(" UNION ALL ").join(asked)
