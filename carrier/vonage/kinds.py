"""Which of the carrier's products a webhook belongs to, and the classes we sort its bodies into."""

from enum import StrEnum


class Kind(StrEnum):
    """The product behind a webhook address; it decides the age a signature may have."""

    VOICE = "voice"
    MESSAGES = "messages"
    SMS = "sms"
    VERIFY = "verify"


class WebhookClass(StrEnum):
    """What a well-formed body is. The stored rows use these words."""

    MSG_INBOUND = "msg.inbound"
    MSG_STATUS = "msg.status"
    SMS_INBOUND = "sms.inbound"
    SMS_DLR = "sms.dlr"
    VERIFY = "verify"
    ANSWER = "voice.answer"
    ANSWER_FALLBACK = "voice.answer.fallback"
    EVENT_FALLBACK = "voice.event.fallback"
    EVENT_STATUS = "voice.event.status"
    EVENT_AMD = "voice.event.amd"
    EVENT_TRANSFER = "voice.event.transfer"
    INPUT = "voice.input"
    NOTIFY = "voice.notify"
    RECORD = "voice.record"
    TRANSCRIBED = "voice.transcribed"
    PAYMENT = "voice.payment"
    VOICE_ERROR = "voice.error"
    UNKNOWN = "unknown"


class MalformedClass(StrEnum):
    """Why a body could not be read at all."""

    EMPTY = "malformed.empty"
    JSON = "malformed.json"
    NOT_AN_OBJECT = "malformed.not-an-object"
    TOO_LARGE = "malformed.too-large"
