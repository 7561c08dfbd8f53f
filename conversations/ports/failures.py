"""Why a carrier could not do what was asked: reasons, their sentences for staff, and the errors."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FailureReason(StrEnum):
    THROTTLED = "THROTTLED"
    TEMPORARY = "TEMPORARY"
    NO_CREDIT = "NO_CREDIT"
    ACCOUNT_REFUSED = "ACCOUNT_REFUSED"
    SENDER_REFUSED = "SENDER_REFUSED"
    BAD_NUMBER = "BAD_NUMBER"
    UNREACHABLE = "UNREACHABLE"
    OPTED_OUT = "OPTED_OUT"
    BLOCKED = "BLOCKED"
    CONTENT_REFUSED = "CONTENT_REFUSED"
    MEDIA_REFUSED = "MEDIA_REFUSED"
    WINDOW_CLOSED = "WINDOW_CLOSED"
    EXPIRED = "EXPIRED"
    NOT_SENT = "NOT_SENT"
    NOT_ALLOWED = "NOT_ALLOWED"
    BAD_ADDRESS = "BAD_ADDRESS"
    MAIL_REFUSED = "MAIL_REFUSED"
    HEALTH_DETAIL = "HEALTH_DETAIL"
    UNKNOWN = "UNKNOWN"


# The number itself takes no texts (a landline, a number out of use): another one would fail too.
LASTING_REASONS: frozenset[FailureReason] = frozenset({FailureReason.BAD_NUMBER, FailureReason.UNREACHABLE})
RETRYABLE_REASONS: frozenset[FailureReason] = frozenset({FailureReason.THROTTLED, FailureReason.TEMPORARY})

REASON_SENTENCES: Mapping[FailureReason, Promise] = {
    FailureReason.THROTTLED: _("Too many messages were sent at once. Try again in a minute."),
    FailureReason.TEMPORARY: _("The phone could not be reached just now. Try again later."),
    FailureReason.NO_CREDIT: _("The carrier account is out of credit. Ask an administrator to top it up."),
    FailureReason.ACCOUNT_REFUSED: _(
        "The carrier refused our account or its settings. Tell an administrator."
    ),
    FailureReason.SENDER_REFUSED: _("The carrier does not let this line send here. Choose another line."),
    FailureReason.BAD_NUMBER: _("This number cannot receive messages. Check it, or call instead."),
    FailureReason.UNREACHABLE: _("The phone is switched off, out of reach or no longer in use."),
    FailureReason.OPTED_OUT: _(
        "This person has opted out of messages. Do not send again unless they write START."
    ),
    FailureReason.BLOCKED: _(
        "The mobile network blocked this message as unwanted. Reword it, or call instead."
    ),
    FailureReason.CONTENT_REFUSED: _(
        "The carrier refused the wording or form of this message. Change it and resend."
    ),
    FailureReason.MEDIA_REFUSED: _(
        "The attachment was refused: its type or size is not accepted. Send it another way."
    ),
    FailureReason.WINDOW_CLOSED: _(
        "This channel allows free replies for 24 hours only. Use a text message instead."
    ),
    FailureReason.EXPIRED: _("The message could not be delivered in time. Try again or call."),
    FailureReason.NOT_SENT: _(
        "The carrier could not be asked for over an hour, so nothing was sent. Send it again, or call; if it fails"
        " once more, tell an administrator."
    ),
    FailureReason.HEALTH_DETAIL: _(
        "These words tell about somebody's health, which a clinic may not send by itself. Nothing was sent."
    ),
    FailureReason.NOT_ALLOWED: _("This message may not be sent to this person. Nothing was sent."),
    FailureReason.BAD_ADDRESS: _(
        "This mail came back: nobody can be reached at this address. Check it, or call instead."
    ),
    FailureReason.MAIL_REFUSED: _("Their mail server did not take this mail. Send it again later, or call."),
    FailureReason.UNKNOWN: _("The carrier could not deliver this message and gave no clear reason."),
}


def reason_sentence(reason: FailureReason) -> str:
    """Say in the reader's language why a message failed and what to do about it."""
    return str(REASON_SENTENCES[reason])


class CarrierError(Exception):
    """Something between us and the carrier went wrong; its subclasses say whether to try again."""


class CarrierUnavailable(CarrierError):
    """Nothing was sent and the carrier cannot be reached: try again with back-off."""


class CarrierUnknown(CarrierError):
    """The request may or may not have been carried out: never repeat it, reconcile first."""


class RateLimited(CarrierError):
    """Nothing was sent because we are too fast: try again after `retry_after` seconds."""

    def __init__(self, message: str, *, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class CarrierRejected(CarrierError):
    """The carrier said no and nothing was sent: do not repeat it, show `reason_sentence(reason)`."""

    def __init__(self, reason: FailureReason, *, code: str = "", detail: str = "") -> None:
        # The carrier's own detail may quote numbers or text, so it stays out of the message that gets logged.
        super().__init__(f"{reason} {code}".strip())
        self.reason = reason
        self.code = code
        self.detail = detail
