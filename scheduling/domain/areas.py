"""Where a home service goes: postcodes, polygons and radiuses, asked before any time is offered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final

from scheduling.domain.geo import Position, metres_between

_MOST_POINTS: Final = 500
# A unit is about a centimetre; whole numbers make it exact whether a point lies on an edge.
_UNITS: Final = 10_000_000
_ROUND: Final = 360 * _UNITS

_Point = tuple[int, int]


class PostcodesUnreadable(ValueError):
    """A part of a list of postcodes that is neither a postcode, a beginning with a star, nor a range of digits."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"“{part}” is no postcode, beginning such as 852*, or range such as 85001-85010.")


class PolygonFault(StrEnum):
    """Why points are no polygon."""

    TOO_FEW_POINTS = "TOO_FEW_POINTS"
    TOO_MANY_POINTS = "TOO_MANY_POINTS"
    NO_AREA = "NO_AREA"
    CROSSES_ITSELF = "CROSSES_ITSELF"


class PolygonInvalid(ValueError):
    """The points are no polygon."""

    def __init__(self, fault: PolygonFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True)
class PostcodeRule:
    """Postcodes from `low` to `high` of the same length, or, where they are the same, those that begin like it."""

    low: str
    high: str
    is_prefix: bool = False

    def covers(self, postcode: str) -> bool:
        """Say whether a postcode, already tidied, is meant."""
        if self.is_prefix:
            return postcode.startswith(self.low)
        return len(postcode) == len(self.low) and self.low <= postcode <= self.high


@dataclass(frozen=True, slots=True)
class PostcodeArea:
    """All addresses with these postcodes."""

    id: int
    name: str
    rules: tuple[PostcodeRule, ...]


@dataclass(frozen=True, slots=True)
class PolygonArea:
    """All addresses inside a polygon and on its edges; it is less than half the earth wide.

    Raises:
        PolygonInvalid: the points are none.
    """

    id: int
    name: str
    points: tuple[Position, ...]

    def __post_init__(self) -> None:
        fault = polygon_fault(self.points)
        if fault:
            raise PolygonInvalid(fault)


@dataclass(frozen=True, slots=True)
class RadiusArea:
    """All addresses no further from a centre than this, as the crow flies."""

    id: int
    name: str
    centre: Position
    metres: int


Area = PostcodeArea | PolygonArea | RadiusArea


@dataclass(frozen=True, slots=True)
class Address:
    """What is known of where a customer lives."""

    postcode: str = ""
    position: Position | None = None


class WhyNot(StrEnum):
    """Why an area does not serve an address."""

    OTHER_POSTCODE = "OTHER_POSTCODE"
    NO_POSTCODE = "NO_POSTCODE"
    OUTSIDE = "OUTSIDE"
    TOO_FAR = "TOO_FAR"
    NO_POSITION = "NO_POSITION"


@dataclass(frozen=True, slots=True)
class Miss:
    """An area that does not serve an address; `metres_over` is by how much it is too far from the centre."""

    area: Area
    why: WhyNot
    metres_over: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether an address is served: by the first area that covers it, else why by none. No areas: everywhere."""

    is_served: bool
    area: Area | None = None
    misses: tuple[Miss, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Say whether more of the address might have changed the answer."""
        unsure = (WhyNot.NO_POSTCODE, WhyNot.NO_POSITION)
        return not self.is_served and any(miss.why in unsure for miss in self.misses)


def coverage(address: Address, areas: Sequence[Area]) -> Coverage:
    """Say whether an address is served, by which area, and if not, why."""
    misses = []
    for area in areas:
        miss = _miss(address, area)
        if miss is None:
            return Coverage(True, area)
        misses.append(miss)
    return Coverage(not areas, None, tuple(misses))


def read_postcodes(text: str) -> tuple[PostcodeRule, ...]:
    """Read postcodes parted by commas, semicolons or lines: `85004`, `852*`, `85001-85010`, `SW1A 1AA`.

    Raises:
        PostcodesUnreadable: a part is none of these.
    """
    parts = (part.strip() for part in re.split(r"[,;\n\r]+", text))
    return tuple(dict.fromkeys(_rule(part) for part in parts if part))


def tidy_postcode(written: str) -> str:
    """Write a postcode as it is compared: capitals without spaces and dashes; of ZIP+4 the five digits."""
    bare = re.sub(r"[\s\-–]+", "", written.upper())
    return bare[:5] if re.fullmatch(r"\s*\d{5}[\s\-–]+\d{4}\s*", written) else bare


