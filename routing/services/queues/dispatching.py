"""Bringing together what waits and who is free: the moment either changes, and by a sweep as the net."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models.functions import Now

from accounts.models import Member, Organisation
from conversations.models import Leg, MemberPhone
from conversations.services import calls
from core.transactions import reading, step, use_case
from routing.domain import matching
from routing.domain.matching import Candidate, Channel, Item, Rules
from routing.domain.presence import EngagementMove
from routing.domain.reasons import Reason
from routing.domain.work import FREE, WorkMove
from routing.models import QueueSeat, WorkItem, WorkOffer
from routing.selectors import desk
from routing.services.queues import claiming, joining, returning, rows, writing

# Members of a queue are asked in rounds, since each answer to a claim may change what the next rests on.
MOST_ROUNDS = 20
# How long a written item is offered; a call rings as long as its queue says.
WRITTEN_SECONDS = 60
ACCEPT_SECONDS = 20


def dispatch(*, organisation_id: UUID, now: datetime) -> int:
    """Offer everything that waits to whoever can take it, in an order nobody is left out of; returns how many."""
    organisation = Organisation.objects.get(pk=organisation_id)
    made = 0
    for _round in range(MOST_ROUNDS):
        with reading(organisation_id):
            found = desk.read_desk(organisation=organisation, now=now)
        items = [one for one in found.items if one.queue_id in found.rules]
        pairs = matching.match(items, found.candidates, found.rules, now=now)
        if not pairs:
            break
        known = {one.item_id: one for one in items}
        people = {one.member_id: one for one in found.candidates}
        for pair in pairs:
            ranked = [people[member_id] for member_id in pair.ranked]
            item = known[pair.item_id]
            made += offer_item(
                organisation=organisation_id, item=item, ranked=ranked, rules=found.rules, now=now
            )
    return made


@use_case
def offer_item(
    *,
    organisation: UUID,
    item: Item,
    ranked: list[Candidate],
    rules: Mapping[UUID, Rules],
    now: datetime,
) -> bool:
    """Offer an item to the best of `ranked` who is still free; says whether somebody is asked."""
    known = WorkItem.objects.of(organisation).filter(pk=item.item_id).first()
    if known is None:
        return False
    held = calls.lock_call(organisation_id=organisation, call_id=known.call_id) if known.call_id else None
    conversation = joining.lock_written(known)
    row = rows.lock_item(organisation_id=organisation, item_id=item.item_id)
    if row.state not in FREE or (conversation is not None and conversation.owner_id is not None):
        return False
    if held is not None and returning.is_callback(row) and not returning.may_ring_step(row, held, now=now):
        return False
    able = desk.in_order(organisation, item, ranked, rules[item.queue_id], now=now)
    if item.channel is Channel.VOICE:
        claiming.share_ringing_step(organisation_id=organisation)
        busy = desk.busy_members(organisation)
        able = [one for one in able if one.member_id not in busy]
    member_id = claiming.claim_member_step(
        organisation_id=organisation, ranked=[one.member_id for one in able], now=now
    )
    if member_id is None:
        return False
    chosen = next(one for one in able if one.member_id == member_id)
    if not _still_has_room(row, chosen):
        presence = rows.lock_presence(organisation_id=organisation, member_id=member_id, now=now)
        rows.engage(presence, EngagementMove.WITHDRAW, now=now)
        return False
    reasons = matching.chosen_because(item, chosen, rules[item.queue_id], now=now)
    ask_step(row, held, member_id=member_id, reasons=reasons, now=now)
    return True


@step
def ask_step(
    row: WorkItem,
    held: calls.Held | None,
    *,
    member_id: UUID,
    reasons: tuple[Reason, ...],
    now: datetime,
) -> WorkOffer:
    """Ask a member who was claimed: write it down, and let a call ring."""
    is_call = row.channel == Channel.VOICE
    seconds = row.queue.ring_seconds + ACCEPT_SECONDS if is_call else WRITTEN_SECONDS
    member = Member.objects.select_related("user").get(pk=member_id)
    is_return = returning.is_callback(row)
    rows.move_item(row, WorkMove.OFFER, member_id=member_id, now=now)
    offer = WorkOffer(
        organisation_id=row.organisation_id,
        item=row,
        member=member,
        reasons=[[reason.why.value, reason.figure] for reason in reasons],
        offered_at=now,
        expires_at=now + timedelta(seconds=seconds),
    )
    seats = QueueSeat.objects.of(row.organisation_id).filter(queue_id=row.queue_id, member=member)
    # All offers of a dispatch have one `now`, which tells nobody's turn from another's.
    seats.update(turn_at=Now())
    if held is not None and is_return:
        offer.leg = returning.ring_step(row, held, member, now=now)
    elif held is not None:
        offer.leg = _ring(held, row, member, reasons, now=now)
    offer.save(force_insert=True)
    if held is None:
        writing.tell_offered_step(row, member, reasons[0].why.value, now=now)
    return offer


@step
def _ring(
    held: calls.Held, row: WorkItem, member: Member, reasons: tuple[Reason, ...], *, now: datetime
) -> Leg:
    phone = MemberPhone.objects.of(row.organisation_id).get(member=member)
    leg = calls.offer_step(
        held, member=member, to=calls.endpoint_of(phone), seconds=row.queue.ring_seconds, now=now
    )
    why = "; ".join(reason.words for reason in reasons)
    calls.trace(held.call, node="queue", why=f"offered to {member.name}: {why}", now=now)
    calls.changed(held, "OFFERED", now=now)
    return leg


def _still_has_room(row: WorkItem, one: Candidate) -> bool:
    """Look again, under the claim: another item may have been taken since the rows were read."""
    if row.channel == Channel.VOICE:
        return True
    load = desk.loads(row.organisation_id, {one.member_id: one.weights}).get(one.member_id, 0)
    return load + one.weights[Channel(row.channel)] <= one.capacity
