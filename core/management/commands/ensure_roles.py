"""Creates the role everything but migration runs as, and what it may touch."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg import sql

# Facts are written once; not even our own services may rewrite them.
APPEND_ONLY = ("core_event",)


class Command(BaseCommand):
    """This will create `portico_app`, which owns nothing, and grant it the tables."""

    help = "Create the application's database role and its grants."

    def handle(self, *args: object, **options: object) -> None:
        if settings.ENVIRONMENT.portico_db_role != "owner":
            raise CommandError("Run this with PORTICO_DB_ROLE=owner.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'portico_app'")
            if cursor.fetchone() is None:
                cursor.execute(
                    "CREATE ROLE portico_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
                )
            login = settings.ENVIRONMENT.database_login
            cursor.execute(
                sql.SQL("GRANT portico_app TO {}").format(sql.Identifier(login or self._me(cursor)))
            )
            for statement in (
                "GRANT USAGE ON SCHEMA public TO portico_app",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO portico_app",
                "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO portico_app",
                (
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
                    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portico_app"
                ),
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO portico_app",
            ):
                cursor.execute(statement)
            for table in APPEND_ONLY:
                cursor.execute(
                    sql.SQL("REVOKE UPDATE, DELETE ON {} FROM portico_app").format(sql.Identifier(table))
                )

    def _me(self, cursor: object) -> str:
        cursor.execute("SELECT session_user")  # type: ignore[attr-defined]
        return str(cursor.fetchone()[0])  # type: ignore[attr-defined]
