"""Beat's edge of scheduling: one transaction for each hold and each reminder."""

from celery import shared_task

from accounts import selectors as accounts
from core import clock
from scheduling.services import holding, offering, recognising, reminding


@shared_task(time_limit=60)
def expire_holds(**_: object) -> int:
    """Give times back that were kept for somebody who did not come back, and forget old codes."""
    now = clock.now()
    return sum(
        holding.sweep(organisation_id=organisation_id, now=now)
        + recognising.forget_codes(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=120)
def send_reminders(**_: object) -> int:
    """Send the reminders that are due, and end offers that nobody answered."""
    now = clock.now()
    return sum(
        reminding.send_due(organisation_id=organisation_id, now=now)
        + offering.sweep(organisation_id=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )
