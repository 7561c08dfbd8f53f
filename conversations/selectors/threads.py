"""One conversation: its head and its entries, newest fifty first reached, older by keyset."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from conversations.models import Conversation, Entry, ReadMark
from conversations.selectors.calls import CallStory, list_stories
from conversations.selectors.views import in_sight, visible
from core.errors import NotFound

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands in its thread, for asking what comes before it."""

    at: datetime
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Entries in reading order, the calls among them, and the place of the first one when earlier ones exist."""

    entries: tuple[Entry, ...]
    older: Place | None
    stories: Mapping[UUID, CallStory] = field(default_factory=dict)


def get_conversation(*, member: Member, conversation_id: UUID) -> Conversation:
    """Get a conversation the member may see, with contact, owner and line.

    Raises:
        NotFound: there is none, or it is of another organisation or location.
    """
    rows = visible(member).select_related("contact", "owner__user", "line", "location", "resolved_by__user")
    found = rows.filter(pk=conversation_id).first()
    if found is None:
        raise NotFound
    return found


def get_entry(*, member: Member, entry_id: UUID) -> Entry:
    """Get an entry of a conversation the member may see, with author and line.

    Raises:
        NotFound: there is none, or its conversation is out of sight.
    """
    found = _with_names(Entry.objects.of(member.organisation_id)).filter(pk=entry_id).first()
    if found is None or not in_sight(member, found.conversation):
        raise NotFound
    return found


def list_entries(*, conversation: Conversation, before: Place | None = None, limit: int = PAGE) -> EntryPage:
    """List the newest entries, or those before a place; entries order by `occurred_at`, then `seq`."""
    rows = _with_names(Entry.objects.of(conversation.organisation_id)).filter(conversation=conversation)
    if before is not None:
        rows = rows.filter(Q(occurred_at__lt=before.at) | Q(occurred_at=before.at, seq__lt=before.seq))
    found = list(rows.order_by("-occurred_at", "-seq")[: limit + 1])
    page = tuple(reversed(found[:limit]))
    older = Place(at=page[0].occurred_at, seq=page[0].seq) if len(found) > limit else None
    stories = list_stories(organisation_id=conversation.organisation_id, entries=page)
    return EntryPage(entries=page, older=older, stories=stories)


def find_previous(*, entry: Entry) -> Entry | None:
    """Find the entry right before this one, to know whether a day begins here."""
    rows = Entry.objects.of(entry.organisation_id).filter(conversation_id=entry.conversation_id)
    earlier = rows.filter(
        Q(occurred_at__lt=entry.occurred_at) | Q(occurred_at=entry.occurred_at, seq__lt=entry.seq)
    )
    return earlier.order_by("-occurred_at", "-seq").first()


def get_read_seq(*, member: Member, conversation: Conversation) -> int:
    """Say up to which entry the member has read; 0 before the first reading."""
    marks = ReadMark.objects.of(member.organisation_id).filter(member=member, conversation=conversation)
    return marks.values_list("seq", flat=True).first() or 0


def _with_names(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    return rows.select_related("author__user", "conversation", "line").defer("search")
