"""Arrival windows, pasted polygons and maps without tiles."""

from datetime import UTC, datetime

import pytest

from scheduling.domain.geo import Position
from scheduling.domain.geojson import PolygonUnreadable, read_polygon, write_corners
from scheduling.domain.plane import plane_of
from scheduling.domain.visits import VisitAddress, arrival_window

RING = "[[-112.1,33.4],[-112.0,33.4],[-112.0,33.5],[-112.1,33.4]]"
POLYGON = f'{{"type":"Polygon","coordinates":[{RING}]}}'
FEATURE = f'{{"type":"Feature","properties":{{}},"geometry":{POLYGON}}}'


@pytest.mark.parametrize(
    ("at", "minutes", "zone", "window"),
    [
        ("2026-11-24T16:30", 120, "America/Phoenix", ("2026-11-24T15:00", "2026-11-24T17:00")),
        ("2026-11-24T16:00", 240, "America/Phoenix", ("2026-11-24T15:00", "2026-11-24T19:00")),
        # The day the clocks go back: 8 to 10 on the wall, whatever passed before.
        ("2026-11-01T16:30", 120, "America/Los_Angeles", ("2026-11-01T16:00", "2026-11-01T18:00")),
        ("2026-11-25T06:50", 720, "America/Phoenix", ("2026-11-24T19:00", "2026-11-25T07:00")),
    ],
)
def test_a_planned_start_lies_in_its_window(
    at: str, minutes: int, zone: str, window: tuple[str, str]
) -> None:
    start = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = arrival_window(start, minutes, zone)
    assert tuple(f"{one:%Y-%m-%dT%H:%M}" for one in found) == window
    assert found[0] <= start < found[1]


@pytest.mark.parametrize(
    "text",
    [
        POLYGON,
        FEATURE,
        f'{{"type":"FeatureCollection","features":[{FEATURE}]}}',
        f'{{"type":"MultiPolygon","coordinates":[[{RING}]]}}',
        RING,
        "33.4, -112.1\n33.4 -112.0\n33.5,-112.0\n33.4;-112.1".replace(";", ","),
    ],
)
def test_a_polygon_is_read_however_it_is_pasted(text: str) -> None:
    found = read_polygon(text)
    assert found[1] == Position(33.4, -112.0)
    assert read_polygon(write_corners(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "{",
        '{"type":"Point","coordinates":[1,2]}',
        "91, 0\n0, 0",
        "[" * 5000,
        '{"type":"Polygon"}',
    ],
)
def test_what_is_no_polygon_is_said_so(text: str) -> None:
    with pytest.raises(PolygonUnreadable):
        read_polygon(text)


def test_a_map_holds_what_it_shows_also_over_the_line_of_dates() -> None:
    places = (Position(-17.0, 179.8), Position(-17.2, -179.9))
    plane = plane_of(places, circles=[(places[0], 5_000)])
    assert plane is not None
    xs, ys = zip(*(plane.at(one) for one in places), strict=True)
    assert xs[0] < xs[1]
    assert ys[0] < ys[1]
    assert all(0 <= x <= plane.width for x in xs)
    assert all(0 <= y <= plane.height for y in ys)
    assert plane_of(()) is None
    assert (
        VisitAddress(street="1 Elm St", unit="B", city="Mesa", postcode="85201").line
        == "1 Elm St B, Mesa 85201"
    )
