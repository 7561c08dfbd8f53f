"""Driving between visits."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.domain.geo import Position
from scheduling.domain.slots.model import DaySpan
from scheduling.domain.travel import (
    ArrivalOffer,
    Driving,
    Leg,
    Neighbour,
    Spot,
    TooClose,
    Visit,
    arrival_windows,
    day_route,
    keeps_reserve,
    neighbours_too_close,
    offer_windows,
    reachable_starts,
)
from tests.scheduling.domain.slots.asked import at

NORTH, SOUTH, BASE = Spot(zone="north"), Spot(zone="south"), Spot(zone="base")
BY_ZONE = Driving(
    matrix={("north", "south"): 40, ("base", "north"): 10, ("base", "south"): 20, ("north", "north"): 8}
)


def test_a_drive_by_position_has_a_detour_and_time_to_park() -> None:
    one, other = Spot(Position(0, 0)), Spot(Position(0, 0.1))
    # 11.12 km as the crow flies, 14.46 by road, 21.7 minutes at 40 km/h.
    assert Driving().minutes(one, other) == 22 + 5
    assert Driving(speed=20, detour=1, slack=0).minutes(one, other) == 34
    assert Driving().minutes(one, one) == 0


def test_the_matrix_goes_before_positions_and_both_ways() -> None:
    assert BY_ZONE.minutes(NORTH, SOUTH) == BY_ZONE.minutes(SOUTH, NORTH) == 40
    there = Spot(Position(0, 0), "north")
    assert BY_ZONE.minutes(there, Spot(Position(0, 0.1), "south")) == 40
    assert BY_ZONE.minutes(there, Spot(Position(0, 0), "south")) == 0
    assert BY_ZONE.minutes(NORTH, Spot(zone="west")) == BY_ZONE.minutes(Spot(), NORTH) == 30


@pytest.mark.parametrize("wrong", [{"speed": 0}, {"detour": 0.5}, {"slack": -1}])
def test_driving_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Speed is more"):
        Driving(**wrong)  # type: ignore[arg-type]


def test_a_visit_needs_time_to_drive_from_and_to_its_neighbours() -> None:
    others = [Visit(1, 0, 60, SOUTH), Visit(2, 240, 300, SOUTH)]
    assert neighbours_too_close(BY_ZONE, Visit(3, 100, 200, NORTH), others) == ()
    assert neighbours_too_close(BY_ZONE, Visit(3, 90, 201, NORTH), others) == (
        TooClose(Neighbour.BEFORE, 1, 40, 10),
        TooClose(Neighbour.AFTER, 2, 40, 1),
    )
    assert neighbours_too_close(BY_ZONE, Visit(3, 90, 201, NORTH), []) == ()


def test_arrival_windows_lie_on_the_clock() -> None:
    spans = [DaySpan(60, 180), DaySpan(480, 720)]
    assert arrival_windows(date(2026, 3, 8), "America/New_York", spans) == (
        (at("2026-03-08 06:00"), at("2026-03-08 07:00")),  # the hour from two to three does not happen
        (at("2026-03-08 12:00"), at("2026-03-08 16:00")),
    )
    assert arrival_windows(date(2026, 3, 8), "America/New_York", [DaySpan(120, 180)]) == ()


def test_a_window_is_planned_where_it_adds_the_least_driving() -> None:
    others = [Visit(1, 0, 60, SOUTH), Visit(2, 120, 180, NORTH)]
    offers = offer_windows(
        BY_ZONE, [(60, 200), (200, 400), (400, 500)], range(60, 400, 30), 60, NORTH, others
    )
    # Between the two it would have to be back in the north at once; after the second the drive is 8 minutes.
    assert offers == (ArrivalOffer((200, 400), 210, 8),)


def test_what_is_kept_for_emergencies_stays_in_one_piece() -> None:
    free = [(0, 240), (300, 360)]
    assert keeps_reserve(free, (0, 120), 120)
    assert not keeps_reserve(free, (60, 180), 120)
    assert keeps_reserve(free, (0, 360), 0)


def test_the_route_of_a_day_says_by_when_to_leave() -> None:
    visits = [Visit(2, 200, 260, NORTH), Visit(1, 100, 170, SOUTH)]
    route = day_route(BY_ZONE, visits, base=BASE)
    assert [visit.id for visit in route.visits] == [1, 2]
    assert route.legs == (Leg(None, 1, 20, 80, 0), Leg(1, 2, 40, 160, 10), Leg(2, None, 10, 260, 0))
    assert (route.minutes, route.is_possible) == (70, False)
    assert day_route(BY_ZONE, visits).legs == (Leg(1, 2, 40, 160, 10),)
    assert day_route(BY_ZONE, [], base=BASE).legs == ()


_visits = st.lists(st.tuples(st.integers(1, 90), st.integers(10, 90), st.sampled_from("abc")), max_size=5)
_matrix = st.fixed_dictionaries({(a, b): st.integers(0, 60) for a in "abc" for b in "abc" if a <= b})


@settings(max_examples=60, deadline=None)
@given(_visits, _matrix, st.integers(1, 90), st.sampled_from("abc"))
def test_starts_that_can_be_reached_are_those_that_fit_between_their_neighbours(
    drawn: list[tuple[int, int, str]], matrix: dict[tuple[str, str], int], length: int, zone: str
) -> None:
    others, end = [], 0
    for place, (pause, long, where) in enumerate(drawn):
        others.append(Visit(place, end + pause, end + pause + long, Spot(zone=where)))
        end += pause + long
    driving, spot = Driving(matrix=matrix), Spot(zone=zone)
    starts = range(0, end + 100, 3)
    fits = [
        one
        for one in starts
        if not neighbours_too_close(driving, Visit("new", one, one + length, spot), others)
    ]
    assert list(reachable_starts(driving, starts, length, spot, others)) == fits
    # And the day with it can be driven, as far as it could before.
    late = {(leg.start, leg.end) for leg in day_route(driving, others).legs if leg.late}
    for one in fits[:3]:
        route = day_route(driving, [*others, Visit("new", one, one + length, spot)])
        assert {(leg.start, leg.end) for leg in route.legs if leg.late} <= late
