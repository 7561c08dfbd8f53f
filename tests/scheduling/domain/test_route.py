"""Another order of a day saves driving and keeps every promise."""

from scheduling.domain.geo import Position
from scheduling.domain.route import rounded_up, suggest
from scheduling.domain.travel import Driving, Spot, Visit, day_route

DRIVING = Driving(slack=0)
BASE, NEAR, MIDDLE, FAR = (Spot(Position(33.45, -112.0 + east)) for east in (0.0, 0.05, 0.15, 0.30))
NINE = 540
WIDE = (NINE, NINE + 480)


def visit(name: str, start: int, spot: Spot, window: tuple[int, int] | None = WIDE) -> Visit:
    return Visit(name, start, start + 60, spot, window)


def test_a_shorter_order_saves_minutes_and_keeps_windows() -> None:
    visits = [visit("far", NINE, FAR), visit("near", NINE + 120, NEAR), visit("middle", NINE + 240, MIDDLE)]
    found = suggest(DRIVING, visits, base=BASE)
    assert found is not None
    assert found.saved > 0
    starts = {one.id: one.start for one in visits} | dict(found.starts)
    moved = [Visit(one.id, starts[one.id], starts[one.id] + 60, one.spot, one.window) for one in visits]
    route = day_route(DRIVING, moved, base=BASE)
    assert route.is_possible
    assert day_route(DRIVING, visits, base=BASE).minutes - route.minutes == found.saved
    assert all(WIDE[0] <= one.start < WIDE[1] for one in moved)


def test_what_was_promised_or_is_under_way_stays() -> None:
    tight = [
        visit("far", NINE, FAR, (NINE, NINE + 30)),
        visit("near", NINE + 180, NEAR, (NINE + 180, NINE + 200)),
    ]
    assert suggest(DRIVING, tight, base=BASE) is None
    visits = [visit("far", NINE, FAR), visit("near", NINE + 120, NEAR), visit("middle", NINE + 240, MIDDLE)]
    fixed = suggest(DRIVING, visits, base=BASE, fixed=frozenset({"far", "near", "middle"}))
    assert fixed is None
    assert suggest(DRIVING, visits[:1], base=BASE) is None
    many = [visit(str(number), NINE + 70 * number, (NEAR, FAR)[number % 2]) for number in range(9)]
    found = suggest(DRIVING, many, base=BASE)
    assert found is None or found.saved > 0


def test_figures_are_those_people_say() -> None:
    assert [rounded_up(minutes) for minutes in (0, 3, 5, 21, 25)] == [5, 5, 5, 25, 25]
