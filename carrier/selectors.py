"""Reads of carrier accounts and of the ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, QuerySet, TextField
from django.db.models.expressions import RawSQL

from carrier.models import (
    Attempt,
    AttemptOutcome,
    CarrierAccount,
    InboundDelivery,
    InboundMail,
    InboundState,
    Mailbox,
    MailState,
    MessagePart,
)
from carrier.vonage.kinds import Kind
from carrier.vonage.parse import Malformed, reading
from conversations.models import Call
from conversations.ports import CallOffered, InboundMessage

# PostgreSQL writes a changed row anew, elsewhere and by another transaction: both say whether it is the one we read.
MARK = (
    "carrier_carrieraccount.ctid::text || carrier_carrieraccount.xmin::text"
    " || accounts_organisation.ctid::text || accounts_organisation.xmin::text"
)


# A call begins when its webhook comes, or as the carrier told it: a little apart.
NEAR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account as it was read, and the mark of that reading. Shared by threads: never changed, never saved."""

    account: CarrierAccount
    mark: str


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """A day's inbound attempts: each has one outcome or is still pending; `by_outcome` counts them.

    `trials` calls only tried a draft: they are in no other figure.
    """

    attempts: int
    accounted: int
    by_outcome: dict[str, int]
    trials: int = 0


def know_account(path_token: str) -> KnownAccount | None:
    """Find the active account a path token names, with a mark that changes whenever it or its organisation does."""
    found = (
        CarrierAccount.objects.select_related("organisation")
        .filter(path_token=path_token, is_active=True, organisation__is_active=True)
        .annotate(mark=RawSQL(MARK, [], TextField()))  # noqa: S611 - a constant
        .defer("api_secret", "private_key")
        .first()
    )
    return KnownAccount(found, found.mark) if found else None


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


def list_calling_accounts() -> list[CarrierAccount]:
    """List the account each organisation calls by, the one whose calls were compared longest ago first."""
    senders = (
        CarrierAccount.objects.filter(is_active=True)
        .order_by("organisation_id", "created_at")
        .distinct("organisation_id")
    )
    rows = CarrierAccount.objects.select_related("organisation").filter(pk__in=senders.values("pk"))
    return list(rows.order_by(F("call_check__begun_at").asc(nulls_first=True), "created_at"))


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
    trials = tried(organisation_id, since=since, until=until).count()
    if trials:
        by_outcome[AttemptOutcome.CALL] -= trials
    pending = _count_pending(organisation_id, since=since, until=until)
    waiting = MessagePart.objects.of(organisation_id).filter(
        flushed_at=None, received_at__gte=since, received_at__lt=until
    )
    told = sum(by_outcome.values())
    return LedgerDay(told + pending, told - waiting.count(), by_outcome, trials)


def tried(organisation_id: UUID, *, since: datetime, until: datetime) -> QuerySet[Attempt]:
    """Select the attempts of a span that were calls by which somebody tried a draft."""
    calls = Call.objects.of(organisation_id).filter(is_trial=True, started_at__gte=since - NEAR)
    rows = Attempt.objects.of(organisation_id).filter(occurred_at__gte=since, occurred_at__lt=until)
    return rows.filter(outcome=AttemptOutcome.CALL, entry_id__in=calls.values("entry_id"))


def _count_pending(organisation_id: UUID, *, since: datetime, until: datetime) -> int:
    """Count the people in stored webhooks that are not applied yet: by id as the ledger will, statuses left out.

    The bytes are read for it, since what a webhook is stands nowhere else before it is applied; rows are few.
    """
    rows = InboundDelivery.objects.of(organisation_id).filter(
        state__in=[InboundState.RECEIVED, InboundState.FAILED, InboundState.PARKED], received_at__gte=since
    )
    found = set()
    for row in rows.iterator():
        if (attempt := _attempt_of(row)) and since <= attempt[1] < until:
            found.add((row.account_id, attempt[0]))
    known = Attempt.objects.of(organisation_id).filter(provider_id__in=[key for _account, key in found])
    return len(found - set(known.values_list("account_id", "provider_id")))


def _attempt_of(row: InboundDelivery) -> tuple[str, datetime] | None:
    """Give id and time of the attempt a webhook is, as applying it will write them; None for news of other sorts."""
    try:
        event = reading(
            method=row.method,
            content_type=row.content_type,
            body=bytes(row.body),
            query_string=row.query,
            hint=Kind(row.kind),
        ).event
    except Malformed:
        return f"raw:{row.pk}", row.received_at
    if isinstance(event, CallOffered) and row.about:
        return event.leg_id[:120], row.received_at
    if not isinstance(event, InboundMessage):
        return None
    at = row.received_at if event.part else min(event.occurred_at or row.received_at, row.received_at)
    return event.provider_id[:120] or f"raw:{row.pk}", at


def list_attempts(
    *, organisation_id: UUID, since: datetime, until: datetime, outcome: str = "", limit: int = 200
) -> list[Attempt]:
    """List a span's attempts, newest first, without those that tried a draft."""
    trials = tried(organisation_id, since=since, until=until)
    rows = Attempt.objects.of(organisation_id).filter(occurred_at__gte=since, occurred_at__lt=until)
    rows = rows.exclude(pk__in=trials.values("pk"))
    if outcome:
        rows = rows.filter(outcome=outcome)
    return list(rows.order_by("-occurred_at")[:limit])


def list_organisations_with_mail() -> list[UUID]:
    """List the organisations that mail can be waiting for."""
    rows = Mailbox.objects.filter(organisation__is_active=True).order_by("organisation_id")
    return list(rows.values_list("organisation_id", flat=True).distinct())


def list_mailboxes(*, organisation_id: UUID) -> list[Mailbox]:
    """List the mailboxes of an organisation, also those that were given up."""
    rows = Mailbox.objects.filter(organisation_id=organisation_id).select_related("line__location")
    return list(rows.order_by("-is_active", "address"))


def list_kept_mail(*, organisation_id: UUID, most: int = 50) -> list[InboundMail]:
    """List the latest mails that stand in no conversation, and those that failed, the newest first."""
    rows = InboundMail.objects.of(organisation_id).select_related("line")
    rows = rows.exclude(state=MailState.APPLIED).exclude(reason="DUPLICATE")
    return list(rows.order_by("-received_at")[:most])
