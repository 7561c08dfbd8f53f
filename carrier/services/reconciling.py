"""Comparing our books with the carrier's: what it delivered and we never got, what we sent and never heard of."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from carrier.models import Attempt, AttemptOutcome, CarrierAccount, OutboundRequest, ReconcileRun
from carrier.services import sending
from contacts.domain.addresses import from_carrier
from conversations import services as conversations
from conversations.domain.states import MessageState
from conversations.ports import (
    AddressKind as PortAddressKind,
)
from conversations.ports import (
    CarrierError,
    FailureReason,
    InboundMessage,
    ReportedMessage,
)
from core.transactions import reading, use_case

log = logging.getLogger(__name__)
# A delivery may still be on its way; younger messages are the next run's.
SETTLING = timedelta(seconds=45)
FIRST_LOOK_BACK = timedelta(hours=24)
OVERLAP = timedelta(minutes=10)


class Books(Protocol):
    """A carrier that can say which messages it has on its books."""

    def list_messages(self, *, since: datetime, until: datetime) -> Iterable[ReportedMessage]:
        """Give the messages of both directions from `since` to just before `until`."""
        ...


@dataclass(frozen=True, slots=True)
class Compared:
    """What one run found: messages reported, inbound ones recovered, outbound ones settled."""

    reported: int
    recovered: int
    settled: int
    error: str = ""


def reconcile_account(*, account: CarrierAccount, carrier: Books, now: datetime) -> Compared:
    """Compare one account's messages since the latest run and put right what differs."""
    until = now - SETTLING
    since = _since(account, until)
    try:
        reported = list(carrier.list_messages(since=since, until=until))
    except CarrierError as error:
        result = Compared(0, 0, 0, error=type(error).__name__)
    else:
        recovered = _recover(account, [row for row in reported if row.is_inbound], now=now)
        settled = _settle(account, [row for row in reported if not row.is_inbound], now=now)
        result = Compared(len(reported), recovered, settled)
    _write(organisation=account.organisation_id, account=account, since=since, until=until, result=result)
    return result


def _since(account: CarrierAccount, until: datetime) -> datetime:
    with reading(account.organisation_id):
        latest = (
            ReconcileRun.objects.of(account.organisation_id)
            .filter(account=account, error="")
            .order_by("-until")
            .first()
        )
    return latest.until - OVERLAP if latest else until - FIRST_LOOK_BACK


def _recover(account: CarrierAccount, reported: list[ReportedMessage], *, now: datetime) -> int:
    with reading(account.organisation_id):
        known = set(
            Attempt.objects.of(account.organisation_id)
            .filter(account=account, provider_id__in=[row.provider_id for row in reported])
            .values_list("provider_id", flat=True)
        )
    missing = [row for row in reported if row.provider_id and row.provider_id not in known]
    for row in missing:
        recover_message(organisation=account.organisation, account=account, row=row, now=now)
    return len(missing)


@use_case
def recover_message(
    *, organisation: object, account: CarrierAccount, row: ReportedMessage, now: datetime
) -> None:
    """Enter a message the carrier has and we never got: into its conversation, or as kept when it has no line."""
    at = row.occurred_at or now
    message = InboundMessage(
        channel=row.channel,
        provider_id=row.provider_id,
        to=row.to,
        sender=row.sender,
        sender_kind=PortAddressKind(from_carrier(row.sender, row.channel).kind),
        text=row.text,
        occurred_at=at,
    )
    outcome, entry_id = AttemptOutcome.RECOVERED, None
    try:
        received = conversations.receive_message_step(
            organisation=account.organisation, message=message, received_at=now, now=now
        )
        entry_id = received.entry_id
    except conversations.NoSuchLine:
        outcome = AttemptOutcome.NO_LINE
    Attempt.objects.bulk_create(
        [
            Attempt(
                organisation_id=account.organisation_id,
                account=account,
                provider_id=row.provider_id,
                channel=row.channel,
                outcome=outcome,
                entry_id=entry_id,
                occurred_at=at,
            )
        ],
        ignore_conflicts=True,
    )


def _settle(account: CarrierAccount, reported: list[ReportedMessage], *, now: datetime) -> int:
    """Settle requests whose answer never came: found in the books → sent; not found → failed, a member decides."""
    by_ref = {row.client_ref: row for row in reported if row.client_ref}
    open_requests = sending.list_unsettled(
        organisation=account.organisation_id, account_id=account.pk, before=now - sending.patience()
    )
    for request in open_requests:
        _settle_one(account.organisation_id, request, by_ref.get(request.client_ref), now=now)
    return len(open_requests)


def _settle_one(
    organisation: UUID, request: OutboundRequest, found: ReportedMessage | None, *, now: datetime
) -> None:
    sending.settle(
        organisation=organisation,
        entry_id=request.entry_id,
        state=MessageState.SENT if found else MessageState.FAILED,
        reason=None if found else FailureReason.TEMPORARY,
        code="" if found else "never-taken",
        provider_id=found.provider_id if found else "",
        now=now,
    )


@use_case
def _write(
    *, organisation: UUID, account: CarrierAccount, since: datetime, until: datetime, result: Compared
) -> None:
    ReconcileRun.objects.create(
        organisation_id=organisation,
        account=account,
        since=since,
        until=until,
        reported_count=result.reported,
        recovered_count=result.recovered,
        settled_count=result.settled,
        error=result.error,
    )
