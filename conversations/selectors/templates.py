"""Statements written once: made by the ORM one time a process, then only filled in.

What a view holds stays where it is, in `views.select`; only building the same statement for every event is saved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Member
from conversations.models import Task
from conversations.selectors.sidebar import CEILING
from conversations.selectors.views import InboxQuery, View, select

# What stands in a statement until it is filled: values nobody else has.
ORGANISATION, MEMBER, SCOPE, LOCATION, LINE, ROWS = (UUID(int=number) for number in range(1, 7))
TAG, CHANNEL = "\x01tag", "\x01channel"
UNTIL = datetime(1, 1, 1, tzinfo=UTC)
_HOLE = "%s"


@dataclass(frozen=True, slots=True)
class Sql:
    """A name in the surrounding statement, where a value is not known beforehand."""

    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """A statement with the stand-ins of its values."""

    sql: str
    values: tuple[Any, ...]

    def fill(self, known: Mapping[Any, object]) -> tuple[str, list[object]]:
        """Put values for the stand-ins; a tuple becomes as many values, `Sql` is written out."""
        values: list[object] = []
        pieces = iter(self.sql.split(_HOLE))
        text = [next(pieces)]
        for value, piece in zip(self.values, pieces, strict=True):
            hole, filled = _fill(value, known)
            text += [hole, piece]
            values += filled
        return "".join(text), values


def counting(query: InboxQuery, *, is_scoped: bool) -> Template:
    """Count a list to the ceiling; `is_scoped` for a reader with some locations only."""
    return _counting(_shape(query), is_scoped)


@cache
def longest_waiting(*, is_scoped: bool) -> tuple[Template, Template]:
    """Count who waits for an answer and is nobody's, and since when the longest waits."""
    rows = select(InboxQuery(view=View.UNOWNED), member=_reader(is_scoped=is_scoped))
    rows = rows.filter(waiting_since__isnull=False)
    first = rows.order_by("waiting_since", "id").values("waiting_since")[:1]
    return _count_of(rows), compiled(first)


@cache
def due_tasks() -> Template:
    """Count a member's open tasks due."""
    rows = Task.objects.of(ORGANISATION).filter(owner_id=MEMBER, done_at=None, due_at__lte=UNTIL)
    return _count_of(rows)


def values_of(query: InboxQuery) -> dict[object, object]:
    """List what a list's own stand-ins stand for."""
    return {LOCATION: query.location_id, LINE: query.line_id, TAG: query.tag, CHANNEL: query.channel}


def compiled(rows: QuerySet[Any, Any]) -> Template:
    """Make the statement of a queryset whose values are stand-ins."""
    sql, values = rows.query.sql_with_params()
    return Template(sql, tuple(values))


@cache
def _counting(shape: InboxQuery, is_scoped: bool) -> Template:
    return _count_of(select(shape, member=_reader(is_scoped=is_scoped)))


def _shape(query: InboxQuery) -> InboxQuery:
    """Write a list with stand-ins for its filters: lists of one shape have one statement."""
    return replace(
        query,
        location_id=query.location_id and LOCATION,
        line_id=query.line_id and LINE,
        tag=query.tag and TAG,
        channel=query.channel and CHANNEL,
    )


def _reader(*, is_scoped: bool) -> Member:
    return Member(pk=MEMBER, organisation_id=ORGANISATION, location_ids=[SCOPE] if is_scoped else [])


def _count_of(rows: QuerySet[Any]) -> Template:
    made = compiled(rows.order_by().values("pk")[:CEILING])
    return Template(f"SELECT count(*) FROM ({made.sql}) counted", made.values)  # noqa: S608 - the ORM's own SQL


def _fill(value: Any, known: Mapping[Any, object]) -> tuple[str, Iterator[object] | list[object]]:
    """Return what is written in the statement and the values that go with it."""
    if isinstance(value, list):
        return _HOLE, [[known.get(item, item) for item in value]]
    found = known.get(value, value)
    if isinstance(found, Sql):
        return found.text, []
    if isinstance(found, tuple):
        return ", ".join([_HOLE] * len(found)), list(found)
    return _HOLE, [found]
