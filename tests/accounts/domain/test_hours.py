"""The business calendar against a minute-by-minute reading of the wall clock, around changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.domain.hours import (
    Calendar,
    DayKind,
    OutsideCalendar,
    Reason,
    ReasonKind,
    Span,
    SpecialDay,
    Transition,
    Window,
)

MINUTE = timedelta(minutes=1)
ZONES = {
    "America/Phoenix": [date(2026, 3, 8), date(2026, 11, 1)],
    "America/New_York": [date(2026, 3, 8), date(2026, 11, 1)],
    "Europe/Madrid": [date(2026, 3, 29), date(2026, 10, 25)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],
    "America/Havana": [date(2026, 3, 8), date(2026, 11, 1)],
}
PLACES = [(zone, day) for zone, days in ZONES.items() for day in days]
OFFICE = tuple(
    window for day in range(5) for window in (Window(day, 9 * 60, 12 * 60), Window(day, 13 * 60, 17 * 60))
)
THANKSGIVING = date(2026, 11, 26)

minutes = st.integers(0, 1439) | st.sampled_from([0, 60, 90, 119, 120, 121, 150, 180])
windows = st.lists(
    st.builds(Window, st.integers(0, 6), minutes, minutes | st.just(1440)), min_size=1, max_size=8
).map(tuple)


@cache
def wall_minutes(zone: str, first: date, days: int) -> list[tuple[datetime, datetime]]:
    """List every minute of some days, with what the wall clock shows."""
    start = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    last = first + timedelta(days=days)
    end = datetime(last.year, last.month, last.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ticks = [start + MINUTE * step for step in range((end - start) // MINUTE)]
    return [(tick, tick.astimezone(ZoneInfo(zone)).replace(tzinfo=None)) for tick in ticks]


def is_open(wall: datetime, spans: dict[date, list[Span]]) -> bool:
    """Read the clock and the windows naively, a day at a time."""
    for ago in (0, 1):
        day = wall.date() - timedelta(days=ago)
        now = wall.hour * 60 + wall.minute + ago * 1440
        for span in spans.get(day, []):
            overnight = span.closes_minute <= span.opens_minute
            if span.opens_minute <= now < span.closes_minute + 1440 * overnight:
                return True
    return False


def spans_of(calendar: Calendar) -> dict[date, list[Span]]:
    days = [
        calendar.starts_on + timedelta(days=n)
        for n in range(-1, (calendar.ends_on - calendar.starts_on).days)
    ]
    weekly = {
        day: [Span(w.opens_minute, w.closes_minute) for w in calendar.windows if w.weekday == day]
        for day in range(7)
    }
    return {
        day: list(calendar.special_days[day].spans) if day in calendar.special_days else weekly[day.weekday()]
        for day in days
    }


def office(special: dict[date, SpecialDay] | None = None) -> Calendar:
    return Calendar("America/Phoenix", OFFICE, special or {}, date(2026, 11, 1), date(2027, 1, 1))


def phoenix(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("America/Phoenix"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES), windows, st.booleans(), st.data())
def test_every_minute_around_a_change_of_the_clock(
    place: tuple[str, date], weekly: tuple[Window, ...], closed: bool, data: st.DataObject
) -> None:
    zone, changes_on = place
    first = changes_on - timedelta(days=1)
    special = {changes_on: SpecialDay(DayKind.HOLIDAY, "Feast", (Span(60, 150),))} if closed else {}
    calendar = Calendar(zone, weekly, special, first, first + timedelta(days=3))
    spans = spans_of(calendar)
    clock = wall_minutes(zone, first, 3)
    brute = [is_open(wall, spans) for _, wall in clock]

    assert [calendar.open_at(tick) for tick, _ in clock] == brute

    a = data.draw(st.integers(0, len(clock) - 1))
    b = data.draw(st.integers(0, len(clock) - 1))
    start, end = clock[a][0], clock[b][0]
    expected = sum(brute[a:b]) if a <= b else -sum(brute[b:a])
    assert calendar.business_seconds_between(start, end) == expected * 60

    opens = next((tick for (tick, _), there in zip(clock[a:], brute[a:], strict=True) if there), None)
    closes = next((tick for (tick, _), there in zip(clock[a:], brute[a:], strict=True) if not there), None)
    assert calendar.next_open(start) == opens
    assert calendar.next_close(start) == closes

    changes = [Transition(clock[i][0], brute[i]) for i in range(max(a, 1), b) if brute[i] is not brute[i - 1]]
    assert list(calendar.transitions(start, end)) == changes

    wanted = data.draw(st.integers(1, 1500))
    lived = list(accumulate(map(int, brute[a:])))
    deadline = clock[a + lived.index(wanted)][0] + MINUTE if wanted in lived else None
    assert calendar.add_business_seconds(start, wanted * 60) == deadline

    back = [tick for (tick, _), there in zip(clock[:a], brute[:a], strict=True) if there][-wanted:]
    since = back[0] if len(back) == wanted else None
    assert calendar.subtract_business_seconds(start, wanted * 60) == since


@settings(max_examples=40, deadline=None)
@given(windows, st.integers(0, 5_000_000), st.floats(0.001, 400_000))
def test_adding_and_counting_agree(weekly: tuple[Window, ...], after: int, seconds: float) -> None:
    calendar = Calendar("Europe/Madrid", weekly, {}, date(2026, 1, 1), date(2026, 12, 31))
    start = datetime(2026, 2, 1, tzinfo=UTC) + timedelta(seconds=after)
    deadline = calendar.add_business_seconds(start, seconds)

    if deadline is not None:
        assert calendar.business_seconds_between(start, deadline) == pytest.approx(seconds, abs=1e-6)


def test_lunch_and_the_week() -> None:
    calendar = office()

    assert calendar.open_at(phoenix(23, 9))
    assert not calendar.open_at(phoenix(23, 12))
    assert calendar.open_at(phoenix(23, 16, 59))
    assert not calendar.open_at(phoenix(23, 17))
    assert calendar.next_open(phoenix(22, 10)) == phoenix(23, 9)
    assert calendar.next_open(phoenix(23, 10)) == phoenix(23, 10)
    assert calendar.next_close(phoenix(23, 10)) == phoenix(23, 12)
    assert calendar.next_close(phoenix(23, 12, 30)) == phoenix(23, 12, 30)


def test_transitions_of_a_day_and_of_a_year() -> None:
    calendar = office({THANKSGIVING: SpecialDay(DayKind.HOLIDAY, "Thanksgiving Day")})

    assert calendar.transitions(phoenix(23, 9), phoenix(23, 17)) == (
        Transition(phoenix(23, 9), True),
        Transition(phoenix(23, 12), False),
        Transition(phoenix(23, 13), True),
    ), "the start is included, the end is not"
    assert calendar.transitions(phoenix(25, 18), phoenix(27, 9)) == ()
    whole_year = Calendar("America/New_York", OFFICE, {}, date(2026, 1, 1), date(2027, 1, 1))
    year = (datetime(2026, 1, 1, 5, tzinfo=UTC), datetime(2027, 1, 1, 5, tzinfo=UTC))
    assert len(whole_year.transitions(*year)) == 261 * 4
    always = Calendar(
        "UTC", tuple(Window(d, 0, 1440) for d in range(7)), {}, date(2026, 1, 1), date(2026, 2, 1)
    )
    assert always.transitions(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)) == ()


def test_business_time() -> None:
    calendar = office()

    assert calendar.business_seconds_between(phoenix(20, 16), phoenix(23, 10)) == 2 * 3600
    assert calendar.add_business_seconds(phoenix(20, 16), 3600) == phoenix(20, 17)
    assert calendar.add_business_seconds(phoenix(20, 16), 3601) == phoenix(23, 9) + timedelta(seconds=1)
    assert calendar.add_business_seconds(phoenix(21, 12), 0) == phoenix(23, 9)
    assert calendar.add_business_seconds(phoenix(23, 10), 0.5) == phoenix(23, 10) + timedelta(
        milliseconds=500
    )
    with pytest.raises(ValueError, match="backwards"):
        calendar.add_business_seconds(phoenix(23, 10), -1)
    assert calendar.subtract_business_seconds(phoenix(23, 10), 2 * 3600) == phoenix(20, 16)
    assert calendar.subtract_business_seconds(phoenix(23, 10), 3600) == phoenix(23, 9), (
        "the latest such instant"
    )
    assert calendar.subtract_business_seconds(phoenix(22, 10), 1) == phoenix(20, 17) - timedelta(seconds=1)
    assert calendar.subtract_business_seconds(phoenix(2, 10), 3601) is None
    with pytest.raises(ValueError, match="back by more"):
        calendar.subtract_business_seconds(phoenix(23, 10), 0)


def test_past_midnight_belongs_to_the_day_it_begins_on() -> None:
    bar = (Window(4, 21 * 60, 2 * 60),)
    saturday_off = {date(2026, 11, 28): SpecialDay(DayKind.CLOSURE, "Inventory")}
    calendar = Calendar("America/Phoenix", bar, saturday_off, date(2026, 11, 1), date(2026, 12, 1))

    assert calendar.open_at(phoenix(28, 1, 59))
    assert not calendar.open_at(phoenix(28, 2))
    assert calendar.next_close(phoenix(27, 22)) == phoenix(28, 2)


def test_always_open() -> None:
    calendar = Calendar(
        "America/New_York",
        tuple(Window(day, 0, 1440) for day in range(7)),
        {},
        date(2026, 1, 1),
        date(2027, 1, 1),
    )
    year = timedelta(days=364)
    start = datetime(2026, 1, 2, tzinfo=UTC)

    assert calendar.next_close(start) is None
    assert calendar.business_seconds_between(start, start + year - timedelta(days=1)) == 363 * 86_400


def test_a_calendar_may_end_where_midnight_is_skipped() -> None:
    always = tuple(Window(day, 0, 1440) for day in range(7))
    calendar = Calendar("America/Havana", always, {}, date(2026, 3, 7), date(2026, 3, 8))
    last_second = datetime(2026, 3, 8, 4, 59, 59, tzinfo=UTC)

    assert calendar.open_at(last_second)
    assert calendar.next_close(last_second) is None


def test_never_open() -> None:
    calendar = Calendar("America/Phoenix", (), {}, date(2026, 11, 1), date(2026, 12, 1))

    assert calendar.next_open(phoenix(23, 10)) is None
    assert calendar.add_business_seconds(phoenix(23, 10), 1) is None
    assert calendar.next_close(phoenix(23, 10)) == phoenix(23, 10)
    assert calendar.business_seconds_between(phoenix(2, 1), phoenix(23, 10)) == 0


def test_the_reason_is_named() -> None:
    special = {
        THANKSGIVING: SpecialDay(DayKind.HOLIDAY, "Thanksgiving Day"),
        date(2026, 12, 24): SpecialDay(DayKind.HOLIDAY, "Christmas Eve", (Span(540, 720),)),
        date(2026, 12, 28): SpecialDay(DayKind.CLOSURE, "Inventory"),
    }
    calendar = office(special)

    assert calendar.reason_at(phoenix(23, 10)) == Reason(ReasonKind.OPEN)
    assert calendar.reason_at(phoenix(23, 20)) == Reason(ReasonKind.OUTSIDE_HOURS)
    assert calendar.reason_at(phoenix(26, 10)) == Reason(ReasonKind.HOLIDAY, "Thanksgiving Day")
    assert calendar.reason_at(phoenix(24, 10, month=12)) == Reason(ReasonKind.OPEN, "Christmas Eve")
    assert calendar.reason_at(phoenix(24, 14, month=12)) == Reason(ReasonKind.OUTSIDE_HOURS, "Christmas Eve")
    assert calendar.reason_at(phoenix(28, 10, month=12)) == Reason(ReasonKind.CLOSURE, "Inventory")


def test_an_instant_outside_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        office().open_at(datetime(2027, 1, 1, 7, tzinfo=UTC))
    with pytest.raises(OutsideCalendar):
        office().open_at(datetime(2026, 11, 1, 6, 59, tzinfo=UTC))


@pytest.mark.parametrize(("opens", "closes"), [(-1, 60), (1440, 60), (0, 1441), (0, -1)])
def test_minutes_outside_a_day_are_refused(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="no part of a day"):
        Calendar("America/Phoenix", (Window(0, opens, closes),), {}, date(2026, 11, 1), date(2026, 12, 1))
