"""What a call means for its place in a queue and for the members on it, drawn from its rows after each change.

Idempotent: asked twice, or after news that came late, it gives the same. Nothing else engages members in calls.
"""

from datetime import datetime
from uuid import UUID

from conversations.domain.calls import OVER, WITH_PEOPLE, CallState, Offer
from conversations.models import Direction, Leg
from conversations.services import calls
from core.transactions import step
from routing.domain import presence as domain
from routing.domain.presence import Engagement, EngagementMove
from routing.domain.work import WorkMove, WorkState, hang_up_of
from routing.models import OfferResult, Presence, WorkItem, WorkOffer
from routing.selectors import desk
from routing.services.queues import announcing, returning, rows

# What the end of ringing a member means: for the offer, the item, and the member.
_ENDS = {
    Offer.DECLINED: (OfferResult.DECLINED, WorkMove.DECLINE, EngagementMove.DECLINE),
    Offer.MISSED: (OfferResult.MISSED, WorkMove.EXPIRE, EngagementMove.MISS),
    Offer.UNREACHABLE: (OfferResult.FAILED, WorkMove.FAIL, EngagementMove.WITHDRAW),
    Offer.ELSEWHERE: (OfferResult.WITHDRAWN, WorkMove.FAIL, EngagementMove.WITHDRAW),
}


@step
def follow_call_step(held: calls.Held, *, now: datetime) -> None:
    """Move the call's item, and engage or release everybody who has a leg in it."""
    item = _item_of(held)
    legs = calls.legs_of(held.call)
    if item is not None:
        _follow_offer(item, now=now)
        if item.callback_since is None:
            _follow_item(item, held, now=now)
        else:
            returning.follow_step(item, held, now=now)
    for member_id in sorted({leg.member_id for leg in legs if leg.member_id}):
        _follow_member(member_id, [leg for leg in legs if leg.member_id == member_id], item, now=now)


def _item_of(held: calls.Held) -> WorkItem | None:
    """Find what the call is about in a queue: a caller who waits or waited in it, or a callback it is to return."""
    call = held.call
    if call.direction == Direction.OUTBOUND:
        return returning.find_item(organisation_id=call.organisation_id, call_id=call.pk)
    item = rows.find_item_of_call(organisation_id=call.organisation_id, call_id=call.pk)
    if item is None and call.answered_at is None and CallState(call.state) in OVER:
        item = rows.find_done_item_of_call(organisation_id=call.organisation_id, call_id=call.pk)
    # From the promise of a callback on, the calls out that return it say how it goes.
    return None if item is not None and item.callback_since is not None else item


@step
def _follow_offer(item: WorkItem, *, now: datetime) -> None:
    offer = rows.open_offer(item)
    if offer is None or offer.leg is None or offer.leg.offer == Offer.RINGING:
        return
    came_of = Offer(offer.leg.offer)
    if came_of is Offer.ACCEPTED:
        rows.end_offer(offer, OfferResult.ACCEPTED, now=now)
        # A callback is answered by the customer, not by the member who has them dialled.
        answered = {} if item.callback_since is not None else {"answered_at": now}
        rows.move_item(item, WorkMove.ACCEPT, member_id=offer.member_id, now=now, **answered)
    elif came_of in _ENDS:
        result, move, engaged = _ENDS[came_of]
        rows.end_offer(offer, result, now=now)
        rows.move_item(item, move, now=now)
        rows.release(offer, engaged, now=now)


