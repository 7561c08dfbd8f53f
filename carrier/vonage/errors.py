"""The carrier's error numbers, reduced to our reasons. One missing here is `UNKNOWN` and is kept as it came.

Source: the carrier's tables of Messages errors and SMS delivery errors; research/vonage.md §3.2 and §3.3.
"""

from collections.abc import Mapping

from conversations.ports import FailureReason

_NUMBERS_BY_REASON: Mapping[FailureReason, tuple[int, ...]] = {
    FailureReason.THROTTLED: (1000, 1241),
    FailureReason.TEMPORARY: (1180, 1220, 1230),
    FailureReason.NO_CREDIT: (1070,),
    FailureReason.ACCOUNT_REFUSED: (1060, 1160, 1370),
    FailureReason.SENDER_REFUSED: (1120,),
    FailureReason.BAD_NUMBER: (1170, 1250, 1300),
    FailureReason.UNREACHABLE: (1190, 1260, 1310),
    FailureReason.OPTED_OUT: (1240,),
    FailureReason.BLOCKED: (1050, 1210, 1270, 1280),
    FailureReason.CONTENT_REFUSED: (1010, 1020, 1021, 1022, 1320),
    FailureReason.MEDIA_REFUSED: (1380, 1381, 1382),
    FailureReason.WINDOW_CLOSED: (1340,),
    FailureReason.EXPIRED: (1360,),
    FailureReason.UNKNOWN: (1330,),
}

MESSAGES_REASONS: Mapping[str, FailureReason] = {
    str(number): reason for reason, numbers in _NUMBERS_BY_REASON.items() for number in numbers
}

_RECEIPT_NUMBERS: Mapping[FailureReason, tuple[int, ...]] = {
    FailureReason.UNKNOWN: (1, 99),
    FailureReason.TEMPORARY: (2, 7, 8),
    FailureReason.UNREACHABLE: (3, 4, 15),
    FailureReason.BAD_NUMBER: (5, 11, 12),
    FailureReason.BLOCKED: (6, 13, 14, 50, 51, 52, 53, 54),
    FailureReason.OPTED_OUT: (9,),
    FailureReason.CONTENT_REFUSED: (10,),
    FailureReason.THROTTLED: (16,),
}

RECEIPT_REASONS: Mapping[str, FailureReason] = {
    str(number): reason for reason, numbers in _RECEIPT_NUMBERS.items() for number in numbers
}


def message_reason(code: str) -> FailureReason:
    """Give our reason for an error number of the Messages API."""
    return MESSAGES_REASONS.get(code, FailureReason.UNKNOWN)


def receipt_reason(code: str) -> FailureReason:
    """Give our reason for the `err-code` of an SMS delivery receipt."""
    return RECEIPT_REASONS.get(code, FailureReason.UNKNOWN)
