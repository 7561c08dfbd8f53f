"""Texts of the past, as a carrier would have brought and delivered them."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Organisation
from carrier.models import Attempt, AttemptOutcome, CarrierAccount
from conversations import services as conversations
from conversations.domain.states import MessageState
from conversations.models import Entry, Line
from conversations.ports import AddressKind, Channel, InboundMessage, MessageReport
from core.transactions import tenant_transaction


def hear(
    organisation: Organisation,
    line: Line,
    account: CarrierAccount,
    *,
    sender: str,
    text: str,
    key: object,
    at: datetime,
) -> UUID:
    """Let a text arrive; returns its conversation."""
    provider_id = f"demo-{organisation.slug}-{sender}-{key}"
    received = conversations.receive_message(
        organisation=organisation,
        message=InboundMessage(
            channel=Channel.SMS,
            provider_id=provider_id,
            to=line.address,
            sender=sender,
            sender_kind=AddressKind.PHONE,
            text=text,
            occurred_at=at,
        ),
        received_at=at,
        now=at,
    )
    with tenant_transaction(organisation):
        Attempt.objects.create(
            organisation=organisation,
            account=account,
            provider_id=provider_id,
            channel=Channel.SMS,
            outcome=AttemptOutcome.ENTRY,
            entry_id=received.entry_id,
            occurred_at=at,
        )
    return received.conversation_id


def deliver(organisation: Organisation, entry: Entry, *, at: datetime) -> None:
    """Let a past reply look as the carrier would have left it: sent, then delivered."""
    conversations.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=at)
    with tenant_transaction(organisation):
        for state, wait in ((MessageState.SENT, 1), (MessageState.DELIVERED, 3)):
            report = MessageReport(
                provider_id=f"demo-{entry.pk.hex}",
                client_ref=entry.pk.hex,
                state=state,
                raw_status=state.lower(),
                is_final=False,
                occurred_at=at + timedelta(seconds=wait),
            )
            conversations.apply_report_step(
                organisation=organisation.pk, report=report, entry_id=entry.pk, received_at=at, now=at
            )
