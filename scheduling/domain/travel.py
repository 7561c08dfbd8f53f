"""Driving between visits: whether one more fits between its neighbours, arrival windows, and the route of a day.

A visit is claimed for its planned minutes; what the customer is promised is the arrival window it begins in. Drive times
depend on the neighbours, so no constraint of the database can hold them: they are checked under the vehicle's lock.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from scheduling.domain.geo import Position, metres_between
from scheduling.domain.slots import clock, runs
from scheduling.domain.slots.model import DaySpan, Id, Run


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


class Neighbour(StrEnum):
    """Which neighbour a visit is too close to."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


@dataclass(frozen=True, slots=True)
class TooClose:
    """A neighbour that cannot be reached, or cannot be come from, in time: how long the drive is, how much is missing."""

    neighbour: Neighbour
    visit: Id
    drive: int
    missing: int


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


@dataclass(frozen=True, slots=True)
class ArrivalOffer:
    """An arrival window that can be promised, and the start that would be planned in it; `added` minutes of driving."""

    window: Run
    start: int
    added: int


def neighbours_too_close(driving: Driving, visit: Visit, others: Iterable[Visit]) -> tuple[TooClose, ...]:
    """Find which neighbours a visit is too close to; none if it fits."""
    before, after = _neighbours(visit, sorted_visits(others))
    found = []
    if before:
        drive = driving.minutes(before.spot, visit.spot)
        if before.end + drive > visit.start:
            missing = before.end + drive - visit.start
            found.append(TooClose(Neighbour.BEFORE, before.id, drive, missing))
    if after:
        drive = driving.minutes(visit.spot, after.spot)
        if visit.end + drive > after.start:
            missing = visit.end + drive - after.start
            found.append(TooClose(Neighbour.AFTER, after.id, drive, missing))
    return tuple(found)


def reachable_starts(
    driving: Driving, starts: Iterable[int], length: int, spot: Spot, others: Iterable[Visit]
) -> tuple[int, ...]:
    """Keep the starts at which a visit of this length leaves time to drive from and to its neighbours."""
    known = sorted_visits(others)
    to = [driving.minutes(visit.spot, spot) for visit in known]
    back = [driving.minutes(spot, visit.spot) for visit in known]
    begins = [visit.start for visit in known]
    found = []
    for start in starts:
        place = bisect_right(begins, start)
        is_early = place and known[place - 1].end + to[place - 1] > start
        is_late = place < len(known) and start + length + back[place] > known[place].start
        if not (is_early or is_late):
            found.append(start)
    return tuple(found)


def arrival_windows(day: date, zone: str, spans: Iterable[DaySpan]) -> tuple[Run, ...]:
    """Place a day's arrival windows, such as 8 to 12, on the clock of a zone; one in a skipped hour is left out."""
    midnight = clock.wall_midnight(day.toordinal())
    found = []
    for span in spans:
        wall = [(midnight + span.starts, midnight + span.ends)]
        around = clock.segments(zone, wall[0][0] - 2 * 1440, wall[0][1] + 2 * 1440)
        shown = list(clock.on_the_clock(wall, around))
        if shown:
            found.append((shown[0][0], shown[-1][1]))
    return tuple(found)


def offer_windows(
    driving: Driving,
    windows: Iterable[Run],
    starts: Sequence[int],
    length: int,
    spot: Spot,
    others: Iterable[Visit],
) -> tuple[ArrivalOffer, ...]:
    """Offer the windows in which a visit can begin, planned where it adds the least driving, then the earliest."""
    known = sorted_visits(others)
    possible = reachable_starts(driving, starts, length, spot, known)
    found = []
    for window in windows:
        inside = [start for start in possible if window[0] <= start < window[1]]
        if inside:
            added = {
                start: _added(driving, Visit("", start, start + length, spot), known) for start in inside
            }
            best = min(inside, key=lambda start: (added[start], start))
            found.append(ArrivalOffer(window, best, added[best]))
    return tuple(found)


def keeps_reserve(free: Sequence[Run], visit: Run, reserve: int) -> bool:
    """Say whether a visit leaves a free stretch of the day as long as what is kept for emergencies."""
    left = runs.subtract(runs.merge(free), runs.merge([visit]))
    return not reserve or any(end - start >= reserve for start, end in left)


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


def sorted_visits(visits: Iterable[Visit]) -> list[Visit]:
    """Put visits in the order in which they are made."""
    return sorted(visits, key=lambda visit: (visit.start, visit.end))


def _neighbours(visit: Visit, others: Sequence[Visit]) -> tuple[Visit | None, Visit | None]:
    place = bisect_right([other.start for other in others], visit.start)
    return others[place - 1] if place else None, others[place] if place < len(others) else None


def _added(driving: Driving, visit: Visit, others: Sequence[Visit]) -> int:
    before, after = _neighbours(visit, others)
    to = driving.minutes(before.spot, visit.spot) if before else 0
    on = driving.minutes(visit.spot, after.spot) if after else 0
    direct = driving.minutes(before.spot, after.spot) if before and after else 0
    return to + on - direct
