"""Whether a queue takes one more, what is said of the wait, and how the figures are made."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.domain.expecting import Expected, expect
from routing.domain.levels import Level, Passage, level_of
from routing.domain.waiting import (
    Estimate,
    Limits,
    Standing,
    estimate,
    minutes_of,
    refused,
    standing,
    would_wait_too_long,
)
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
    assert estimate(1, [20] * 9, members=4) == Estimate(0, 1)
    assert estimate(3, [60] * 9, members=1) == Estimate(2, 3), "two whole calls and the rest of one"
    assert estimate(3, [60] * 9, members=1) == estimate(3, [60] * 9, members=1)


@pytest.mark.parametrize(
    ("members", "place", "known"), [(1, 1, 12), (1, 4, 40), (3, 3, 12), (3, 9, 40), (12, 20, 40)]
)
def test_of_ten_who_are_told_a_range_eight_wait_that_long(members: int, place: int, known: int) -> None:
    """Draw queues that have nothing to do with each other; a range that holds for more than it says is wrong as well."""
    chance = Random(members * place)  # calls, no secrets
    inside = 0
    for _queue in range(300):
        handled = [round(chance.lognormvariate(5.3, 0.6)) for _call in range(known)]
        # Of calls under way, the long ones are met more often.
        free_at = [chance.lognormvariate(5.3 + 0.36, 0.6) * chance.random() for _member in range(members)]
        for _ahead in range(place - 1):
            free_at.sort()
            free_at[0] += chance.lognormvariate(5.3, 0.6)
        expected = expect(place, handled, members=members)
        assert expected is not None
        inside += expected.least <= min(free_at) <= expected.most
    assert 0.72 < inside / 300 < 0.88


def test_on_a_day_of_callers_most_wait_as_long_as_they_are_told() -> None:
    told = [
        (minutes_of(expected), waited) for expected, waited in simulated(members=3, load=0.9, callers=320)
    ]
    assert len(told) > 60
    assert sum(one.least * 60 <= waited <= one.most * 60 for one, waited in told) / len(told) > 0.7
    assert sum((one.most - one.least) / one.most for one, _waited in told) / len(told) < 0.95, (
        "it says something"
    )


def simulated(*, members: int, load: float, callers: int) -> Iterator[tuple[Expected, float]]:
    """Give what is expected of each caller who has to wait, and how many seconds they then waited."""
    chance = Random(members)  # arrivals, no secrets
    free_at, handled, starts, at = [0.0] * members, [], [], 0.0
    for _caller in range(callers):
        at += chance.expovariate(load * members / 240)
        done = [max(1, int(seconds)) for end, seconds in handled if end <= at][-40:]
        place = sum(start > at for start in starts) + 1
        free = sum(end <= at for end in free_at)
        # Calls are no dice: few are short, some are long.
        talk = chance.lognormvariate(5.3, 0.6)
        soonest = min(range(members), key=free_at.__getitem__)
        start = max(at, free_at[soonest])
        free_at[soonest] = start + talk
        handled.append((start + talk, talk))
        handled.sort()
        starts.append(start)
        expected = expect(place, done, members=members, free=free)
        if expected is not None:
            yield expected, start - at


def test_who_would_wait_too_long_even_at_best_does_not_join() -> None:
    minutes = [240, 250, 260, 270, 280]
    limits = Limits(longest_seconds=300)
    assert not would_wait_too_long(limits, standing(1, minutes, members=1, free=0))
    assert would_wait_too_long(limits, standing(3, minutes, members=1, free=0))
    assert not would_wait_too_long(limits, standing(3, minutes[:4], members=1, free=0)), "nothing is known"
    assert not would_wait_too_long(limits, standing(3, minutes, members=3, free=3)), "somebody is free"
    assert not would_wait_too_long(Limits(), standing(9, minutes, members=1, free=0)), "no limit"


def test_whoever_a_free_member_takes_is_told_no_minutes() -> None:
    assert standing(2, [60] * 9, members=3, free=2) == Standing(2)
    assert standing(3, [60] * 9, members=3, free=2) == Standing(3, Estimate(0, 1))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 40), st.lists(st.integers(1, 3600), min_size=5, max_size=12), st.integers(1, 9))
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
