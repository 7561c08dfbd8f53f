"""Draws areas, bases and stops on a plane of our own: nobody outside learns where customers live."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from scheduling.domain import areas as domain
from scheduling.domain.geo import Position
from scheduling.domain.plane import Plane, plane_of
from scheduling.pages.maps import Dot, Map, Shape

MILE, KILOMETRE = 1609.344, 1000.0
BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place to be shown, by its tone; `label` is written into it."""

    position: Position
    tone: str
    label: str = ""
    title: str = ""


def draw(
    title: str,
    *,
    areas: Sequence[tuple[domain.Area, str]] = (),
    marks: Sequence[Mark] = (),
    line: Sequence[Position] = (),
    in_miles: bool,
) -> Map | None:
    """Draw areas with their tones, marks, and a line through places; None where there is nothing to draw."""
    corners = [one for area, _tone in areas if isinstance(area, domain.PolygonArea) for one in area.points]
    circles = [
        (area.centre, float(area.metres)) for area, _tone in areas if isinstance(area, domain.RadiusArea)
    ]
    plane = plane_of([*corners, *(mark.position for mark in marks)], circles=circles)
    if plane is None:
        return None
    bar, label = _bar(plane, in_miles=in_miles)
    return Map(
        title=title,
        width=plane.width,
        height=plane.height,
        shapes=tuple(shape for area, tone in areas for shape in _shapes(plane, area, tone)),
        dots=tuple(_dot(plane, mark) for mark in marks),
        line=_points(plane, line),
        bar=bar,
        bar_label=label,
        north=plane.middle.latitude,
        east=plane.middle.longitude,
        scale=plane.scale,
    )


def marks_of(places: Mapping[str, Position], tone: str) -> list[Mark]:
    """Mark postcodes."""
    return [Mark(position=position, tone=tone, title=postcode) for postcode, position in places.items()]


def distance_label(metres: float, *, in_miles: bool) -> str:
    """Write a distance in the reader's measure."""
    if in_miles:
        return _("%(count)s mi") % {"count": f"{metres / MILE:.1f}"}
    return _("%(count)s km") % {"count": f"{metres / KILOMETRE:.1f}"}


def _bar(plane: Plane, *, in_miles: bool) -> tuple[float, str]:
    unit = MILE if in_miles else KILOMETRE
    most = plane.width / 4
    count = max((one for one in BARS if plane.length(one * unit) <= most), default=BARS[0])
    words = _("%(count)d mi") if in_miles else _("%(count)d km")
    return plane.length(count * unit), words % {"count": count}


def _shapes(plane: Plane, area: domain.Area, tone: str) -> Iterable[Shape]:
    if isinstance(area, domain.PolygonArea):
        yield Shape(tone=tone, points=_points(plane, area.points))
    elif isinstance(area, domain.RadiusArea):
        x, y = plane.at(area.centre)
        yield Shape(tone=tone, x=x, y=y, radius=plane.length(area.metres))


def _points(plane: Plane, positions: Iterable[Position]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in map(plane.at, positions))


def _dot(plane: Plane, mark: Mark) -> Dot:
    x, y = plane.at(mark.position)
    return Dot(x=x, y=y, tone=mark.tone, label=mark.label, title=mark.title)
