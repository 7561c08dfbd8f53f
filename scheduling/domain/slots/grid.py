"""On which starts of the free runs a booking may begin."""

from collections.abc import Iterator, Sequence
from typing import Final

from scheduling.domain.slots import clock
from scheduling.domain.slots.model import DAY, Anchor, Run, ServiceRules

_STEPS: Final = (60, 30, 20, 15, 10, 5)


def starts(runs: Sequence[Run], service: ServiceRules, zone: str) -> list[int]:
    """List the starts on the grid, in order, such that the whole service lies in its run."""
    if not runs:
        return []
    parts = clock.segments(zone, runs[0][0], runs[-1][1])
    if service.anchor is Anchor.CLOCK:
        return list(_by_clock(runs, service, parts))
    interval = service.interval or service.length
    unit = next((step for step in _STEPS if interval % step == 0), 1)
    step = interval + service.offset
    found: list[int] = []
    place = 0
    for start, end in runs:
        if end - start < service.length:
            continue
        while parts[place][1] <= start:
            place += 1
        if service.optimize:
            first = _optimized(start, end, unit, parts[place][2])
        else:
            first = _rounded_up(start, unit, parts, place)
        found += range(first + service.offset, end - service.length + 1, step)
    return found


def _rounded_up(start: int, unit: int, parts: Sequence[clock.Segment], place: int) -> int:
    """Find the first instant at which the clock shows a multiple of the unit."""
    for low, high, offset in parts[place:]:
        at = max(start, low)
        at += -(at + offset) % unit
        if at < high:
            return at
    # Beyond the last run nothing starts.
    return parts[-1][1]


def _optimized(start: int, end: int, unit: int, offset: int) -> int:
    """Move an unaligned start up by no more than what no booking of the run could use."""
    shown = start + offset
    if shown % unit == 0:
        return start
    spare = (end - start) % unit
    moves = (step - shown % step for step in (unit, 15, 5))
    return start + next((move for move in moves if move <= spare), 0)


def _by_clock(runs: Sequence[Run], service: ServiceRules, parts: Sequence[clock.Segment]) -> Iterator[int]:
    """Count from each midnight of the wall clock, so that no booking and no cut moves the grid."""
    step = (service.interval or service.length) + service.offset
    place = 0
    for start, end in runs:
        last = end - service.length
        while parts[place][1] <= start:
            place += 1
        for low, high, offset in parts[place:]:
            if low > last:
                break
            at, until = max(start, low), min(last + 1, high)
            while at < until:
                midnight = at - (at + offset) % DAY
                first = midnight + service.offset
                first += max(0, -(-(at - first) // step)) * step
                yield from range(first, min(until, midnight + DAY), step)
                at = midnight + DAY
