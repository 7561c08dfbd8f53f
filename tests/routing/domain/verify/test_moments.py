"""A year is a handful of moments: nothing a flow can see differs within one, and together they are the whole year."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from accounts.domain.hours import Calendar, DayKind, Span, SpecialDay, Window
from routing.domain.verifying.moments import Moment, in_window, moments_of

ZONE = ZoneInfo("America/New_York")
STARTS = datetime(2026, 11, 23, tzinfo=ZONE).astimezone(UTC)
ENDS = STARTS + timedelta(days=365)
WEEK = tuple(Window(day, 9 * 60, 17 * 60) for day in range(5))
LUNCH = Window(2, 12 * 60, 13 * 60)
LATE = Window(6, 22 * 60, 2 * 60)
EVE = {date(2026, 12, 24): SpecialDay(DayKind.HOLIDAY, "Christmas Eve", (Span(9 * 60, 12 * 60),))}


def calendar(windows: tuple[Window, ...] = WEEK, days: dict[date, SpecialDay] = EVE) -> Calendar:
    return Calendar("America/New_York", windows, days, date(2026, 11, 23), date(2027, 11, 26))


def found(*windows: Window, **more: object) -> tuple[Moment, ...]:
    return moments_of(calendar(**more), windows, starts=STARTS, ends=ENDS)  # type: ignore[arg-type]


def test_a_plain_week_with_one_holiday_is_four_moments() -> None:
    signs = [(one.signs.is_open, one.signs.is_holiday) for one in found()]
    assert signs == [(True, False), (False, False), (True, True), (False, True)]


def test_all_moments_together_are_the_year() -> None:
    assert sum((one.total for one in found(LUNCH, LATE)), timedelta()) == ENDS - STARTS


@pytest.mark.parametrize("seed", range(5))
def test_what_a_moment_says_holds_at_any_instant_it_stands_for(seed: int) -> None:
    """Any minute of the year has the signs of one of the moments, worked out here the plain way."""
    known = {one.signs for one in found(LUNCH, LATE)}
    place = calendar()
    for _ in range(400):
        at = STARTS + timedelta(minutes=Random(seed * 1000 + _).randrange(365 * 24 * 60))
        local = at.astimezone(ZONE)
        minute = local.hour * 60 + local.minute
        lunch = local.weekday() == 2 and 720 <= minute < 780
        late = (local.weekday() == 6 and minute >= 1320) or (local.weekday() == 0 and minute < 120)
        special = place.special_days.get(local.date())
        assert any(
            (one.is_open, one.is_holiday, one.windows)
            == (place.open_at(at), special is not None, (lunch, late))
            for one in known
        ), local


def test_the_instant_shown_is_of_the_moment() -> None:
    for one in found(LUNCH, LATE):
        local = one.at.astimezone(ZONE)
        assert one.signs.is_open == calendar().open_at(one.at)
        assert one.signs.windows == (in_window(LUNCH, local), in_window(LATE, local))


def test_lunch_is_shown_ten_minutes_in() -> None:
    lunch = next(one for one in found(LUNCH) if one.signs.windows == (True,))
    assert f"{lunch.at.astimezone(ZONE):%A %H:%M}" == "Wednesday 12:10"
    assert lunch.times == 52


def test_a_moment_knows_what_it_gives_way_to_and_when() -> None:
    open_, closed, *_ = found()
    number, before = open_.turns[0]
    assert number == closed.number
    assert f"{before.astimezone(ZONE):%H:%M}" == "16:59"


def test_without_hours_it_is_always_open() -> None:
    assert {one.signs.is_open for one in found(windows=(), days={})} == {True}


def test_a_window_past_midnight_belongs_to_the_day_it_begins_on() -> None:
    monday = datetime(2026, 11, 23, 1, 59, tzinfo=ZONE)
    assert in_window(LATE, monday)
    assert not in_window(LATE, monday + timedelta(minutes=1))
    assert not in_window(LATE, monday + timedelta(days=1))
    assert in_window(LATE, datetime(2026, 11, 29, 22, 0, tzinfo=ZONE))
    assert not in_window(LATE, datetime(2026, 11, 29, 1, 0, tzinfo=ZONE))


def test_an_hour_the_clock_skips_is_no_moment_and_one_it_repeats_is() -> None:
    skipped = Window(6, 2 * 60, 3 * 60)
    totals = {one.signs.windows: one.total for one in found(skipped, days={}, windows=())}
    # 52 Sundays, one of which has no hour from two to three.
    assert totals[(True,)] == timedelta(hours=51)
    repeated = Window(6, 60, 2 * 60)
    totals = {one.signs.windows: one.total for one in found(repeated, days={}, windows=())}
    assert totals[(True,)] == timedelta(hours=53)
