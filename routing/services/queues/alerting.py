"""Telling supervisors once that a queue runs over, and that it no longer does."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from core.events import record
from core.transactions import step, use_case
from routing import events
from routing.domain import alerting
from routing.domain.alerting import Thresholds, Turn
from routing.models import Queue
from routing.selectors import desk


@use_case
def watch_queues(*, organisation: UUID, now: datetime) -> int:
    """Raise and clear alerts by who waits now; returns how many changed."""
    waits = desk.counted(organisation).filter(state__in=desk.IN_LINE).order_by()
    lines = {
        row["queue_id"]: (row["waiting"], (now - row["longest"]).total_seconds())
        for row in waits.values("queue_id").annotate(waiting=Count("pk"), longest=Min("queued_at"))
    }
    return sum(
        _turn(queue, *lines.get(queue.pk, (0, 0.0)), now=now)
        for queue in Queue.objects.of(organisation).filter(is_active=True).order_by("pk")
    )


@step
def _turn(queue: Queue, waiting: int, longest: float, *, now: datetime) -> bool:
    most = Thresholds(queue.alert_waiting, queue.alert_seconds)
    alarming = alerting.is_alarming(most, waiting=waiting, longest_seconds=longest)
    if alarming == (queue.alert_since is not None):
        return False
    # Two sweeps at once tell it once.
    row = Queue.objects.of(queue.organisation_id).select_for_update(no_key=True).get(pk=queue.pk)
    turn = alerting.turn_of(was_alarming=row.alert_since is not None, alarming=alarming)
    if turn is Turn.NONE:
        return False
    is_told = turn is Turn.RAISED and alerting.is_told(row.alert_told_at, now=now)
    row.alert_since = now if turn is Turn.RAISED else None
    row.alert_told_at = now if is_told else row.alert_told_at
    row.save(update_fields=["alert_since", "alert_told_at"])
    record(events.QueueAlert(queue_id=row.pk, change=turn.value, is_told=is_told), now=now)
    return True
