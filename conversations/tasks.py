"""Beat's edge of conversations: one transaction for each organisation."""

from celery import shared_task

from accounts import selectors as accounts
from accounts.models import Organisation
from conversations import services
from conversations.services import calls, warning
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


@shared_task(time_limit=120)
def warn_promises(**_: object) -> int:
    """Warn of promises that are about to break."""
    now = clock.now()
    return sum(
        warning.warn_due(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=1800)
def expire_recordings(**_: object) -> int:
    """Delete the sound and the words of recordings whose time is over; returns how many."""
    now, count = clock.now(), 0
    for organisation_id in accounts.list_organisation_ids():
        # Each transaction takes a hundred, and none of them is due again.
        while deleted := calls.expire_recordings(organisation=organisation_id, now=now):
            count += deleted
    return count


@shared_task(time_limit=300)
def tell_kept_out(**_: object) -> int:
    """Put the daily mails about blocked callers on their way where it is morning."""
    now = clock.now()
    return sum(
        calls.note_kept_out(organisation=organisation, now=now)
        for organisation in Organisation.objects.order_by("pk").iterator()
    )