def polygon_fault(points: Sequence[Position]) -> PolygonFault | None:
    """Find why points are no polygon, None if they are one; the last may repeat the first."""
    ring = _ring(points)
    if len(set(ring)) < 3:
        return PolygonFault.TOO_FEW_POINTS
    if len(ring) > _MOST_POINTS:
        return PolygonFault.TOO_MANY_POINTS
    edges = list(pairwise([*ring, ring[0]]))
    if sum(a[0] * b[1] - b[0] * a[1] for a, b in edges) == 0:
        return PolygonFault.NO_AREA
    if any(_cross(one, other) for one, other in combinations(edges, 2)):
        return PolygonFault.CROSSES_ITSELF
    return None


def contains(points: Sequence[Position], position: Position) -> bool:
    """Say whether a position lies in a polygon or on its edge."""
    ring = _ring(points)
    edges = list(pairwise([*ring, ring[0]]))
    x, y = _point(position)
    # A polygon over the line of dates is laid out beyond 180 degrees.
    return any(_is_inside((x + turn, y), edges) for turn in (0, _ROUND, -_ROUND))


def _miss(address: Address, area: Area) -> Miss | None:
    if isinstance(area, PostcodeArea):
        postcode = tidy_postcode(address.postcode)
        if not postcode:
            return Miss(area, WhyNot.NO_POSTCODE)
        is_covered = any(rule.covers(postcode) for rule in area.rules)
        return None if is_covered else Miss(area, WhyNot.OTHER_POSTCODE)
    if address.position is None:
        return Miss(area, WhyNot.NO_POSITION)
    if isinstance(area, PolygonArea):
        return None if contains(area.points, address.position) else Miss(area, WhyNot.OUTSIDE)
    over = metres_between(area.centre, address.position) - area.metres
    return Miss(area, WhyNot.TOO_FAR, max(1, round(over))) if over > 0 else None


def _rule(part: str) -> PostcodeRule:
    bare = tidy_postcode(part)
    if part.endswith("*") and re.fullmatch(r"[A-Z0-9]+\*", bare):
        return PostcodeRule(bare[:-1], bare[:-1], is_prefix=True)
    span = re.fullmatch(r"(\d+)\s*(?:-|–|\.\.)\s*(\d+)", part)
    if span and len(span[1]) == len(span[2]) and span[1] <= span[2]:
        return PostcodeRule(span[1], span[2])
    # Two numbers that are no range, unless they are ZIP+4 or the dash of a Japanese, Polish or Portuguese postcode.
    is_reversed = span is not None and len(span[1]) == len(span[2])
    if is_reversed or not re.fullmatch(r"(?=.*\d)[A-Z0-9]{2,10}", bare):
        raise PostcodesUnreadable(part)
    return PostcodeRule(bare, bare)


def _point(position: Position) -> _Point:
    return round(position.longitude * _UNITS), round(position.latitude * _UNITS)


def _ring(points: Iterable[Position]) -> list[_Point]:
    """Lay the points out such that neighbours are less than half a turn apart, without repeating the first."""
    ring: list[_Point] = []
    for x, y in map(_point, points):
        if ring:
            turns = round((ring[-1][0] - x) / _ROUND)
            x += turns * _ROUND  # noqa: PLW2901 - the same point, counted on
        if not ring or ring[-1] != (x, y):
            ring.append((x, y))
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def _side(a: _Point, b: _Point, c: _Point) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)


def _is_on(edge: tuple[_Point, _Point], point: _Point) -> bool:
    (ax, ay), (bx, by) = edge
    x, y = point
    return _side(*edge, point) == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)


def _cross(one: tuple[_Point, _Point], other: tuple[_Point, _Point]) -> bool:
    """Say whether two edges meet anywhere but in one corner that they share."""
    a, b = one
    c, d = other
    shared = {a, b} & {c, d}
    if len(shared) == 2:
        return True
    if shared:
        return any(_is_on(one, end) for end in other if end not in shared) or any(
            _is_on(other, end) for end in one if end not in shared
        )
    if any(_is_on(one, end) for end in other) or any(_is_on(other, end) for end in one):
        return True
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _is_inside(point: _Point, edges: Sequence[tuple[_Point, _Point]]) -> bool:
    """Count the edges to the east; a point on an edge is inside."""
    x, y = point
    is_inside = False
    for edge in edges:
        if _is_on(edge, point):
            return True
        low, high = sorted(edge, key=lambda end: end[1])
        if low[1] <= y < high[1] and _side(low, high, (x, y)) > 0:
            is_inside = not is_inside
    return is_inside
