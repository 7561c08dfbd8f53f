"""Beat's edge of conversations: one transaction for each organisation."""

from celery import shared_task

from accounts import selectors as accounts
from conversations import services
from core import clock


@shared_task(time_limit=120)
def wake_snoozed(**_: object) -> int:
    """Bring back conversations whose snooze is over."""
    now = clock.now()
    return sum(
        services.wake_due(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=120)
def return_overdue(**_: object) -> int:
    """Put unanswered owned conversations back into the team's view."""
    now = clock.now()
    return sum(
        services.return_overdue(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )
