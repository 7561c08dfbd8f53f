"""What each kind of node does; and that the engine never raises and always ends, whatever the flow and the events."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.domain.calls import Stage
from conversations.domain.plans import (
    HOLD_MUSIC,
    Endpoint,
    EndpointKind,
    Gather,
    HangUp,
    Record,
    Ring,
    Room,
    Say,
)
from routing.domain import flow as engine
from routing.domain import happenings, rehearsal
from routing.domain.document import parse
from routing.domain.flow import CallerFacts, Facts, Free, RingFacts, State
from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import (
    GivenBack,
    Heard,
    NeverMet,
    Offer,
    OfferEnded,
    Started,
    TransferFailed,
    WebhookAnswered,
)
from routing.domain.stored import state_from_json, state_to_json
from routing.domain.walk import LAST_RESORT, MOST_MOVES
from tests.routing.domain.drawn import connected

ANA, BEN, LOU = (UUID(int=number) for number in (1, 2, 3))
FACTS = Facts(
    room="call-1",
    sender="+16025550110",
    caller=CallerFacts(number="+14805550134"),
    free=tuple(Free(one, Endpoint(EndpointKind.PHONE, f"+1602555{one.int:04}")) for one in (ANA, BEN, LOU)),
)
MAIL: dict[str, Any] = {"kind": "VOICEMAIL", "text": "Leave a message."}


def flow_of(node: dict[str, Any], *exits: str, **nodes: dict[str, Any]) -> Flow:
    """Draw a flow that begins at `node`; each of `exits` leads to a mailbox of its own, "to" and its name."""
    kind = NodeKind(node["kind"])
    drawn = {"exits": {name: f"to {name.strip('*#') or 'key'}" for name in exits}} if exits else {}
    boxes = {f"to {name.strip('*#') or 'key'}": MAIL for name in exits}
    document = {
        "format": 1,
        "title": kind.title(),
        "start": "it",
        "languages": ["en-US", "es-US"],
        "nodes": {"it": {**node, **drawn}, **boxes, **nodes},
    }
    found = parse(document)
    assert found.found == ()
    assert found.flow is not None
    return found.flow


def begin(flow: Flow, facts: Facts = FACTS) -> engine.Decision:
    return engine.step(flow, engine.begin(flow), Started(), facts)


def offered(decision: engine.Decision) -> list[UUID]:
    return [effect.member_id for effect in decision.effects if isinstance(effect, Offer)]


MENU: Mapping[str, Any] = {
    "kind": "MENU",
    "text": {"en-US": "Sales 1, billing 2.", "es-US": "Ventas 1, pagos 2."},
    "words": {"1": ["sales", "ventas"], "2": ["billing", "billing question", "facturación"]},
}


@pytest.mark.parametrize(
    ("heard", "to", "why"),
    [
        (Heard("1"), "to 1", "pressed 1"),
        (Heard("0"), "to 0", "pressed 0"),
        (Heard(text="Billing question, please."), "to 2", "said “Billing question, please.”: 2"),
        (Heard(text="la facturacion"), "to 2", "said “la facturacion”: 2"),
        (Heard(text="two"), "to 2", "said “two”: 2"),
        (Heard(text="an operator"), "to 0", "said “an operator”: 0"),
    ],
)
def test_a_menu_takes_keys_and_words(heard: Heard, to: str, why: str) -> None:
    flow = flow_of({**MENU}, "1", "2", "0", "nothing", "wrong")
    asked = begin(flow)
    assert asked.plan is not None
    assert asked.plan[0] == Say("Sales 1, billing 2.", may_interrupt=True)
    gather = asked.plan[1]
    assert isinstance(gather, Gather)
    assert (gather.takes_speech, "ventas" in gather.hints) == (True, True)
    assert happenings.Reached(Stage.MENU) in asked.effects
    chosen = engine.step(flow, asked.state, heard, FACTS)
    assert (chosen.state.node, chosen.path[0].why) == (to, why)


@pytest.mark.parametrize(
    ("heard", "exit_", "why"),
    [(Heard(), "nothing", "nothing pressed"), (Heard("7"), "wrong", "pressed 7: no choice"),
     (Heard(text="mmh"), "wrong", "said “mmh”: no choice")],
)  # fmt: skip
def test_a_menu_is_repeated_then_goes_on(heard: Heard, exit_: str, why: str) -> None:
    flow = flow_of({**MENU, "repeats": 2}, "1", "2", "nothing", "wrong")
    decision = begin(flow)
    for _time in range(2):
        decision = engine.step(flow, decision.state, heard, FACTS)
        assert decision.state.node == "it"
        assert decision.plan is not None
        assert isinstance(decision.plan[-1], Gather)
    decision = engine.step(flow, decision.state, heard, FACTS)
    assert (decision.state.node, decision.path[0].why) == (f"to {exit_}", why)


def test_an_answer_is_kept_and_said_again() -> None:
    ask = {"kind": "ASK", "text": "Your ZIP code?", "variable": "zip", "most_digits": 5}
    flow = flow_of(
        {**ask, "exits": {"next": "say", "nothing": "mail"}},
        say={"kind": "HANG_UP", "text": "We come to {zip}."},
        mail=MAIL,
    )
    asked = begin(flow)
    assert asked.plan is not None
    assert asked.plan[1] == Gather(most_digits=5, ends_on_hash=True)
    told = engine.step(flow, asked.state, Heard("85001#"), FACTS)
    assert told.plan == (Say("We come to 85001."), HangUp())
    assert told.path[0].why == "answered “85001”"
    silent = engine.step(flow, asked.state, Heard(), FACTS)
    assert silent.state.tries == 1
    assert engine.step(flow, silent.state, Heard(), FACTS).state.node == "mail"


@pytest.mark.parametrize(
    ("changes", "to", "why"),
    [
        ({"is_blocked": True, "why_blocked": "spam"}, "blocked", "blocked: spam"),
        ({"caller": CallerFacts("+1", is_known=True, is_client=True, is_vip=True)}, "vip", "is a VIP"),
        (
            {"caller": CallerFacts("+1", is_known=True, is_client=True, spam_score=100)},
            "client",
            "is a client",
        ),
        ({"caller": CallerFacts("+1", is_known=True)}, "known", "is known"),
        ({"caller": CallerFacts("")}, "withheld", "withheld number"),
        ({"caller": CallerFacts("+1", spam_score=70)}, "spam", "spam score 70 of 100"),
        ({"caller": CallerFacts("+1", spam_score=69)}, "other", "put through"),
    ],
)
def test_a_caller_goes_by_the_first_test_that_holds(changes: dict[str, Any], to: str, why: str) -> None:
    exits = ("blocked", "vip", "client", "known", "withheld", "spam", "other")
    flow = flow_of({"kind": "CALLER", "spam_score": 70}, *exits)
    decision = begin(flow, replace(FACTS, **changes))
    assert (decision.state.node, decision.path[0].why) == (f"to {to}", why)


def test_a_test_of_the_caller_without_an_exit_is_none() -> None:
    blocked = replace(FACTS, is_blocked=True)
    assert begin(flow_of({"kind": "CALLER"}, "other"), blocked).state.node == "to other"


def test_the_language_of_the_caller_is_spoken_from_there_on() -> None:
    flow = flow_of(
        {"kind": "LANGUAGE", "exits": {"es-US": "bye", "other": "bye"}},
        bye={"kind": "HANG_UP", "text": {"en-US": "Bye.", "es-US": "Adiós."}},
    )
    spanish = begin(flow, replace(FACTS, caller=CallerFacts("+1", language="es-US")))
    assert spanish.plan == (Say("Adiós.", "es-US"), HangUp())
    assert begin(flow).plan == (Say("Bye."), HangUp())


@pytest.mark.parametrize(
    ("node", "facts", "to"),
    [
        ({"by": "AREA_CODE", "places": {"east": ["480", "602"]}}, FACTS, "east"),
        ({"by": "AREA_CODE", "places": {"east": ["602"]}}, FACTS, "other"),
        ({"by": "DIALLED", "places": {"east": ["+1 602 555 0110"]}}, FACTS, "east"),
        ({"by": "AREA_CODE", "places": {"east": ["480"]}}, replace(FACTS, caller=CallerFacts("")), "other"),
    ],
)
def test_a_place_is_told_by_the_number(node: dict[str, Any], facts: Facts, to: str) -> None:
    flow = flow_of({"kind": "PLACE", **node}, "east", "other")
    assert begin(flow, facts).state.node == f"to {to}"


def test_a_place_is_told_by_the_longest_beginning_of_an_asked_postcode() -> None:
    flow = flow_of(
        {"kind": "ASK", "text": "ZIP?", "variable": "zip", "exits": {"next": "where", "nothing": "mail"}},
        where={"kind": "PLACE", "by": "VARIABLE", "variable": "zip", "places": {"valley": ["85"], "tempe": ["8528"]},
               "exits": {"valley": "a", "tempe": "b", "other": "mail"}},
        a=MAIL, b=MAIL, mail=MAIL,
    )  # fmt: skip
    asked = begin(flow)
    assert engine.step(flow, asked.state, Heard("85281"), FACTS).state.node == "b"
    assert engine.step(flow, asked.state, Heard("85001"), FACTS).state.node == "a"
    assert engine.step(flow, asked.state, Heard("10001"), FACTS).state.node == "mail"


@pytest.mark.parametrize(
    ("weekday", "minute", "to"),
    [
        (0, 12 * 60, "lunch"),
        (0, 13 * 60, "other"),
        (4, 23 * 60, "night"),
        (5, 60, "night"),
        (5, 23 * 60, "other"),
    ],
)
def test_a_time_is_told_by_the_clock_of_the_place(weekday: int, minute: int, to: str) -> None:
    windows = {
        "lunch": [{"days": ["MON", "TUE"], "from": "12:00", "to": "13:00"}],
        "night": [{"days": ["FRI"], "from": "22:00", "to": "02:00"}],
    }
    flow = flow_of({"kind": "TIME", "windows": windows}, "lunch", "night", "other")
    assert begin(flow, replace(FACTS, weekday=weekday, minute=minute)).state.node == f"to {to}"


def test_a_holiday_is_one_though_the_place_opens() -> None:
    flow = flow_of({"kind": "HOLIDAY"}, "holiday", "ordinary")
    decision = begin(flow, replace(FACTS, is_holiday=True, why_holiday="holiday Thanksgiving"))
    assert (decision.state.node, decision.path[0].why) == ("to holiday", "holiday Thanksgiving")
    assert begin(flow).state.node == "to ordinary"


def ring(strategy: str) -> Flow:
    members = [{"member": str(one), "seconds": 20} for one in (ANA, BEN, LOU)]
    return flow_of({"kind": "RING", "strategy": strategy, "members": members}, "nobody")


def rung(flow: Flow, facts: Facts) -> list[UUID]:
    """List whom a caller is put to, one after another, when nobody takes it."""
    decision = begin(flow, facts)
    found = offered(decision)
    while decision.state.node == "it":
        state = state_from_json(state_to_json(decision.state))
        decision = engine.step(flow, state, OfferEnded("no"), facts)
        found += offered(decision)
    return found


@pytest.mark.parametrize(
    ("strategy", "known", "order"),
    [
        ("FIXED", RingFacts(), [ANA, BEN, LOU]),
        ("ROUND_ROBIN", RingFacts(), [ANA, BEN, LOU]),
        ("ROUND_ROBIN", RingFacts(rung_at={("it", ANA): 30.0, ("it", BEN): 10.0}), [LOU, BEN, ANA]),
        ("LONGEST_IDLE", RingFacts(busy_until={ANA: 50.0, BEN: 20.0, LOU: 30.0}), [BEN, LOU, ANA]),
        (
            "FEWEST_TODAY",
            RingFacts(taken_today={ANA: 2, BEN: 2, LOU: 1}, busy_until={ANA: 9.0}),
            [LOU, BEN, ANA],
        ),
    ],
)
def test_members_are_rung_in_the_order_of_the_strategy(
    strategy: str, known: RingFacts, order: list[UUID]
) -> None:
    assert rung(ring(strategy), replace(FACTS, ringing=known)) == order


def test_a_rotation_is_fair_and_who_was_busy_keeps_their_turn() -> None:
    flow, rung_at, counts = (
        ring("ROUND_ROBIN"),
        dict[tuple[str, UUID], float](),
        dict.fromkeys((ANA, BEN, LOU), 0),
    )
    for number in range(1, 8):
        free = FACTS.free[1:] if number == 1 else FACTS.free
        decision = begin(flow, replace(FACTS, free=free, ringing=RingFacts(rung_at=dict(rung_at))))
        (taken,) = [one for one in decision.effects if isinstance(one, happenings.TurnTaken)]
        rung_at[taken.node, taken.member_id] = number
        counts[taken.member_id] += 1
        if number == 2:
            assert taken.member_id == ANA, "she was busy when it was her turn"
    assert max(counts.values()) - min(counts.values()) <= 1


def test_everybody_is_rung_at_once_and_the_last_to_miss_it_ends_it() -> None:
    flow = ring("ALL")
    decision = begin(flow)
    assert offered(decision) == [ANA, BEN, LOU]
    for one in (BEN, ANA):
        decision = engine.step(flow, decision.state, OfferEnded("no", one), FACTS)
        assert (decision.state.node, decision.plan) == ("it", None)
    again = engine.step(flow, decision.state, OfferEnded("no", ANA), FACTS)
    assert again.state.node == "it", "told twice"
    decision = engine.step(flow, again.state, OfferEnded("no", LOU), FACTS)
    assert decision.state.node == "to nobody"
    assert [line.why for line in decision.path] == ["no", "nobody took it", "asked for a message"]


def music() -> Room:
    return Room(FACTS.room, starts=False, hold_url=HOLD_MUSIC)


def test_whom_one_took_and_never_met_all_ring_for_once_more() -> None:
    flow = ring("ALL")
    decision = engine.step(flow, begin(flow).state, NeverMet(ANA), FACTS)
    assert (offered(decision), decision.plan) == ([ANA, BEN, LOU], (music(),))
    decision = engine.step(flow, decision.state, NeverMet(ANA), FACTS)
    assert decision.state.node == "to nobody"


def test_whom_one_took_and_never_met_the_next_is_rung_for() -> None:
    flow = ring("FIXED")
    decision = engine.step(flow, begin(flow).state, NeverMet(ANA), FACTS)
    assert (offered(decision), decision.plan) == ([BEN], (music(),))


def test_whom_one_took_from_the_mailbox_and_never_met_is_asked_for_a_message_again() -> None:
    flow = flow_of({"kind": "VOICEMAIL", "text": "Please leave a message.", "exits": {}})
    first = begin(flow)
    again = engine.step(flow, first.state, NeverMet(ANA), FACTS)
    assert (again.plan, again.effects) == (first.plan, first.effects)


def test_everybody_at_once_is_one_after_another_while_commands_cannot_be_given() -> None:
    decision = begin(ring("ALL"), replace(FACTS, can_command=False))
    assert decision.plan is not None
    assert isinstance(decision.plan[0], Ring)
    assert offered(decision) == []


def test_a_number_outside_is_rung_and_its_silence_is_an_exit() -> None:
    flow = flow_of({"kind": "TRANSFER", "to": "+16025550199", "seconds": 30}, "failed")
    through = begin(flow)
    assert happenings.PutThrough("+16025550199", 30) in through.effects
    assert engine.step(flow, through.state, OfferEnded("busy"), FACTS).state.node == "to failed"
    inline = begin(flow, replace(FACTS, can_command=False))
    assert inline.plan is not None
    assert inline.plan[0] == Ring(Endpoint(EndpointKind.PHONE, "+16025550199"), FACTS.sender, 30)


def test_a_program_is_asked_and_only_the_answer_to_this_question_counts() -> None:
    flow = flow_of(
        {"kind": "WEBHOOK", "url": "https://crm.example/look-up", "variable": "name",
         "exits": {"ok": "hello", "failed": "mail"}},
        hello={"kind": "HANG_UP", "text": "Hello {name}."},
        mail=MAIL,
    )  # fmt: skip
    asked = begin(flow)
    (effect,) = [one for one in asked.effects if isinstance(one, happenings.AskWebhook)]
    late = engine.step(flow, asked.state, WebhookAnswered(effect.asked + 1, is_ok=True), FACTS)
    assert (late.state, late.plan) == (asked.state, None)
    told = engine.step(flow, asked.state, WebhookAnswered(effect.asked, is_ok=True, text="Maria"), FACTS)
    assert told.plan == (Say("Hello Maria."), HangUp())
    failed = engine.step(
        flow, asked.state, WebhookAnswered(effect.asked, is_ok=False, why="status 500"), FACTS
    )
    assert (failed.state.node, failed.path[0].why) == ("mail", "the program did not answer: status 500")
    assert begin(flow, replace(FACTS, can_command=False)).state.node == "mail"


def test_priority_label_and_language_are_noted() -> None:
    flow = flow_of(
        {"kind": "SET", "priority": "URGENT", "tag": "flood", "language": "es-US", "exits": {"next": "text"}},
        text={"kind": "MESSAGE", "text": {"es-US": "Vamos."}, "exits": {"next": "back"}},
        back={"kind": "TEXT_BACK", "exits": {"next": "mail"}},
        mail=MAIL,
    )
    decision = begin(flow)
    assert (decision.state.priority, decision.state.language, decision.state.texts_back) == (
        "URGENT",
        "es-US",
        True,
    )
    assert happenings.Tagged("flood") in decision.effects
    assert happenings.SendText("Vamos.") in decision.effects
    withheld = begin(flow, replace(FACTS, caller=CallerFacts("")))
    assert not any(isinstance(one, happenings.SendText) for one in withheld.effects)


DESKS = [
    (
        {"kind": "QUEUE", "queue": str(ANA)},
        ("full", "closed", "too_long", "nobody"),
        "nobody",
        "no queues yet",
    ),
    ({"kind": "ON_CALL", "ladder": str(ANA)}, ("nobody",), "nobody", "no on-call ladders yet"),
    ({"kind": "CALLBACK", "text": "Shall we call back?"}, ("next",), "next", "no callbacks yet"),
    ({"kind": "RECEPTIONIST"}, ("next", "done"), "next", "no receptionist yet"),
]


@pytest.mark.parametrize(("node", "exits", "onward", "why"), DESKS)
def test_what_is_not_installed_is_passed_with_its_reason(
    node: dict[str, Any], exits: tuple[str, ...], onward: str, why: str
) -> None:
    decision = begin(flow_of(node, *exits))
    assert (decision.state.node, decision.path[0].why) == (f"to {onward}", why)


@pytest.mark.parametrize(("node", "exits", "onward", "why"), DESKS)
def test_what_is_installed_takes_the_caller_and_gives_them_back(
    node: dict[str, Any], exits: tuple[str, ...], onward: str, why: str
) -> None:
    flow, kind = flow_of(node, *exits), NodeKind(node["kind"])
    facts = replace(FACTS, installed=frozenset({kind}))
    taken = begin(flow, facts)
    (handed,) = [one for one in taken.effects if isinstance(one, happenings.HandOver)]
    assert (handed.kind, handed.settings) == (kind, flow.nodes["it"].settings)
    assert engine.step(flow, taken.state, GivenBack(exits[0], "why"), facts).state.node == f"to {exits[0]}"
    assert engine.step(flow, taken.state, GivenBack("?", "why"), facts).state.node == f"to {onward}"
    assert begin(flow, replace(facts, can_command=False)).state.node == f"to {onward}"


def test_the_name_of_the_business_and_its_opening_are_filled_in() -> None:
    flow = flow_of({"kind": "HANG_UP", "text": "{business} opens {opens}. {caller}"})
    values = {"en-US": {"business": "Ace", "opens": "on Monday"}}
    assert begin(flow, replace(FACTS, values=values)).plan == (Say("Ace opens on Monday."), HangUp())


facts_of = st.builds(
    Facts,
    room=st.just("call-1"),
    sender=st.just("+16025550110"),
    is_open=st.booleans(),
    is_holiday=st.booleans(),
    is_blocked=st.booleans(),
    needs_notice=st.booleans(),
    records=st.booleans(),
    can_command=st.booleans(),
    free=st.lists(st.sampled_from(FACTS.free), unique_by=lambda one: one.member_id).map(tuple),
    caller=st.builds(
        CallerFacts,
        number=st.sampled_from(["", "+14805550134", "+525512345678"]),
        is_known=st.booleans(),
        spam_score=st.integers(0, 100),
        language=st.sampled_from(["", "en-US", "es-US"]),
    ),
    weekday=st.integers(0, 6),
    minute=st.integers(0, 24 * 60 - 1),
    installed=st.frozensets(st.sampled_from([NodeKind.QUEUE, NodeKind.ON_CALL, NodeKind.RECEPTIONIST])),
)
events = st.one_of(
    st.just(Started()),
    st.builds(Heard, digits=st.sampled_from(["", "0", "1", "9", "#", "12345"]), text=st.text(max_size=9)),
    st.builds(OfferEnded, st.just("x"), st.none() | st.sampled_from([ANA, BEN])),
    st.builds(NeverMet, st.none() | st.sampled_from([ANA, BEN])),
    st.builds(TransferFailed, st.none() | st.just(ANA)),
    st.builds(WebhookAnswered, st.integers(0, 9), st.booleans(), st.text(max_size=9)),
    st.builds(GivenBack, st.sampled_from(["nobody", "full", "?"]), st.just("x")),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
@given(connected(), st.lists(st.tuples(events, facts_of), max_size=10), facts_of)
def test_whatever_the_flow_and_the_events_a_caller_is_never_dropped_and_the_call_ends(
    flow: Flow, happens: list[tuple[happenings.Event, Facts]], facts: Facts
) -> None:
    decision = engine.step(flow, engine.begin(flow), Started(), facts)
    assert decision.plan is not None
    for event, then in happens:
        decision = engine.step(flow, state_from_json(state_to_json(decision.state)), event, then)
        _check(flow, decision)
    # From here on the caller says nothing and nobody answers.
    for _time in range(10 * MOST_MOVES):
        event_, _did = rehearsal._next(flow, decision.state, deque(), None)
        if event_ is None or decision.state.node == LAST_RESORT:
            break
        decision = engine.step(flow, decision.state, event_, facts)
        _check(flow, decision)
    else:
        raise AssertionError("goes on for ever")


def _check(flow: Flow, decision: engine.Decision) -> None:
    kind = engine.node_of(flow, decision.state).kind
    assert decision.state.moves <= MOST_MOVES + 20, "each event may lead to the last resort once more"
    if decision.plan is not None and decision.plan and isinstance(decision.plan[-1], HangUp):
        assert kind in {NodeKind.VOICEMAIL, NodeKind.HANG_UP}
        assert kind is NodeKind.HANG_UP or any(isinstance(step, Record) for step in decision.plan)


def test_an_exit_to_nowhere_leads_to_a_message() -> None:
    flow = flow_of({"kind": "GREETING", "text": "Hi."}, "next")
    flow = replace(flow, nodes={"it": replace(flow.nodes["it"], exits={})})
    decision = begin(flow)
    assert decision.state.node == LAST_RESORT
    assert decision.plan is not None
    assert any(isinstance(step, Record) for step in decision.plan)
    assert engine.step(flow, State(LAST_RESORT), Heard("1"), FACTS).plan is None
