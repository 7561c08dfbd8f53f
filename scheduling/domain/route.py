"""A shorter order for the visits of a day, within the windows that were promised."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Final

from scheduling.domain.slots.model import Id, Run
from scheduling.domain.travel import Driving, Spot, Visit, day_route, sorted_visits

# Seven visits have 5,040 orders; of more, only neighbours change places.
MOST_TRIED: Final = 7
STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another order: which visit begins when, and how many minutes of driving it saves."""

    starts: tuple[tuple[Id, int], ...]
    saved: int


def suggest(
    driving: Driving, visits: Sequence[Visit], *, base: Spot | None, fixed: frozenset[Id] = frozenset()
) -> Suggestion | None:
    """Find the order with the least driving that keeps every promise; None where nothing is saved.

    Visits without a window, and those `fixed`, stay at their minute. Nothing begins before the first one does now.
    """
    known = sorted_visits(visits)
    if len(known) < 2:
        return None
    held = [replace(one, window=None) if one.id in fixed else one for one in known]
    best, least = None, day_route(driving, known, base=base).minutes
    before = least
    for order in _orders(held):
        planned = _planned(driving, order, begin=known[0].start)
        if planned is None:
            continue
        minutes = day_route(driving, planned, base=base).minutes
        if minutes < least:
            best, least = planned, minutes
    if best is None:
        return None
    moved = {one.id: one.start for one in known}
    starts = tuple((one.id, one.start) for one in best if one.start != moved[one.id])
    return Suggestion(starts, before - least)


def rounded_up(minutes: int) -> int:
    """Round a drive up to a figure people say."""
    return max(STEP, math.ceil(minutes / STEP) * STEP)


def _orders(visits: Sequence[Visit]) -> Iterator[Sequence[Visit]]:
    if len(visits) <= MOST_TRIED:
        yield from permutations(visits)
        return
    for place in range(len(visits) - 1):
        yield [*visits[:place], visits[place + 1], visits[place], *visits[place + 2 :]]


def _planned(driving: Driving, order: Sequence[Visit], *, begin: int) -> list[Visit] | None:
    """Plan visits in an order, each as early as drive and promise allow; None where a promise would be broken."""
    planned: list[Visit] = []
    for visit in order:
        earliest = begin
        if planned:
            last = planned[-1]
            earliest = last.end + driving.minutes(last.spot, visit.spot)
        start = _in_window(visit.window, -(-earliest // STEP) * STEP) if visit.window else visit.start
        if start is None or start < earliest:
            return None
        planned.append(replace(visit, start=start, end=start + visit.end - visit.start))
    return planned


def _in_window(window: Run, earliest: int) -> int | None:
    start = max(window[0], earliest)
    return start if start < window[1] else None
