"""Free starts, case by case; `test_brute_force.py` compares the rest with a scan of every minute."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from scheduling.domain.slots.check import check_start
from scheduling.domain.slots.find import find_slots
from scheduling.domain.slots.model import (
    Anchor,
    BookingWindow,
    Caps,
    DateOverride,
    DaySpan,
    Host,
    Mode,
    Pool,
    Question,
    Resource,
    Schedule,
    ServiceRules,
    Session,
    TravelZone,
    WeeklyWindow,
    WindowKind,
)
from tests.scheduling.domain.slots.asked import LONG_AGO, at, busy, every_day, listed, times

DAY = (at("2026-03-02 00:00"), at("2026-03-03 00:00"))
ANA = Host("ana", every_day("UTC", "09:00", "12:00"))
BEN = Host("ben", every_day("UTC", "10:00", "13:00"))
HOUR = ServiceRules(60)
PLAIN = Question(LONG_AGO, DAY, HOUR, (ANA,))


def test_a_day_has_the_hours_of_its_window() -> None:
    assert times(PLAIN) == ["09:00", "10:00", "11:00"]


def test_a_slot_says_with_whom() -> None:
    both = replace(PLAIN, hosts=(ANA, BEN), service=replace(HOUR, mode=Mode.ROUND_ROBIN))
    assert [slot.choices for slot in find_slots(both)] == [
        (("ana",),),
        (("ana", "ben"),),
        (("ana", "ben"),),
        (("ben",),),
    ]


def test_a_collective_needs_everybody() -> None:
    both = replace(PLAIN, hosts=(ANA, BEN), service=replace(HOUR, mode=Mode.COLLECTIVE))
    assert [slot.choices for slot in find_slots(both)] == [(("ana",), ("ben",))] * 2


def test_of_each_group_one_and_every_fixed_host_is_needed() -> None:
    cam = Host("cam", every_day("UTC", "11:00", "12:00"), is_fixed=True)
    asked = replace(PLAIN, hosts=(replace(ANA, group="a"), replace(BEN, group="a"), cam))
    assert [slot.choices for slot in find_slots(asked)] == [(("cam",), ("ana", "ben"))]


def test_in_a_round_robin_one_host_must_be_there_throughout() -> None:
    early, late = Host(1, every_day("UTC", "09:00", "09:40")), Host(2, every_day("UTC", "09:20", "10:00"))
    asked = replace(PLAIN, hosts=(early, late), service=ServiceRules(30, interval=10, mode=Mode.ROUND_ROBIN))
    assert times(asked) == ["09:00", "09:10", "09:20", "09:30"]


def test_buffers_of_both_bookings_add_up() -> None:
    ana = replace(ANA, busy=(busy("2026-03-02 10:00", "2026-03-02 10:30", buffer_after=10),))
    service = ServiceRules(20, interval=10, buffer_before=5, buffer_after=15)
    assert times(replace(PLAIN, hosts=(ana,), service=service)) == [
        "09:00",
        "09:10",
        "09:20",
        "10:50",
        "11:00",
        "11:10",
        "11:20",
        "11:30",
        "11:40",
    ]


def test_an_own_hold_is_not_busy_and_does_not_count() -> None:
    held = busy("2026-03-02 10:00", "2026-03-02 11:00", hold=7, counts=True)
    asked = replace(PLAIN, hosts=(replace(ANA, busy=(held,)),), service=replace(HOUR, caps=Caps(per_day=1)))
    assert times(asked) == []
    assert times(replace(asked, own_hold=8)) == []
    assert times(replace(asked, own_hold=7)) == ["09:00", "10:00", "11:00"]


@pytest.mark.parametrize(
    ("now", "notice", "first"),
    [
        ("2026-03-02 08:59:59", 0, "09:00"),
        ("2026-03-02 09:00:00", 0, "10:00"),
        ("2026-03-02 08:00:00", 60, "09:00"),
        ("2026-03-02 08:00:01", 60, "10:00"),
    ],
)
def test_notice_is_kept_to_the_second(now: str, notice: int, first: str) -> None:
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    asked = replace(PLAIN, now=instant, service=replace(HOUR, notice=notice))
    assert times(asked)[0] == first


def test_a_pool_gives_the_same_units_from_beginning_to_end() -> None:
    rooms = (
        Resource("r1", busy=(busy("2026-03-02 09:30", "2026-03-02 11:00"),)),
        Resource("r2", busy=(busy("2026-03-02 11:00", "2026-03-02 12:00"),)),
    )
    asked = replace(PLAIN, pools=(Pool("rooms", 1, rooms),), service=ServiceRules(60, interval=30))
    assert [(slot.start - DAY[0], slot.resources) for slot in find_slots(asked)] == [
        (540, ("r2",)),
        (570, ("r2",)),
        (600, ("r2",)),
        (660, ("r1",)),
    ]
    assert times(replace(asked, pools=(Pool("rooms", 2, rooms),))) == []


def test_pools_that_share_a_room_do_not_take_it_twice() -> None:
    big, small = Resource("big"), Resource("small")
    pools = (Pool("any", 1, (big, small)), Pool("large", 1, (big,)))
    assert find_slots(replace(PLAIN, pools=pools))[0].resources == ("small", "big")
    assert find_slots(replace(PLAIN, pools=(Pool("any", 2, (big, small)), Pool("large", 1, (big,))))) == ()


def test_the_hours_of_the_place_hold_for_everybody() -> None:
    assert times(replace(PLAIN, opening=every_day("UTC", "10:00", "20:00"))) == ["10:00", "11:00"]


def test_a_session_with_seats_left_is_offered_and_a_full_one_is_not() -> None:
    taken = busy("2026-03-02 10:00", "2026-03-02 11:00")
    session = Session(5, taken.start, taken.end, seats=4, taken=2, hosts=("ana",))
    group = replace(HOUR, seats=4)
    asked = replace(PLAIN, hosts=(replace(ANA, busy=(taken,)),), sessions=(session,), service=group, party=2)
    assert [(slot.session, slot.seats_left) for slot in find_slots(asked)] == [(None, 4), (5, 2), (None, 4)]
    assert times(replace(asked, party=3)) == ["09:00", "11:00"]
    assert times(replace(asked, party=5)) == []


def test_caps_count_bookings_and_minutes_of_the_day_and_the_week() -> None:
    week = (at("2026-03-02 00:00"), at("2026-03-16 00:00"))
    ana = replace(ANA, busy=(busy("2026-03-03 09:00", "2026-03-03 10:00", counts=True),))
    asked = replace(PLAIN, window=week, hosts=(ana,))

    def days(**caps: int) -> set[str]:
        found = listed(replace(asked, service=replace(HOUR, caps=Caps(**caps))))
        return {f"2026-03-{day:02}" for day in range(2, 16)} - {one[:10] for one in found}

    assert days(per_day=1) == {"2026-03-03"}
    assert days(per_day=2) == set()
    assert days(minutes_per_day=119) == {"2026-03-03"}
    assert days(minutes_per_day=120) == set()
    assert days(per_week=1) == {f"2026-03-{day:02}" for day in range(2, 9)}
    assert days(minutes_per_week=60, week_starts=6) == {f"2026-03-{day:02}" for day in range(2, 8)}
    assert len(days(per_week=0)) == 14


def test_caps_count_the_days_of_the_host_whatever_day_it_is_elsewhere() -> None:
    # In New York 18:00 to 20:00 lie around midnight UTC: one evening has starts on two dates there.
    ana = Host(
        "ana",
        every_day("America/New_York", "18:00", "20:00"),
        (busy("2026-03-02 23:00", "2026-03-03 00:00", counts=True),),
    )
    three = (at("2026-03-01 12:00"), at("2026-03-04 12:00"))
    asked = replace(PLAIN, window=three, hosts=(ana,), service=replace(HOUR, caps=Caps(per_day=1)))
    free = ["2026-03-01 23:00", "2026-03-02 00:00", "2026-03-03 23:00", "2026-03-04 00:00"]
    assert listed(asked) == free
    elsewhere = replace(HOUR, caps=Caps(per_day=1, timezone="UTC"))
    assert "2026-03-02 00:00" not in listed(replace(asked, service=elsewhere))


def test_a_capped_host_leaves_the_day_to_the_others() -> None:
    full = replace(ANA, busy=(busy("2026-03-02 09:00", "2026-03-02 10:00", counts=True),))
    service = replace(HOUR, mode=Mode.ROUND_ROBIN, caps=Caps(per_day=1))
    assert [slot.hosts for slot in find_slots(replace(PLAIN, hosts=(full, BEN), service=service))] == [
        ("ben",)
    ] * 3


@pytest.mark.parametrize(
    ("window", "days"),
    [
        (BookingWindow(WindowKind.ROLLING, days=1), ["06", "07"]),
        (BookingWindow(WindowKind.BUSINESS_DAYS, days=1), ["06", "07", "08", "09"]),
        (BookingWindow(WindowKind.BUSINESS_DAYS, days=0), ["06"]),
        (
            BookingWindow(WindowKind.BUSINESS_DAYS, days=1, free_days=frozenset({date(2026, 3, 9)})),
            ["06", "07", "08", "09", "10"],
        ),
        (BookingWindow(WindowKind.RANGE, first_on=date(2026, 3, 8), last_on=date(2026, 3, 9)), ["08", "09"]),
        (BookingWindow(WindowKind.RANGE, first_on=date(2026, 3, 10)), ["10", "11"]),
    ],
)
def test_how_far_ahead_may_be_booked(window: BookingWindow, days: list[str]) -> None:
    friday = datetime(2026, 3, 6, 7, tzinfo=UTC)
    span = (at("2026-03-06 00:00"), at("2026-03-12 00:00"))
    asked = replace(PLAIN, now=friday, window=span, service=replace(HOUR, booking_window=window))
    assert sorted({one[8:10] for one in listed(asked)}) == days


def test_closed_days_overrides_and_nights() -> None:
    night = Schedule(
        "UTC",
        tuple(WeeklyWindow(day, 22 * 60, 26 * 60) for day in range(7)),
        overrides=(DateOverride(date(2026, 3, 3)), DateOverride(date(2026, 3, 5), (DaySpan(600, 720),))),
        closed_dates=frozenset({date(2026, 3, 7)}),
    )
    span = (at("2026-03-02 12:00"), at("2026-03-09 00:00"))
    asked = replace(PLAIN, window=span, hosts=(Host(1, night),), service=ServiceRules(120))
    assert listed(asked) == [
        "2026-03-02 22:00",
        "2026-03-03 00:00",  # the night before reaches into the day without windows of its own
        "2026-03-04 22:00",
        "2026-03-05 00:00",
        "2026-03-05 10:00",
        "2026-03-06 22:00",  # and is cut at midnight of the closed one
        "2026-03-08 22:00",
    ]


def test_windows_of_a_journey_are_read_in_its_zone() -> None:
    away = replace(
        every_day("America/New_York"), travel=(TravelZone(date(2026, 1, 7), date(2026, 1, 8), "Asia/Tokyo"),)
    )
    span = (at("2026-01-06 12:00"), at("2026-01-10 00:00"))
    asked = replace(PLAIN, window=span, hosts=(Host(1, away),), service=ServiceRules(480))
    assert listed(asked) == ["2026-01-06 14:00", "2026-01-07 00:00", "2026-01-08 00:00", "2026-01-09 14:00"]


def test_a_clock_grid_stays_where_it_is() -> None:
    ana = replace(ANA, busy=(busy("2026-03-02 09:00", "2026-03-02 09:50"),))
    forty = ServiceRules(40, anchor=Anchor.CLOCK)
    assert times(replace(PLAIN, hosts=(ana,), service=forty)) == ["10:00", "10:40", "11:20"]
    assert times(replace(PLAIN, service=forty)) == ["09:20", "10:00", "10:40", "11:20"]
    assert times(replace(PLAIN, service=ServiceRules(40))) == ["09:00", "09:40", "10:20", "11:00"]


def test_staff_may_choose_a_start_between_those_listed() -> None:
    start = DAY[0] + 570
    assert not check_start(PLAIN, start).is_free
    assert check_start(PLAIN, start, needs_grid=False).is_free


@pytest.mark.parametrize(
    "wrong", [{"length": 0}, {"length": 30, "interval": 0}, {"length": 30, "notice": -1}]
)
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"more than nothing|negative"):
        ServiceRules(**wrong)
