"""The net below what runs by events: waits that became too long, offers nobody ended, news that was lost."""

from datetime import datetime
from uuid import UUID

from conversations.domain.calls import OVER
from conversations.services import calls
from core.transactions import reading, use_case
from routing.domain import presence as domain
from routing.domain.matching import Channel
from routing.domain.presence import Choice, Engagement, EngagementMove
from routing.domain.work import FREE, RESERVED, Overflow, WorkMove, WorkState
from routing.models import OfferResult, Queue, QueueSeat, WorkItem, WorkOffer
from routing.selectors.desk import domain_of
from routing.services.queues import alerting, announcing, dispatching, following, joining, presence, rows

AT_ONCE = 200
# States in which a callback rests on a call out.
RETURNED = (WorkState.CALLBACK_RESERVED, WorkState.CALLBACK_DIALING, WorkState.CONNECTED)


@use_case
def expire_waits(*, organisation: UUID, now: datetime) -> int:
    """Let whoever waited too long, or whom nobody is left to serve, go on by the exit for it; returns how many."""
    waiting = WorkItem.objects.of(organisation).filter(state=WorkState.WAITING)
    gone = 0
    for found in waiting.select_related("queue", "location", "call").order_by("queued_at", "id")[:AT_ONCE]:
        why = joining.why_refused(found, places=None, now=now)
        if why is None or (why is Overflow.TOO_LONG and _is_asked(found, now=now)):
            continue
        conversation = joining.lock_written(found)
        row = rows.lock_item(organisation_id=organisation, item_id=found.pk)
        if row.state == WorkState.WAITING:
            if conversation is not None:
                joining.tell_back_step(row, conversation, why, now=now)
            joining.overflow_step(row, why, now=now)
            gone += 1
    return gone


def _is_asked(item: WorkItem, *, now: datetime) -> bool:
    """Say whether a caller is about to choose a callback: they are not cut short."""
    return item.call is not None and announcing.is_call_asked(item.call, now=now)


@use_case
def expire_written_offers(*, organisation: UUID, now: datetime) -> int:
    """Take back messages and chats that were offered and not answered; calls end by their ringing. Returns how many."""
    due = WorkOffer.objects.of(organisation).filter(result=OfferResult.OPEN, expires_at__lte=now, leg=None)
    gone = 0
    for found in due.order_by("item_id")[:AT_ONCE]:
        item = rows.lock_item(organisation_id=organisation, item_id=found.item_id)
        offer = rows.open_offer(item)
        if offer is None or offer.pk != found.pk or item.state not in RESERVED:
            continue
        rows.end_offer(offer, OfferResult.MISSED, now=now)
        rows.move_item(item, WorkMove.EXPIRE, now=now)
        chair = rows.lock_presence(organisation_id=organisation, member_id=offer.member_id, now=now)
        if chair.engagement == Engagement.OFFERED:
            rows.engage(chair, EngagementMove.MISS, now=now)
        gone += 1
    return gone


def list_stuck(*, organisation: UUID, now: datetime) -> list[UUID]:
    """List calls whose item lives on though they are over, or whose offer ended elsewhere; inside `reading`."""
    live = WorkItem.objects.of(organisation).filter(ended_at=None, channel=Channel.VOICE, call__isnull=False)
    over = live.filter(call__state__in=list(OVER), callback_since=None).exclude(state=WorkState.WRAPPING)
    returned = live.filter(
        state__in=RETURNED, callback_since__isnull=False, offers__leg__call__state__in=list(OVER)
    )
    ended = live.filter(
        state__in=RESERVED, offers__result=OfferResult.OPEN, offers__leg__ended_at__isnull=False
    )
    ids = set(over.values_list("call_id", flat=True))
    for found in (returned, ended):
        ids |= set(found.values_list("offers__leg__call_id", flat=True))
    return sorted(ids)[:AT_ONCE]


@use_case
def follow_call(*, organisation: UUID, call_id: UUID, now: datetime) -> None:
    """Bring a call's item and members in line with its rows, in a transaction of its own."""
    held = calls.lock_call(organisation_id=organisation, call_id=call_id)
    following.follow_call_step(held, now=now)


@use_case
def leave_queues(*, organisation: UUID, member_id: UUID, now: datetime) -> int:
    """Take a member out of every queue and off shift; returns how many seats that was."""
    chair = rows.lock_presence(organisation_id=organisation, member_id=member_id, now=now)
    rows.keep(chair, domain.choose(domain_of(chair), Choice.OFFLINE, now=now), now=now)
    return QueueSeat.objects.of(organisation).filter(member_id=member_id).delete()[0]


def sweep(*, organisation_id: UUID, now: datetime) -> int:
    """Do for one organisation what no event did; returns how much that was."""
    with reading(organisation_id):
        has_any = Queue.objects.of(organisation_id).exists()
        stuck = list_stuck(organisation=organisation_id, now=now)
    if not has_any:
        return 0
    for call_id in stuck:
        follow_call(organisation=organisation_id, call_id=call_id, now=now)
    done = len(stuck) + presence.release_due(organisation=organisation_id, now=now)
    done += expire_written_offers(organisation=organisation_id, now=now)
    done += expire_waits(organisation=organisation_id, now=now)
    done += alerting.watch_queues(organisation=organisation_id, now=now)
    with reading(organisation_id):
        has_waiting = WorkItem.objects.of(organisation_id).filter(state__in=FREE).exists()
    return done + (dispatching.dispatch(organisation_id=organisation_id, now=now) if has_waiting else 0)
