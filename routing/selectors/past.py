"""Calls as they came and who was there to take them, for replays; a dozen statements however many calls there are."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from accounts.models import Member
from conversations.domain.calls import OVER, CallOutcome, LegRole, Offer
from conversations.domain.states import Outcome as ConversationOutcome
from conversations.models import Call, Conversation, Leg, Line, MemberPhone
from core.models import Event
from routing.domain.callers import facts_of_contact, share_of_spam
from routing.domain.presence import Choice, Engagement
from routing.domain.replaying.pressed import pressed
from routing.domain.replaying.recorded import USUAL_DELAY, USUAL_TALK, Arrival, Habit, Served, Shift
from routing.domain.replaying.shifts import Sign, recorded_shifts
from routing.domain.walk import CallerFacts
from routing.events import PresenceChanged
from routing.models import MemberSkill, Presence, Queue, QueueSeat

_ASKED = (Offer.ACCEPTED, Offer.MISSED, Offer.DECLINED, Offer.UNREACHABLE)
_GAVE_UP = {
    CallOutcome.ABANDONED_IN_GREETING,
    CallOutcome.ABANDONED_IN_MENU,
    CallOutcome.ABANDONED_IN_QUEUE,
}
# A queue that sets no limit keeps its callers; nobody is replayed for longer than that.
_LONGEST = 3600


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of a call that rang at a member, and after how many seconds they took it."""

    call_id: UUID
    member_id: UUID
    is_taken: bool
    after: float


def inbound(
    organisation_id: UUID, lines: Collection[UUID], starts: datetime, ends: datetime
) -> QuerySet[Call]:
    """Select the calls that came in on some lines within a window and are over."""
    return Call.objects.of(organisation_id).filter(
        line_id__in=lines,
        direction="INBOUND",
        is_trial=False,
        started_at__gte=starts,
        started_at__lt=ends,
        state__in=list(OVER),
    )


def list_offered(
    organisation_id: UUID, lines: Collection[UUID], starts: datetime, ends: datetime
) -> list[Offered]:
    """List at whom these calls rang."""
    legs = Leg.objects.of(organisation_id).filter(
        call__in=inbound(organisation_id, lines, starts, ends),
        role=LegRole.MEMBER,
        offer__in=list(_ASKED),
        member__isnull=False,
    )
    return [
        Offered(
            call_id,
            member_id,
            offer == Offer.ACCEPTED,
            max(0.0, ((joined or answered or began) - began).total_seconds()),
        )
        for call_id, member_id, offer, began, joined, answered in legs.values_list(
            "call_id", "member_id", "offer", "started_at", "joined_at", "answered_at"
        )
    ]


def list_arrivals(
    organisation_id: UUID,
    lines: Collection[Line],
    starts: datetime,
    ends: datetime,
    offered: Collection[Offered],
    *,
    recording: Collection[UUID] = (),
) -> list[Arrival]:
    """List the calls as they came, first come first. Callers are who they are known to be today.

    `recording` lists the lines that record, where callers hear a notice.
    """
    missed: dict[UUID, set[UUID]] = defaultdict(set)
    for one in offered:
        if not one.is_taken:
            missed[one.call_id].add(one.member_id)
    dialled = {line.pk: line.address for line in lines}
    spam = _spam_scores(organisation_id)
    rows = inbound(organisation_id, dialled, starts, ends).order_by("started_at", "pk")
    found: list[Arrival] = []
    for row in rows.values(
        "pk", "line_id", "started_at", "answered_at", "ended_at", "address", "was_blocked", "path", "outcome",
        "talk_seconds", "hold_seconds", "answered_by_id", contact=F("conversation__contact_id"),
        lifecycle=F("conversation__contact__lifecycle"), tags=F("conversation__contact__tags"),
        language=F("conversation__contact__language"), known_since=F("conversation__contact__created_at"),
    ).iterator(chunk_size=1000):  # fmt: skip
        keys = pressed(row["path"])
        spoke = row["answered_at"]
        found.append(
            Arrival(
                id=row["pk"],
                at=row["started_at"],
                caller=CallerFacts(
                    number=row["address"],
                    is_known=bool(row["address"]),
                    spam_score=spam.get(row["address"], 0),
                )
                if row["contact"] is None
                else facts_of_contact(
                    number=row["address"],
                    is_known=row["known_since"] < row["started_at"],
                    lifecycle=row["lifecycle"],
                    tags=row["tags"],
                    language=row["language"],
                    spam_score=spam.get(row["address"], 0),
                ),
                dialled=dialled[row["line_id"]],
                is_blocked=row["was_blocked"],
                said=keys.said,
                waited=max(
                    0.0, ((spoke or row["ended_at"] or row["started_at"]) - row["started_at"]).total_seconds()
                ),
                gave_up=row["outcome"] in _GAVE_UP,
                talked=float(row["talk_seconds"] + row["hold_seconds"]) if spoke else USUAL_TALK,
                taken_by=row["answered_by_id"] if spoke else None,
                missed_by=frozenset(missed.get(row["pk"], ())),
                hears_notice=keys.hears_notice or row["line_id"] in recording,
                declines_recording=keys.declines_recording,
            )
        )
    return found


