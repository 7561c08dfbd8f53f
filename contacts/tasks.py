"""Beat's edge of contacts: one transaction for each organisation and batch."""

from celery import shared_task

from accounts import selectors as accounts
from contacts.services import duplicates, import_keeping
from core import clock

# A list of a hundred thousand people is compared over some minutes, not in one go.
MOST_BATCHES = 10


@shared_task(time_limit=300)
def find_duplicates(**_: object) -> int:
    """Compare contacts that changed with all others."""
    total = 0
    for organisation_id in accounts.list_organisation_ids():
        for _batch in range(MOST_BATCHES):
            seen = duplicates.sweep(organisation=organisation_id, now=clock.now())
            total += seen
            if seen < duplicates.BATCH:
                break
    return total


@shared_task(time_limit=120)
def sweep_imports(**_: object) -> int:
    """Let go of uploaded rows that nobody needs any more."""
    now = clock.now()
    return sum(
        import_keeping.sweep_rows(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )
