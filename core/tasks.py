"""Celery's edge of the event log."""

from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready

from core import clock, deliveries
from core.models import Heartbeat


@shared_task(time_limit=120)
def deliver(*, delivery_id: str, **_: object) -> None:
    """Run one delivery."""
    deliveries.run_delivery(delivery_id=UUID(delivery_id), now=clock.now())


@shared_task(time_limit=120)
def sweep_deliveries(**_: object) -> int:
    """Run what was never enqueued or came due again."""
    now = clock.now()
    return sum(deliveries.run_delivery(delivery_id=key, now=now) for key in deliveries.due_ids(now=now))


@shared_task(time_limit=20)
def heartbeat(**_: object) -> None:
    """Leave a sign of life that `/readyz` reads."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"beat_at": clock.now()})


@worker_ready.connect
def beat_once(**_: object) -> None:
    """Leave the first sign of life at once, so that a fresh start is ready as soon as its worker is."""
    heartbeat()
