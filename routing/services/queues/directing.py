"""By hand: a supervisor moves, raises or gives away what waits; a member takes or passes on what they are offered."""

from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member
from conversations.models import MemberPhone
from conversations.policies import can_see
from conversations.services import calls, ownership, threads
from core.transactions import step, use_case
from routing import errors
from routing.domain.calling_back import Dropped
from routing.domain.matching import Channel, Priority
from routing.domain.presence import Engagement, EngagementMove
from routing.domain.reasons import Reason, Why
from routing.domain.work import FREE, RESERVED, WorkMove, WorkState
from routing.models import OfferResult, Queue, QueueSeat, WorkItem, WorkOffer
from routing.selectors import desk
from routing.services.queues import claiming, dispatching, joining, returning, rows

LONGEST_REASON = 160


@use_case
def reprioritise(*, by: Member, item_id: UUID, priority: Priority, now: datetime) -> WorkItem:
    """Change how much an item counts for."""
    item = _free(by, item_id)[0]
    item.priority = priority
    rows.save_item(item, "REPRIORITISED", now=now)
    rows.due("priority changed", now=now)
    return item


@use_case
def move_to_queue(*, by: Member, item_id: UUID, queue_id: UUID, now: datetime) -> WorkItem:
    """Let an item wait in another queue with the seniority it has."""
    item, _held = _free(by, item_id)
    queue = Queue.objects.of(by.organisation_id).filter(pk=queue_id, is_active=True).first()
    if queue is None:
        raise errors.NoSuchQueue
    item.queue = queue
    item.in_time_seconds, item.short_seconds = queue.in_time_seconds, queue.short_seconds
    rows.save_item(item, "MOVED", now=now)
    rows.due("moved", now=now)
    return item


@use_case
def assign(*, by: Member, item_id: UUID, member_id: UUID, now: datetime) -> WorkOffer:
    """Offer an item to a member by hand; a supervisor chooses anybody, everybody themselves.

    Raises:
        MemberNotFree: they are engaged or away. WorkMoved: it no longer waits.
    """
    item, held = _free(by, item_id, for_oneself=member_id == by.pk)
    member = (
        Member.objects.select_related("user")
        .filter(organisation_id=by.organisation_id, pk=member_id, is_active=True)
        .first()
    )
    if member is None:
        raise errors.NoSuchMember
    if held is not None and returning.is_callback(item):
        returning.check_may_ring(item, held, now=now)
    rows.lock_presence(organisation_id=by.organisation_id, member_id=member_id, now=now)
    if item.channel == Channel.VOICE:
        claiming.share_ringing_step(organisation_id=by.organisation_id)
        phones = MemberPhone.objects.of(by.organisation_id).filter(member=member, takes_calls=True)
        if member_id in desk.busy_members(by.organisation_id) or not phones.exists():
            raise errors.MemberNotFree(member.name)
    claimed = claiming.claim_member_step(organisation_id=by.organisation_id, ranked=[member_id], now=now)
    if claimed is None:
        raise errors.MemberNotFree(member.name)
    return dispatching.ask_step(item, held, member_id=member_id, reasons=(Reason(Why.BY_HAND),), now=now)


@use_case
def drop_callback(*, by: Member, item_id: UUID, reason: str, now: datetime) -> WorkItem:
    """Call somebody back no more who was promised it; the reason stands in the path of their call.

    Raises:
        DropReasonMissing: nothing was written. WorkMoved: a member is rung for it, or it is over.
    """
    item, held = _free(by, item_id, for_oneself=True)
    if held is None or not returning.is_callback(item):
        raise errors.WorkMoved
    reason = " ".join(reason.replace("\x00", "").split())[:LONGEST_REASON]
    if not reason:
        raise errors.DropReasonMissing
    rows.move_item(item, WorkMove.BREAK_OUT, now=now, code=Dropped.BY_HAND.value)
    calls.trace(held.call, node="callback", why=f"callback dropped by {by.name}: {reason}", now=now)
    calls.changed(held, "CALLBACK_DROPPED", actor_id=by.pk, now=now)
    return item


