"""From a webhook's bytes to one frozen fact of the port, purely: no clock, no database, no network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from carrier.vonage.kinds import Kind, MalformedClass, WebhookClass
from carrier.vonage.parse.classify import classify, expects_plan
from carrier.vonage.parse.messages import parse_message, parse_status
from carrier.vonage.parse.payload import LARGEST_BODY, Malformed, read_payload
from carrier.vonage.parse.sms import parse_sms_inbound, parse_sms_receipt
from carrier.vonage.parse.values import Fields, word
from carrier.vonage.parse.voice import (
    parse_error,
    parse_fallback,
    parse_input,
    parse_leg,
    parse_notice,
    parse_offer,
    parse_recording,
    parse_transcript,
    parse_transfer,
)
from conversations.ports import (
    CallOffered,
    InboundMessage,
    InputReceived,
    Json,
    LegMoved,
    LegState,
    MessageReport,
    Notified,
    RecordingReady,
    ScriptError,
    TranscriptReady,
    Unrecognised,
)

Event: TypeAlias = (
    InboundMessage
    | MessageReport
    | CallOffered
    | LegState
    | InputReceived
    | RecordingReady
    | TranscriptReady
    | LegMoved
    | Notified
    | ScriptError
    | Unrecognised
)


PARSERS: Mapping[WebhookClass, Callable[[Fields], Event]] = {
    WebhookClass.MSG_INBOUND: parse_message,
    WebhookClass.MSG_STATUS: parse_status,
    WebhookClass.SMS_INBOUND: parse_sms_inbound,
    WebhookClass.SMS_DLR: parse_sms_receipt,
    WebhookClass.ANSWER: parse_offer,
    WebhookClass.ANSWER_FALLBACK: parse_offer,
    WebhookClass.EVENT_STATUS: parse_leg,
    WebhookClass.EVENT_AMD: parse_leg,
    WebhookClass.EVENT_TRANSFER: parse_transfer,
    WebhookClass.EVENT_FALLBACK: parse_fallback,
    WebhookClass.INPUT: parse_input,
    WebhookClass.NOTIFY: parse_notice,
    WebhookClass.RECORD: parse_recording,
    WebhookClass.TRANSCRIBED: parse_transcript,
    WebhookClass.VOICE_ERROR: parse_error,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a webhook says. `expects_ncco` means that the carrier acts on a plan in our answer."""

    klass: WebhookClass
    event: Event
    expects_ncco: bool
    payload: dict[str, Json]


def reading(
    *, method: str, content_type: str | None, body: bytes, query_string: str, hint: Kind | None = None
) -> Reading:
    """Read one webhook. Whatever is well-formed gives an event, at worst `Unrecognised`.

    Raises:
        Malformed: the bytes are no webhook at all; answer 400 and keep them.
    """
    payload = read_payload(method=method, content_type=content_type, body=body, query_string=query_string)
    klass = classify(payload, hint)
    return Reading(klass, parse(klass, payload), expects_plan(klass, payload), payload)


def parse(klass: WebhookClass, payload: Fields) -> Event:
    """Read a payload of a known class into its fact; a class nothing acts on gives `Unrecognised`."""
    parser = PARSERS.get(klass)
    return parser(payload) if parser else Unrecognised(kind=klass, provider_id=word(payload, "request_id"))


__all__ = [
    "LARGEST_BODY",
    "Event",
    "Malformed",
    "MalformedClass",
    "Reading",
    "classify",
    "expects_plan",
    "parse",
    "parse_message",
    "parse_sms_inbound",
    "parse_sms_receipt",
    "parse_status",
    "read_payload",
    "reading",
]
