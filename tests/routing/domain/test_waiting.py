"""Whether a queue takes one more, what is said of the wait, and how the figures are made."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.domain.levels import Level, Passage, level_of
from routing.domain.waiting import Estimate, Limits, Standing, estimate, refused, standing
from routing.domain.work import ENDS, Overflow, WorkState


@pytest.mark.parametrize(
    ("waiting", "is_open", "has_anybody", "waited", "expected"),
    [
        (2, True, True, 0, None),
        (3, True, True, 0, Overflow.FULL),
        (0, False, True, 0, Overflow.CLOSED),
        (9, True, False, 999, Overflow.NOBODY),
        (0, True, True, 299, None),
        (0, True, True, 300, Overflow.TOO_LONG),
    ],
)
def test_why_an_item_may_not_stay(
    waiting: int, is_open: bool, has_anybody: bool, waited: int, expected: Overflow | None
) -> None:
    found = refused(
        Limits(3, 300), waiting=waiting, is_open=is_open, has_anybody=has_anybody, waited_seconds=waited
    )
    assert found is expected


def test_without_limits_one_may_stay_for_ever() -> None:
    assert refused(Limits(), waiting=999, is_open=True, has_anybody=True, waited_seconds=9999) is None


def test_a_wait_is_a_range_and_nothing_is_said_on_little_evidence() -> None:
    assert estimate(1, [60, 60, 60, 60], members=1) is None
    assert estimate(1, [60] * 5, members=0) is None
    assert estimate(3, [60, 120, 180, 240, 300], members=2) == Estimate(3, 6)
    assert estimate(1, [20] * 9, members=4) == Estimate(0, 1)


@pytest.mark.parametrize(("members", "load"), [(1, 0.8), (3, 0.9), (6, 1.1)])
def test_most_who_are_told_a_range_wait_that_long(members: int, load: float) -> None:
    """Simulate a day of callers; half of an honest range would be too few, and one that always holds says nothing."""
    told, held, widths = 0, 0, []
    for expected, waited in simulated(members=members, load=load, callers=600, seed=members):
        told += 1
        held += expected.least * 60 <= waited <= expected.most * 60
        widths.append((expected.most - expected.least) / max(1, expected.most))
    assert told > 100
    assert held / told > 0.6
    assert sum(widths) / told < 0.95


def simulated(*, members: int, load: float, callers: int, seed: int) -> Iterator[tuple[Estimate, float]]:
    """Give what each caller who has to wait is told as they join, and how many seconds they then waited."""
    chance = Random(seed)  # arrivals, no secrets
    free_at, handled, starts, at = [0.0] * members, [], [], 0.0
    for _caller in range(callers):
        at += chance.expovariate(load * members / 240)
        done = [seconds for end, seconds in handled if end <= at][-40:]
        ahead = sum(start > at for start in starts)
        free = sum(end <= at for end in free_at)
        stand = standing(ahead + 1, [max(1, int(one)) for one in done], members=members, free=free)
        # Calls are no dice: few are short, some are long.
        talk = chance.lognormvariate(5.3, 0.6)
        soonest = min(range(members), key=free_at.__getitem__)
        start = max(at, free_at[soonest])
        free_at[soonest] = start + talk
        handled.append((start + talk, talk))
        handled.sort()
        starts.append(start)
        if stand.expected is not None:
            yield stand.expected, start - at


def test_whoever_a_free_member_takes_is_told_no_minutes() -> None:
    assert standing(2, [60] * 9, members=3, free=2) == Standing(2)
    assert standing(3, [60] * 9, members=3, free=2) == Standing(3, Estimate(0, 1))


@given(st.integers(1, 40), st.lists(st.integers(1, 3600), min_size=5, max_size=30), st.integers(1, 9))
def test_a_range_never_ends_before_it_begins(position: int, handled: list[int], members: int) -> None:
    found = estimate(position, handled, members=members)
    assert found is not None
    assert 0 <= found.least < found.most


def test_service_level_by_its_formula() -> None:
    passages = [
        *[Passage(WorkState.DONE, 10)] * 6,
        Passage(WorkState.CONNECTED, 20),
        Passage(WorkState.DONE, 21),
        *[Passage(WorkState.SHORT_ABANDONED)] * 2,
        Passage(WorkState.ABANDONED),
        Passage(WorkState.DONE, 300, took_callback=True),
        Passage(WorkState.OVERFLOWED),
        Passage(WorkState.WAITING),
    ]
    found = level_of(passages)
    assert found == Level(
        offered=13, in_time=7, answered=8, answered_seconds=101, short=2, callbacks=1, gave_up=1, overflowed=1
    )
    assert (found.counted, found.percent, found.average_seconds, found.gave_up_percent) == (10, 70, 13, 8)


def test_nothing_counts_as_nothing() -> None:
    empty = level_of([])
    assert (empty.percent, empty.average_seconds, empty.gave_up_percent) == (None, None, None)


@given(
    st.lists(st.builds(Passage, st.sampled_from(sorted(ENDS)), st.none() | st.integers(0, 90), st.booleans()))
)
def test_every_item_counts_once(passages: list[Passage]) -> None:
    found = level_of(passages)
    assert found.offered == len(passages)
    parts = found.answered + found.short + found.callbacks + found.gave_up + found.overflowed
    assert parts == found.offered
    assert found.in_time <= found.answered
