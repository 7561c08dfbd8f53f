"""Where a home service goes."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.domain.areas import (
    Address,
    Miss,
    PolygonArea,
    PolygonFault,
    PolygonInvalid,
    PostcodeArea,
    PostcodesUnreadable,
    RadiusArea,
    WhyNot,
    contains,
    coverage,
    read_postcodes,
)
from scheduling.domain.geo import Position, metres_between

PHOENIX = Position(33.4484, -112.0740)
TEMPE = Position(33.4255, -111.9400)
FLAGSTAFF = Position(35.1983, -111.6513)
SQUARE = (Position(0, 0), Position(0, 2), Position(2, 2), Position(2, 0))


def is_in(rules: str, postcode: str) -> bool:
    return coverage(Address(postcode), [PostcodeArea(1, "Valley", read_postcodes(rules))]).is_served


@pytest.mark.parametrize(
    ("rules", "inside", "outside"),
    [
        ("85004", ["85004", " 85004 ", "85004-1234"], ["85005", "8500", "850041"]),
        ("852*", ["85201", "85299"], ["85301"]),
        (
            "85001-85010; 85281\n860*",
            ["85001", "85010", "85005-0001", "85281", "86001"],
            ["85000", "85011", "85282"],
        ),
        ("85001 – 85010", ["85007"], ["85011"]),
        ("SW1A 1AA, sw3*", ["sw1a1aa", "SW3 4XY"], ["SW1A 2AA"]),
        ("00-950", ["00-950", "00950"], ["00-951"]),
        ("28001..28010", ["28010"], ["08001"]),
    ],
)
def test_lists_of_postcodes(rules: str, inside: list[str], outside: list[str]) -> None:
    assert [is_in(rules, one) for one in inside] == [True] * len(inside)
    assert [is_in(rules, one) for one in outside] == [False] * len(outside)


@pytest.mark.parametrize("part", ["*", "Phoenix", "85010-85001", "85?", "8*5", "85001-", "x" * 20])
def test_what_is_no_postcode_is_named(part: str) -> None:
    if part == "85001-":
        assert read_postcodes(part)[0].low == "85001"
        return
    with pytest.raises(PostcodesUnreadable) as refused:
        read_postcodes(f"85004, {part}")
    assert refused.value.part == part


def test_an_empty_list_serves_nobody() -> None:
    assert read_postcodes(" ,;\n") == ()


def test_the_first_area_that_covers_an_address_serves_it() -> None:
    near, far = RadiusArea(1, "Near", PHOENIX, 5_000), RadiusArea(2, "Far", PHOENIX, 20_000)
    told = coverage(Address(position=TEMPE), [near, far])
    assert (told.is_served, told.area, told.misses) == (True, far, ())


def test_an_address_that_is_not_served_says_why() -> None:
    codes = PostcodeArea(1, "Valley", read_postcodes("850*"))
    square = PolygonArea(2, "Square", SQUARE)
    circle = RadiusArea(3, "Circle", PHOENIX, 100_000)
    told = coverage(Address("86001", FLAGSTAFF), [codes, square, circle])
    over = round(metres_between(PHOENIX, FLAGSTAFF) - 100_000)
    assert told.misses == (
        Miss(codes, WhyNot.OTHER_POSTCODE),
        Miss(square, WhyNot.OUTSIDE),
        Miss(circle, WhyNot.TOO_FAR, over),
    )
    assert not told.is_unsure
    unknown = coverage(Address(), [codes, square])
    assert [miss.why for miss in unknown.misses] == [WhyNot.NO_POSTCODE, WhyNot.NO_POSITION]
    assert unknown.is_unsure


def test_without_areas_everywhere_is_served() -> None:
    assert coverage(Address(), []).is_served


def test_edges_and_corners_are_inside() -> None:
    for position in (Position(0, 0), Position(1, 0), Position(2, 1), Position(1, 1), Position(2, 2)):
        assert contains(SQUARE, position)
    for position in (Position(-0.0001, 1), Position(1, 2.0001), Position(3, 0), Position(0, 3)):
        assert not contains(SQUARE, position)


def test_a_polygon_over_the_line_of_dates() -> None:
    fiji = (Position(-20, 176), Position(-20, -178), Position(-15, -178), Position(-15, 176))
    assert contains(fiji, Position(-17, 178))
    assert contains(fiji, Position(-17, -179))
    assert contains(fiji, Position(-17, 180))
    assert contains(fiji, Position(-17, -180))
    assert not contains(fiji, Position(-17, 0))
    assert not contains(fiji, Position(-17, -177))


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        (SQUARE[:2], PolygonFault.TOO_FEW_POINTS),
        ((*SQUARE[:2], SQUARE[0]), PolygonFault.TOO_FEW_POINTS),
        ((Position(0, 0), Position(1, 1), Position(2, 2)), PolygonFault.NO_AREA),
        ((Position(0, 0), Position(3, 2), Position(0, 2), Position(2, 0)), PolygonFault.CROSSES_ITSELF),
        ((*SQUARE, Position(1, 0), Position(1, 3)), PolygonFault.CROSSES_ITSELF),
        (
            tuple(Position(math.sin(n / 100), math.cos(n / 100)) for n in range(600)),
            PolygonFault.TOO_MANY_POINTS,
        ),
    ],
)
def test_points_that_are_no_polygon(points: tuple[Position, ...], fault: PolygonFault) -> None:
    with pytest.raises(PolygonInvalid) as refused:
        PolygonArea(1, "None", points)
    assert refused.value.fault is fault


def test_a_closed_ring_is_the_same_polygon() -> None:
    assert contains(PolygonArea(1, "Square", (*SQUARE, SQUARE[0])).points, Position(1, 1))


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (math.nan, 0.0)])
def test_a_place_that_is_not_on_earth(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no place on earth"):
        Position(*place)


def test_distances() -> None:
    assert metres_between(Position(0, 0), Position(0, 1)) == pytest.approx(111_195, abs=1)
    assert metres_between(Position(0, 0), Position(0, 180)) == pytest.approx(math.pi * 6_371_008.8)
    assert metres_between(PHOENIX, PHOENIX) == 0


_grid = st.integers(-8, 8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 8), min_size=3, max_size=8), _grid, _grid)
def test_a_star_shaped_polygon_contains_what_lies_in_one_of_its_triangles(
    arms: list[int], east: int, north: int
) -> None:
    turns = [2 * math.pi * place / len(arms) for place in range(len(arms))]
    points = [
        Position(round(arm * math.sin(turn), 3), round(arm * math.cos(turn), 3))
        for arm, turn in zip(arms, turns, strict=True)
    ]
    centre = Position(0, 0)
    position = Position(north + 0.0007, east + 0.0003)
    triangles = [[centre, one, other] for one, other in zip(points, points[1:] + points[:1], strict=True)]
    assert contains(points, position) == any(_in_triangle(triangle, position) for triangle in triangles)


def _in_triangle(corners: list[Position], position: Position) -> bool:
    """Compare areas: the three triangles with the position make up the whole."""
    a, b, c = corners
    parts = _size(position, b, c) + _size(a, position, c) + _size(a, b, position)
    return math.isclose(parts, _size(a, b, c), rel_tol=1e-9, abs_tol=1e-9)


def _size(a: Position, b: Position, c: Position) -> float:
    first = (b.longitude - a.longitude) * (c.latitude - a.latitude)
    return abs(first - (c.longitude - a.longitude) * (b.latitude - a.latitude)) / 2
