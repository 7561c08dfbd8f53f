"""The tables are total, every state is reachable, and illegal moves are refused."""

from collections.abc import Collection, Mapping
from itertools import product
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.domain import states
from conversations.domain.states import (
    Control,
    IllegalMove,
    MessageState,
    Move,
    Ownership,
    Status,
    fold,
    is_legal,
    next_status,
)

State = TypeVar("State")

LEGAL = {
    Status.AI: "INBOUND_MESSAGE INBOUND_FOR_ASSISTANT ASSISTANT_REPLY ASSISTANT_HANDS_OVER"
    " ASSISTANT_DONE TAKE_OVER MARK_SPAM MERGE",
    Status.OPEN: "INBOUND_MESSAGE INBOUND_FOR_ASSISTANT RETURN_TO_ASSISTANT AGENT_REPLY RESOLVE SNOOZE"
    " MARK_SPAM MERGE",
    Status.WAITING: "INBOUND_MESSAGE INBOUND_FOR_ASSISTANT RETURN_TO_ASSISTANT AGENT_REPLY RESOLVE"
    " AUTO_RESOLVE FOLLOW_UP SNOOZE MARK_SPAM MERGE",
    Status.SNOOZED: "INBOUND_MESSAGE INBOUND_FOR_ASSISTANT AGENT_REPLY RESOLVE SNOOZE WAKE MARK_SPAM MERGE",
    Status.RESOLVED: "INBOUND_MESSAGE INBOUND_FOR_ASSISTANT REOPEN MARK_SPAM MERGE",
    Status.SPAM: "INBOUND_MESSAGE INBOUND_FOR_ASSISTANT MARK_SPAM NOT_SPAM MERGE",
    Status.MERGED: "UNMERGE",
}
REPORTS = [MessageState.SENT, MessageState.DELIVERED, MessageState.READ, MessageState.FAILED]


def reachable(initial: Collection[State], table: Mapping[State, Collection[State]]) -> set[State]:
    seen: set[State] = set()
    ahead = set(initial)
    while ahead:
        seen |= ahead
        ahead = {follower for state in ahead for follower in table[state]} - seen
    return seen


@pytest.mark.parametrize(("status", "move"), list(product(Status, Move)))
def test_every_status_answers_every_move(status: Status, move: Move) -> None:
    if move not in LEGAL[status].split():
        assert not is_legal(status, move)
        with pytest.raises(IllegalMove) as raised:
            next_status(status, move)
        assert (raised.value.status, raised.value.move) == (status, move)
    else:
        assert is_legal(status, move)
        assert next_status(status, move) in Status


def test_every_machine_has_a_line_for_every_state() -> None:
    assert set(states.MOVES) == set(states.TRANSITIONS) == set(Status)
    assert set(states.CONTROL_TRANSITIONS) == set(Control)
    assert set(states.OWNERSHIP_TRANSITIONS) == set(Ownership)
    assert set(states.MESSAGE_TRANSITIONS) == set(MessageState)


def test_every_state_is_reachable() -> None:
    assert reachable(states.INITIAL, states.TRANSITIONS) == set(Status)
    assert reachable([Control.AI], states.CONTROL_TRANSITIONS) == set(Control)
    assert reachable([Ownership.UNOWNED], states.OWNERSHIP_TRANSITIONS) == set(Ownership)
    assert reachable(states.INITIAL_MESSAGE_STATES, states.MESSAGE_TRANSITIONS) == set(MessageState)


def test_every_move_is_used() -> None:
    assert {move for moves in states.MOVES.values() for move in moves} == set(Move)


def test_a_customer_is_never_refused_but_in_a_merged_conversation() -> None:
    refusing = {status for status in Status if not is_legal(status, Move.INBOUND_MESSAGE)}

    assert refusing == {Status.MERGED}


def test_the_transitions_of_open() -> None:
    assert states.TRANSITIONS[Status.OPEN] == set(Status) - {Status.OPEN}


def test_live_is_what_is_not_closed() -> None:
    assert set(Status) - {Status.RESOLVED, Status.SPAM, Status.MERGED} == states.LIVE


def test_outcomes() -> None:
    assert {outcome.value for outcome in states.Outcome} == {
        "BOOKED",
        "DISQUALIFIED",
        "FOLLOW_UP",
        "LOST",
        "SPAM",
    }
    assert {states.Outcome.DISQUALIFIED} == states.REASON_REQUIRED


@settings(deadline=None)
@given(
    st.permutations(REPORTS + REPORTS),
    st.sampled_from([MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN]),
)
def test_reports_in_any_order_end_in_the_same_state(reports: list[MessageState], start: MessageState) -> None:
    current = start
    for report in reports:
        current = fold(current, report)

    assert current is MessageState.READ


@pytest.mark.parametrize(("current", "incoming"), list(product(MessageState, REPORTS)))
def test_a_report_moves_forward_in_the_table_or_not_at_all(
    current: MessageState, incoming: MessageState
) -> None:
    folded = fold(current, incoming)

    assert folded is current or folded in states.MESSAGE_TRANSITIONS[current]
    assert fold(folded, incoming) is folded


@pytest.mark.parametrize("incoming", sorted(set(MessageState) - set(REPORTS)))
def test_a_carrier_cannot_report_our_own_states(incoming: MessageState) -> None:
    with pytest.raises(ValueError, match="cannot report"):
        fold(MessageState.SENT, incoming)
