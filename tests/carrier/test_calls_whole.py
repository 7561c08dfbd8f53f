"""Whole calls: caller, carrier, flow, commands and members' telephones, on the simulated carrier in this process."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from carrier import tasks
from carrier.models import Attempt, CarrierAccount
from carrier.simulator import signing
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy
from conversations.models import Call, CallCommand, Line, Recording
from core import clock, deliveries
from core.transactions import reading
from tests.carrier.conftest import CUSTOMER
from tests.factories import calls as make
from tests.factories import conversations as made

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
def members(
    account: CarrierAccount, organisation: Organisation, alice: Member, bob: Member
) -> tuple[str, str]:
    """Two members who are rung one after the other on their own telephones."""
    with reading(organisation):
        line = Line.objects.of(organisation).select_related("location").get(address=made.OUR_NUMBER)
    phones = [make.phone(member).number.removeprefix("+") for member in (alice, bob)]
    make.ring_order(line, alice, alice, bob, now=clock.now())
    return phones[0], phones[1]


def legs_to(exchange: Simulator, party: str) -> list[str]:
    return [leg.uuid for leg in exchange.calls.legs() if leg.party == party]


def the_call(organisation: Organisation) -> Call:
    with reading(organisation):
        return Call.objects.of(organisation).get()


def test_a_call_is_greeted_rung_accepted_talked_and_ended(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], run: Run
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    run(25)
    [member] = legs_to(exchange, members[0])
    exchange.calls.transcript(leg).assert_bridged(leg, member)
    exchange.calls.say(leg, "My basement is flooding.")
    run(4)
    exchange.calls.transcript(member).assert_heard(member, "basement")
    exchange.calls.hang_up(leg)
    run(5)
    call = the_call(organisation)
    assert (call.state, call.outcome, call.ended_by) == ("CLOSED", "ANSWERED_HUMAN", "CUSTOMER")
    assert legs_to(exchange, members[1]) == []
    assert exchange.calls.leg(member).ended_at is not None
    with reading(organisation):
        assert set(CallCommand.objects.of(organisation).values_list("state", flat=True)) == {"DONE"}
        assert list(Attempt.objects.of(organisation).values_list("outcome", flat=True)) == ["CALL"]


def test_a_mobiles_mailbox_never_accepts_and_the_next_member_does(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], run: Run
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(voicemail=True)
    exchange.world.handset(members[1]).voice = VoicePolicy(answer_after=2.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    run(90)
    [second] = legs_to(exchange, members[1])
    joined = exchange.calls.transcript(leg).assert_bridged(leg, second)
    assert exchange.calls.transcript(leg).dead_air(leg, until=joined.t) < 5


def test_nobody_is_there_and_a_message_is_fetched_with_its_words(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], run: Run
) -> None:
    for party in members:
        exchange.world.handset(party).voice = VoicePolicy(busy=True)
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    for _second in range(60):
        run(1)
        if "beep" in exchange.calls.heard(leg):
            break
    exchange.calls.say(leg, "Please call me back about my appointment tomorrow.")
    run(40)
    with reading(organisation):
        recording = Recording.objects.of(organisation).get()
    assert the_call(organisation).outcome == "VOICEMAIL"
    assert (recording.state, recording.mime, recording.problem) == ("TRANSCRIBED", "audio/wav", "")
    assert any("appointment" in sentence["text"] for sentence in recording.transcript)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "duplicate", "n": 2},
        {"kind": "reorder", "k": 3},
        {"kind": "rest_drop", "limit": 1},
        {"kind": "rest_status", "status": 429, "limit": 3},
        {"kind": "unknown_field"},
    ],
    ids=lambda fault: fault["kind"],
)
def test_a_member_is_rung_once_whatever_goes_wrong(
    exchange: Simulator,
    organisation: Organisation,
    members: tuple[str, str],
    run: Run,
    fault: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    exchange.set_faults([Fields(fault)])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    run(25)
    assert len(legs_to(exchange, members[0])) == 1
    exchange.calls.transcript(leg).assert_bridged(leg, legs_to(exchange, members[0])[0])
    exchange.calls.hang_up(leg)
    run(5)
    later = clock.now() + timedelta(seconds=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    tasks.reconcile_calls()
    assert the_call(organisation).outcome == "ANSWERED_HUMAN"
    with reading(organisation):
        states = set(CallCommand.objects.of(organisation).values_list("state", flat=True))
    assert states <= {"DONE", "QUEUED"}


@pytest.fixture
def our_clock(exchange: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Portico live by the carrier's clock."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(exchange.clock.now(), UTC))
    monkeypatch.setattr(signing, "real_now", exchange.clock.now)


def lose_ends(exchange: Simulator, leg: str) -> None:
    """Let a caller hang up while nothing the carrier tells gets through."""
    exchange.set_faults([Fields({"kind": "drop", "attempts": 2})])
    exchange.calls.hang_up(leg)
    exchange.advance(1)
    exchange.set_faults([])


@pytest.mark.usefixtures("our_clock")
def test_a_caller_whose_going_was_not_told_is_asked_for_no_message(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], run: Run
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(no_answer=True)
    exchange.world.handset(members[1]).voice = VoicePolicy(reject="declined", answer_after=2.0)
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    run(10)
    lose_ends(exchange, leg)
    # The plan that asks for a message is refused, which is how it comes out that nobody is there.
    run(40)
    call = the_call(organisation)
    assert (call.state, call.outcome, call.ended_by) == ("CLOSED", "ABANDONED_IN_QUEUE", "CUSTOMER")


@pytest.mark.usefixtures("our_clock")
def test_a_member_who_joined_nobody_waits_for_seconds_and_answered_nobody(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], run: Run
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=6.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    run(5)
    lose_ends(exchange, leg)
    for _second in range(40):
        run(1)
        if the_call(organisation).answered_by_id:
            break
    assert the_call(organisation).state == "TALKING"
    run(4)
    tasks.reconcile_calls()
    run(4)
    call = the_call(organisation)
    assert (call.state, call.outcome) == ("CLOSED", "ABANDONED_IN_QUEUE")
    assert exchange.calls.leg(legs_to(exchange, members[0])[0]).ended_at
