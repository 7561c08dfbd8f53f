"""A ladder on the whole simulated carrier: the first misses, a mailbox cannot accept, the next presses 1."""

from collections.abc import Callable

import pytest

from accounts.models import Member, Organisation, Role
from carrier.models import CarrierAccount
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy
from conversations.models import Call, Line
from core import clock, deliveries
from core.transactions import reading
from tests.carrier.conftest import CUSTOMER
from tests.factories import accounts as people
from tests.factories import calls as make
from tests.factories import conversations as made
from tests.factories import oncall

LINE, CALLER = made.OUR_NUMBER.removeprefix("+"), CUSTOMER.removeprefix("+")
ACCEPTS = Rule(hears="Press 1", press="1", after=1.0)
Run = Callable[[int], None]


@pytest.fixture
def run(exchange: Simulator) -> Run:
    """Let telephone time pass, while the worker does at once what comes due."""

    def advance(seconds: int) -> None:
        for _second in range(seconds):
            exchange.advance(1)
            for delivery_id in deliveries.due_ids(now=clock.now()):
                deliveries.run_delivery(delivery_id=delivery_id, now=clock.now())

    return advance


@pytest.fixture
def parties(account: CarrierAccount, organisation: Organisation, alice: Member, bob: Member) -> list[str]:
    """Telephones of Bob, on by a rota, of Carol on the second rung, and of Alice, the owner."""
    carol = people.member(organisation=organisation, name="Carol Reyes", role=Role.STAFF)
    now = clock.now()
    nights = oncall.rota(alice, now=now)
    oncall.shift(nights, alice, bob, now=now)
    ladder = oncall.ladder(alice, nights, carol, seconds=15, now=now)
    with reading(organisation):
        line = Line.objects.of(organisation).select_related("organisation").get(address=made.OUR_NUMBER)
    oncall.wired(line, ladder.pk, now=now)
    return [make.phone(member).number.removeprefix("+") for member in (bob, carol, alice)]


def legs_to(exchange: Simulator, party: str) -> list[str]:
    return [leg.uuid for leg in exchange.calls.legs() if leg.party == party]


def the_call(organisation: Organisation) -> Call:
    with reading(organisation):
        return Call.objects.of(organisation).select_related("answered_by__user").get()


def test_the_first_misses_and_the_second_presses_1_while_the_caller_hears_that_it_goes_on(
    exchange: Simulator, organisation: Organisation, parties: list[str], run: Run
) -> None:
    exchange.world.handset(parties[0]).voice = VoicePolicy(no_answer=True)
    exchange.world.handset(parties[1]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    run(60)
    [second] = legs_to(exchange, parties[1])
    heard = exchange.calls.transcript(leg)
    heard.assert_heard(leg, "I am trying the person on call")
    heard.assert_heard(leg, "still trying")
    joined = heard.assert_bridged(leg, second)
    assert heard.dead_air(leg, until=joined.t) < 5
    assert legs_to(exchange, parties[2]) == []
    exchange.calls.hang_up(leg)
    run(5)
    call = the_call(organisation)
    assert call.answered_by is not None
    assert (call.outcome, call.answered_by.name) == ("ANSWERED_HUMAN", "Carol Reyes")


def test_no_mailbox_on_the_ladder_can_accept_and_the_caller_leaves_a_message(
    exchange: Simulator, organisation: Organisation, parties: list[str], run: Run
) -> None:
    for party in parties:
        exchange.world.handset(party).voice = VoicePolicy(voicemail=True)
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    for _second in range(180):
        run(1)
        if "beep" in exchange.calls.heard(leg):
            break
    exchange.calls.say(leg, "Water is coming through the ceiling.")
    run(40)
    assert [len(legs_to(exchange, party)) for party in parties] == [1, 1, 1]
    for party in parties:
        [mailbox] = legs_to(exchange, party)
        exchange.calls.transcript(mailbox).assert_not_heard(mailbox, "ceiling")
    assert the_call(organisation).outcome == "VOICEMAIL"
