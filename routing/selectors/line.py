"""How somebody stands in line, from the rows: who comes before them, how long calls took, who is there."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member, Organisation
from routing.domain import matching
from routing.domain.expecting import OLDEST, SAMPLES
from routing.domain.matching import Channel
from routing.domain.waiting import Standing, standing
from routing.domain.work import WorkState, seconds_between
from routing.models import WorkItem
from routing.selectors import desk
from routing.selectors.board import seen_items

HANDLED = (WorkState.DONE, WorkState.TRANSFERRED)


def read_standing(item: WorkItem, *, found: desk.DeskRows | None = None, now: datetime) -> Standing:
    """Say how a caller stands in their queue, or would if they joined.

    Callbacks whose turn has come count, as they are served alike. `found` spares reading the desk twice.
    """
    organisation = Organisation.objects.get(pk=item.organisation_id)
    line = WorkItem.objects.of(organisation).filter(queue_id=item.queue_id, state__in=desk.IN_LINE)
    waiting = [
        desk.item_of(row)
        for row in line.select_related("conversation").exclude(pk=item.pk)
        if row.callback_due_at is None or row.callback_due_at <= now
    ]
    asked = desk.item_of(item)
    order = [one.item_id for one in matching.serve_order([*waiting, asked], now)]
    found = found or desk.read_desk(organisation=organisation, now=now)
    able = [one for one in found.candidates if matching.could_ever_serve(asked, [one])]
    there = [one for one in able if one.member_id in found.on_shift]
    free = [one for one in there if one.is_offerable and not one.is_on_call]
    return standing(
        order.index(item.pk) + 1,
        handled_seconds(item, now=now),
        members=len(there),
        free=len(free),
    )


def list_callbacks(*, member: Member, conversation_id: UUID) -> list[WorkItem]:
    """List the callbacks owed in a conversation, as a member of its place sees them; call inside `reading`."""
    rows = seen_items(member).filter(conversation_id=conversation_id, ended_at=None, answered_at=None)
    owed = rows.filter(callback_since__isnull=False).select_related("queue")
    return list(owed.order_by("queued_at"))


def handled_seconds(item: WorkItem, *, now: datetime) -> list[int]:
    """List how long the latest calls of the item's queue kept a member, from the answer to the end of the wrap-up."""
    rows = WorkItem.objects.of(item.organisation_id).filter(
        queue_id=item.queue_id,
        channel=Channel.VOICE,
        state__in=HANDLED,
        queued_at__gte=now - OLDEST,
        answered_at__isnull=False,
        ended_at__isnull=False,
    )
    latest = (
        rows.exclude(call__is_trial=True)
        .order_by("-queued_at")
        .values_list("answered_at", "ended_at")[:SAMPLES]
    )
    return [max(1, seconds_between(answered, ended)) for answered, ended in latest if answered and ended]
