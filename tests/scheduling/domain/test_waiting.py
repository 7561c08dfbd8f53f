"""Which times suit somebody who waits, and how their entry moves."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from scheduling.domain import waiting
from scheduling.domain.waiting import IllegalWaitingMove, OfferOutcome, Suits, WaitingMove, WaitingState
from scheduling.models import WaitingEntry, WaitingOffer

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DANA, EVE = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("suits", "expected"),
    [
        (Suits(), True),
        (Suits(weekdays=frozenset({1})), True),
        (Suits(weekdays=frozenset({0, 2})), False),
        (Suits(spans=((9 * 60, 10 * 60),)), True),
        (Suits(spans=((9 * 60, 9 * 60 + 30), (10 * 60, 12 * 60))), False),
        (Suits(earliest=date(2026, 11, 24), latest=date(2026, 11, 24)), True),
        (Suits(earliest=date(2026, 11, 25)), False),
        (Suits(latest=date(2026, 11, 23)), False),
        (Suits(providers=frozenset({DANA})), True),
        (Suits(providers=frozenset({EVE})), False),
    ],
)
def test_what_suits(suits: Suits, expected: bool) -> None:
    assert suits.fits(TUESDAY, [DANA]) is expected


def test_the_table_is_total_and_its_states_are_in_the_models() -> None:
    assert set(waiting.TRANSITIONS) == set(WaitingState)
    reached = set(waiting.INITIAL)
    for _ in WaitingState:
        reached |= {after for state in reached for after in waiting.TRANSITIONS[state].values()}
    assert reached == set(WaitingState)
    for state in WaitingState:
        assert bool(waiting.TRANSITIONS[state]) is (state in waiting.LIVE)
        for move in WaitingMove:
            if move in waiting.TRANSITIONS[state]:
                assert waiting.next_state(state, move) is waiting.TRANSITIONS[state][move]
            else:
                with pytest.raises(IllegalWaitingMove):
                    waiting.next_state(state, move)
    for model, column, enum in (
        (WaitingEntry, "state", WaitingState),
        (WaitingOffer, "outcome", OfferOutcome),
    ):
        field = model._meta.get_field(column)
        assert {value for value, _ in field.choices or ()} == {item.value for item in enum}  # type: ignore[union-attr]
