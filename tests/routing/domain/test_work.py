"""The work-item table is total, every state is reached, and an end is left only for the end it truly was."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from routing.domain.work import (
    ENDS,
    FREE,
    HELD,
    INITIAL,
    MOVES,
    RESERVED,
    IllegalWorkMove,
    WorkMove,
    WorkState,
    hang_up_of,
    next_state,
)

LEGAL = {
    WorkState.WAITING: "OFFER HANG_UP_SHORT HANG_UP BREAK_OUT OVERFLOW TAKE_CALLBACK FORCE",
    WorkState.RESERVED: "ACCEPT DECLINE EXPIRE FAIL HANG_UP_SHORT HANG_UP BREAK_OUT TAKE_CALLBACK FORCE",
    WorkState.CONNECTED: "TRANSFER END FAIL FORCE",
    WorkState.WRAPPING: "WRAP_UP HANG_UP_SHORT HANG_UP FORCE",
    WorkState.DONE: "HANG_UP_SHORT HANG_UP",
    WorkState.CALLBACK_PENDING: "OFFER BREAK_OUT REJOIN GIVE_UP FORCE",
    WorkState.CALLBACK_RESERVED: "ACCEPT DECLINE EXPIRE FAIL REJOIN FORCE",
    WorkState.CALLBACK_DIALING: "ANSWER NO_ANSWER GIVE_UP REJOIN FORCE",
}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(("state", "move"), list(product(WorkState, WorkMove)))
def test_every_state_answers_every_move(state: WorkState, move: WorkMove) -> None:
    if move in LEGAL.get(state, "").split():
        assert next_state(state, move) in WorkState
    else:
        with pytest.raises(IllegalWorkMove) as raised:
            next_state(state, move)
        assert (raised.value.state, raised.value.move) == (state, move)


def test_every_state_is_reached_and_every_live_one_can_end() -> None:
    reached, ahead = set[WorkState](), set(INITIAL)
    while ahead:
        reached |= ahead
        ahead = {after for state in ahead for after in MOVES[state].values()} - reached
    assert reached == set(WorkState)
    assert {after for state in ENDS for after in MOVES[state].values()} <= ENDS
    assert all(MOVES[state][WorkMove.FORCE] is WorkState.FORCED for state in set(WorkState) - ENDS)


def test_an_item_is_free_or_asked_for_or_held_or_over_and_never_two_of_these() -> None:
    parts = [FREE, RESERVED, HELD, ENDS]
    assert sum(len(part) for part in parts) == len(WorkState)
    assert frozenset[WorkState]().union(*parts) == frozenset(WorkState)


def test_whoever_passes_on_an_item_gives_it_back_to_where_it_stood() -> None:
    for move in (WorkMove.DECLINE, WorkMove.EXPIRE, WorkMove.FAIL):
        assert next_state(WorkState.RESERVED, move) is WorkState.WAITING
        assert next_state(WorkState.CALLBACK_RESERVED, move) is WorkState.CALLBACK_PENDING


def test_who_hangs_up_at_once_did_not_give_up() -> None:
    assert hang_up_of(NOON, NOON + timedelta(seconds=4), short_seconds=5) is WorkMove.HANG_UP_SHORT
    assert hang_up_of(NOON, NOON + timedelta(seconds=5), short_seconds=5) is WorkMove.HANG_UP
