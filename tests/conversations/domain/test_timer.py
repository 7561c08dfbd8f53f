"""The return timer."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.domain.hours import Calendar, DayKind, SpecialDay, Window
from conversations.domain.timer import overdue_since

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
OFFICE = Calendar(
    "America/New_York",
    tuple(Window(day, 9 * 60, 18 * 60) for day in range(5)),
    {date(2026, 11, 26): SpecialDay(DayKind.HOLIDAY, "Thanksgiving Day")},
    date(2026, 10, 1),
    date(2026, 12, 31),
)
ROUND_THE_CLOCK = Calendar(
    "America/New_York",
    tuple(Window(day, 0, 1440) for day in range(7)),
    {},
    date(2026, 10, 1),
    date(2026, 12, 31),
)


def at(month: int, day: int, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    """Read a clock in New York, where it is put back on 1 November."""
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK, fold=fold).astimezone(UTC)


def is_overdue(start: datetime, now: datetime, *, minutes: int | None, calendar: Calendar | None) -> bool:
    since = overdue_since(reply_minutes=minutes, calendar=calendar, now=now)
    return since is not None and start <= since


@pytest.mark.parametrize(
    ("waited", "minutes", "overdue"),
    [(30, 30, True), (29.9, 30, False), (60, 30, True), (-1, 30, False), (60, None, False), (60, 0, False)],
)
def test_the_clock_on_the_wall(waited: float, minutes: int | None, overdue: bool) -> None:
    start = NOW - timedelta(minutes=waited)
    assert is_overdue(start, NOW, minutes=minutes, calendar=None) is overdue


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (at(11, 18, 10), at(11, 18, 10, 30)),
        (at(11, 18, 17, 55), at(11, 19, 9, 25)),
        (at(11, 18, 17, 30), at(11, 18, 18)),
        (at(11, 18, 23), at(11, 19, 9, 30)),
        (at(11, 20, 17, 55), at(11, 23, 9, 25)),
        (at(11, 25, 17, 55), at(11, 27, 9, 25)),
        # From Friday in summer time to Monday in winter time.
        (at(10, 30, 17, 55), at(11, 2, 9, 25)),
    ],
)
def test_business_time(start: datetime, due: datetime) -> None:
    assert not is_overdue(start, due - timedelta(seconds=1), minutes=30, calendar=OFFICE)
    assert is_overdue(start, due, minutes=30, calendar=OFFICE)


def test_the_hour_that_repeats_is_counted_twice() -> None:
    start, due = at(11, 1, 0, 50), at(11, 1, 1, 20, fold=1)
    assert due - start == timedelta(minutes=90)
    assert is_overdue(start, due, minutes=90, calendar=ROUND_THE_CLOCK)
    assert not is_overdue(start, due - timedelta(seconds=1), minutes=90, calendar=ROUND_THE_CLOCK)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60 * 24 * 40), st.integers(1, 3000), st.integers(0, 60 * 24 * 10))
def test_it_agrees_with_counting_forward(after: int, minutes: int, later: int) -> None:
    start = at(10, 5, 0) + timedelta(minutes=after)
    now = start + timedelta(minutes=later)
    spent = OFFICE.business_seconds_between(start, now)
    assert is_overdue(start, now, minutes=minutes, calendar=OFFICE) is (spent >= minutes * 60)
