"""Whose turn it is to compare an account's calls with the carrier's books: one process at a time for each account."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Organisation
from carrier.models import CallCheck, CarrierAccount
from core.transactions import use_case

# Longer than the time limit of the task that compares, so that only a process that died is overtaken.
LEASE = timedelta(seconds=90)
FIRST_LOOK_BACK = timedelta(hours=24)


@use_case
def begin(*, organisation: Organisation, account_id: UUID, now: datetime) -> CallCheck | None:
    """Take the account's turn until `end`, or until the lease is over; None while somebody else has it.

    The first look goes back a day, but not to before the account was Portico's: those calls are not ours to miss.
    """
    account = CarrierAccount.objects.get(pk=account_id, organisation=organisation)
    begins_at = max(account.created_at, now - FIRST_LOOK_BACK)
    CallCheck.objects.get_or_create(
        account=account, defaults={"organisation": organisation, "listed_until": begins_at}
    )
    check = CallCheck.objects.select_for_update().get(account=account)
    if check.held_until is not None and check.held_until > now:
        return None
    check.begun_at, check.held_until = now, now + LEASE
    check.save(update_fields=["begun_at", "held_until"])
    return check


@use_case
def end(*, organisation: Organisation, check: CallCheck, listed_until: datetime | None) -> None:
    """Give the turn back, and note how far the carrier's calls were read; an overtaken turn is no longer ours to end."""
    mine = CallCheck.objects.filter(pk=check.pk, organisation=organisation, held_until=check.held_until)
    mine.update(held_until=None, listed_until=listed_until or check.listed_until)
