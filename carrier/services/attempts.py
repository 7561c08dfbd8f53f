"""The ledger: one row for each time a person tried to reach us."""

from datetime import datetime
from uuid import UUID

from carrier.models import Attempt, AttemptOutcome, InboundDelivery
from core.storing import store
from core.transactions import step


@step
def enter_step(
    row: InboundDelivery,
    provider_id: str,
    outcome: AttemptOutcome,
    *,
    channel: str = "",
    entry_id: UUID | None = None,
    at: datetime,
) -> None:
    """Enter the attempt a webhook told of; the same attempt told twice stays one row, with its first outcome."""
    add_step(
        organisation_id=row.organisation_id,
        account_id=row.account_id,
        provider_id=provider_id or f"raw:{row.pk}",
        channel=channel,
        outcome=outcome,
        entry_id=entry_id,
        at=at,
    )


@step
def add_step(
    *,
    organisation_id: UUID,
    account_id: UUID,
    provider_id: str,
    channel: str,
    outcome: AttemptOutcome,
    entry_id: UUID | None = None,
    at: datetime,
) -> None:
    """Enter an attempt, however we learnt of it; one that is there already stays as it is."""
    attempt = Attempt(
        organisation_id=organisation_id,
        account_id=account_id,
        provider_id=provider_id[:120],
        channel=channel,
        outcome=outcome,
        entry_id=entry_id,
        occurred_at=at,
    )
    store(attempt, or_ignore=True)
