"""Promising a caller a callback: the place in line is kept, whoever was rung for them is left in peace."""

from datetime import datetime

from conversations.domain.calls import Offer
from conversations.services import calls
from core.transactions import step
from routing.domain import settings as node_settings
from routing.domain.calling_back import AFTER_HANG_UP
from routing.domain.graph import Node
from routing.domain.matching import Channel
from routing.domain.work import WorkMove
from routing.models import Queue, WorkItem
from routing.services.queues import rows


@step
def promise_step(
    held: calls.Held, item: WorkItem | None, node: Node, *, number: str, now: datetime
) -> WorkItem | None:
    """Promise a call at `number`; gives what waits for it in a queue, None when it is a task of the team's.

    Who stood in line keeps their place. Who did not waits in the queue their flow names, from the time they joined one
    in this call, if they did.
    """
    calls.chose_callback_step(held, now=now)
    if item is None:
        item = _new_item(held, node.settings, now=now)
    else:
        rows.withdraw_offer_step(item, now=now)
        calls.withdraw_step(held, Offer.CALLER_LEFT, now=now)
    if item is None:
        calls.owe_callback_step(held, number=number, now=now)
        return None
    rows.move_item(
        item,
        WorkMove.TAKE_CALLBACK,
        now=now,
        callback_number=number,
        callback_since=now,
        callback_due_at=now + AFTER_HANG_UP,
    )
    rows.due("callback", now=now, at=now + AFTER_HANG_UP)
    return item


@step
def _new_item(held: calls.Held, wanted: node_settings.Callback, *, now: datetime) -> WorkItem | None:
    call = held.call
    stood = WorkItem.objects.of(call.organisation_id).filter(call=call).order_by("-queued_at").first()
    wanted_id = wanted.queue_id or (stood.queue_id if stood is not None else None)
    if wanted_id is None:
        return None
    queue = Queue.objects.of(call.organisation_id).filter(pk=wanted_id, is_active=True).first()
    if queue is None:
        return None
    item = WorkItem(
        organisation_id=call.organisation_id,
        queue=queue,
        conversation=held.conversation,
        call=call,
        location_id=held.conversation.location_id,
        channel=Channel.VOICE,
        priority=stood.priority if stood is not None else "NORMAL",
        needs=stood.needs if stood is not None and stood.queue_id == queue.pk else [],
        queued_at=stood.queued_at if stood is not None else now,
        in_time_seconds=queue.in_time_seconds,
        short_seconds=queue.short_seconds,
        parent=stood,
    )
    item.save(force_insert=True)
    return item
