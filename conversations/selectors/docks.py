"""What a member's own telephone does right now: calls that ring at them, the one they are on, those just gone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts import selectors as accounts
from accounts.models import Member
from contacts.models import Contact
from conversations.domain.calls import OVER, CallState, LegRole, Offer
from conversations.models import Conversation, Entry, EntryKind, Leg, MemberPhone, Task
from conversations.selectors.calls import CallStory, shown, stories_of
from conversations.selectors.people import list_candidates

# No call lasts longer; what is older is a leg whose end was lost.
LONGEST = timedelta(hours=12)
# How long somebody whose telephone stopped ringing is told why.
TOLD = timedelta(seconds=90)
GONE = frozenset({Offer.ELSEWHERE, Offer.CALLER_LEFT, Offer.MISSED})
MOST_TASKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RingingCall:
    """A call that rings at a member, with what is worth knowing before answering."""

    leg: Leg
    story: CallStory
    candidates: tuple[Contact, ...]
    asked: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentCall:
    """The call a member is on, and the colleagues who could be rung."""

    leg: Leg
    story: CallStory
    colleagues: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DockSource:
    """All of it. Nearly always empty."""

    by: Member
    ringing: tuple[RingingCall, ...] = ()
    current: CurrentCall | None = None
    gone: tuple[CallStory, ...] = field(default=())


def select_own_legs(member: Member, *, since: datetime) -> QuerySet[Leg]:
    """Select the member's legs since an instant, by an index of their own."""
    return Leg.objects.of(member.organisation_id).filter(member=member, started_at__gt=since)


def get_dock(*, member: Member, now: datetime) -> DockSource:
    """Read what a member's telephone does: one statement while it does nothing."""
    recent = Q(ended_at=None) | Q(started_at__gt=now - TOLD)
    legs = list(select_own_legs(member, since=now - LONGEST).filter(recent).order_by("started_at"))
    if not legs:
        return DockSource(by=member)
    calls = shown(member.organisation_id).filter(pk__in={leg.call_id for leg in legs})
    if member.is_walled:
        calls = calls.exclude(conversation__walled_from__contains=[member.pk])
    stories = {story.call.pk: story for story in stories_of(member.organisation_id, calls)}
    legs = [leg for leg in legs if leg.call_id in stories]
    live = [
        leg for leg in legs if CallState(stories[leg.call_id].call.state) not in OVER and not leg.ended_at
    ]
    ringing = [leg for leg in live if leg.offer == Offer.RINGING]
    on_it = [leg for leg in live if leg.left_at is None and (leg.joined_at or leg.role == LegRole.SUPERVISOR)]
    gone = [leg for leg in legs if leg.offer in GONE and leg.started_at > now - TOLD]
    return DockSource(
        by=member,
        ringing=tuple(_ringing(leg, stories[leg.call_id]) for leg in ringing),
        current=_current(on_it[-1], stories[on_it[-1].call_id], member) if on_it else None,
        gone=tuple(stories[leg.call_id] for leg in gone),
    )


def _ringing(leg: Leg, story: CallStory) -> RingingCall:
    conversation = story.call.conversation
    return RingingCall(
        leg=leg,
        story=story,
        candidates=tuple(list_candidates(conversation=conversation)),
        asked=_asked(conversation),
        tasks=tuple(_tasks(conversation)),
    )


def _asked(conversation: Conversation) -> str:
    rows = Entry.objects.of(conversation.organisation_id).filter(
        conversation=conversation, kind=EntryKind.MESSAGE_IN
    )
    return rows.order_by("-occurred_at", "-seq").values_list("text", flat=True).first() or ""


def _tasks(conversation: Conversation) -> QuerySet[Task]:
    about = Q(conversation=conversation)
    if conversation.contact_id is not None:
        about |= Q(contact=conversation.contact_id)
    rows = Task.objects.of(conversation.organisation_id).filter(about, done_at=None)
    return rows.order_by("due_at")[:MOST_TASKS]


def _current(leg: Leg, story: CallStory, member: Member) -> CurrentCall:
    reachable = set(
        MemberPhone.objects.of(member.organisation_id)
        .filter(takes_calls=True)
        .values_list("member_id", flat=True)
    )
    others = accounts.list_members(organisation_id=member.organisation_id)
    colleagues = tuple(row for row in others if row.pk in reachable and row.pk != member.pk)
    return CurrentCall(leg=leg, story=story, colleagues=colleagues)


def list_members_of(*, organisation_id: UUID, call_ids: Collection[UUID]) -> set[UUID]:
    """Tell which members have, or had, a leg in one of the calls."""
    rows = Leg.objects.of(organisation_id).filter(call__in=call_ids, member__isnull=False)
    return set(rows.values_list("member_id", flat=True))
