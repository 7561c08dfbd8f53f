"""Months as they hang on the wall."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.domain.months import YearMonth, day_start, month_of, read_month


def test_weeks_begin_where_they_are_told_to() -> None:
    monday_first, sunday_first = YearMonth(2026, 11).weeks(), YearMonth(2026, 11).weeks(first_weekday=6)

    assert monday_first[0] == (None, None, None, None, None, None, date(2026, 11, 1))
    assert sunday_first[0][0] == date(2026, 11, 1)
    assert [len(week) for week in monday_first] == [7] * 6
    assert [day for week in sunday_first for day in week if day] == list(YearMonth(2026, 11).days())


@pytest.mark.parametrize(
    ("month", "months", "found"),
    [
        ("2026-12", 1, "2027-01"),
        ("2026-01", -1, "2025-12"),
        ("2026-06", 30, "2028-12"),
        ("2024-02", 0, "2024-02"),
    ],
)
def test_neighbours(month: str, months: int, found: str) -> None:
    read = read_month(month)

    assert read
    assert str(read.shifted(months)) == found
    assert month_of(read.first_day) == read


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "0000-01", "9999-12", "2026-1", "２０２６-11", "x"]
)
def test_what_is_no_month(text: str) -> None:
    assert read_month(text) is None


def test_a_month_begins_on_the_clock_of_its_zone() -> None:
    assert YearMonth(2026, 3).span(ZoneInfo("America/Phoenix")) == (
        datetime(2026, 3, 1, 7, tzinfo=UTC),
        datetime(2026, 4, 1, 7, tzinfo=UTC),
    )


def test_a_day_without_midnight_begins_when_the_clock_goes_on() -> None:
    # Beirut goes from 23:59:59 on the 28th of March straight to 1:00 on the 29th.
    assert day_start(date(2026, 3, 29), ZoneInfo("Asia/Beirut")) == datetime(2026, 3, 28, 22, tzinfo=UTC)
