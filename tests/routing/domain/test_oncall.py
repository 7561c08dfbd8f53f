"""Who is on call when, against a look at every minute; what a ladder rings; where a week has nobody."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.domain.hours import Window
from routing.domain.oncall import (
    DAY,
    WEEK,
    Cover,
    Duty,
    Roster,
    Rung,
    Shift,
    Try,
    clash,
    gaps_of,
    length_of,
    tries,
)
from routing.domain.verifying.moments import in_window

ANA, BEN, CLEO = (UUID(int=number) for number in (1, 2, 3))
MEMBERS = st.sampled_from([ANA, BEN, CLEO])
# In the spring one hour of this week is skipped, in the autumn one comes twice.
SPRING, AUTUMN = datetime(2027, 3, 11, tzinfo=UTC), datetime(2026, 10, 29, tzinfo=UTC)
WEEKDAYS_AT_NIGHT = tuple(Shift(ANA, Window(day, 18 * 60, 8 * 60)) for day in range(5))


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Draw shifts that do not overlap, some past midnight, and covers over them."""
    cuts = sorted(draw(st.sets(st.integers(0, WEEK // 30 - 1), min_size=2, max_size=8)))
    shifts = []
    for begin, end in zip(cuts, [*cuts[1:], cuts[0] + WEEK // 30], strict=True):
        length = min(draw(st.integers(0, end - begin)) * 30, DAY)
        if length:
            day, minute = divmod(begin * 30, DAY)
            shifts.append(Shift(draw(MEMBERS), Window(day, minute, (minute + length) % DAY or DAY)))
    starts = draw(st.sampled_from([SPRING, AUTUMN]))
    covers = []
    for _count in range(draw(st.integers(0, 3))):
        begin, length = draw(st.integers(0, 96)), draw(st.integers(1, 48))
        at = starts + timedelta(hours=begin)
        instead = draw(st.one_of(st.none(), MEMBERS))
        covers.append(Cover(draw(MEMBERS), instead, at, at + timedelta(hours=length)))
    return Roster("America/New_York", tuple(shifts), tuple(covers))


def looked_at(roster: Roster, instant: datetime) -> UUID | None:
    """Say who is on by looking at the wall clock alone."""
    local = instant.astimezone(ZoneInfo(roster.time_zone))
    minute = local.weekday() * DAY + local.hour * 60 + local.minute
    found = None
    for shift in roster.shifts:
        begins = shift.window.weekday * DAY + shift.window.opens_minute
        if (minute - begins) % WEEK < length_of(shift.window):
            found = shift.member_id
            break
    for cover in roster.covers:
        if cover.starts <= instant < cover.ends and (cover.instead_of is None or cover.instead_of == found):
            found = cover.member_id
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(roster=rosters(), start=st.sampled_from([SPRING, AUTUMN]))
def test_stretches_are_what_a_look_at_every_half_hour_finds(roster: Roster, start: datetime) -> None:
    end = start + timedelta(days=6)
    stretches = roster.stretches(start, end)
    assert (stretches[0].starts, stretches[-1].ends) == (start, end)
    assert all(one.ends == other.starts for one, other in pairwise(stretches))
    assert all(one.duty != other.duty for one, other in pairwise(stretches))
    instant = start
    while instant < end:
        stretch = next(one for one in stretches if one.starts <= instant < one.ends)
        assert stretch.duty.member_id == looked_at(roster, instant)
        instant += timedelta(minutes=30)
    assert roster.next_change(start, within=end - start) == (stretches[0].ends if stretches[1:] else None)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(roster=rosters())
def test_gaps_are_the_minutes_without_a_shift(roster: Roster) -> None:
    assert clash(roster.shifts) is None
    gaps = gaps_of(roster.shifts)
    monday = datetime(2026, 11, 23, tzinfo=ZoneInfo(roster.time_zone))
    for half_hour in range(WEEK // 30):
        local = monday + timedelta(minutes=30 * half_hour)
        alone = looked_at(Roster(roster.time_zone, roster.shifts), local.astimezone(UTC)) is None
        assert any(in_window(gap, local) for gap in gaps) is alone


def test_a_night_shift_on_the_night_the_clock_goes_back_lasts_an_hour_longer() -> None:
    sunday = Roster("America/New_York", (Shift(ANA, Window(5, 22 * 60, 6 * 60)),))
    [night] = [
        one for one in sunday.stretches(AUTUMN, AUTUMN + timedelta(days=5)) if one.duty.member_id == ANA
    ]
    assert night.ends - night.starts == timedelta(hours=9)


def test_a_cover_and_a_swap_hold_for_their_time_only() -> None:
    friday = datetime(2026, 11, 27, 18, tzinfo=ZoneInfo("America/Phoenix"))
    cover = Cover(BEN, ANA, friday, friday + timedelta(hours=14))
    roster = Roster("America/Phoenix", WEEKDAYS_AT_NIGHT, (cover,))
    assert roster.on_at(friday) == Duty(BEN, ANA)
    assert roster.on_at(friday - timedelta(days=1)) == Duty(ANA)
    assert roster.on_at(friday + timedelta(hours=14)) == Duty(None)
    assert roster.next_change(friday) == friday + timedelta(hours=14)


def test_a_cover_of_whoever_is_on_fills_a_time_without_anybody() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("America/Phoenix"))
    cover = Cover(CLEO, None, noon, noon + timedelta(hours=1))
    assert Roster("America/Phoenix", WEEKDAYS_AT_NIGHT, (cover,)).on_at(noon) == Duty(CLEO)


def test_a_cover_can_be_handed_on() -> None:
    at = datetime(2026, 11, 23, 20, tzinfo=ZoneInfo("America/Phoenix"))
    later = at + timedelta(hours=2)
    covers = (Cover(BEN, ANA, at, later), Cover(CLEO, BEN, at, later))
    assert Roster("America/Phoenix", WEEKDAYS_AT_NIGHT, covers).on_at(at) == Duty(CLEO, ANA)


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        (Window(0, 480, 1080), Window(0, 1020, 1200), True),
        (Window(0, 480, 1080), Window(0, 1080, 1200), False),
        (Window(6, 1320, 480), Window(0, 420, 600), True),
        (Window(6, 1320, 480), Window(0, 480, 600), False),
        (Window(2, 480, 480), Window(3, 0, 60), True),
        (Window(0, 480, 600), Window(0, 480, 600), True),
    ],
)
def test_shifts_that_overlap(one: Window, other: Window, clashes: bool) -> None:
    assert (clash([Shift(ANA, one), Shift(BEN, other)]) is not None) is clashes
    assert (clash([Shift(BEN, other), Shift(ANA, one)]) is not None) is clashes


def test_a_ladder_rings_its_rungs_so_often_and_the_owner_last() -> None:
    at = datetime(2026, 11, 23, 20, tzinfo=ZoneInfo("America/Phoenix"))
    rota = Roster("America/Phoenix", WEEKDAYS_AT_NIGHT)
    rungs = [Rung(40, 2, roster=rota), Rung(20, 1, member_id=BEN)]
    assert tries(rungs, [CLEO], at) == (
        Try(1, ANA, 40), Try(1, ANA, 40), Try(2, BEN, 20), Try(3, CLEO, 30),
    )  # fmt: skip
    assert tries(rungs, [BEN], at)[-1] == Try(2, BEN, 20), "an owner who was just rung is not rung again"
    by_day = at - timedelta(hours=8)
    assert [one.member_id for one in tries(rungs, [CLEO], by_day)] == [BEN, CLEO]
    assert tries([], [CLEO], at) == (Try(1, CLEO, 30),)
