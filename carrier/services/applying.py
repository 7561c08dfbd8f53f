"""The second step of a webhook: read the stored bytes and let them change the conversation, exactly once."""

import logging
from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from carrier.models import (
    AttemptOutcome,
    InboundDelivery,
    InboundState,
    OutboundRequest,
)
from carrier.services import attempts, calling, parts
from carrier.vonage.kinds import Kind
from carrier.vonage.parse import Malformed, Reading, reading
from conversations import ports
from conversations import services as conversations
from conversations.domain.states import MessageState
from conversations.models import Entry
from core.errors import NotFound
from core.storing import together
from core.transactions import step, use_case

log = logging.getLogger(__name__)
ATTEMPTS = 10
DONE = frozenset({InboundState.APPLIED, InboundState.KEPT, InboundState.MALFORMED})


def apply_delivery(*, organisation: Organisation, delivery_id: UUID, now: datetime) -> str:
    """Apply one stored delivery and return its state; a failure is written down and tried again by the sweep."""
    try:
        return apply_once(organisation=organisation, delivery_id=delivery_id, now=now)
    except Exception as error:
        # The bytes are stored: whatever bug of ours this is, the sweep tries again and an administrator sees the end.
        log.exception("delivery failed", extra={"delivery_id": delivery_id, "reason": type(error).__name__})
        return mark_failed(
            organisation=organisation, delivery_id=delivery_id, error=type(error).__name__, now=now
        )


@use_case
def apply_once(*, organisation: Organisation, delivery_id: UUID, now: datetime) -> str:
    """Apply a delivery in one transaction; a second caller waits for the first and finds it done."""
    row = (
        InboundDelivery.objects.of(organisation).select_for_update(no_key=True).filter(pk=delivery_id).first()
    )
    if row is None:
        raise NotFound
    if row.state in DONE:
        return row.state
    try:
        found = reading(
            method=row.method,
            content_type=row.content_type,
            body=bytes(row.body),
            query_string=row.query,
            hint=Kind(row.kind),
        )
    except Malformed as error:
        attempts.enter_step(row, f"raw:{row.pk}", AttemptOutcome.UNREADABLE, at=row.received_at)
        return finish(row, InboundState.MALFORMED, str(error.klass), now=now)
    with together():
        state = _dispatch(organisation, row, found, now=now)
    return finish(row, state, found.klass, now=now)


@use_case
def mark_failed(*, organisation: Organisation, delivery_id: UUID, error: str, now: datetime) -> str:
    """Count a failed attempt; after ten the delivery is parked where an administrator sees it."""
    row = InboundDelivery.objects.of(organisation).select_for_update(no_key=True).get(pk=delivery_id)
    if row.state in DONE:
        # The same bytes, sent twice at once: the other request has applied them meanwhile.
        return row.state
    row.attempts += 1
    row.state = InboundState.PARKED if row.attempts >= ATTEMPTS else InboundState.FAILED
    row.error = error[:200]
    row.save(update_fields=["attempts", "state", "error"])
    return row.state


@step
def _dispatch(
    organisation: Organisation, row: InboundDelivery, found: Reading, *, now: datetime
) -> InboundState:
    match found.event:
        case ports.InboundMessage() as message if message.part is not None:
            return _take_part(organisation, row, message, now=now)
        case ports.InboundMessage() as message:
            return _take_message(organisation, row, message, now=now)
        case ports.MessageReport() as report:
            return _take_report(organisation, row, report, now=now)
        case _ if row.about:
            # Only the sweep comes here with a call: its process died, or could not answer in time.
            return calling.take_step(
                organisation=organisation, row=row, found=found, is_late=True, now=now
            ).state
        case _:
            return InboundState.KEPT


@step
def _take_message(
    organisation: Organisation,
    row: InboundDelivery,
    message: ports.InboundMessage,
    *,
    attempt_id: str = "",
    now: datetime,
) -> InboundState:
    at = min(message.occurred_at or row.received_at, row.received_at)
    # A joined text has the id of its first part; the attempt is that of the part which completed it.
    attempt_id = attempt_id or message.provider_id
    try:
        received = conversations.receive_message_step(
            organisation=organisation, message=message, received_at=row.received_at, now=now
        )
    except conversations.NoSuchLine:
        attempts.enter_step(row, attempt_id, AttemptOutcome.NO_LINE, channel=message.channel, at=at)
        return InboundState.KEPT
    attempts.enter_step(
        row, attempt_id, AttemptOutcome.ENTRY, channel=message.channel, entry_id=received.entry_id, at=at
    )
    return InboundState.APPLIED


@step
def _take_part(
    organisation: Organisation, row: InboundDelivery, message: ports.InboundMessage, *, now: datetime
) -> InboundState:
    part = message.part
    if part is None:
        return InboundState.KEPT
    whole = parts.join_step(
        organisation=organisation,
        account_id=row.account_id,
        message=message,
        part=part,
        received_at=row.received_at,
        now=now,
    )
    if whole is None:
        attempts.enter_step(
            row, message.provider_id, AttemptOutcome.PARTIAL, channel=message.channel, at=row.received_at
        )
        return InboundState.APPLIED
    return _take_message(organisation, row, whole, attempt_id=message.provider_id, now=now)


@step
def _take_report(
    organisation: Organisation, row: InboundDelivery, report: ports.MessageReport, *, now: datetime
) -> InboundState:
    entry_id = _entry_of(organisation, report)
    if entry_id is None:
        return InboundState.KEPT
    if report.state not in {
        MessageState.SENT,
        MessageState.DELIVERED,
        MessageState.READ,
        MessageState.FAILED,
    }:
        return InboundState.KEPT
    conversations.apply_report_step(
        organisation=organisation.pk, report=report, entry_id=entry_id, received_at=row.received_at, now=now
    )
    return InboundState.APPLIED


def _entry_of(organisation: Organisation, report: ports.MessageReport) -> UUID | None:
    requests = OutboundRequest.objects.of(organisation)
    if report.client_ref:
        found = requests.filter(client_ref=report.client_ref).values_list("entry_id", flat=True).first()
        if found is not None:
            return found
    if not report.provider_id:
        return None
    return (
        Entry.objects.of(organisation)
        .filter(provider_id=report.provider_id, kind="MESSAGE_OUT")
        .values_list("pk", flat=True)
        .first()
    )


@step
def finish(row: InboundDelivery, state: InboundState, read_as: str, *, now: datetime) -> str:
    """Write down that a delivery is done, what it was and what it was answered."""
    row.state = state
    row.reading = read_as[:40]
    row.applied_at = now
    row.error = ""
    row.save(update_fields=["state", "plan", "reading", "applied_at", "error"])
    return state
