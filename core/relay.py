"""Hands due deliveries to Celery. Redis may be away: the sweep finds what was not enqueued."""

import logging
from collections.abc import Sequence

from celery import current_app
from kombu.exceptions import OperationalError

from core import reach

log = logging.getLogger(__name__)
DELIVER = "core.tasks.deliver"


def enqueue(delivery_ids: Sequence[str], *, wait_seconds: float = 0.0) -> None:
    """Ask a worker to run these deliveries once `wait_seconds` are over; the sweep does it when Redis is away."""
    if reach.is_gone():
        return
    try:
        for delivery_id in delivery_ids:
            current_app.send_task(
                DELIVER,
                kwargs={"delivery_id": delivery_id},
                # A little later than due, so that the task never arrives before the row may be taken.
                countdown=wait_seconds + 0.05 if wait_seconds else None,
                retry=False,
                ignore_result=True,
            )
    except (OperationalError, OSError) as error:
        log.warning("broker away, deliveries left to the sweep", extra={"reason": type(error).__name__})
