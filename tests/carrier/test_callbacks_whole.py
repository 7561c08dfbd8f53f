"""Whole calls from the line to the callback, on the simulated carrier in this process."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from accounts.models import Member, Organisation
from carrier.models import CarrierAccount
from carrier.simulator import signing
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy
from conversations.models import Line
from core import clock, deliveries
from core.transactions import reading
from tests.carrier.conftest import CUSTOMER
from tests.factories import calls as calls_made
from tests.factories import conversations as made
from tests.factories import queues as make

LINE, CALLER, OTHER = made.OUR_NUMBER.removeprefix("+"), CUSTOMER.removeprefix("+"), "16025550199"
Run = Callable[[int], None]


@pytest.fixture
def run(exchange: Simulator, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Let telephone time pass for carrier and Portico alike, while the worker does at once what comes due."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(exchange.clock.now(), UTC))
    monkeypatch.setattr(signing, "real_now", exchange.clock.now)

    def advance(seconds: int) -> None:
        for _second in range(seconds):
            exchange.advance(1)
            for delivery_id in deliveries.due_ids(now=clock.now()):
                deliveries.run_delivery(delivery_id=delivery_id, now=clock.now())

    return advance


@pytest.fixture
def member(account: CarrierAccount, organisation: Organisation, alice: Member, run: Run) -> str:
    """The one member of a queue, who takes what rings; gives their number."""
    make.here(alice, now=clock.now())
    desk = make.queue(organisation, alice, wrap_up_seconds=0, announces_seconds=30)
    with reading(organisation):
        line = Line.objects.of(organisation).get(address=made.OUR_NUMBER)
    phone = calls_made.phone(alice).number
    make.flow_line(line, desk, now=clock.now())
    return phone.removeprefix("+")


def legs_to(exchange: Simulator, party: str) -> list[str]:
    return [leg.uuid for leg in exchange.calls.legs() if leg.party == party and leg.direction == "outbound"]


@pytest.mark.parametrize("fault", [None, {"kind": "duplicate", "n": 2}, {"kind": "reorder", "k": 2}])
def test_a_caller_hears_their_place_presses_1_and_is_called_back_agent_first(
    exchange: Simulator,
    organisation: Organisation,
    member: str,
    run: Run,
    fault: dict[str, object] | None,
) -> None:
    takes = Rule(hears="Press 1", press="1", after=1.0, times=9)
    exchange.world.handset(member).voice = VoicePolicy(answer_after=2.0, script=[takes])
    first = exchange.calls.dial(from_=OTHER, to=LINE)
    run(15)
    if fault is not None:
        exchange.set_faults([Fields(fault)])
    caller = exchange.calls.dial(from_=CALLER, to=LINE)
    for _second in range(20):
        run(1)
        if any("press 1" in words for words in exchange.calls.heard(caller)):
            break
    exchange.calls.transcript(caller).assert_heard(caller, "You are next")
    exchange.calls.press(caller, "1")
    run(8)
    exchange.calls.transcript(caller).assert_heard(caller, "call you back at \\(602\\) 555-0134")
    exchange.calls.press(caller, "1")
    run(20)
    exchange.calls.transcript(caller).assert_heard(caller, "You keep your place")
    assert exchange.calls.leg(caller).ended_at is not None
    assert make.items(organisation)[-1].state == "CALLBACK_PENDING"
    assert legs_to(exchange, CALLER) == []

    exchange.world.handset(CALLER).voice = VoicePolicy(answer_after=4.0)
    exchange.calls.hang_up(first)
    run(25)
    [back] = legs_to(exchange, CALLER)
    agent = legs_to(exchange, member)[-1]
    exchange.calls.transcript(agent).assert_heard(agent, "Callback for")
    exchange.calls.transcript(back).assert_bridged(back, agent)
    exchange.calls.hang_up(back)
    run(6)
    assert make.items(organisation)[-1].state == "DONE"
    outcomes = sorted(call.outcome for call in calls_made.calls_of(organisation))
    assert outcomes == ["ANSWERED_HUMAN", "CALLBACK_DONE", "OUTBOUND_ANSWERED"]
