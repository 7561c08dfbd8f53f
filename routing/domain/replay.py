"""Calls of the past through a flow that is not live yet: what would have become of each, beside what becomes of it now.

Both flows are replayed with the same callers and the same members, so that only the flows make a difference; the
flow beside itself makes none. What nobody recorded (would this member have taken that call?) is drawn from how they
took calls otherwise, always the same for one call and one member, and such results are marked as supposed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import TypeVar
from uuid import UUID

from accounts.domain.hours import Calendar
from routing.domain.graph import Flow
from routing.domain.replaying.calling import Call, Outcome, Result
from routing.domain.replaying.houses import House
from routing.domain.replaying.recorded import Arrival, Habit, Served, Shift, Staffing

__all__ = [
    "Arrival", "Cancelled", "Change", "Figures", "Habit", "Outcome", "QueueFigures", "Replay", "Result", "Served",
    "Shift", "Staffing", "replay", "run",
]  # fmt: skip

T = TypeVar("T")

SPOKE = frozenset({Outcome.ANSWERED, Outcome.OUTSIDE})
_TOLD_EVERY = 100
# A wait that differs by less is none that anybody would notice.
_NOTICEABLE_SECONDS = 5.0


class Cancelled(Exception):
    """Nobody wants to know any more."""


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """How those went who waited in one queue."""

    calls: int
    answered: int
    median_wait: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How calls went. `answered` lies between `answered_least` and `answered_most` where something was supposed.

    Waits are those of callers who spoke with somebody; `slow_wait` is longer than that of nine in ten of them.
    """

    calls: int
    outcomes: Mapping[Outcome, int]
    after_hours: int
    after_hours_answered: int
    by_queue: Mapping[UUID, QueueFigures]
    median_wait: float
    slow_wait: float
    longest_wait: float
    supposed: int
    answered_least: int
    answered_most: int

    @property
    def answered(self) -> int:
        """Give how many spoke with somebody."""
        return self.outcomes.get(Outcome.ANSWERED, 0) + self.outcomes.get(Outcome.OUTSIDE, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """One call that would have gone otherwise."""

    arrival: Arrival
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Replay:
    """Two flows side by side."""

    before: Figures
    after: Figures
    changes: tuple[Change, ...]


def replay(
    before: Flow | Mapping[str, Flow],
    after: Flow | Mapping[str, Flow],
    arrivals: Iterable[Arrival],
    staffing: Staffing,
    calendar: Calendar | Mapping[str, Calendar],
    *,
    goes_on: Callable[[int, int], bool] = lambda _done, _all: True,
) -> Replay:
    """Run the same calls through both flows; flows and calendars hold for all, or each for the number dialled.

    `goes_on` is told how far it is, and says whether to go on.

    Raises:
        Cancelled: `goes_on` said no.
    """
    ordered = sorted(arrivals, key=lambda one: one.at)
    whole = 2 * len(ordered)
    old = run(before, ordered, staffing, calendar, goes_on=lambda done: goes_on(done, whole))
    new = run(after, ordered, staffing, calendar, goes_on=lambda done: goes_on(len(ordered) + done, whole))
    changes = tuple(
        Change(arrival, was, becomes)
        for arrival, was, becomes in zip(ordered, old, new, strict=True)
        if _differ(was, becomes)
    )
    return Replay(_figures(old), _figures(new), changes)


def run(
    flow: Flow | Mapping[str, Flow],
    arrivals: Sequence[Arrival],
    staffing: Staffing,
    calendar: Calendar | Mapping[str, Calendar],
    *,
    goes_on: Callable[[int], bool] = lambda _done: True,
) -> list[Result]:
    """Run calls through one flow in the order in which they came.

    Raises:
        Cancelled: `goes_on` said no.
    """
    if not arrivals:
        return []
    house = House(staffing, _of(calendar, arrivals[0]))
    found: list[Result] = []
    for done, arrival in enumerate(arrivals):
        if done % _TOLD_EVERY == 0 and not goes_on(done):
            raise Cancelled
        found.append(Call(_of(flow, arrival), arrival, house, _of(calendar, arrival)).result())
    return found


def _of(one: T | Mapping[str, T], arrival: Arrival) -> T:
    """Give what holds for the line of a call."""
    return one[arrival.dialled] if isinstance(one, Mapping) else one


def _differ(before: Result, after: Result) -> bool:
    """Say whether a caller would notice; which node it was they would not."""
    if (before.outcome, before.member_id, before.queue_id) != (
        after.outcome,
        after.member_id,
        after.queue_id,
    ):
        return True
    return abs(before.wait_seconds - after.wait_seconds) > _NOTICEABLE_SECONDS


def _figures(results: Sequence[Result]) -> Figures:
    outcomes: dict[Outcome, int] = {}
    for one in results:
        outcomes[one.outcome] = outcomes.get(one.outcome, 0) + 1
    waits = sorted(one.wait_seconds for one in results if one.outcome in SPOKE)
    sure = sum(one.is_certain and one.outcome in SPOKE for one in results)
    supposed = sum(not one.is_certain for one in results)
    return Figures(
        calls=len(results),
        outcomes=outcomes,
        after_hours=sum(one.was_closed for one in results),
        after_hours_answered=sum(one.was_closed and one.outcome in SPOKE for one in results),
        by_queue=_by_queue(results),
        median_wait=median(waits) if waits else 0.0,
        slow_wait=waits[ceil(len(waits) * 0.9) - 1] if waits else 0.0,
        longest_wait=waits[-1] if waits else 0.0,
        supposed=supposed,
        answered_least=sure,
        answered_most=sure + supposed,
    )


def _by_queue(results: Iterable[Result]) -> dict[UUID, QueueFigures]:
    waited: dict[UUID, list[Result]] = {}
    for one in results:
        if one.waited_in is not None:
            waited.setdefault(one.waited_in, []).append(one)
    found = {}
    for queue_id, mine in waited.items():
        waits = [
            one.wait_seconds for one in mine if one.queue_id == queue_id and one.outcome is Outcome.ANSWERED
        ]
        found[queue_id] = QueueFigures(len(mine), len(waits), median(waits) if waits else 0.0)
    return found
