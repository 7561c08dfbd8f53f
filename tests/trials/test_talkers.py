"""Callers talk with the assistant while everything that can go wrong does (issue 7, slice D).

A handful here; `./portico bench --trials --only receptionist` lets a thousand talk and takes a thousand over.
"""

from datetime import datetime

import pytest

from tests.trials import talkers

TALKS, ROUNDS = 7, 2


@pytest.mark.django_db(transaction=True)
def test_every_call_ends_in_an_outcome_and_nothing_is_done_twice(now: datetime) -> None:
    house = talkers.open_house(now=now)
    found = talkers.run(conversations=TALKS, house=house)
    assert found.wrong == {}
    assert found.conversations == TALKS
    assert found.outcomes["booked"], found
    assert sum(found.faults.values()) >= TALKS, found
    raced = talkers.race(rounds=ROUNDS, house=house)
    assert (raced.wrong, raced.conversations) == ({}, ROUNDS)
