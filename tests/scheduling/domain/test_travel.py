"""Driving between visits."""

import pytest

from scheduling.domain.geo import Position
from scheduling.domain.travel import Driving, Leg, Spot, Visit, added_driving, day_route

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


def test_the_route_of_a_day_says_by_when_to_leave() -> None:
    visits = [Visit(2, 200, 260, NORTH), Visit(1, 100, 170, SOUTH)]
    route = day_route(BY_ZONE, visits, base=BASE)
    assert [visit.id for visit in route.visits] == [1, 2]
    assert route.legs == (Leg(None, 1, 20, 80, 0), Leg(1, 2, 40, 160, 10), Leg(2, None, 10, 260, 0))
    assert (route.minutes, route.is_possible) == (70, False)
    assert day_route(BY_ZONE, visits).legs == (Leg(1, 2, 40, 160, 10),)
    assert day_route(BY_ZONE, [], base=BASE).legs == ()


def test_what_one_more_visit_adds_to_the_driving_of_its_day() -> None:
    others = [Visit(1, 0, 60, SOUTH), Visit(2, 240, 300, NORTH)]

    def added(start: int, base: Spot | None = None) -> int:
        return added_driving(BY_ZONE, Visit("new", start, start + 60, NORTH), others, base=base)

    # On the way between the two it is 8 minutes more, as after the second; before the first all the way and back.
    assert (added(120), added(320), added(-120)) == (8, 8, 40)
    # From base to the south and, in the end, from the north: first to the north is 10 + 40 instead of 20.
    assert (added(120, BASE), added(320, BASE), added(-120, BASE)) == (8, 8, 30)
    assert added_driving(BY_ZONE, Visit("new", 0, 60, NORTH), [], base=BASE) == 20
    assert added_driving(BY_ZONE, Visit("new", 0, 60, NORTH), []) == 0
