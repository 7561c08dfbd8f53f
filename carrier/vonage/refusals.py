"""What an error answer of the carrier's API means to us."""

from collections.abc import Mapping

from carrier.vonage.errors import MESSAGES_REASONS
from carrier.vonage.parse.messages import error_code
from carrier.vonage.parse.values import Fields, word
from conversations.ports import CarrierError, CarrierRejected, CarrierUnknown, FailureReason, RateLimited

REASONS_BY_STATUS: Mapping[int, FailureReason] = {
    401: FailureReason.ACCOUNT_REFUSED,
    402: FailureReason.NO_CREDIT,
    403: FailureReason.ACCOUNT_REFUSED,
    404: FailureReason.ACCOUNT_REFUSED,
}
CREDIT_FRAGMENTS = ("low-balance", "out-of-credit")
LONGEST_WAIT_SECONDS = 3600.0


class HttpRefusal(CarrierRejected):
    """The carrier's own no, with the status it came with."""

    def __init__(self, reason: FailureReason, *, code: str, detail: str, status: int) -> None:
        super().__init__(reason, code=code, detail=detail)
        self.status = status


def refusal(*, status: int, problem: Fields, retry_after: str | None) -> CarrierError:
    """Give the error to raise for an answer of 300 or more.

    A 5xx is unknown even when its body apologises: a gateway that gave up waiting answers like one that never
    passed the message on, and a doubled text costs more than the minutes reconciling takes. So is 408.
    """
    if status >= 500 or status == 408:
        return CarrierUnknown(f"The carrier answered {status}.")
    code = error_code({"error": dict(problem)})
    reason = MESSAGES_REASONS.get(code)
    if status == 429 or reason is FailureReason.THROTTLED:
        return RateLimited("The carrier asked us to slow down.", retry_after=_seconds(retry_after))
    if word(problem, "type").endswith(CREDIT_FRAGMENTS):
        reason = FailureReason.NO_CREDIT
    return HttpRefusal(
        reason or REASONS_BY_STATUS.get(status, FailureReason.CONTENT_REFUSED),
        code=code or str(status),
        detail=word(problem, "detail"),
        status=status,
    )


def _seconds(retry_after: str | None) -> float:
    if retry_after and retry_after.isascii() and retry_after.isdigit():
        return min(float(retry_after), LONGEST_WAIT_SECONDS)
    return 1.0
