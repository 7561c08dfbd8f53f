"""Every encrypted column sealed anew with the newest key, in batches that may be broken off anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import connection
from psycopg import sql

from core.secrets import EncryptedTextField, Undecryptable, sealed_anew
from core.transactions import use_case

BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A tenant table with encrypted columns."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What became of some rows: the last one's id (none: there were none), how many were written, what no key opens.

    `unopened` names the column and the row, never what stands there.
    """

    last: UUID | None
    written: int
    unopened: tuple[str, ...]


def sealed_tables() -> Iterator[Sealed]:
    """List the tables that have encrypted columns, as the models say."""
    for model in apps.get_models():
        fields = (field for field in model._meta.local_fields if isinstance(field, EncryptedTextField))
        columns = tuple(field.column for field in fields if field.column)
        if columns:
            yield Sealed(table=model._meta.db_table, columns=columns)


@use_case
def rotate_batch(*, organisation: UUID, sealed: Sealed, after: UUID | None, most: int = BATCH) -> Batch:
    """Seal the next rows of an organisation anew, in the order of their ids; a value no key opens stays as it is.

    Written past the models, as nothing about the row changes: no version, no time of change, no event.
    """
    rows = _locked(organisation, sealed, after, most)
    unopened: list[str] = []
    written = 0
    for key, values in rows:
        fresh: dict[str, str] = {}
        for column, value in zip(sealed.columns, values, strict=True):
            try:
                anew = sealed_anew(value) if value else value
            except Undecryptable:
                unopened.append(f"{sealed.table}.{column} {key}")
                continue
            if anew and anew != value:
                fresh[column] = anew
        if fresh:
            _write(organisation, sealed.table, key, fresh)
            written += 1
    return Batch(last=rows[-1][0] if rows else None, written=written, unopened=tuple(unopened))


def _locked(
    organisation: UUID, sealed: Sealed, after: UUID | None, most: int
) -> list[tuple[UUID, Sequence[str | None]]]:
    # Locked, so that what somebody saves meanwhile is neither lost nor overwritten.
    statement = sql.SQL(
        "SELECT id, {columns} FROM {table} WHERE organisation_id = %s AND id > %s"
        " ORDER BY id LIMIT %s FOR NO KEY UPDATE"
    ).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, sealed.columns)), table=sql.Identifier(sealed.table)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [organisation, after or UUID(int=0), most])
        return [(row[0], row[1:]) for row in cursor.fetchall()]


def _write(organisation: UUID, table: str, key: UUID, fresh: dict[str, str]) -> None:
    pairs = [sql.SQL("{} = %s").format(sql.Identifier(column)) for column in fresh]
    statement = sql.SQL("UPDATE {table} SET {pairs} WHERE organisation_id = %s AND id = %s").format(
        table=sql.Identifier(table), pairs=sql.SQL(", ").join(pairs)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*fresh.values(), organisation, key])
