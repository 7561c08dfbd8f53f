"""Sending one queued message: a row before the request, the request outside any lock, then what came of it."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from carrier.models import CarrierAccount, OutboundRequest, OutboundState
from carrier.services.limits import take_turn
from conversations import services as conversations
from conversations.domain.states import MessageState
from conversations.ports import (
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    Channel,
    FailureReason,
    MessageCarrier,
    OutboundMessage,
    RateLimited,
)
from core.transactions import reading, use_case

log = logging.getLogger(__name__)


class NotNow(Exception):
    """The carrier cannot take it at this moment and nothing was sent; the delivery comes due again."""


def send_entry(
    *, organisation: UUID, entry_id: UUID, carrier: MessageCarrier, account: CarrierAccount, now: datetime
) -> None:
    """Send one message at most once.

    Raises:
        NotNow: nothing was sent; try again later.
    """
    take_turn(account_id=account.pk)
    message = begin(organisation=organisation, entry_id=entry_id, account_id=account.pk, now=now)
    if message is None:
        return
    state, reason, code, provider_id = MessageState.SENT, None, "", ""
    try:
        provider_id = carrier.send_message(message).provider_id
    except CarrierRejected as error:
        state, reason, code = MessageState.FAILED, error.reason, error.code
    except CarrierUnknown:
        state = MessageState.UNKNOWN
    except (CarrierUnavailable, RateLimited):
        state = MessageState.QUEUED
    settle(
        organisation=organisation,
        entry_id=entry_id,
        state=state,
        reason=reason,
        code=code,
        provider_id=provider_id,
        now=now,
    )
    if state is MessageState.QUEUED:
        raise NotNow


@use_case
def begin(*, organisation: UUID, entry_id: UUID, account_id: UUID, now: datetime) -> OutboundMessage | None:
    """Mark the message as leaving and write the row that proves we ask; None when there is nothing to send.

    One transaction: a message marked without its row would never be reconciled.
    """
    entry = conversations.begin_sending_step(organisation=organisation, entry_id=entry_id, now=now)
    if entry is None:
        return None
    OutboundRequest.objects.update_or_create(
        organisation_id=organisation,
        client_ref=entry.pk.hex,
        defaults={
            "account_id": account_id,
            "entry_id": entry.pk,
            "state": OutboundState.SENDING,
            "requested_at": now,
        },
    )
    return OutboundMessage(
        client_ref=entry.pk.hex,
        channel=Channel(entry.channel),
        sender=entry.line.address if entry.line else "",
        to=entry.address,
        text=entry.text,
    )


SETTLED = {
    MessageState.SENT: OutboundState.SENT,
    MessageState.FAILED: OutboundState.REFUSED,
    MessageState.UNKNOWN: OutboundState.UNKNOWN,
    MessageState.QUEUED: OutboundState.REFUSED,
}


@use_case
def settle(
    *,
    organisation: UUID,
    entry_id: UUID,
    state: MessageState,
    reason: FailureReason | None,
    code: str,
    provider_id: str,
    now: datetime,
) -> None:
    """Write down the carrier's answer on request and message together."""
    OutboundRequest.objects.of(organisation).filter(client_ref=entry_id.hex).update(
        state=SETTLED[state], provider_id=provider_id, error=code[:120], settled_at=now
    )
    conversations.settle_sending_step(
        organisation=organisation,
        entry_id=entry_id,
        state=state,
        provider_id=provider_id,
        reason=reason,
        code=code,
        now=now,
    )


def list_unsettled(*, organisation: UUID, account_id: UUID, before: datetime) -> list[OutboundRequest]:
    """List requests whose answer never came: the process died, or the connection did."""
    with reading(organisation):
        rows = OutboundRequest.objects.of(organisation).filter(
            account_id=account_id,
            state__in=[OutboundState.SENDING, OutboundState.UNKNOWN],
            requested_at__lt=before,
        )
        return list(rows.order_by("requested_at", "id")[:200])


def patience() -> timedelta:
    """How long an answer may be outstanding before the request counts as unknown."""
    return timedelta(seconds=60)
