"""Beat's edge of scheduling: one transaction for each hold and each reminder, one task for each calendar elsewhere."""

from uuid import UUID

from celery import shared_task

from accounts import selectors as accounts
from core import clock
from scheduling.services import holding, offering, recognising, reminding
from scheduling.services.outside import reading, watching
from scheduling.services.waiting import filling


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
    """Send the reminders that are due, end offers that nobody answered, and offer what came free to who waits."""
    now = clock.now()
    return sum(
        reminding.send_due(organisation_id=organisation_id, now=now)
        + offering.sweep(organisation_id=organisation_id, now=now)
        + filling.fill(organisation_id=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=60)
def read_calendars(**_: object) -> int:
    """Hand the calendars elsewhere whose turn it is to a task each: one that is slow holds up no other."""
    now, count = clock.now(), 0
    for organisation_id in accounts.list_organisation_ids():
        for calendar_id in reading.lease_due(organisation=organisation_id, now=now):
            read_calendar.delay(organisation_id=str(organisation_id), calendar_id=str(calendar_id))
            count += 1
    return count


@shared_task(time_limit=170)
def read_calendar(*, organisation_id: str, calendar_id: str, **_: object) -> bool:
    """Read one calendar elsewhere, and see to it that we are called when it changes, where it can."""
    organisation, calendar = UUID(organisation_id), UUID(calendar_id)
    is_read = reading.read_calendar(organisation_id=organisation, calendar_id=calendar, now=clock.now())
    if is_read:
        watching.keep_watching(organisation_id=organisation, calendar_id=calendar, now=clock.now())
    return is_read
