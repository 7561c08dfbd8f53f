"""Runs what events owe to handlers: at least once, backed off, then parked where an administrator sees it."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from core import events
from core.models import Delivery, DeliveryState, Event
from core.transactions import reading

log = logging.getLogger(__name__)
ATTEMPTS = 8
# Seconds after each failure; the last is also how long a parked row has been due for.
WAITS = (2, 5, 15, 60, 300, 900, 3600, 3600)
# Longer than the time limit of the tasks that run deliveries, so that no row comes due while its handler still runs.
LEASE = timedelta(seconds=150)


def run_delivery(*, delivery_id: UUID, now: datetime) -> bool:
    """Run one due delivery; returns whether its handler ran to the end.

    The row is leased first (its due time moves ahead), so that two workers never run it at once and a dead worker's
    row comes due again.
    """
    leased = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.DUE, due_at__lte=now).update(
        due_at=now + LEASE, attempts=F("attempts") + 1
    )
    if not leased:
        return False
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.attempts > ATTEMPTS:
        # Its handler takes the worker down each time, so the lines below that park a failure were never reached.
        _park(delivery, delivery.error or "WorkerDied", now=now)
        return False
    try:
        _run(delivery, now=now)
    except (
        Exception
    ) as error:  # a handler may fail in any way; the row keeps the reason and the log the trace
        log.exception("handler failed", extra={"handler": delivery.handler, "delivery_id": delivery.pk})
        _postpone(delivery, error, now=now)
        return False
    Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.DONE, done_at=now, error="")
    return True


def due_ids(*, now: datetime, limit: int = 500) -> list[UUID]:
    """List deliveries whose time has come, oldest first."""
    rows = Delivery.objects.filter(state=DeliveryState.DUE, due_at__lte=now).order_by("due_at", "id")
    return list(rows.values_list("pk", flat=True)[:limit])


def retry_parked(*, delivery_ids: list[UUID], now: datetime) -> int:
    """Make parked deliveries due again with fresh attempts; returns how many."""
    with transaction.atomic():
        return Delivery.objects.filter(pk__in=delivery_ids, state=DeliveryState.PARKED).update(
            state=DeliveryState.DUE, attempts=0, due_at=now
        )


def _run(delivery: Delivery, *, now: datetime) -> None:
    handler = events.handler_named(delivery.handler)
    if handler is None:
        raise events.UnknownFact(f"no handler {delivery.handler}")
    handler(_fact(delivery), organisation_id=delivery.organisation_id, now=now)


def _fact(delivery: Delivery) -> events.Fact:
    with reading(delivery.organisation_id):
        return events.from_row(Event.objects.get(pk=delivery.event_id))


def _postpone(delivery: Delivery, error: Exception, *, now: datetime) -> None:
    if delivery.attempts >= ATTEMPTS:
        _park(delivery, type(error).__name__, now=now)
        return
    Delivery.objects.filter(pk=delivery.pk).update(
        due_at=now + timedelta(seconds=WAITS[delivery.attempts - 1]), error=type(error).__name__[:300]
    )


def _park(delivery: Delivery, error: str, *, now: datetime) -> None:
    """Tell whoever waits for it, then leave it to an administrator; what cannot be told is tried again, never dropped."""
    row = Delivery.objects.filter(pk=delivery.pk)
    due_at = now + timedelta(seconds=WAITS[-1])
    give_up = events.giver_up_named(delivery.handler)
    try:
        if give_up is not None:
            give_up(_fact(delivery), organisation_id=delivery.organisation_id, now=now)
    except Exception:
        # As with handlers: it may fail in any way. The row stays due, and its attempts are used up already.
        log.exception("giving up failed", extra={"handler": delivery.handler, "delivery_id": delivery.pk})
        row.update(due_at=due_at, error=error[:300])
        return
    row.update(state=DeliveryState.PARKED, due_at=due_at, error=error[:300])
