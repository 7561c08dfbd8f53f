"""The tables of calls are total and lead to an end, and every ending has exactly one outcome."""

from collections.abc import Mapping
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.domain import calls
from conversations.domain.calls import CallOutcome, CallState, Ending, IllegalCallMove, Stage, outcome_of

TABLES: list[tuple[type[StrEnum], Mapping[StrEnum, frozenset[StrEnum]], frozenset[StrEnum]]] = [
    (CallState, calls.TRANSITIONS, calls.INITIAL),
    (calls.RecordingState, calls.RECORDING_TRANSITIONS, calls.INITIAL_RECORDING_STATES),
    (calls.CommandState, calls.COMMAND_TRANSITIONS, frozenset({calls.CommandState.QUEUED})),
    (calls.Offer, calls.OFFER_TRANSITIONS, frozenset({calls.Offer.RINGING})),
]


def reached(table: Mapping[StrEnum, frozenset[StrEnum]], begun: frozenset[StrEnum]) -> set[StrEnum]:
    found = set(begun)
    while more := {after for state in found for after in table[state]} - found:
        found |= more
    return found


@pytest.mark.parametrize(("kind", "table", "begun"), TABLES)
def test_every_state_has_a_line_is_reachable_and_can_end(
    kind: type[StrEnum], table: Mapping[StrEnum, frozenset[StrEnum]], begun: frozenset[StrEnum]
) -> None:
    assert set(table) == set(kind)
    assert reached(table, begun) == set(kind)
    finals = {state for state, followers in table.items() if not followers}
    assert all(reached(table, frozenset({state})) & finals for state in kind)


@pytest.mark.parametrize("before", CallState)
@pytest.mark.parametrize("after", CallState)
def test_only_the_tables_moves_are_taken(before: CallState, after: CallState) -> None:
    if after is before or after in calls.TRANSITIONS[before]:
        calls.check_move(before, after)
        assert before is not CallState.CLOSED or after is before
    else:
        with pytest.raises(IllegalCallMove):
            calls.check_move(before, after)


endings = st.builds(
    Ending,
    is_inbound=st.booleans(),
    stage=st.sampled_from(Stage),
    spoke_with_member=st.booleans(),
    spoke_with_assistant=st.booleans(),
    was_called_back=st.booleans(),
    was_blocked=st.booleans(),
    left_message=st.booleans(),
    has_failed=st.booleans(),
    customer_answered=st.booleans(),
    customer_was_machine=st.booleans(),
    customer_end=st.sampled_from(["", "BUSY", "COMPLETED", "FAILED", "REJECTED", "TIMEOUT", "UNANSWERED"]),
    was_let_go=st.booleans(),
)


@given(endings)
def test_every_ending_has_an_outcome_of_its_own_direction(ending: Ending) -> None:
    assert outcome_of(ending).startswith("OUTBOUND_") is not ending.is_inbound


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (Ending(True), CallOutcome.ABANDONED_IN_GREETING),
        (Ending(True, Stage.MENU), CallOutcome.ABANDONED_IN_MENU),
        (Ending(True, Stage.RINGING), CallOutcome.ABANDONED_IN_QUEUE),
        (Ending(True, Stage.VOICEMAIL), CallOutcome.MISSED_NO_AGENT),
        (Ending(True, Stage.MENU, was_let_go=True), CallOutcome.MISSED_NO_AGENT),
        (Ending(True, was_let_go=True, was_blocked=True), CallOutcome.BLOCKED),
        (Ending(True, Stage.VOICEMAIL, left_message=True), CallOutcome.VOICEMAIL),
        (Ending(True, Stage.RINGING, spoke_with_member=True), CallOutcome.ANSWERED_HUMAN),
        (
            Ending(True, Stage.VOICEMAIL, spoke_with_member=True, left_message=True),
            CallOutcome.ANSWERED_HUMAN,
        ),
        (Ending(True, spoke_with_member=True, was_called_back=True), CallOutcome.CALLBACK_DONE),
        (Ending(True, spoke_with_assistant=True), CallOutcome.ANSWERED_AI),
        (Ending(True, spoke_with_assistant=True, spoke_with_member=True), CallOutcome.AI_THEN_HUMAN),
        (Ending(True, was_blocked=True), CallOutcome.BLOCKED),
        (Ending(True, was_blocked=True, left_message=True), CallOutcome.VOICEMAIL),
        (Ending(True, has_failed=True), CallOutcome.FAILED_PROVIDER),
        (Ending(False, customer_answered=True), CallOutcome.OUTBOUND_ANSWERED),
        (Ending(False, customer_answered=True, customer_was_machine=True), CallOutcome.OUTBOUND_MACHINE),
        (Ending(False, customer_end="BUSY"), CallOutcome.OUTBOUND_BUSY),
        (Ending(False, customer_end="UNANSWERED"), CallOutcome.OUTBOUND_NO_ANSWER),
        (Ending(False, customer_end="FAILED"), CallOutcome.OUTBOUND_FAILED),
        (Ending(False), CallOutcome.OUTBOUND_NO_ANSWER),
    ],
)
def test_the_outcome_of(ending: Ending, expected: CallOutcome) -> None:
    assert outcome_of(ending) is expected
