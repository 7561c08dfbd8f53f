"""What the hub reads once for many screens: changed conversations, their new entries, what an absent screen missed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from accounts.models import Member, User
from contacts.models import ConsentEvent, ContactAddress
from conversations.models import Conversation, Entry, Mention, ReadMark, Task
from conversations.selectors import prepared
from conversations.selectors.prepared import Statement
from conversations.selectors.views import Facts, facts_of
from core.models import Event

MOST_EVENTS = 400
MOST_ENTRIES = 100
CONTACT_NEWS = (
    "contacts.consent_recorded",
    "contacts.contact_changed",
    "contacts.addresses_changed",
    "contacts.merged",
    "contacts.unmerged",
)
# Stand for the organisation and the conversations asked for.
_ORGANISATION, _ROWS = UUID(int=1 << 32), UUID(int=2 << 32)
OWNER = ("owner__user_id", "owner__user__name", "owner__user__email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A conversation as it stands, with its owner's name, and who has read its newest message."""

    conversation: Conversation
    read_by: frozenset[UUID]
    facts: Facts

    def is_unread(self, member_id: UUID) -> bool:
        """Say whether the member has yet to see its newest message."""
        return self.conversation.latest_inbound_seq > 0 and member_id not in self.read_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What happened while a screen was away; `is_all` is False when there was more than is worth sending."""

    conversation_ids: frozenset[UUID]
    entry_ids: Mapping[UUID, frozenset[UUID]]
    consent_ids: frozenset[UUID]
    contact_ids: frozenset[UUID]
    task_ids: frozenset[UUID]
    is_all: bool


def list_changed(*, organisation_id: UUID, conversation_ids: Collection[UUID]) -> list[Changed]:
    """Read conversations for all readers at once, in one statement; whoever prints checks each reader's rights."""
    if not conversation_ids:
        return []
    names, statement = _changed()
    rows = prepared.ask(statement, {_ORGANISATION: organisation_id, _ROWS: list(conversation_ids)})
    return [_changed_row(names, row) for row in rows]


@cache
def _changed() -> tuple[tuple[str, ...], Statement]:
    """Name the fields of a conversation, and write the statement that reads them with what else is needed."""
    marks = ReadMark.objects.of(_ORGANISATION).filter(
        conversation=OuterRef("pk"), seq__gte=OuterRef("latest_inbound_seq")
    )
    mentions = Mention.objects.of(_ORGANISATION).filter(conversation=OuterRef("pk"), read_at=None)
    names = tuple(field.attname for field in Conversation._meta.concrete_fields)
    rows = (
        Conversation.objects.of(_ORGANISATION)
        .filter(pk__in=RawSQL("SELECT unnest(%s::uuid[])", [_ROWS]))
        .annotate(
            read_by=ArraySubquery(marks.values("member_id")),
            mentioned=ArraySubquery(mentions.values("member_id")),
        )
        .values_list(*names, *OWNER, "read_by", "mentioned")
    )
    return names, prepared.build(rows)


def _changed_row(names: Sequence[str], row: Sequence[Any]) -> Changed:
    conversation = prepared.make(Conversation, **dict(zip(names, row, strict=False)))
    user_id, name, email, read_by, mentioned = row[len(names) :]
    if conversation.owner_id:
        owner = prepared.make(Member, id=conversation.owner_id, user_id=user_id)
        owner.user = prepared.make(User, id=user_id, name=name, email=email)
        conversation.owner = owner
    return Changed(
        conversation=conversation,
        read_by=frozenset(read_by),
        facts=facts_of(conversation, mentioned=frozenset(mentioned)),
    )


def list_entries_beyond(
    *, conversation: Conversation, seq: int, entry_ids: Collection[UUID]
) -> list[tuple[Entry, datetime | None]]:
    """List entries after `seq` and those named, each with when the entry above it happened; the newest hundred.

    An entry that a late one has slipped in above comes too: the day may no longer begin with it.
    """
    rows = Entry.objects.of(conversation.organisation_id).filter(conversation=conversation)
    found = _newest(_with_neighbours(rows.filter(Q(seq__gt=seq) | Q(pk__in=entry_ids))))
    ids = {entry.pk for entry in found}
    below = {entry.below_id for entry in found if entry.seq > seq} - ids - {None}  # type: ignore[attr-defined]
    if below:
        found = _newest(_with_neighbours(rows.filter(pk__in=ids | below)))
    return [(entry, entry.above_at) for entry in found]  # type: ignore[attr-defined]


def list_tasks_by_id(*, organisation_id: UUID, task_ids: Collection[UUID]) -> list[Task]:
    """Read tasks with owner, conversation and contact."""
    if not task_ids:
        return []
    rows = Task.objects.of(organisation_id).filter(pk__in=task_ids)
    return list(rows.select_related("owner__user", "team", "conversation", "contact"))


