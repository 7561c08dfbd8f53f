"""The engine drops nobody: whatever happens, a caller is rung for, asked for a message, or told goodbye."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.domain.calls import Stage
from conversations.domain.plans import (
    Endpoint,
    EndpointKind,
    Gather,
    HangUp,
    Mark,
    Plan,
    Record,
    Ring,
    Room,
    Say,
)
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.builtin import Words, builtin_flow
from routing.domain.fallback import fallback_plan
from routing.domain.flow import Facts, Free, State
from routing.domain.graph import Turn, faults
from routing.domain.happenings import Heard, Offer, OfferEnded, Started
from routing.domain.stored import flow_from_json, flow_to_json, state_from_json, state_to_json

ANA, BEN, LOU = (UUID(int=number) for number in (1, 2, 3))
WORDS = Words("Welcome.", "Closed.", "May be recorded.", "Nobody is free.", "Leave a message.")
FLOW = builtin_flow(words=WORDS, turns=(Turn(ANA, 20), Turn(BEN, 15), Turn(LOU, 10)))
FACTS = Facts(
    room="call-1",
    sender="+16025550110",
    free=tuple(Free(one, Endpoint(EndpointKind.PHONE, f"+1602555{one.int:04}")) for one in (ANA, BEN, LOU)),
)


def kinds(plan: Plan | None) -> list[str]:
    return [type(step).__name__ for step in plan or ()]


def offered(decision: engine.Decision) -> list[UUID]:
    return [effect.member_id for effect in decision.effects if isinstance(effect, Offer)]


def test_an_open_line_greets_plays_music_and_rings_the_first() -> None:
    decision = engine.step(FLOW, engine.begin(FLOW), Started(), FACTS)
    assert kinds(decision.plan) == ["Say", "Room"]
    assert decision.plan is not None
    assert decision.plan[1] == Room("call-1", starts=False, hold_url="hold")
    assert offered(decision) == [ANA]
    assert [line.node for line in decision.path] == ["caller", "hours", "ring"]


def test_each_who_does_not_take_it_makes_room_for_the_next_and_the_last_for_voicemail() -> None:
    decision = engine.step(FLOW, engine.begin(FLOW), Started(), FACTS)
    rung = offered(decision)
    while decision.state.node == "ring":
        decision = engine.step(FLOW, decision.state, OfferEnded("no answer"), FACTS)
        rung += offered(decision)
    assert rung == [ANA, BEN, LOU]
    assert kinds(decision.plan) == ["Say", "Mark", "Record", "HangUp"]
    assert happenings.Reached(Stage.VOICEMAIL) in decision.effects


def test_music_plays_on_between_two_offers() -> None:
    first = engine.step(FLOW, engine.begin(FLOW), Started(), FACTS)
    assert engine.step(FLOW, first.state, OfferEnded("busy"), FACTS).plan is None


def test_who_is_not_free_is_passed_over() -> None:
    facts = replace(FACTS, free=FACTS.free[1:])
    assert offered(engine.step(FLOW, engine.begin(FLOW), Started(), facts)) == [BEN]


def test_with_nobody_free_a_message_is_asked_for_at_once() -> None:
    decision = engine.step(FLOW, engine.begin(FLOW), Started(), replace(FACTS, free=()))
    assert kinds(decision.plan) == ["Say", "Say", "Mark", "Record", "HangUp"]
    assert decision.path[-2].why == "nobody to ring"


def test_a_closed_line_says_so_and_takes_a_message() -> None:
    decision = engine.step(
        FLOW, engine.begin(FLOW), Started(), replace(FACTS, is_open=False, why_open="holiday")
    )
    assert decision.plan is not None
    assert decision.plan[0] == Say("Closed.")
    assert kinds(decision.plan) == ["Say", "Mark", "Record", "HangUp"]
    assert offered(decision) == []


def test_a_blocked_caller_is_not_rung_through_but_may_leave_a_message() -> None:
    decision = engine.step(
        FLOW, engine.begin(FLOW), Started(), replace(FACTS, is_blocked=True, why_blocked="spam")
    )
    assert offered(decision) == []
    assert "Record" in kinds(decision.plan)
    assert decision.path[0].why == "blocked: spam"


@pytest.mark.parametrize(
    ("heard", "agrees"),
    [(Heard(), True), (Heard("9"), False), (Heard(text="No thanks"), False), (Heard("4"), True)],
)
def test_the_notice_is_played_and_no_goes_on_unrecorded(heard: Heard, agrees: bool) -> None:
    facts = replace(FACTS, records=True, needs_notice=True)
    asked = engine.step(FLOW, engine.begin(FLOW), Started(), facts)
    assert kinds(asked.plan) == ["Say", "Say", "Gather"]
    assert offered(asked) == []
    decision = engine.step(FLOW, asked.state, heard, facts)
    assert happenings.RecordingAllowed(agrees) in decision.effects
    assert offered(decision) == [ANA]


def test_where_no_notice_is_needed_none_is_played() -> None:
    decision = engine.step(FLOW, engine.begin(FLOW), Started(), replace(FACTS, records=True))
    assert "Gather" not in kinds(decision.plan)
    assert happenings.RecordingAllowed(True) in decision.effects


def test_without_commands_the_plan_itself_rings_one_after_another() -> None:
    facts = replace(FACTS, can_command=False, accept_text="Press 1.")
    decision = engine.step(FLOW, engine.begin(FLOW), Started(), facts)
    assert kinds(decision.plan) == ["Say", "Ring"]
    assert offered(decision) == []
    rings = 1
    while decision.state.node == "ring":
        decision = engine.step(FLOW, decision.state, OfferEnded("timeout"), facts)
        rings += kinds(decision.plan).count("Ring")
    assert rings == 3
    assert kinds(decision.plan)[-2:] == ["Record", "HangUp"]


def test_a_transfer_nobody_takes_rings_back_once_then_takes_a_message() -> None:
    talking = State("ring", turn=1)
    back = engine.step(FLOW, talking, happenings.TransferFailed(ANA), FACTS)
    assert offered(back) == [ANA]
    assert back.plan is None
    ended = engine.step(FLOW, back.state, happenings.TransferFailed(ANA), FACTS)
    assert "Record" in kinds(ended.plan)


def test_an_event_that_comes_too_late_changes_nothing() -> None:
    at_the_tone = State("voicemail")
    for event in (Heard("1"), OfferEnded("late")):
        decision = engine.step(FLOW, at_the_tone, event, FACTS)
        assert (decision.state, decision.plan, decision.effects) == (at_the_tone, None, ())


facts_of = st.builds(
    Facts,
    room=st.just("call-1"),
    sender=st.just("+16025550110"),
    is_open=st.booleans(),
    is_blocked=st.booleans(),
    needs_notice=st.booleans(),
    records=st.booleans(),
    can_command=st.booleans(),
    free=st.lists(st.sampled_from(FACTS.free), unique_by=lambda one: one.member_id).map(tuple),
)
events = st.one_of(
    st.builds(Heard, digits=st.sampled_from(["", "1", "9", "#"])),
    st.builds(OfferEnded, st.just("x")),
    st.builds(happenings.TransferFailed, st.none() | st.just(ANA)),
)
turns_of = st.lists(st.sampled_from([ANA, BEN, LOU, uuid4()]), unique=True, max_size=4)


@given(turns_of, st.lists(st.tuples(events, facts_of), max_size=12), facts_of)
def test_whatever_happens_the_caller_is_never_dropped(
    order: list[UUID], happens: list[tuple[happenings.Event, Facts]], first: Facts
) -> None:
    flow = builtin_flow(words=WORDS, turns=tuple(Turn(one, 10) for one in order))
    decision = engine.step(flow, engine.begin(flow), Started(), first)
    assert decision.plan is not None
    for event, facts in happens:
        last = decision
        decision = engine.step(flow, decision.state, event, facts)
        assert decision.state.node in flow.nodes
        if decision.plan is not None:
            assert isinstance(decision.plan[-1], HangUp | Room | Ring | Gather)
            if isinstance(decision.plan[-1], HangUp):
                assert any(isinstance(step, Record) for step in decision.plan), (
                    "hung up without a message taken"
                )
                assert any(isinstance(step, Mark) for step in decision.plan)
        elif decision.state.node != last.state.node:
            assert decision.effects
    assert len(happens) < 100


@given(facts_of)
def test_the_same_happening_gives_the_same_decision(facts: Facts) -> None:
    one, two = (engine.step(FLOW, engine.begin(FLOW), Started(), facts) for _ in range(2))
    assert one == two


def test_a_kept_flow_and_state_come_back_equal() -> None:
    assert flow_to_json(flow_from_json(flow_to_json(FLOW))) == flow_to_json(FLOW)
    state = State("ring", 2, declined_recording=True)
    assert state_from_json(state_to_json(state)) == state
    assert state_from_json({**state_to_json(state), "of a later release": 1}) == state


def test_a_flow_kept_by_the_first_release_is_still_walked() -> None:
    kept = {
        "start": "caller",
        "language": "es-US",
        "nodes": {
            "caller": {
                "kind": "CALLER",
                "exits": {"blocked": "mail", "welcome": "say"},
                "text": "",
                "turns": [],
            },
            "say": {"kind": "SAY", "exits": {"next": "ring"}, "text": "Hola.", "turns": []},
            "ring": {
                "kind": "RING",
                "exits": {"nobody": "mail"},
                "text": "",
                "turns": [{"member": str(ANA), "seconds": 20}],
            },
            "mail": {"kind": "VOICEMAIL", "exits": {}, "text": "Deje un mensaje.", "turns": []},
        },
    }
    flow = flow_from_json(kept)
    assert faults(flow) == []
    decision = engine.step(flow, engine.begin(flow), Started(), FACTS)
    assert decision.plan is not None
    assert decision.plan[0] == Say("Hola.", "es-US")
    assert offered(decision) == [ANA]


def test_the_built_in_flow_has_no_fault() -> None:
    assert faults(FLOW) == []


def test_the_fallback_reaches_the_owner_then_a_mailbox() -> None:
    plan = fallback_plan(owner_number="+16025550199", sender="+16025550110")
    assert kinds(plan) == ["Say", "Ring", "Say", "Record", "HangUp"]
    assert kinds(fallback_plan(owner_number="", sender="+16025550110")) == ["Say", "Record", "HangUp"]
    assert "Gracias" in str(fallback_plan(owner_number="+1", sender="+2", locale="es"))