@step
def _follow_item(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    call, state = held.call, WorkState(item.state)
    is_over = CallState(call.state) in OVER
    answerer: UUID | None = call.answered_by_id
    if state in {WorkState.WAITING, WorkState.RESERVED}:
        if CallState(call.state) in WITH_PEOPLE and answerer is not None:
            # Somebody joined who was not asked: a supervisor, or a colleague the call was handed to.
            rows.withdraw_offer_step(item, now=now)
            if state is WorkState.WAITING:
                rows.move_item(item, WorkMove.OFFER, member_id=answerer, now=now)
            rows.move_item(item, WorkMove.ACCEPT, member_id=answerer, now=now, answered_at=now)
        elif is_over:
            rows.withdraw_offer_step(item, now=now)
            rows.move_item(item, _gave_up(item, held, now=now), now=now)
    elif state is WorkState.CONNECTED and call.answered_at is None:
        _put_back_in_line(item, held, now=now)
    elif state is WorkState.CONNECTED:
        if answerer is not None and answerer != item.member_id:
            item.member_id = answerer
            rows.save_item(item, "HANDED_OVER", now=now)
        if is_over:
            rows.move_item(item, WorkMove.END, now=now)
    elif state in {WorkState.WRAPPING, WorkState.DONE} and call.answered_at is None:
        _correct_end(item, held, now=now)


def _gave_up(item: WorkItem, held: calls.Held, *, now: datetime) -> WorkMove:
    return hang_up_of(item.queued_at, held.call.ended_at or now, short_seconds=item.short_seconds)


@step
def _correct_end(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    """Let a caller who left before whoever took it was put through have given up; there is nothing to wrap up."""
    _taken_in_vain(item)
    was_wrapping, member_id = item.state == WorkState.WRAPPING, item.member_id
    item.member_id = None
    rows.move_item(
        item, _gave_up(item, held, now=now), now=now, answered_at=None, ended_at=item.ended_at or now, code=""
    )
    if not was_wrapping or member_id is None:
        return
    presence = rows.lock_presence(organisation_id=item.organisation_id, member_id=member_id, now=now)
    if presence.engagement == Engagement.WRAPPING:
        rows.engage(presence, EngagementMove.WRAP_UP, now=now)


@step
def _taken_in_vain(item: WorkItem) -> None:
    taken = WorkOffer.objects.of(item.organisation_id).filter(item=item, result=OfferResult.ACCEPTED)
    taken.update(result=OfferResult.FAILED)


@step
def _put_back_in_line(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    """Let a caller whom a member took and never met wait on: with seniority and music, and told how they stand."""
    _taken_in_vain(item)
    rows.move_item(item, WorkMove.FAIL, now=now, answered_at=None)
    if CallState(held.call.state) in OVER:
        _follow_item(item, held, now=now)
        return
    calls.move(held.call, CallState.QUEUED)
    calls.tell_waiting_step(held, (calls.music(held.call),), now=now)
    announcing.begin_step(item, item.queue, now=now)
    calls.changed(held, "BACK_IN_LINE", now=now)


def _concerns(member_id: UUID, organisation_id: UUID) -> bool:
    """Say whether a member who is not in the call may have to be released from it."""
    known = Presence.objects.of(organisation_id).filter(member_id=member_id)
    return known.values_list("engagement", flat=True).first() in {None, Engagement.ON_CALL}


@step
def _follow_member(member_id: UUID, legs: list[Leg], item: WorkItem | None, *, now: datetime) -> None:
    is_here = any(leg.joined_at and not leg.left_at and not leg.ended_at for leg in legs)
    if not is_here and not _concerns(member_id, legs[0].organisation_id):
        # Late news of a call long over locks nobody's row: who is claimed meanwhile is passed over for it.
        return
    presence = rows.lock_presence(organisation_id=legs[0].organisation_id, member_id=member_id, now=now)
    engagement = Engagement(presence.engagement)
    if is_here and engagement is not Engagement.ON_CALL:
        rows.engage(presence, EngagementMove.PICK_UP, now=now)
        return
    if is_here or engagement is not Engagement.ON_CALL:
        return
    others = desk.busy_members(presence.organisation_id)
    if member_id in others:
        return
    was_theirs = item is not None and item.member_id == member_id and any(leg.joined_at for leg in legs)
    if item is None or not was_theirs:
        rows.engage(presence, EngagementMove.END, now=now)
        return
    after = domain.end_call(
        desk.domain_of(presence),
        wrap_up_seconds=item.queue.wrap_up_seconds,
        owes_code=item.queue.needs_code,
        now=now,
    )
    rows.keep(presence, after, now=now)
    if after.engagement is Engagement.FREE and item.state == WorkState.WRAPPING:
        rows.move_item(item, WorkMove.WRAP_UP, now=now)
