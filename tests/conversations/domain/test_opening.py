"""Continue, reopen or open anew."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from conversations.domain.opening import DEFAULT_REOPEN_WINDOW, Closed, Continue, OpenNew, Reopen, decide
from conversations.domain.states import Status

LIVE_ID = UUID(int=1)
CLOSED_ID = UUID(int=2)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
WINDOW = DEFAULT_REOPEN_WINDOW


def closed(status: Status = Status.RESOLVED, ago: timedelta = timedelta(hours=1)) -> Closed:
    return Closed(CLOSED_ID, status, NOW - ago)


def test_the_first_message_opens_a_conversation() -> None:
    assert decide(None, None, NOW, WINDOW) == OpenNew(None)


def test_a_live_conversation_always_wins() -> None:
    assert decide(LIVE_ID, None, NOW, WINDOW) == Continue(LIVE_ID)
    assert decide(LIVE_ID, closed(), NOW, WINDOW) == Continue(LIVE_ID)
    assert decide(LIVE_ID, closed(Status.SPAM), NOW, WINDOW) == Continue(LIVE_ID)


def test_the_window_includes_its_last_instant() -> None:
    assert decide(None, closed(), NOW, WINDOW) == Reopen(CLOSED_ID)
    assert decide(None, closed(ago=WINDOW), NOW, WINDOW) == Reopen(CLOSED_ID)
    assert decide(None, closed(ago=WINDOW + timedelta(microseconds=1)), NOW, WINDOW) == OpenNew(CLOSED_ID)


def test_a_message_that_arrives_from_before_the_closing_reopens_too() -> None:
    assert decide(None, closed(ago=timedelta(hours=-1)), NOW, WINDOW) == Reopen(CLOSED_ID)


def test_spam_stays_spam_however_late() -> None:
    assert decide(None, closed(Status.SPAM, timedelta(days=90)), NOW, WINDOW) == Continue(CLOSED_ID)


@pytest.mark.parametrize("status", [Status.AI, Status.OPEN, Status.WAITING, Status.SNOOZED, Status.MERGED])
def test_what_is_not_closed_is_refused(status: Status) -> None:
    with pytest.raises(ValueError, match="not closed"):
        decide(None, closed(status), NOW, WINDOW)
