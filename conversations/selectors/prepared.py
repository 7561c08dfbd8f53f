"""Lists as statements that are built once a shape: Django needs longer to write an inbox's SQL than PostgreSQL to answer.

A statement is built by the same `select` as every other list, from a query whose values are marks; a later list of the
same shape (view, which filters, how many locations) puts its own values where the marks stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from accounts.models import Member
from conversations.selectors.views import Cursor, InboxQuery
from core.transactions import require_organisation

M = TypeVar("M", bound=Model)
# Values nobody can send: ids of no version, words with a control character, an instant before telephones.
_ORGANISATION, MEMBER, _LOCATION, LINE, _AFTER, _SCOPE = (UUID(int=number << 32) for number in range(1, 7))
_TAG, _CHANNEL = "\x01tag", "\x01channel"
_AT: Final = datetime(1801, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What of a list decides its SQL. `after` is None, or says whether the cursor has an instant."""

    query: InboxQuery
    scope: int
    after: bool | None = None
    is_walled: bool = False

    def member(self) -> Member:
        """Return a member of marks, to build for."""
        places = [UUID(int=_SCOPE.int + number) for number in range(self.scope)]
        return Member(pk=MEMBER, organisation_id=_ORGANISATION, location_ids=places, is_walled=self.is_walled)

    def cursor(self) -> Cursor | None:
        """Return a cursor of marks, where the list has one."""
        return None if self.after is None else Cursor(at=_AT if self.after else None, id=_AFTER)


@dataclass(frozen=True, slots=True)
class Sql:
    """A name of the statement around, to stand where a mark stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with the values it was built with, marks among them."""

    sql: str
    values: tuple[Any, ...]

    def fill(self, given: Mapping[Any, Any]) -> list[Any]:
        """Return the values with the marks replaced."""
        return [
            [given.get(item, item) for item in value] if isinstance(value, list) else given.get(value, value)
            for value in self.values
        ]

    def write(self, given: Mapping[Any, Any]) -> tuple[str, list[Any]]:
        """Return the SQL and its values for a place inside another statement; `Sql` is written out."""
        first, *pieces = self.sql.split("%s")
        text, values = [first], []
        for value, piece in zip(self.fill(given), pieces, strict=True):
            if isinstance(value, Sql):
                text += [value.text, piece]
            else:
                text += ["%s", piece]
                values.append(value)
        return "".join(text), values


def shape_of(query: InboxQuery, *, member: Member, after: Cursor | None = None) -> Shape:
    """Put marks for the values of a query; its words are looked up elsewhere and leave no trace."""
    marked = InboxQuery(
        view=query.view,
        location_id=_LOCATION if query.location_id else None,
        line_id=LINE if query.line_id else None,
        tag=_TAG if query.tag else "",
        channel=_CHANNEL if query.channel else "",
    )
    return Shape(
        query=marked,
        scope=len(member.location_ids),
        after=None if after is None else after.at is not None,
        is_walled=member.is_walled,
    )


def values_of(query: InboxQuery, *, member: Member, after: Cursor | None = None) -> dict[Any, Any]:
    """Say what stands for each mark in one list."""
    values: dict[Any, Any] = {
        _ORGANISATION: member.organisation_id,
        MEMBER: member.pk,
        _LOCATION: query.location_id,
        LINE: query.line_id,
        _TAG: query.tag,
        _CHANNEL: query.channel,
    }
    values |= {UUID(int=_SCOPE.int + number): place for number, place in enumerate(member.location_ids)}
    return values | ({_AT: after.at, _AFTER: after.id} if after else {})


def build(rows: QuerySet[Any]) -> Statement:
    """Write a queryset down as a statement."""
    sql, values = rows.query.sql_with_params()
    return Statement(sql, tuple(values))


def run(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Ask PostgreSQL for tuples, as a queryset of tenant rows would: inside `reading` or a use case."""
    require_organisation()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def ask(statement: Statement, given: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
    """Run a built statement with the values of one list."""
    return run(statement.sql, statement.fill(given))


def make(model: type[M], **fields: Any) -> M:
    """Make a row as read from the database, of these columns only: any other one is read when somebody asks for it."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in fields]
    return model.from_db(connection.alias, names, [fields[name] for name in names])
