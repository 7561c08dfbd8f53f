"""Calls while Redis is down and no worker runs: the plan rings the members, and PostgreSQL alone knows who took it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings

from accounts.models import Member, Organisation
from carrier import voice_webhooks
from carrier.models import CarrierAccount, InboundDelivery
from carrier.services import answering, applying
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy
from conversations import hints
from conversations.models import Call, CallCommand, Leg, Line, Task
from core import clock, reach
from core.transactions import reading
from launcher import ports
from routing import services as routing
from tests.carrier.conftest import CUSTOMER
from tests.factories import calls as make
from tests.factories import conversations as made

LINE, CALLER = made.OUR_NUMBER.removeprefix("+"), CUSTOMER.removeprefix("+")
ACCEPTS = Rule(hears="Press 1", press="1", after=1.0)


@pytest.fixture(autouse=True)
def _redis_is_down(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(voice_webhooks, "soon", lambda work: work())
    settings.REDIS_URL = f"redis://127.0.0.1:{ports.find_free()}/0"
    for forget in (reach._client.cache_clear, hints._client.cache_clear, reach.forget):
        forget()
    yield
    for forget in (reach._client.cache_clear, hints._client.cache_clear, reach.forget):
        forget()


@pytest.fixture
def members(
    account: CarrierAccount, organisation: Organisation, alice: Member, bob: Member
) -> tuple[str, str]:
    with reading(organisation):
        line = Line.objects.of(organisation).get(address=made.OUR_NUMBER)
    phones = [make.phone(member).number.removeprefix("+") for member in (alice, bob)]
    make.ring_order(line, alice, alice, bob, now=clock.now())
    return phones[0], phones[1]


def the_call(organisation: Organisation) -> Call:
    with reading(organisation):
        return Call.objects.of(organisation).select_related("conversation", "answered_by").get()


def legs(organisation: Organisation) -> list[tuple[str, str]]:
    with reading(organisation):
        rows = Leg.objects.of(organisation).filter(in_plan=True).order_by("created_at")
        return [(row.member.name if row.member else row.endpoint, row.offer) for row in rows]


def ring_of(exchange: Simulator, party: str) -> str:
    return next(leg.uuid for leg in exchange.calls.legs() if leg.party == party)


def test_who_presses_1_has_answered_the_call(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], alice: Member
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(25)
    exchange.calls.transcript(leg).assert_bridged(leg, ring_of(exchange, members[0]))
    call = the_call(organisation)
    assert (call.state, call.answered_by, call.conversation.owner_id) == ("TALKING", alice, alice.pk)
    exchange.advance(30)
    exchange.calls.hang_up(leg)
    exchange.advance(5)
    call = the_call(organisation)
    assert (call.state, call.outcome, call.ended_by) == ("CLOSED", "ANSWERED_HUMAN", "CUSTOMER")
    assert legs(organisation) == [(alice.name, "ACCEPTED")]
    with reading(organisation):
        assert not Task.objects.of(organisation).exists()
        assert not CallCommand.objects.of(organisation).filter(verb="PLACE").exists()


def test_a_member_who_hangs_up_first_ends_the_call_and_no_message_is_asked_for(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str]
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(25)
    exchange.calls.hang_up(ring_of(exchange, members[0]))
    exchange.advance(20)
    assert the_call(organisation).outcome == "ANSWERED_HUMAN"
    exchange.calls.transcript(leg).assert_not_heard(leg, "leave a message")


def test_a_mailbox_accepts_nothing_the_next_is_rung_and_then_a_message_is_taken(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], alice: Member, bob: Member
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(voicemail=True)
    exchange.world.handset(members[1]).voice = VoicePolicy(busy=True)
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(120)
    exchange.calls.transcript(leg).assert_heard(leg, "leave a message")
    assert legs(organisation) == [(alice.name, "MISSED"), (bob.name, "DECLINED")]
    assert the_call(organisation).answered_by is None


def test_the_second_takes_what_the_first_did_not(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str], alice: Member, bob: Member
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(no_answer=True)
    exchange.world.handset(members[1]).voice = VoicePolicy(answer_after=2.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(60)
    exchange.calls.transcript(leg).assert_bridged(leg, ring_of(exchange, members[1]))
    call = the_call(organisation)
    assert (call.answered_by, legs(organisation)) == (bob, [(alice.name, "MISSED"), (bob.name, "ACCEPTED")])


def test_a_caller_who_leaves_while_it_rings_was_missed_and_nothing_stays_open(
    exchange: Simulator, organisation: Organisation, members: tuple[str, str]
) -> None:
    exchange.world.handset(members[0]).voice = VoicePolicy(no_answer=True)
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(15)
    exchange.calls.hang_up(leg)
    exchange.advance(30)
    call = the_call(organisation)
    assert (call.state, call.outcome) == ("CLOSED", "ABANDONED_IN_QUEUE")
    with reading(organisation):
        assert not Leg.objects.of(organisation).filter(ended_at=None).exists()
        assert Task.objects.of(organisation).count() == 1


def test_the_1_that_is_applied_after_the_call_puts_it_right(
    exchange: Simulator,
    organisation: Organisation,
    members: tuple[str, str],
    alice: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The process that was told dies: the carrier joins them all the same, and the sweep applies what was stored."""
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    take = routing.take_ring_accept_step

    def die(**_: object) -> bool:
        raise SystemError

    monkeypatch.setattr(routing, "take_ring_accept_step", die)
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(25)
    exchange.calls.transcript(leg).assert_bridged(leg, ring_of(exchange, members[0]))
    exchange.calls.hang_up(leg)
    exchange.advance(5)
    assert the_call(organisation).outcome == "ABANDONED_IN_QUEUE"
    monkeypatch.setattr(routing, "take_ring_accept_step", take)
    _sweep(organisation)
    call = the_call(organisation)
    assert (call.outcome, call.answered_by, call.state) == ("ANSWERED_HUMAN", alice, "CLOSED")
    assert call.conversation.latest_call == "ANSWERED_HUMAN"
    with reading(organisation):
        assert not Task.objects.of(organisation).filter(done_at=None).exists()
    _sweep(organisation)
    assert the_call(organisation).version == call.version


