"""Texts and delivery receipts of the older SMS API, the same from JSON, form or query.

A long text arrives as parts in any order, each with its own id; some never arrive. The caller joins them.
"""

from collections.abc import Mapping

from carrier.vonage.errors import receipt_reason
from carrier.vonage.parse.values import (
    Fields,
    address,
    amount,
    instant,
    is_true,
    phone_or_text,
    text,
    whole,
    word,
)
from conversations.domain.states import MessageState
from conversations.ports import Channel, FailureReason, InboundMessage, MessageReport, Part, Unrecognised

# "buffered" means that the network holds it: no news beyond having been sent.
STATES: Mapping[str, MessageState] = {
    "submitted": MessageState.SENT,
    "accepted": MessageState.SENT,
    "buffered": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "expired": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "rejected": MessageState.FAILED,
    "unknown": MessageState.FAILED,
}
MOST_PARTS = 255
NO_ERROR = frozenset({"", "0"})


def parse_sms_inbound(payload: Fields) -> InboundMessage:
    """Read a text; a binary one has no words and keeps only its place in the thread."""
    sender, sender_kind = address(word(payload, "msisdn"))
    content = word(payload, "type").lower() or "text"
    return InboundMessage(
        channel=Channel.SMS,
        provider_id=word(payload, "messageId"),
        to=phone_or_text(word(payload, "to")),
        sender=sender,
        sender_kind=sender_kind,
        text=None if content == "binary" else text(payload, "text"),
        content="text" if content == "unicode" else content,
        occurred_at=instant(payload, "message-timestamp"),
        keyword=word(payload, "keyword").upper(),
        part=_part(payload),
    )


def parse_sms_receipt(payload: Fields) -> MessageReport | Unrecognised:
    """Read a delivery receipt; a status we do not know is `Unrecognised`, and kept."""
    raw_status = word(payload, "status").lower()
    state = STATES.get(raw_status)
    provider_id = word(payload, "messageId")
    if state is None:
        return Unrecognised(kind=f"sms.dlr.{raw_status}", provider_id=provider_id)
    code = word(payload, "err-code")
    return MessageReport(
        provider_id=provider_id,
        client_ref=word(payload, "client-ref"),
        state=state,
        raw_status=raw_status,
        is_final=state is not MessageState.SENT,
        channel=Channel.SMS,
        occurred_at=instant(payload, "message-timestamp"),
        reason=_reason(state, raw_status, code),
        raw_code=code,
        price=amount(payload, "price"),
        currency="EUR" if amount(payload, "price") is not None else "",
    )


def _reason(state: MessageState, raw_status: str, code: str) -> FailureReason | None:
    if state is not MessageState.FAILED:
        return None
    if code not in NO_ERROR:
        return receipt_reason(code)
    return FailureReason.EXPIRED if raw_status == "expired" else FailureReason.UNKNOWN


def _part(payload: Fields) -> Part | None:
    """Give the place in a long text; numbers that make no sense leave a text of its own, never a lost one."""
    ref, number, total = (
        word(payload, "concat-ref"),
        whole(payload, "concat-part"),
        whole(payload, "concat-total"),
    )
    if not is_true(payload, "concat") or not ref or not number or not total:
        return None
    return Part(ref, number, total) if number <= total <= MOST_PARTS and total > 1 else None