@use_case
def pull_in_backup(*, by: Member, queue_id: UUID, now: datetime) -> int:
    """Ask every tier of a queue at once until nobody waits in it any more; returns how many members that adds."""
    policies.check_can_supervise(by)
    queue = Queue.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=queue_id).first()
    if queue is None:
        raise errors.NoSuchQueue
    queue.backup_since = now
    queue.save(update_fields=["backup_since"])
    rows.due("backup pulled in", now=now)
    return QueueSeat.objects.of(by.organisation_id).filter(queue=queue, tier__gt=1).count()


@use_case
def take_offered(*, by: Member, item_id: UUID, now: datetime) -> WorkItem:
    """Accept a message or chat that is offered to `by`: the conversation is theirs.

    Raises:
        WorkMoved: it is offered to them no more. TakenMeanwhile: somebody claimed the conversation by hand.
    """
    known = WorkItem.objects.of(by.organisation_id).filter(pk=item_id).first()
    if known is None:
        raise errors.NoSuchWork
    conversation = threads.lock_conversation(known.conversation_id, organisation_id=by.organisation_id)
    item = rows.lock_item(organisation_id=by.organisation_id, item_id=item_id)
    offer = _own_offer(item, by)
    if conversation.owner is not None and conversation.owner_id != by.pk:
        raise errors.TakenMeanwhile(conversation.owner.name)
    rows.end_offer(offer, OfferResult.ACCEPTED, now=now)
    rows.move_item(item, WorkMove.ACCEPT, member_id=by.pk, now=now, answered_at=now)
    if conversation.owner is None:
        ownership.hand_over(conversation, to=by, by=by, change="CLAIMED", now=now)
    _engage(by, EngagementMove.TAKE, now=now)
    return item


@use_case
def pass_on(*, by: Member, item_id: UUID, now: datetime) -> WorkItem:
    """Decline a message or chat that is offered to `by`: it goes on to the next, with the seniority it has.

    A call is declined at the telephone that rings.
    """
    item = rows.lock_item(organisation_id=by.organisation_id, item_id=item_id)
    offer = _own_offer(item, by)
    rows.end_offer(offer, OfferResult.DECLINED, now=now)
    rows.move_item(item, WorkMove.DECLINE, now=now)
    _engage(by, EngagementMove.DECLINE, now=now)
    return item


def _own_offer(item: WorkItem, by: Member) -> WorkOffer:
    offer = rows.open_offer(item)
    if offer is None or offer.member_id != by.pk or offer.leg_id or item.state not in RESERVED:
        raise errors.WorkMoved
    return offer


@step
def _engage(by: Member, move: EngagementMove, *, now: datetime) -> None:
    presence = rows.lock_presence(organisation_id=by.organisation_id, member_id=by.pk, now=now)
    if presence.engagement == Engagement.OFFERED:
        rows.engage(presence, move, now=now)


def _free(by: Member, item_id: UUID, *, for_oneself: bool = False) -> tuple[WorkItem, calls.Held | None]:
    """Lock an item that waits, after its call.

    Raises:
        WorkMoved: it no longer waits. NoSuchWork: not of this organisation, or not where `by` works.
    """
    if for_oneself:
        policies.check_can_write(by)
    else:
        policies.check_can_supervise(by)
    found = WorkItem.objects.of(by.organisation_id).select_related("conversation").filter(pk=item_id).first()
    if found is None or not can_see(by, found.conversation):
        raise errors.NoSuchWork
    held = (
        calls.lock_call(organisation_id=by.organisation_id, call_id=found.call_id) if found.call_id else None
    )
    joining.lock_written(found)
    item = rows.lock_item(organisation_id=by.organisation_id, item_id=item_id)
    if WorkState(item.state) not in FREE:
        raise errors.WorkMoved
    return item, held
