"""The inbox's views as predicates: once for SQL, once for a row in hand, and nothing else decides membership.

Each view is one status (and at most an owner), so that every sort index serves it (research/performance §4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.models import Member
from conversations.domain.states import Status
from conversations.models import Conversation, Mention
from conversations.ports import Channel


class View(StrEnum):
    """A named list of conversations; the value stands in addresses and names the live count."""

    MINE = "mine"
    MENTIONS = "mentions"
    UNOWNED = "unowned"
    OPEN = "open"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    SPAM = "spam"


LONGEST_WORDS: Final = 100
PERSONAL: Final = frozenset({View.MINE, View.MENTIONS})
_STATUS: Final[Mapping[View, Status]] = MappingProxyType(
    {
        View.MINE: Status.OPEN,
        View.UNOWNED: Status.OPEN,
        View.OPEN: Status.OPEN,
        View.WAITING: Status.WAITING,
        View.SNOOZED: Status.SNOOZED,
        View.RESOLVED: Status.RESOLVED,
        View.SPAM: Status.SPAM,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """The last row of a page. `at` is what the view sorts by; None where an unowned row waits for nobody."""

    at: datetime | None
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxQuery:
    """What a list shows: a view, narrowed by filters; empty means not narrowed."""

    view: View = View.OPEN
    location_id: UUID | None = None
    line_id: UUID | None = None
    tag: str = ""
    channel: str = ""
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether any filter beside the view is in use."""
        return bool(self.location_id or self.line_id or self.tag or self.channel or self.words)

    @property
    def is_by_waiting(self) -> bool:
        """Say whether the longest wait comes first, instead of the newest words."""
        return self.view is View.UNOWNED

    @property
    def is_by_label(self) -> bool:
        """Say whether the index on labels serves the list best; a member's own piles are small enough without."""
        return bool(self.tag) and self.view not in PERSONAL

    @property
    def order(self) -> tuple[str, str]:
        """Name what the list is sorted by, and what decides between equals."""
        if self.is_by_label:
            return ("label_since" if self.is_by_waiting else "label_at"), "label_of"
        return ("waiting_since" if self.is_by_waiting else "latest_at"), "id"


def query_from(view: str, filters: Mapping[str, object]) -> InboxQuery:
    """Read a view and filters as they stand in an address or a saved view; what cannot be read is left out."""
    said = {key: str(value).replace("\x00", "").strip() for key, value in filters.items()}
    channel = said.get("channel", "").upper()
    return InboxQuery(
        view=View(view) if view in set(View) else View.OPEN,
        location_id=_identifier(said.get("location", "")),
        line_id=_identifier(said.get("line", "")),
        tag=said.get("tag", "")[:40],
        channel=channel if channel in set(Channel) else "",
        words=" ".join(said.get("q", "").split())[:LONGEST_WORDS],
    )


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def visible(member: Member) -> QuerySet[Conversation]:
    """Keep the conversations of the member's organisation at the member's locations, on their side of every wall."""
    rows = Conversation.objects.of(member.organisation_id)
    rows = rows.filter(location_id__in=member.location_ids) if member.location_ids else rows
    return rows.exclude(walled_from__contains=[member.pk]) if member.is_walled else rows


def in_sight(member: Member, conversation: Conversation) -> bool:
    """Say whether `visible` would keep this row."""
    is_near = not member.location_ids or conversation.location_id in member.location_ids
    return is_near and member.pk not in conversation.walled_from


def select(query: InboxQuery, *, member: Member) -> QuerySet[Conversation]:
    """Select what the view and its filters show this member, unordered; `words` are applied by the search."""
    rows = visible(member)
    if query.is_by_label:
        return _narrowed(_labelled(rows, query, member=member), query)
    if query.view is View.MENTIONS:
        named = Mention.objects.of(member.organisation_id).filter(member=member, read_at=None)
        rows = rows.filter(pk__in=named.values("conversation_id"))
    else:
        rows = rows.filter(status=_STATUS[query.view].value)
    if query.view is View.MINE:
        rows = rows.filter(owner=member)
    elif query.view is View.UNOWNED:
        rows = rows.filter(owner=None)
    rows = _narrowed(rows, query)
    return rows.filter(tags__contains=[query.tag]) if query.tag else rows


def _narrowed(rows: QuerySet[Conversation], query: InboxQuery) -> QuerySet[Conversation]:
    if query.location_id:
        rows = rows.filter(location_id=query.location_id)
    if query.line_id:
        rows = rows.filter(line_id=query.line_id)
    if query.channel:
        rows = rows.filter(latest_channel=query.channel)
    return rows


def _labelled(rows: QuerySet[Conversation], query: InboxQuery, *, member: Member) -> QuerySet[Conversation]:
    """Start from the label, whose index knows the view and its order; both are offered under names of their own."""
    wanted = {"labels__is_owned": False} if query.view is View.UNOWNED else {}
    rows = rows.filter(
        labels__organisation_id=member.organisation_id,
        labels__tag=query.tag,
        labels__status=_STATUS[query.view].value,
        **wanted,
    )
    return rows.alias(
        label_at=F("labels__latest_at"),
        label_since=F("labels__waiting_since"),
        label_of=F("labels__conversation_id"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What membership in a view depends on, of one conversation at one moment."""

    status: str
    owner_id: UUID | None
    location_id: UUID
    line_id: UUID
    channel: str
    tags: tuple[str, ...]
    mentioned: frozenset[UUID] = frozenset()


def facts_of(conversation: Conversation, *, mentioned: frozenset[UUID] = frozenset()) -> Facts:
    """Read the facts off a row; `mentioned` are the members with an unread mention in it."""
    return Facts(
        status=conversation.status,
        owner_id=conversation.owner_id,
        location_id=conversation.location_id,
        line_id=conversation.line_id,
        channel=conversation.latest_channel,
        tags=tuple(conversation.tags),
        mentioned=mentioned,
    )


def holds(query: InboxQuery, facts: Facts, *, member_id: UUID, location_ids: tuple[UUID, ...]) -> bool:
    """Say whether `select` would give this row to the member; a search is answered by the page alone, so False."""
    if query.words or (location_ids and facts.location_id not in location_ids):
        return False
    if query.view is View.MENTIONS:
        in_view = member_id in facts.mentioned
    else:
        in_view = facts.status == _STATUS[query.view]
        if query.view is View.MINE:
            in_view = in_view and facts.owner_id == member_id
        elif query.view is View.UNOWNED:
            in_view = in_view and facts.owner_id is None
    return (
        in_view
        and query.location_id in (None, facts.location_id)
        and query.line_id in (None, facts.line_id)
        and query.channel in ("", facts.channel)
        and (not query.tag or query.tag in facts.tags)
    )