def test_the_owner_who_takes_a_call_of_the_fallback_has_answered_it(
    exchange: Simulator,
    organisation: Organisation,
    account: CarrierAccount,
    members: tuple[str, str],
    alice: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account.fallback_phone = f"+{members[0]}"
    account.save(update_fields=["fallback_phone"])
    decide = answering.decide

    def out(**_: object) -> tuple[str, None]:
        raise SystemError

    monkeypatch.setattr(answering, "decide", out)
    exchange.world.handset(members[0]).voice = VoicePolicy(answer_after=3.0, script=[ACCEPTS])
    leg = exchange.calls.dial(from_=CALLER, to=LINE)
    exchange.advance(30)
    exchange.calls.transcript(leg).assert_bridged(leg, ring_of(exchange, members[0]))
    exchange.calls.hang_up(leg)
    exchange.advance(5)
    monkeypatch.setattr(answering, "decide", decide)
    _sweep(organisation)
    call = the_call(organisation)
    assert (call.outcome, call.answered_by) == ("ANSWERED_HUMAN", alice)
    assert legs(organisation) == [(alice.name, "ACCEPTED")]


def _sweep(organisation: Organisation) -> None:
    """Apply what was stored and not done, oldest first, as the sweep does."""
    with reading(organisation):
        rows = InboundDelivery.objects.of(organisation).filter(state__in=["RECEIVED", "FAILED"])
        waiting = list(rows.order_by("received_at").values_list("pk", flat=True))
    for delivery_id in waiting:
        later = clock.now() + timedelta(minutes=1)
        applying.apply_delivery(organisation=organisation, delivery_id=delivery_id, now=later)
