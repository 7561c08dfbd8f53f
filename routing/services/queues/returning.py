"""Calling somebody back who was promised it: the member first, then the customer, again later if nobody answers.

Each member who is asked gets a call out of their own, since a call whose member never came is over. The latest offer
of an item says which of them counts: news of an earlier one changes nothing.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.models import Member
from contacts.domain.verdicts import Decision, Rule, Verdict
from conversations.domain.calls import OVER, CallState
from conversations.models import Call, Leg
from conversations.services import calls
from core.transactions import step
from routing.domain.calling_back import Dropped, retry_after
from routing.domain.work import WorkMove, WorkState
from routing.models import WorkItem, WorkOffer
from routing.services.queues import giving_up, rows, words

# Where the hour allows no call, it is looked at again then, or after this.
LOOK_AGAIN = timedelta(minutes=30)


def is_callback(item: WorkItem) -> bool:
    """Say whether an item is a callback whose customer is not on the line."""
    return item.state in {
        WorkState.CALLBACK_PENDING,
        WorkState.CALLBACK_RESERVED,
        WorkState.CALLBACK_DIALING,
    }


def find_item(*, organisation_id: UUID, call_id: UUID) -> WorkItem | None:
    """Find the live item a call out returns, locked; None for every other call out, and once another returns it."""
    offers = WorkOffer.objects.of(organisation_id).filter(leg__call_id=call_id)
    item_id = offers.values_list("item_id", flat=True).first()
    if item_id is None:
        return None
    latest = WorkOffer.objects.of(organisation_id).filter(item_id=item_id).select_related("leg")
    newest = latest.order_by("-offered_at", "-created_at").first()
    if newest is None or newest.leg is None or newest.leg.call_id != call_id:
        return None
    live = WorkItem.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    return live.filter(pk=item_id, ended_at=None).first()


@step
def may_ring_step(item: WorkItem, held: calls.Held, *, now: datetime) -> bool:
    """Say whether the customer may be rung now; if not, the callback waits, or ends where it is wanted no more."""
    if _talked_since(item, held):
        rows.move_item(item, WorkMove.BREAK_OUT, now=now, code=Dropped.TALKED.value)
        return False
    verdict = calls.verdict_on(held.conversation, number=item.callback_number, now=now)
    if verdict.decision is Decision.ALLOW:
        return True
    if verdict.rule is Rule.CALLS_REFUSED:
        # They asked for this call and for none at all: which holds, a person decides.
        rows.move_item(item, WorkMove.GIVE_UP, now=now, code=Dropped.CALLS_REFUSED.value)
        calls.owe_callback_step(held, number=item.callback_number, now=now)
        calls.changed(held, "CALLBACK_FAILED", now=now)
        return False
    _wait(item, verdict, now=now)
    return False


def check_may_ring(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    """Refuse a callback by hand where the customer may not be rung now.

    Raises:
        MayNotCall: it is night there, or they asked for no calls.
    """
    verdict = calls.verdict_on(held.conversation, number=item.callback_number, now=now)
    if verdict.decision is not Decision.ALLOW:
        raise calls.refusal_of(verdict)


def _talked_since(item: WorkItem, held: calls.Held) -> bool:
    """Say whether somebody has talked with the customer since they were promised the call."""
    mine = Call.objects.of(item.organisation_id).filter(conversation=held.conversation)
    return mine.filter(answered_at__gt=item.callback_since).exists()


@step
def _wait(item: WorkItem, verdict: Verdict, *, now: datetime) -> None:
    until = verdict.until if verdict.until is not None and verdict.until > now else now + LOOK_AGAIN
    item.callback_due_at = until
    rows.save_item(item, "HELD", now=now)
    rows.due("quiet hours end", now=now, at=until)


@step
def ring_step(item: WorkItem, held: calls.Held, member: Member, *, now: datetime) -> Leg:
    """Ring a member who is to call somebody back; who presses 1 has them dialled, with the line they rang shown."""
    organisation = held.call.organisation
    said = words.callback_words(
        item,
        title=held.conversation.title,
        locale=organisation.locale,
        time_zone=organisation.time_zone,
    )
    _call, leg = calls.return_call_step(
        held.conversation,
        member=member,
        line=held.call.line,
        number=item.callback_number,
        words=said,
        seconds=item.queue.ring_seconds,
        now=now,
    )
    return leg


@step
def follow_step(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    """Move a callback by how its call out stands."""
    call, state = held.call, WorkState(item.state)
    is_over = CallState(call.state) in OVER
    if state is WorkState.CALLBACK_RESERVED and is_over:
        rows.withdraw_offer_step(item, now=now)
        rows.move_item(item, WorkMove.FAIL, now=now)
    elif state is WorkState.CALLBACK_DIALING and call.answered_at is not None:
        rows.move_item(item, WorkMove.ANSWER, now=now, answered_at=call.answered_at)
    elif state is WorkState.CALLBACK_DIALING and is_over:
        _not_reached(item, held, now=now)
    if item.state == WorkState.CONNECTED:
        if call.answered_by_id is not None and call.answered_by_id != item.member_id:
            item.member_id = call.answered_by_id
            rows.save_item(item, "HANDED_OVER", now=now)
        if is_over:
            rows.move_item(item, WorkMove.END, now=now)


@step
def _not_reached(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    attempts = item.callback_attempts + 1
    wait = retry_after(attempts)
    if wait is None:
        rows.move_item(item, WorkMove.GIVE_UP, now=now, callback_attempts=attempts)
        giving_up.give_up_step(item, held, now=now)
        return
    rows.move_item(item, WorkMove.NO_ANSWER, now=now, callback_attempts=attempts, callback_due_at=now + wait)
    rows.due("callback again", now=now, at=now + wait)


@step
def find_promised(call: Call, queue_id: UUID) -> WorkItem | None:
    """Find the callback a caller who rings in again was promised in this queue, locked."""
    if not call.address:
        return None
    live = WorkItem.objects.of(call.organisation_id).select_for_update(no_key=True, of=("self",))
    promised = live.filter(queue_id=queue_id, ended_at=None, callback_since__isnull=False, answered_at=None)
    mine = promised.filter(Q(call__address=call.address) | Q(callback_number=call.address))
    found = mine.order_by("queued_at", "id").first()
    return found if found is not None and is_callback(found) else None


@step
def supersede_step(promised: WorkItem, *, now: datetime) -> None:
    """End a promised callback, since the caller rang in again."""
    offer = rows.open_offer(promised) or _latest_offer(promised)
    rows.withdraw_offer_step(promised, now=now)
    rows.move_item(promised, WorkMove.REJOIN, now=now)
    if offer is not None and offer.leg is not None:
        organisation_id = promised.organisation_id
        calls.drop_call_out_step(organisation_id=organisation_id, call_id=offer.leg.call_id, now=now)


def _latest_offer(item: WorkItem) -> WorkOffer | None:
    rows_ = WorkOffer.objects.of(item.organisation_id).filter(item=item, result="ACCEPTED")
    return rows_.select_related("leg").order_by("-offered_at", "-id").first()
