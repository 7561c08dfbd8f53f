"""Whoever wants the same time: one has it, the others are offered others, whatever dies on the way (issue 5 §4).

A twentieth here; `./portico bench --trials` lets 500 want 40 times (`tests/benchmarks/bookers.py`).
"""

import pytest

from tests.trials import bookers

BOOKERS, SLOTS, KILLS = 25, 8, 2


@pytest.mark.django_db(transaction=True)
def test_nobody_is_booked_twice_and_no_confirmation_is_lost() -> None:
    outcome = bookers.run(bookers=BOOKERS, slots=SLOTS, kills=KILLS)

    assert outcome.kills == KILLS
    assert len(outcome.told) == BOOKERS
    assert outcome.errors == {}
    assert 0 < outcome.confirmed <= SLOTS
    assert (outcome.overlaps, outcome.lost, outcome.unasked, outcome.doubled, outcome.left_alone) == (0,) * 5
