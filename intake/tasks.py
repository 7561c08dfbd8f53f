"""Beat's edge of intake."""

from celery import shared_task

from accounts import selectors as accounts
from core import clock
from intake.services.forms import parts
from intake.services.law import sweeping


@shared_task(time_limit=120)
def expire_clearances(**_: object) -> int:
    """Let clearances lapse that nobody engaged on in thirty days."""
    now = clock.now()
    return sum(
        sweeping.expire_due(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=600)
def renew_names(**_: object) -> int:
    """Make what finds parties' names anew after a new version of the matching; a batch is its own transaction."""
    count = 0
    for organisation_id in accounts.list_organisation_ids():
        while renewed := sweeping.renew_batch(organisation=organisation_id):
            count += renewed
    return count


@shared_task(time_limit=120)
def sweep_parts(**_: object) -> int:
    """Let go of files that began to come and never came whole."""
    now = clock.now()
    return sum(
        parts.sweep(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )
