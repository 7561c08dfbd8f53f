"""Driving between visits: how long drives take, what one more visit adds, and the route of a day.

A visit is claimed for its planned minutes; what the customer is promised is the arrival window it begins in. Drive times
depend on the neighbours, so no constraint of the database can hold them: the slot engine checks them under the lock.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from scheduling.domain.geo import Position, metres_between
from scheduling.domain.slots.model import Id, Run


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a visit is or a vehicle stands: a position, and the zone of the matrix it lies in; either may be unknown."""

    position: Position | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Driving:
    """How long drives take.

    The matrix has minutes from zone to zone, either way round where only one is given. Else the way as the crow flies,
    times `detour`, at `speed`, and `slack` minutes for parking. Where a place is unknown a drive takes `unknown` minutes.
    """

    speed: float = 40.0
    detour: float = 1.3
    slack: int = 5
    unknown: int = 30
    matrix: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.speed <= 0 or self.detour < 1 or min(self.slack, self.unknown) < 0:
            raise ValueError("Speed is more than nothing, a detour no shortcut, slack not negative.")

    def minutes(self, start: Spot, end: Spot) -> int:
        """Give the minutes of a drive, rounded up; none between two visits at one position."""
        if start.position is not None and start.position == end.position:
            return 0
        told = self.matrix.get((start.zone, end.zone), self.matrix.get((end.zone, start.zone)))
        if told is not None and start.zone and end.zone:
            return told
        if start.position is None or end.position is None:
            return self.unknown
        metres = metres_between(start.position, end.position) * self.detour
        return math.ceil(metres * 60 / (self.speed * 1000)) + self.slack


@dataclass(frozen=True, slots=True)
class Visit:
    """A planned visit of one vehicle or technician, buffers included; `window` is what was promised."""

    id: Id
    start: int
    end: int
    spot: Spot
    window: Run | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A drive of a day: from a visit, or from base, to the next; `late` by so many minutes if nothing is moved."""

    start: Id | None
    end: Id | None
    drive: int
    leave_by: int
    late: int


@dataclass(frozen=True, slots=True)
class DayRoute:
    """The visits of a day in order, the drives between them, and how long these take together."""

    visits: tuple[Visit, ...]
    legs: tuple[Leg, ...]
    minutes: int

    @property
    def is_possible(self) -> bool:
        """Say whether every visit can be reached in time."""
        return not any(leg.late for leg in self.legs)


def day_route(
    driving: Driving, visits: Iterable[Visit], *, base: Spot | None = None, returns: bool = True
) -> DayRoute:
    """Put a day's visits in order and say by when to leave for each; with a base, from there and, if so, back."""
    known = sorted_visits(visits)
    legs = []
    if base and known:
        drive = driving.minutes(base, known[0].spot)
        legs.append(Leg(None, known[0].id, drive, known[0].start - drive, 0))
    for one, other in pairwise(known):
        drive = driving.minutes(one.spot, other.spot)
        leave_by = other.start - drive
        legs.append(Leg(one.id, other.id, drive, leave_by, max(0, one.end - leave_by)))
    if base and known and returns:
        legs.append(Leg(known[-1].id, None, driving.minutes(known[-1].spot, base), known[-1].end, 0))
    return DayRoute(tuple(known), tuple(legs), sum(leg.drive for leg in legs))


def added_driving(
    driving: Driving, visit: Visit, others: Iterable[Visit], *, base: Spot | None = None
) -> int:
    """Give how many minutes more a day is driven with one more visit; less than none where that is a short cut."""
    known = sorted_visits(others)
    with_it = day_route(driving, [*known, visit], base=base)
    return with_it.minutes - day_route(driving, known, base=base).minutes


def sorted_visits(visits: Iterable[Visit]) -> list[Visit]:
    """Put visits in the order in which they are made."""
    return sorted(visits, key=lambda visit: (visit.start, visit.end))
