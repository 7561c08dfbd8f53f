"""Whose turn it is."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.domain.fairness import (
    Standing,
    Turn,
    Why,
    choose,
    credit_for_absence,
    credit_on_joining,
    measure,
)


def reasons(*turns: Turn) -> dict[int | str, Why]:
    return {reason.id: reason.why for reason in choose(turns).reasons}


def test_who_has_least_of_their_share_is_next() -> None:
    choice = choose([Turn(1, bookings=3), Turn(2, bookings=1), Turn(3, bookings=2)])
    assert choice.host == 2
    assert choice.reasons[1].share == Fraction(7, 3)
    assert choice.reasons[1].deficit == Fraction(4, 3)


def test_weights_make_shares() -> None:
    turns = [Turn("half", weight=50), Turn("whole", weight=100)]
    for _ in range(30):
        chosen = choose(turns).host
        turns = [replace(turn, bookings=turn.bookings + (turn.id == chosen)) for turn in turns]
    assert [turn.bookings for turn in turns] == [10, 20]


def test_every_host_has_a_reason() -> None:
    assert reasons(
        Turn(1, bookings=1, last_booked=5),
        Turn(2, bookings=1, last_booked=7),
        Turn(3, bookings=2),
        Turn(4, priority=-1),
        Turn(5, standing=Standing.NOT_FREE),
        Turn(6, standing=Standing.CAPPED),
        Turn(7, standing=Standing.ROUTED_AWAY),
        Turn(8, bookings=1, last_booked=5),
    ) == {
        1: Why.CHOSEN,
        2: Why.BOOKED_MORE_RECENTLY,
        3: Why.SMALLER_DEFICIT,
        4: Why.LOWER_PRIORITY,
        5: Why.NOT_FREE,
        6: Why.CAPPED,
        7: Why.ROUTED_AWAY,
        8: Why.LATER_ID,
    }


def test_who_was_never_booked_goes_before_who_was_and_numbers_before_words() -> None:
    assert choose([Turn(1, last_booked=0), Turn(2)]).host == 2
    assert choose([Turn("b"), Turn(10), Turn(9)]).host == 9


def test_nobody_free_is_nobody() -> None:
    assert choose([Turn(1, standing=Standing.NOT_FREE)]).host is None
    assert choose([]).host is None


def test_who_has_no_weight_is_chosen_only_when_alone() -> None:
    assert choose([Turn(1, weight=0), Turn(2, bookings=50)]).host == 2
    assert choose([Turn(1, weight=0), Turn(2, standing=Standing.NOT_FREE)]).host == 1
    assert choose([Turn(1, weight=0, bookings=1), Turn(2, weight=0)]).host == 2


def test_a_newcomer_does_not_have_to_catch_up() -> None:
    old = [Turn(1, bookings=10), Turn(2, weight=2, bookings=20)]
    new = Turn(3, credit=credit_on_joining(1, old))
    assert new.credit == 10
    assert measure([*old, new]).max_deviation == 0
    assert choose([*old, new]).host == 2  # whose share of the next one is the largest
    assert credit_on_joining(1, []) == 0


def test_after_an_absence_only_what_others_got_meanwhile_is_credited() -> None:
    before, after = [Turn(1, bookings=4), Turn(2, bookings=6)], [Turn(1, bookings=7), Turn(2, bookings=9)]
    assert credit_for_absence(2, before, after) == 6


def test_fairness_is_told() -> None:
    told = measure([Turn(1, bookings=4), Turn(2, bookings=0)])
    assert told.max_deviation == 2
    assert told.jain_index == 0.5
    assert measure([Turn(1, bookings=3, weight=3), Turn(2, bookings=1)]).jain_index == 1.0
    assert measure([]).jain_index == 1.0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(0, 60))
def test_when_all_are_free_nobody_gets_a_booking_more_than_their_share(
    weights: list[int], bookings: int
) -> None:
    turns = [Turn(place, weight=weight) for place, weight in enumerate(weights)]
    for _ in range(bookings):
        chosen = choose(turns).host
        turns = [replace(turn, bookings=turn.bookings + (turn.id == chosen)) for turn in turns]
    assert all(turn.bookings - Fraction(bookings * turn.weight, sum(weights)) < 1 for turn in turns)
    if len(set(weights)) == 1:
        assert measure(turns).max_deviation < 1


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 6))
def test_the_order_of_hosts_does_not_matter(seed: int, count: int) -> None:
    chance = random.Random(seed)
    turns = [
        Turn(
            place,
            weight=chance.randint(0, 3),
            priority=chance.randint(0, 1),
            bookings=chance.randint(0, 3),
            last_booked=chance.choice([None, 1, 2]),
            standing=chance.choice(list(Standing)),
        )
        for place in range(count)
    ]
    mixed = turns[:]
    chance.shuffle(mixed)
    assert choose(turns).host == choose(mixed).host


def test_negative_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Turn(1, weight=-1)
