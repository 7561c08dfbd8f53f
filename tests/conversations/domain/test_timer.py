"""The return timer."""

from datetime import UTC, datetime, timedelta

import pytest

from conversations.domain.timer import is_overdue

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


class HalfOpen:
    """A calendar that is open half of the time."""

    def business_seconds_between(self, start: datetime, end: datetime) -> float:
        return (end - start).total_seconds() / 2


@pytest.mark.parametrize(
    ("waiting", "owned", "replied", "minutes", "overdue"),
    [
        (ago(30), ago(30), None, 30, True),
        (ago(29.9), ago(60), None, 30, False),
        (ago(60), ago(29.9), None, 30, False),
        (ago(60), ago(60), ago(90), 30, True),
        (ago(60), ago(60), ago(60), 30, False),
        (ago(60), ago(60), ago(1), 30, False),
        (None, ago(60), None, 30, False),
        (ago(60), None, None, 30, False),
        (ago(60), ago(60), None, None, False),
        (ago(60), ago(60), None, 0, False),
        (ago(-1), ago(60), None, 30, False),
    ],
)
def test_the_clock_on_the_wall(
    waiting: datetime | None,
    owned: datetime | None,
    replied: datetime | None,
    minutes: int | None,
    overdue: bool,
) -> None:
    assert (
        is_overdue(
            waiting_since=waiting,
            owner_since=owned,
            last_reply_at=replied,
            reply_minutes=minutes,
            calendar=None,
            now=NOW,
        )
        is overdue
    )


@pytest.mark.parametrize(("waited", "overdue"), [(59, False), (60, True)])
def test_business_time(waited: int, overdue: bool) -> None:
    assert (
        is_overdue(
            waiting_since=ago(waited),
            owner_since=ago(90),
            last_reply_at=None,
            reply_minutes=30,
            calendar=HalfOpen(),
            now=NOW,
        )
        is overdue
    )
