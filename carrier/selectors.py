"""Reads of carrier accounts and of the ledger."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from carrier.models import Attempt, AttemptOutcome, CarrierAccount, InboundDelivery, InboundState

ACCOUNTED = (AttemptOutcome.ENTRY, AttemptOutcome.RECOVERED, AttemptOutcome.UNREADABLE, AttemptOutcome.NO_LINE,
             AttemptOutcome.PARTIAL)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """A day's inbound attempts: each has one outcome or is still pending; `by_outcome` counts them."""

    attempts: int
    accounted: int
    by_outcome: dict[str, int]


def find_account(path_token: str) -> CarrierAccount | None:
    """Find the active account a webhook's path token names."""
    return (
        CarrierAccount.objects.select_related("organisation")
        .filter(path_token=path_token, is_active=True, organisation__is_active=True)
        .first()
    )


def account_for(organisation_id: UUID) -> CarrierAccount | None:
    """Find the account an organisation sends by: its oldest active one."""
    return (
        CarrierAccount.objects.filter(organisation_id=organisation_id, is_active=True)
        .order_by("created_at")
        .first()
    )


def list_accounts() -> list[CarrierAccount]:
    """List every active account, for reconciling."""
    return list(CarrierAccount.objects.select_related("organisation").filter(is_active=True))


def list_unapplied_organisations(*, before: datetime) -> list[UUID]:
    """List organisations that have webhooks accepted before `before` and not applied yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM carrier_unapplied(%s)", [before])
        return [row[0] for row in cursor.fetchall()]


def ledger_day(*, organisation_id: UUID, since: datetime, until: datetime) -> LedgerDay:
    """Count the inbound attempts of a span and what became of each."""
    rows = (
        Attempt.objects.of(organisation_id)
        .filter(occurred_at__gte=since, occurred_at__lt=until)
        .values_list("outcome")
        .annotate(count=Count("pk"))
    )
    by_outcome = dict(rows)
    pending = (
        InboundDelivery.objects.of(organisation_id)
        .filter(
            state__in=[InboundState.RECEIVED, InboundState.FAILED, InboundState.PARKED],
            kind="messages",
            received_at__gte=since,
            received_at__lt=until,
        )
        .count()
    )
    accounted = sum(by_outcome.values())
    return LedgerDay(accounted + pending, accounted, by_outcome)


def list_attempts(
    *, organisation_id: UUID, since: datetime, until: datetime, outcome: str = "", limit: int = 200
) -> list[Attempt]:
    """List a span's attempts, newest first."""
    rows = Attempt.objects.of(organisation_id).filter(occurred_at__gte=since, occurred_at__lt=until)
    if outcome:
        rows = rows.filter(outcome=outcome)
    return list(rows.order_by("-occurred_at")[:limit])
