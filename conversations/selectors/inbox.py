"""One page of the inbox's list, by keyset: the cost of page 1,000 is the cost of page 1."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connection, models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from accounts.models import Member, User
from conversations.models import Conversation, ReadMark
from conversations.selectors import prepared, search
from conversations.selectors.prepared import Shape, Statement
from conversations.selectors.views import Cursor, InboxQuery, select, visible

PAGE = 50
# What a row shows. The rest of a conversation stays in the database; whoever asks for it asks the database.
_NEEDED: Final = {
    "id", "organisation_id", "version", "party_kind", "title", "contact_id", "status", "owner_id", "due_at",
    "latest_at", "latest_inbound_seq", "latest_channel", "latest_text", "latest_is_ours", "has_failure",
    "waiting_since", "snoozed_until", "outcome", "tags",
}  # fmt: skip
SHOWN: Final = tuple(
    field.attname for field in Conversation._meta.concrete_fields if field.attname in _NEEDED
)
OWNER: Final = ("owner__user_id", "owner__user__name", "owner__user__email")


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
    """Which stretch of a list a statement reads; only the waiting view has two."""

    LATEST = auto()
    WAITING = auto()
    IDLE = auto()


class _Pair(models.Func):
    """A row value, so that a keyset comparison is one condition on one index."""

    template = "(%(expressions)s)"
    output_field = models.TextField()


def list_rows(
    *, member: Member, query: InboxQuery, after: Cursor | None = None, limit: int = PAGE
) -> RowPage:
    """List the rows after the cursor: one statement, two where a waiting view ends, three with a search."""
    fitting = search.list_fitting(query.words, member=member) if query.words else None
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


def list_rows_of(*, member: Member, conversation_ids: list[UUID]) -> list[Row]:
    """List these conversations as rows of the member, in no order; those out of sight are left out."""
    return _rows(_shown(visible(member).filter(pk__in=conversation_ids), member=member))


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
    fitting: list[UUID] | None,
) -> list[Row]:
    if fitting is not None:
        rows = select(query, member=member).filter(pk__in=fitting)
        return _rows(_stretch(rows, query, part, after, most, member=member))
    shape = prepared.shape_of(query, member=member, after=after)
    return _rows(
        prepared.ask(_built(shape, part, most), prepared.values_of(query, member=member, after=after))
    )


@lru_cache(maxsize=512)
def _built(shape: Shape, part: _Part, most: int) -> Statement:
    member = shape.member()
    rows = select(shape.query, member=member)
    return prepared.build(_stretch(rows, shape.query, part, shape.cursor(), most, member=member))


def _stretch(
    rows: QuerySet[Conversation],
    query: InboxQuery,
    part: _Part,
    after: Cursor | None,
    most: int,
    *,
    member: Member,
) -> QuerySet[Any, tuple[Any, ...]]:
    """Put the rows of one part in order and start after the cursor."""
    if part is _Part.LATEST:
        if after is not None:
            rows = rows.filter(
                LessThan(_Pair(F("latest_at"), F("id")), _Pair(Value(after.at), Value(after.id)))
            )
        rows = rows.order_by("-latest_at", "-id")
    elif part is _Part.WAITING:
        rows = rows.filter(waiting_since__isnull=False)
        if after is not None:
            rows = rows.filter(
                GreaterThan(_Pair(F("waiting_since"), F("id")), _Pair(Value(after.at), Value(after.id)))
            )
        rows = rows.order_by("waiting_since", "id")
    else:
        rows = rows.filter(waiting_since__isnull=True)
        if after is not None:
            rows = rows.filter(pk__gt=after.id)
        rows = rows.order_by("id")
    return _shown(rows, member=member)[:most]


def _shown(rows: QuerySet[Conversation], *, member: Member) -> QuerySet[Any, tuple[Any, ...]]:
    mark = ReadMark.objects.of(member.organisation_id).filter(member=member, conversation=OuterRef("pk"))
    rows = rows.annotate(read_seq=Coalesce(Subquery(mark.values("seq")[:1]), Value(0)))
    return rows.values_list(*SHOWN, *OWNER, "read_seq")


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
