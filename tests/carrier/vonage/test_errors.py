"""Every number of the carrier leads to one reason, and every reason has a sentence."""

import pytest

from carrier.vonage.errors import MESSAGES_REASONS, RECEIPT_REASONS, message_reason, receipt_reason
from conversations.ports import REASON_SENTENCES, RETRYABLE_REASONS, FailureReason


def test_every_reason_has_its_own_sentence() -> None:
    assert set(REASON_SENTENCES) == set(FailureReason)
    assert len({id(sentence) for sentence in REASON_SENTENCES.values()}) == len(FailureReason)


def test_every_reason_is_reached_by_some_number() -> None:
    # The carrier never tells these: it was not asked, it was a mail, or our own rule kept it back.
    ours = {
        FailureReason.NOT_SENT,
        FailureReason.NOT_ALLOWED,
        FailureReason.BAD_ADDRESS,
        FailureReason.MAIL_REFUSED,
        FailureReason.HEALTH_DETAIL,
    }
    assert {*MESSAGES_REASONS.values(), *RECEIPT_REASONS.values()} == set(FailureReason) - ours


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("1000", FailureReason.THROTTLED),
        ("1240", FailureReason.OPTED_OUT),
        ("1340", FailureReason.WINDOW_CLOSED),
        ("1360", FailureReason.EXPIRED),
        ("1380", FailureReason.MEDIA_REFUSED),
        ("9999", FailureReason.UNKNOWN),
        ("", FailureReason.UNKNOWN),
    ],
)
def test_messages(code: str, reason: FailureReason) -> None:
    assert message_reason(code) is reason


@pytest.mark.parametrize(
    ("code", "reason"),
    [("2", FailureReason.TEMPORARY), ("9", FailureReason.OPTED_OUT), ("404", FailureReason.UNKNOWN)],
)
def test_receipts(code: str, reason: FailureReason) -> None:
    assert receipt_reason(code) is reason


def test_only_passing_troubles_are_retried() -> None:
    assert {FailureReason.THROTTLED, FailureReason.TEMPORARY} == RETRYABLE_REASONS
