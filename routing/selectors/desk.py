"""Everything a match rests on, in a handful of statements: what waits, and whom it could be given to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from accounts.models import Member, Organisation
from conversations.domain.calls import OVER, Offer
from conversations.models import Leg, MemberPhone
from routing.domain import matching
from routing.domain import presence as domain
from routing.domain.matching import (
    FULL_CAPACITY,
    POINTS,
    WEIGHTS,
    Candidate,
    Channel,
    Item,
    Priority,
    Rules,
    Seat,
    Strategy,
)
from routing.domain.skills import Need, Relax
from routing.domain.work import FREE, HELD, WorkState
from routing.models import (
    MemberCapacity,
    MemberSkill,
    OfferResult,
    Presence,
    Queue,
    QueueSeat,
    WorkItem,
    WorkOffer,
)

BACKUP_LASTS = timedelta(minutes=30)
PASSES = (OfferResult.DECLINED, OfferResult.MISSED, OfferResult.FAILED)


@dataclass(frozen=True, slots=True)
class DeskRows:
    """What a match takes. `on_shift` are those who are there at all, free or not."""

    items: tuple[Item, ...]
    candidates: tuple[Candidate, ...]
    rules: Mapping[UUID, Rules]
    on_shift: frozenset[UUID]


def read_desk(*, organisation: Organisation, now: datetime) -> DeskRows:
    """Read the queues of an organisation, every item that is free, and every member who sits in a queue."""
    queues = list(Queue.objects.of(organisation).filter(is_active=True))
    rows = WorkItem.objects.of(organisation).filter(state__in=FREE).select_related("conversation", "parent")
    waiting = [row for row in rows if row.callback_due_at is None or row.callback_due_at <= now]
    passed = _passed(waiting, organisation)
    candidates, on_shift = _candidates(organisation, now)
    return DeskRows(
        tuple(item_of(row, passed.get(row.pk, {})) for row in waiting),
        candidates,
        {row.pk: rules_of(row, now=now) for row in queues},
        on_shift,
    )


def in_order(
    organisation_id: UUID, item: Item, ranked: list[Candidate], rules: Rules, *, now: datetime
) -> list[Candidate]:
    """Sort who was ranked for an item anew by how turns stand now: much may have been dealt since they were read."""
    if rules.strategy is Strategy.ROUND_ROBIN:
        there = QueueSeat.objects.of(organisation_id).filter(
            queue_id=item.queue_id, member__in=[one.member_id for one in ranked]
        )
        seats = {row.member_id: _seat_of(row) for row in there}
        ranked = [
            replace(one, seats={**one.seats, item.queue_id: seats[one.member_id]})
            for one in ranked
            if one.member_id in seats
        ]
    elif rules.strategy is Strategy.LONGEST_IDLE:
        rows = Presence.objects.of(organisation_id).filter(member__in=[one.member_id for one in ranked])
        idle = dict(rows.values_list("member_id", "idle_since"))
        ranked = [replace(one, idle_since=idle.get(one.member_id)) for one in ranked]
    return matching.rank(item, ranked, rules, now=now)


def rules_of(row: Queue, *, now: datetime) -> Rules:
    """Describe how a queue asks; once a supervisor pulled backup in, every tier is asked at once for a while."""
    is_pulled = row.backup_since is not None and now - row.backup_since < BACKUP_LASTS
    return Rules(Strategy(row.strategy), 0 if is_pulled else row.tier_seconds)


def item_of(row: WorkItem, passed: Mapping[UUID, datetime] | None = None) -> Item:
    """Describe a row to the match."""
    return Item(
        item_id=row.pk,
        queue_id=row.queue_id,
        since=row.queued_at,
        channel=Channel(row.channel),
        points=POINTS[Priority(row.priority)],
        needs=needs_of(row.needs),
        owner_id=row.conversation.owner_id,
        last_owner_id=row.last_owner_id,
        location_id=row.location_id,
        callback_since=row.callback_since,
        passed=passed or {},
    )


def needs_of(stored: Iterable[Mapping[str, object]]) -> tuple[Need, ...]:
    """Rebuild the skills an item asks for."""
    return tuple(
        Need(
            UUID(str(need["skill"])),
            int(str(need["level"])),
            tuple(Relax(seconds, level) for seconds, level in need.get("relaxes", ())),  # type: ignore[attr-defined]
        )
        for need in stored
    )


def busy_members(organisation_id: UUID) -> set[UUID]:
    """List who is rung or on a call, whoever rang them."""
    legs = Leg.objects.of(organisation_id).filter(ended_at=None, member__isnull=False, left_at=None)
    rows = legs.filter(offer__in=[Offer.RINGING, Offer.ACCEPTED]).exclude(call__state__in=list(OVER))
    return set(rows.values_list("member_id", flat=True))


def domain_of(row: Presence) -> domain.Presence:
    """Describe a row to the rules of presence."""
    return domain.Presence(
        choice=domain.Choice(row.choice),
        engagement=domain.Engagement(row.engagement),
        since=row.since,
        reason=row.reason,
        was_auto=row.was_auto,
        wraps_until=row.wraps_until,
        owes_code=row.owes_code,
        needs_heartbeat=row.needs_heartbeat,
        heartbeat_at=row.heartbeat_at,
    )


def is_on_shift(presence: domain.Presence, *, now: datetime) -> bool:
    """Say whether a member is there, though perhaps not free."""
    at_work = presence.engagement is not domain.Engagement.FREE or presence.choice is domain.Choice.AVAILABLE
    return at_work and domain.is_reachable(presence, now=now)


def loads(organisation_id: UUID, weights: Mapping[UUID, Mapping[Channel, int]]) -> dict[UUID, int]:
    """Add up what members hold beside calls."""
    held: dict[UUID, int] = defaultdict(int)
    rows = WorkItem.objects.of(organisation_id).filter(state__in=HELD).exclude(channel=Channel.VOICE)
    for member_id, channel in rows.exclude(member=None).values_list("member_id", "channel"):
        # What they still hold of a kind they take no more leaves the rest of their room as it is.
        held[member_id] += weights.get(member_id, WEIGHTS).get(Channel(channel), 0)
    return held


def _passed(waiting: list[WorkItem], organisation: Organisation) -> dict[UUID, dict[UUID, datetime]]:
    """Say who passed on what, whoever had it before and let go of it included."""
    found: dict[UUID, dict[UUID, datetime]] = {}
    if not waiting:
        return found
    for row in waiting:
        before = row.parent
        if before is None or before.state != WorkState.TRANSFERRED:
            continue
        if before.member_id is not None and before.ended_at is not None:
            found[row.pk] = {before.member_id: before.ended_at}
    rows = WorkOffer.objects.of(organisation).filter(item__in=waiting, result__in=PASSES)
    for item_id, member_id, at in rows.order_by("ended_at").values_list("item_id", "member_id", "ended_at"):
        if at is not None:
            found.setdefault(item_id, {})[member_id] = at
    return found


def _candidates(organisation: Organisation, now: datetime) -> tuple[tuple[Candidate, ...], frozenset[UUID]]:
    seats: dict[UUID, dict[UUID, Seat]] = defaultdict(dict)
    for row in QueueSeat.objects.of(organisation):
        seats[row.member_id][row.queue_id] = _seat_of(row)
    members = Member.objects.filter(organisation=organisation, is_active=True, pk__in=list(seats))
    presences = {row.member_id: row for row in Presence.objects.of(organisation)}
    phones = MemberPhone.objects.of(organisation).filter(takes_calls=True)
    reachable = set(phones.values_list("member_id", flat=True))
    skills: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for member_id, skill_id, level in MemberSkill.objects.of(organisation).values_list(
        "member_id", "skill_id", "level"
    ):
        skills[member_id][skill_id] = level
    capacities = {row.member_id: row for row in MemberCapacity.objects.of(organisation)}
    weights = {member.pk: _weights(capacities.get(member.pk)) for member in members}
    load, busy = loads(organisation.pk, weights), busy_members(organisation.pk)
    today = _taken_today(organisation, now)
    found, on_shift = [], set()
    for member in members:
        kept = presences.get(member.pk)
        presence = domain_of(kept) if kept is not None else None
        if presence is not None and is_on_shift(presence, now=now):
            on_shift.add(member.pk)
        mine = weights[member.pk]
        own = capacities.get(member.pk)
        found.append(
            Candidate(
                member_id=member.pk,
                is_offerable=presence is not None and domain.is_offerable(presence, now=now),
                seats=seats[member.pk],
                skills=skills.get(member.pk, {}),
                weights=mine
                if member.pk in reachable
                else {k: v for k, v in mine.items() if k != Channel.VOICE},
                location_ids=frozenset(member.location_ids),
                capacity=own.capacity if own else FULL_CAPACITY,
                load=load.get(member.pk, 0),
                is_on_call=member.pk in busy,
                idle_since=kept.idle_since if kept is not None else None,
                taken_today=today.get(member.pk, 0),
            )
        )
    return tuple(found), frozenset(on_shift)


def _seat_of(row: QueueSeat) -> Seat:
    return Seat(row.tier, row.position, int(row.turn_at.timestamp() * 1_000_000) if row.turn_at else 0)


def _weights(row: MemberCapacity | None) -> Mapping[Channel, int]:
    if row is None:
        return WEIGHTS
    written = {Channel.CHAT: row.chat_weight, Channel.MESSAGE: row.message_weight}
    # What weighs more than they can hold is nothing they take.
    taken = {channel: weight for channel, weight in written.items() if weight <= row.capacity}
    return {Channel.VOICE: FULL_CAPACITY, **taken}


def counted(organisation: Organisation | UUID) -> "QuerySet[WorkItem]":
    """Give the items that figures and alerts count: calls that only try a draft are none of them."""
    return WorkItem.objects.of(organisation).filter(Q(call=None) | Q(call__is_trial=False))


def _taken_today(organisation: Organisation, now: datetime) -> dict[UUID, int]:
    rows = counted(organisation).filter(answered_at__gte=midnight(organisation, now))
    taken = rows.exclude(member=None).values("member_id").annotate(count=Count("pk"))
    return dict(taken.values_list("member_id", "count"))


def midnight(organisation: Organisation, now: datetime) -> datetime:
    """Give when the organisation's day began."""
    local = now.astimezone(ZoneInfo(organisation.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


# A state in which somebody stands in line; callbacks count as well, so that a position told is true.
IN_LINE = (WorkState.WAITING, WorkState.RESERVED, WorkState.CALLBACK_PENDING, WorkState.CALLBACK_RESERVED)
