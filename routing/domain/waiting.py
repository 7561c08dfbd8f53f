"""How long one waits: whether a queue takes another caller at all, what they are told, and when they are told again."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import quantiles
from typing import Final

from routing.domain.work import Overflow

# Fewer calls than this say nothing about the next one.
LEAST_SAMPLES: Final = 5
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
    """Between how many whole minutes one waits; `least` 0 means less than one."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands in line: which place (from 1), and how long it takes, as far as that is known."""

    place: int
    expected: Estimate | None = None


def refused(
    limits: Limits, *, waiting: int, is_open: bool, has_anybody: bool, waited_seconds: int = 0
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


def estimate(position: int, handled_seconds: Sequence[int], *, members: int) -> Estimate | None:
    """Estimate the wait of whoever stands at `position` (from 1) by how long the latest calls took.

    A range, from the quarter of short calls to that of long ones; None while too few calls or nobody tells anything.
    """
    if len(handled_seconds) < LEAST_SAMPLES or members < 1 or position < 1:
        return None
    short, _middle, long = quantiles(handled_seconds, n=4, method="inclusive")
    least = int(position * short / members // 60)
    most = max(least + 1, ceil(position * long / members / 60))
    return Estimate(least, most)


def standing(place: int, handled_seconds: Sequence[int], *, members: int, free: int) -> Standing:
    """Say how somebody stands at `place`: of the members there, those who are free take whoever is before them."""
    behind = place - free
    return Standing(place, estimate(behind, handled_seconds, members=members) if behind > 0 else None)