def _spam_scores(organisation_id: UUID) -> dict[str, int]:
    """Give the share of a number's conversations that were closed as spam, of 100, where any was."""
    rows = Conversation.objects.of(organisation_id).exclude(outcome="").exclude(party_value="")
    counted = (
        rows.order_by()
        .values("party_value")
        .annotate(closed=Count("pk"), spam=Count("pk", filter=Q(outcome=ConversationOutcome.SPAM)))
        .filter(spam__gt=0)
    )
    return {
        value: share_of_spam(closed=closed, spam=spam)
        for value, closed, spam in counted.values_list("party_value", "closed", "spam")
    }


def habits_of(offered: Collection[Offered], members: Collection[UUID]) -> dict[UUID, Habit]:
    """Say how readily each member takes calls; who was never rung is taken to be like the others.

    Nobody takes all or none for sure, however few calls rang at them.
    """
    taken: dict[UUID, list[float]] = defaultdict(list)
    rung: dict[UUID, int] = defaultdict(int)
    for one in offered:
        rung[one.member_id] += 1
        if one.is_taken:
            taken[one.member_id].append(one.after)
    everybody = [after for afters in taken.values() for after in afters]
    usual = Habit(
        (len(everybody) + 4) / (sum(rung.values()) + 5), median(everybody) if everybody else USUAL_DELAY
    )
    return {
        one: Habit(
            (len(taken[one]) + 2 * usual.takes) / (rung[one] + 2),
            median(taken[one]) if taken.get(one) else usual.delay,
        )
        for one in members
    }


def list_shifts(organisation_id: UUID, *, starts: datetime, ends: datetime) -> dict[UUID, tuple[Shift, ...]]:
    """Give when members were at work, of all of whose presence anything is recorded."""
    return recorded_shifts(_signs(organisation_id, starts, ends), starts=starts, ends=ends)


def _signs(organisation_id: UUID, starts: datetime, ends: datetime) -> Iterator[Sign]:
    """Go through what was recorded of presence, each member's latest sign before the window included."""
    events = Event.objects.filter(organisation_id=organisation_id, name=PresenceChanged.name)
    before = events.filter(recorded_at__lt=starts).order_by("body__member_id", "-recorded_at")
    made = {row.member_id: row for row in Presence.objects.of(organisation_id)}
    for body, at in before.distinct("body__member_id").values_list("body", "recorded_at"):
        made.pop(UUID(body["member_id"]), None)
        yield _sign(body, at)
    within = events.filter(recorded_at__gte=starts, recorded_at__lt=ends).order_by("recorded_at")
    for body, at in within.values_list("body", "recorded_at").iterator(chunk_size=2000):
        row = made.pop(UUID(body["member_id"]), None)
        if row is not None and row.created_at < at:
            # Whose own telephone rings is there from the start, which is no change of presence.
            yield Sign(row.member_id, row.created_at, not row.needs_heartbeat)
        yield _sign(body, at)
    for row in made.values():
        yield Sign(row.member_id, row.since, _is_there(row.choice, row.engagement))


def _sign(body: Mapping[str, str], at: datetime) -> Sign:
    return Sign(UUID(body["member_id"]), at, _is_there(body["choice"], body["engagement"]))


def _is_there(choice: str, engagement: str) -> bool:
    return choice == Choice.AVAILABLE or engagement != Engagement.FREE


def list_telephones(organisation_id: UUID, location_ids: Collection[UUID]) -> list[UUID]:
    """List whom a call can ring at any of these places: at work here still, with a telephone that takes calls."""
    phones = MemberPhone.objects.of(organisation_id).filter(takes_calls=True, member__is_active=True)
    return [
        phone.member_id
        for phone in phones.select_related("member").order_by("member_id")
        if not phone.member.location_ids or set(location_ids) & set(phone.member.location_ids)
    ]


def list_queues(organisation_id: UUID) -> dict[UUID, Served]:
    """Give the queues in use with who serves them, backup last."""
    seats: dict[UUID, list[QueueSeat]] = defaultdict(list)
    active = Member.objects.filter(organisation_id=organisation_id, is_active=True)
    for seat in QueueSeat.objects.of(organisation_id).filter(member__in=active):
        seats[seat.queue_id].append(seat)
    return {
        row.pk: Served(
            members=tuple(seat.member_id for seat in seats[row.pk]),
            longest_seconds=row.longest_seconds or _LONGEST,
            places=row.places or 0,
            ring_seconds=row.ring_seconds,
            opens_after={
                seat.member_id: (seat.tier - 1) * row.tier_seconds for seat in seats[row.pk] if seat.tier > 1
            },
            keeps_hours=row.keeps_hours,
        )
        for row in Queue.objects.of(organisation_id).filter(is_active=True)
    }


def list_skills(organisation_id: UUID) -> dict[UUID, dict[UUID, int]]:
    """Give what each member can do, and how well."""
    found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    rows = MemberSkill.objects.of(organisation_id).values_list("member_id", "skill_id", "level")
    for member_id, skill_id, level in rows:
        found[member_id][skill_id] = level
    return dict(found)


def existing_calls(organisation_id: UUID, call_ids: Collection[UUID]) -> list[UUID]:
    """List which of these calls there are still."""
    return list(Call.objects.of(organisation_id).filter(pk__in=call_ids).values_list("pk", flat=True))
