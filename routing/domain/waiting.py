"""How long one waits: whether a queue takes another caller at all, what they are told, and when they are told again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from routing.domain.expecting import Expected, expect
from routing.domain.work import Overflow

# The first announcement leaves a free member the time to be rung instead.
FIRST_AFTER_SECONDS: Final = 3
# While a member is rung nothing is said; soon after they did not take it, it is.
QUIET_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What a queue allows; None is no limit."""

    places: int | None = None
    longest_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Between how many whole minutes one waits; `least` 0 means less than one. `soonest` are seconds, not rounded."""

    least: int
    most: int
    soonest: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands in line: which place (from 1), and how long it takes, as far as that is known."""

    place: int
    expected: Estimate | None = None


def refused(
    limits: Limits,
    *,
    waiting: int,
    is_open: bool,
    has_anybody: bool,
    waited_seconds: float = 0,
) -> Overflow | None:
    """Say why an item may not join, or not stay; None when it may. Whether anybody could ever take it comes first."""
    if not is_open:
        return Overflow.CLOSED
    if not has_anybody:
        return Overflow.NOBODY
    if limits.places is not None and waiting >= limits.places:
        return Overflow.FULL
    if limits.longest_seconds is not None and waited_seconds >= limits.longest_seconds:
        return Overflow.TOO_LONG
    return None


def would_wait_too_long(limits: Limits, standing: Standing) -> bool:
    """Say whether somebody who joins would wait longer than is allowed even if it goes as fast as it may.

    Without an estimate they join: then only how long they have waited decides.
    """
    if limits.longest_seconds is None or standing.expected is None:
        return False
    return standing.expected.soonest >= limits.longest_seconds


def estimate(place: int, handled_seconds: Sequence[int], *, members: int, free: int = 0) -> Estimate | None:
    """Estimate the wait of whoever stands at `place` (from 1) in the minutes that are said; None: nothing is known."""
    expected = expect(place, handled_seconds, members=members, free=free)
    return minutes_of(expected) if expected is not None else None


def minutes_of(expected: Expected) -> Estimate:
    """Round a range outwards to the minutes that are said."""
    least = int(expected.least // 60)
    return Estimate(least, max(least + 1, ceil(expected.most / 60)), expected.least)


def standing(place: int, handled_seconds: Sequence[int], *, members: int, free: int) -> Standing:
    """Say how somebody stands at `place`: of the members there, those who are free take whoever is before them."""
    return Standing(place, estimate(place, handled_seconds, members=members, free=free))
