"""What a webhook body is, told by its shape.

The address it was sent to only breaks ties: accounts are misconfigured, and a message is worth more than
the path. The order of the tests is the order of certainty, and each line names the field that decides.
"""

from carrier.vonage.kinds import Kind, WebhookClass
from carrier.vonage.parse.values import Fields, inner, text, word

# Replies in which the carrier looks for a plan (NCCO) and carries it out.
EXPECTS_PLAN = frozenset(
    {
        WebhookClass.ANSWER,
        WebhookClass.ANSWER_FALLBACK,
        WebhookClass.EVENT_FALLBACK,
        WebhookClass.INPUT,
        WebhookClass.NOTIFY,
    }
)
# Statuses that are no state of a leg: a payment's outcome, and a guess at who picked up.
OTHER_STATUSES = {
    "success": WebhookClass.PAYMENT,
    "failure": WebhookClass.PAYMENT,
    "human": WebhookClass.EVENT_AMD,
    "machine": WebhookClass.EVENT_AMD,
}


def classify(payload: Fields, hint: Kind | None = None) -> WebhookClass:
    """Name the class of a body; `hint` is the product whose address received it."""
    if word(payload, "message_uuid"):
        return _of_messages(payload)
    if "msisdn" in payload or word(payload, "messageId"):
        return _of_sms(payload, hint)
    if word(payload, "request_id") and not _leg_or_room(payload):
        return WebhookClass.VERIFY
    return _of_voice(payload)


def expects_plan(klass: WebhookClass, payload: Fields) -> bool:
    """Tell whether the carrier will act on an NCCO in our answer."""
    return klass in EXPECTS_PLAN or (
        klass is WebhookClass.EVENT_STATUS and word(payload, "status") == "disconnected"
    )


def _of_messages(payload: Fields) -> WebhookClass:
    if word(payload, "message_type") or inner(payload, "message"):
        return WebhookClass.MSG_INBOUND
    if word(payload, "status"):
        return WebhookClass.MSG_STATUS
    return WebhookClass.UNKNOWN


def _of_sms(payload: Fields, hint: Kind | None) -> WebhookClass:
    """Tell receipts from texts; `scts` decides nothing, since receipts come without it (php-sdk-core#352)."""
    if not word(payload, "messageId") and hint is not Kind.SMS:
        return WebhookClass.UNKNOWN
    if word(payload, "status") or "err-code" in payload:
        return WebhookClass.SMS_DLR
    if any(name in payload for name in ("text", "data", "keyword", "type")):
        return WebhookClass.SMS_INBOUND
    return WebhookClass.UNKNOWN


def _of_voice(payload: Fields) -> WebhookClass:
    status = word(payload, "status")
    if inner(payload, "original_request"):
        is_answer = word(inner(payload, "original_request"), "type") == "answer"
        return WebhookClass.ANSWER_FALLBACK if is_answer else WebhookClass.EVENT_FALLBACK
    if status == "transcribed" or word(payload, "transcription_url"):
        return WebhookClass.TRANSCRIBED
    if "recording_url" in payload or word(payload, "recording_uuid"):
        return WebhookClass.RECORD
    if word(payload, "type") == "transfer" or word(payload, "conversation_uuid_to"):
        return WebhookClass.EVENT_TRANSFER
    if not _leg_or_room(payload):
        return WebhookClass.UNKNOWN
    return _of_leg(payload, status)


def _of_leg(payload: Fields, status: str) -> WebhookClass:
    if any(payload.get(name) is not None for name in ("dtmf", "speech", "digit")):
        return WebhookClass.INPUT
    if status:
        return OTHER_STATUSES.get(status, WebhookClass.EVENT_STATUS)
    if "payload" in payload:
        return WebhookClass.NOTIFY
    if text(payload, "reason") is not None:
        return WebhookClass.VOICE_ERROR
    has_party = any(word(payload, name) for name in ("to", "from", "from_user"))
    return WebhookClass.ANSWER if has_party and leg_id(payload) else WebhookClass.UNKNOWN


def leg_id(payload: Fields) -> str:
    """Give the leg's id; answering-machine events carry it under another name."""
    return word(payload, "uuid") or word(payload, "call_uuid")


def _leg_or_room(payload: Fields) -> bool:
    return bool(leg_id(payload) or word(payload, "conversation_uuid"))
