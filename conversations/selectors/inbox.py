"""One page of the inbox's list, by keyset: the cost of page 1,000 is the cost of page 1."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from accounts.models import Member
from conversations.models import Conversation, ReadMark
from conversations.selectors import search
from conversations.selectors.views import Cursor, InboxQuery, select, visible

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A conversation as one member's list shows it; owner, owner's user and line come with it."""

    conversation: Conversation
    is_unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One page of rows and where the next one starts, None at the end."""

    rows: tuple[Row, ...]
    following: Cursor | None


class _Pair(models.Func):
    """A row value, so that a keyset comparison is one condition on one index."""

    template = "(%(expressions)s)"
    output_field = models.TextField()


def list_rows(
    *, member: Member, query: InboxQuery, after: Cursor | None = None, limit: int = PAGE
) -> RowPage:
    """List the rows after the cursor: one statement, two where a waiting view ends, three with a search."""
    rows = select(query, member=member)
    if query.words:
        rows = rows.filter(search.matching(query.words, member=member))
    found = (
        _by_waiting(rows, after, limit, member)
        if query.is_by_waiting
        else _by_latest(rows, after, limit, member)
    )
    page = found[:limit]
    following = None
    if len(found) > limit:
        final = page[-1]
        following = Cursor(at=final.waiting_since if query.is_by_waiting else final.latest_at, id=final.pk)
    return RowPage(rows=tuple(_row(item) for item in page), following=following)


def list_rows_of(*, member: Member, conversation_ids: list[UUID]) -> list[Row]:
    """List these conversations as rows of the member, in no order; those out of sight are left out."""
    return [_row(item) for item in _with_names(visible(member).filter(pk__in=conversation_ids), member)]


def _by_latest(
    rows: QuerySet[Conversation], after: Cursor | None, limit: int, member: Member
) -> list[Conversation]:
    if after is not None:
        rows = rows.filter(LessThan(_Pair(F("latest_at"), F("id")), _Pair(Value(after.at), Value(after.id))))
    return list(_with_names(rows, member).order_by("-latest_at", "-id")[: limit + 1])


def _by_waiting(
    rows: QuerySet[Conversation], after: Cursor | None, limit: int, member: Member
) -> list[Conversation]:
    """List who waits longest first, then those open without anybody waiting (woken, reopened), by id."""
    found: list[Conversation] = []
    if after is None or after.at is not None:
        waiting = rows.filter(waiting_since__isnull=False)
        if after is not None:
            waiting = waiting.filter(
                GreaterThan(_Pair(F("waiting_since"), F("id")), _Pair(Value(after.at), Value(after.id)))
            )
        found = list(_with_names(waiting, member).order_by("waiting_since", "id")[: limit + 1])
    if len(found) <= limit:
        idle = rows.filter(waiting_since__isnull=True)
        if after is not None and after.at is None:
            idle = idle.filter(pk__gt=after.id)
        found += list(_with_names(idle, member).order_by("id")[: limit + 1 - len(found)])
    return found


def _with_names(rows: QuerySet[Conversation], member: Member) -> QuerySet[Conversation]:
    mark = ReadMark.objects.of(member.organisation_id).filter(member=member, conversation=OuterRef("pk"))
    return rows.select_related("owner__user", "line").annotate(
        read_seq=Coalesce(Subquery(mark.values("seq")[:1]), Value(0))
    )


def _row(conversation: Conversation) -> Row:
    read_seq: int = conversation.read_seq  # type: ignore[attr-defined]
    return Row(conversation=conversation, is_unread=conversation.latest_inbound_seq > read_seq)
