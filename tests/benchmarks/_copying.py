"""Parties by the million: the rows the product would make of a name, made in several processes and brought in by COPY."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from uuid import UUID

import django
import psycopg
from django.db import connection, models
from psycopg import sql

from intake.models import NameKind, Party, PartyKind, PartyName
from intake.services.parties import NewName, name_rows
from tests.benchmarks._parties import Made

BATCH = 5_000
_SORTED_LATER = ["party_name_keys", "party_name_near"]


def copy_parties(organisation_id: UUID, made: Iterable[Made], *, processes: int = 2) -> dict[UUID, int]:
    """Keep made-up parties with their names; give the number of each party by its id.

    Indexes are made once all are there, and PostgreSQL counts what it has: a firm of that size had years for it.
    """
    url = os.environ["DATABASE_ADMIN_URL"]
    ids: dict[UUID, int] = {}
    workers = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=django.setup
    )
    with _sorted_at_the_end(url), workers as pool:
        waiting = iter(_batches(made))
        # No more under way than are worked on: a million parties are not all in memory.
        while ahead := list(islice(waiting, processes * 2)):
            for found in pool.map(
                copy_batch, *zip(*((url, organisation_id, one) for one in ahead), strict=True)
            ):
                ids |= found
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM (ANALYZE) intake_party, intake_partyname")
    return ids


def copy_batch(url: str, organisation_id: UUID, made: Sequence[Made]) -> dict[UUID, int]:
    """Keep some of them in one transaction of the owner of the tables, whom no policy keeps from COPY."""
    parties, names = rows_of(organisation_id, made)
    with psycopg.connect(url) as owner, owner.cursor() as cursor:
        for rows in (parties, names):
            _copy(cursor, rows)
    return {party.pk: one.number for party, one in zip(parties, made, strict=True)}


def rows_of(organisation_id: UUID, made: Iterable[Made]) -> tuple[list[Party], list[PartyName]]:
    """Make the rows of parties and of every name in theirs, as the product does when somebody adds them."""
    parties: list[Party] = []
    names: list[PartyName] = []
    for one in made:
        kind = PartyKind.COMPANY if one.of_company else PartyKind.PERSON
        party = Party(organisation_id=organisation_id, kind=kind, display_name=one.name, dob=one.dob)
        parties.append(party)
        names += name_rows(party, NewName(text=one.name, kind=NameKind.LEGAL), "")
    return parties, names


def _batches(made: Iterable[Made]) -> Iterator[list[Made]]:
    waiting = iter(made)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _copy(cursor: psycopg.Cursor, rows: Sequence[models.Model]) -> None:
    fields = rows[0]._meta.local_concrete_fields
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(rows[0]._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(item.column) for item in fields),
    )
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([item.get_db_prep_save(item.pre_save(row, True), connection) for item in fields])


@contextmanager
def _sorted_at_the_end(url: str) -> Iterator[None]:
    """Take the indexes of keys and of spellings away, and make the very same ones when the rows are in."""
    with psycopg.connect(url, autocommit=True) as owner:
        found = owner.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname = ANY(%s)",
            [_SORTED_LATER],
        ).fetchall()
        for name, _made in found:
            owner.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield
        owner.execute("SET maintenance_work_mem = '1GB'")
        for _name, made in found:
            owner.execute(made)