def list_conversations_of_consents(
    *, organisation_id: UUID, consent_ids: Collection[UUID], among: Collection[UUID]
) -> set[UUID]:
    """Tell which of some conversations are with somebody whose address said something about texts or calls."""
    if not consent_ids or not among:
        return set()
    said = ConsentEvent.objects.of(organisation_id).filter(pk__in=consent_ids).values_list("kind", "value")
    found: set[UUID] = set()
    for kind, value in set(said):
        holders = ContactAddress.objects.of(organisation_id).filter(kind=kind, value=value).values("contact")
        rows = Conversation.objects.of(organisation_id).filter(pk__in=among)
        rows = rows.filter(Q(party_kind=kind, party_value=value) | Q(contact__in=holders))
        found |= set(rows.values_list("pk", flat=True))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNews:
    """What of some news concerns one contact."""

    is_in_threads: bool
    is_about_consent: bool
    is_about_tasks: bool


def get_contact_news(
    *,
    organisation_id: UUID,
    contact_id: UUID,
    conversation_ids: Collection[UUID],
    consent_ids: Collection[UUID],
    task_ids: Collection[UUID],
) -> ContactNews:
    """Tell whether news of conversations, of wishes and of tasks concern a contact; what is empty is not asked."""
    mine = {"contact": contact_id}
    threads = Conversation.objects.of(organisation_id).filter(pk__in=conversation_ids, **mine)
    tasks = Task.objects.of(organisation_id).filter(pk__in=task_ids, **mine)
    said = ConsentEvent.objects.of(organisation_id).filter(
        pk__in=consent_ids,
        value__in=ContactAddress.objects.of(organisation_id).filter(**mine).values("value"),
    )
    return ContactNews(
        is_in_threads=bool(conversation_ids) and threads.exists(),
        is_about_consent=bool(consent_ids) and said.exists(),
        is_about_tasks=bool(task_ids) and tasks.exists(),
    )


def get_missed(*, organisation_id: UUID, since: datetime) -> Missed:
    """Find out from the event log which conversations and entries changed since an instant."""
    rows = (
        Event.objects.filter(organisation_id=organisation_id, recorded_at__gte=since)
        .filter(Q(name__startswith="conversations.") | Q(name__in=CONTACT_NEWS))
        .order_by("-recorded_at")
        .values_list("body", flat=True)
    )
    bodies = list(rows[: MOST_EVENTS + 1])
    entries: dict[UUID, set[UUID]] = {}
    conversations: set[UUID] = set()
    named: dict[str, set[UUID]] = {"consent_event_id": set(), "contact_id": set(), "task_id": set()}
    for body in bodies:
        for key, ids in named.items():
            if body.get(key):
                ids.add(UUID(body[key]))
        if not body.get("conversation_id"):
            continue
        conversation_id = UUID(body["conversation_id"])
        conversations.add(conversation_id)
        if body.get("entry_id"):
            entries.setdefault(conversation_id, set()).add(UUID(body["entry_id"]))
    return Missed(
        conversation_ids=frozenset(conversations),
        entry_ids={key: frozenset(ids) for key, ids in entries.items()},
        consent_ids=frozenset(named["consent_event_id"]),
        contact_ids=frozenset(named["contact_id"]),
        task_ids=frozenset(named["task_id"]),
        is_all=len(bodies) <= MOST_EVENTS,
    )


def get_seq_before(*, conversation: Conversation, since: datetime) -> int:
    """Say which entry was the newest one written down before an instant; 0 when none was."""
    rows = Entry.objects.of(conversation.organisation_id).filter(
        conversation=conversation, created_at__lt=since
    )
    return rows.order_by("-seq").values_list("seq", flat=True).first() or 0


def _newest(rows: QuerySet[Entry]) -> list[Entry]:
    return list(reversed(rows.order_by("-occurred_at", "-seq")[:MOST_ENTRIES]))


def _with_neighbours(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Add when the entry right above each one happened, and which one is right below; None at either end."""
    thread = Entry.objects.filter(
        organisation_id=OuterRef("organisation_id"), conversation_id=OuterRef("conversation_id")
    )
    above = thread.filter(
        Q(occurred_at__lt=OuterRef("occurred_at"))
        | Q(occurred_at=OuterRef("occurred_at"), seq__lt=OuterRef("seq"))
    )
    below = thread.filter(
        Q(occurred_at__gt=OuterRef("occurred_at"))
        | Q(occurred_at=OuterRef("occurred_at"), seq__gt=OuterRef("seq"))
    )
    return (
        rows.select_related("author__user", "conversation", "line")
        .defer("search")
        .annotate(
            above_at=Subquery(above.order_by("-occurred_at", "-seq").values("occurred_at")[:1]),
            below_id=Subquery(below.order_by("occurred_at", "seq").values("pk")[:1]),
        )
    )
