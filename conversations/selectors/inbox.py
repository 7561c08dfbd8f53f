"""One page of the inbox's list, by keyset: the cost of page 1,000 is the cost of page 1."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from accounts.models import Member, User
from conversations.models import Conversation
from conversations.selectors import prepared, search
from conversations.selectors.prepared import Shape, Statement
from conversations.selectors.views import Cursor, InboxQuery, select

PAGE = 50
# What a row shows. The rest of a conversation stays in the database; whoever asks for it asks the database.
_NEEDED: Final = {
    "id", "organisation_id", "version", "party_kind", "title", "contact_id", "status", "owner_id", "due_at",
    "latest_at", "latest_inbound_seq", "latest_channel", "latest_call", "latest_text", "latest_is_ours", "has_failure",
    "waiting_since", "snoozed_until", "outcome", "tags",
}  # fmt: skip
SHOWN: Final = tuple(
    field.attname for field in Conversation._meta.concrete_fields if field.attname in _NEEDED
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A conversation as one member's list shows it, with its owner and the owner's user."""

    conversation: Conversation
    is_unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One page of rows and where the next one starts, None at the end."""

    rows: tuple[Row, ...]
    following: Cursor | None


class _Part(Enum):
    """Which stretch of a list a statement reads, by what its rows are sorted; only the waiting view has two."""

    LATEST = "page.latest_at DESC, page.id DESC"
    WAITING = "page.waiting_since, page.id"
    IDLE = "page.id"


class _Pair(models.Func):
    """A row value, so that a keyset comparison is one condition on one index."""

    template = "(%(expressions)s)"
    output_field = models.TextField()


def list_rows(
    *, member: Member, query: InboxQuery, after: Cursor | None = None, limit: int = PAGE
) -> RowPage:
    """List the rows after the cursor: one statement, two where a waiting view ends, three with a search."""
    fitting = search.matching(query.words, member=member) if query.words else None
    found: list[Row] = []
    for part, start in _parts(query, after):
        if len(found) <= limit:
            most = limit + 1 - len(found)
            found += _read(query, part, start, most, member=member, fitting=fitting)
    following = None
    if len(found) > limit:
        final = found[limit - 1].conversation
        following = Cursor(at=final.waiting_since if query.is_by_waiting else final.latest_at, id=final.pk)
    return RowPage(rows=tuple(found[:limit]), following=following)


def _parts(query: InboxQuery, after: Cursor | None) -> list[tuple[_Part, Cursor | None]]:
    """Say what to read: who waits longest first, then those open without anybody waiting (woken, reopened), by id."""
    if not query.is_by_waiting:
        return [(_Part.LATEST, after)]
    if after is not None and after.at is None:
        return [(_Part.IDLE, after)]
    return [(_Part.WAITING, after), (_Part.IDLE, None)]


def _read(
    query: InboxQuery,
    part: _Part,
    after: Cursor | None,
    most: int,
    *,
    member: Member,
    fitting: Q | None,
) -> list[Row]:
    if fitting is not None:
        rows = select(query, member=member).filter(fitting)
        try:
            statement = _page(_stretch(rows, query, part, after, most), part, member=member)
        except EmptyResultSet:
            return []
        return _rows(prepared.run(statement.sql, statement.values))
    shape = prepared.shape_of(query, member=member, after=after)
    return _rows(
        prepared.ask(_built(shape, part, most), prepared.values_of(query, member=member, after=after))
    )


@lru_cache(maxsize=512)
def _built(shape: Shape, part: _Part, most: int) -> Statement:
    member = shape.member()
    rows = select(shape.query, member=member)
    return _page(_stretch(rows, shape.query, part, shape.cursor(), most), part, member=member)


def _stretch(
    rows: QuerySet[Conversation],
    query: InboxQuery,
    part: _Part,
    after: Cursor | None,
    most: int,
) -> QuerySet[Conversation]:
    """Put the rows of one part in order and start after the cursor."""
    at, key = query.order
    start = _Pair(Value(after.at), Value(after.id)) if after is not None else None
    if part is _Part.LATEST:
        rows = rows.filter(LessThan(_Pair(F(at), F(key)), start)) if start else rows
        return rows.order_by(f"-{at}", f"-{key}")[:most]
    rows = rows.filter(**{f"{at}__isnull": part is _Part.IDLE})
    if part is _Part.IDLE:
        rows = rows.filter(**{f"{key}__gt": after.id}) if after else rows
        return rows.order_by(key)[:most]
    rows = rows.filter(GreaterThan(_Pair(F(at), F(key)), start)) if start else rows
    return rows.order_by(at, key)[:most]


def _page(rows: QuerySet[Conversation], part: _Part, *, member: Member) -> Statement:
    """Add owner and read mark to a page that is already cut: estimated over whole views they would decide its plan.

    The marks of all its rows are looked up at once, since ids of one page lie beside each other in their index.
    """
    page = prepared.build(rows.values_list(*SHOWN))
    return Statement(
        f"""
        WITH page AS MATERIALIZED ({page.sql})
        SELECT page.*, owner.user_id, owner_user.name, owner_user.email, coalesce(mark.seq, 0)
          FROM page
          LEFT JOIN accounts_member owner ON owner.id = page.owner_id
          LEFT JOIN accounts_user owner_user ON owner_user.id = owner.user_id
          LEFT JOIN (
               SELECT conversation_id, seq FROM conversations_readmark
                WHERE organisation_id = %s AND member_id = %s AND conversation_id = ANY (ARRAY(SELECT id FROM page))
               ) mark ON mark.conversation_id = page.id
         ORDER BY {part.value}
        """,  # noqa: S608 - the ORM's own SQL
        (*page.values, member.organisation_id, member.pk),
    )


def _rows(found: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Make rows of tuples; an owner of several conversations is made once."""
    owners: dict[UUID, Member] = {}
    keep_owner = Conversation._meta.get_field("owner").set_cached_value
    rows = []
    for values in found:
        conversation = Conversation.from_db(connection.alias, SHOWN, values[: len(SHOWN)])
        if conversation.owner_id is not None:
            if conversation.owner_id not in owners:
                owners[conversation.owner_id] = _owner(conversation.owner_id, *values[len(SHOWN) : -1])
            keep_owner(conversation, owners[conversation.owner_id])
        rows.append(Row(conversation=conversation, is_unread=conversation.latest_inbound_seq > values[-1]))
    return rows


def _owner(member_id: UUID, user_id: UUID, name: str, email: str) -> Member:
    member = prepared.make(Member, id=member_id, user_id=user_id)
    member.user = prepared.make(User, id=user_id, name=name, email=email)
    return member
