"""The fallback on the whole simulated carrier: what callers, owners and mailboxes hear."""

from typing import Any

import pytest

from accounts.models import Organisation
from carrier import voice_webhooks
from carrier.models import Attempt, CarrierAccount
from carrier.services import calling
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy
from conversations.models import Call, Recording
from core.transactions import reading
from routing import services as routing
from tests.carrier.conftest import CUSTOMER
from tests.factories import conversations as make

LINE, CALLER = make.OUR_NUMBER.removeprefix("+"), CUSTOMER.removeprefix("+")
OWNER = "16025550111"


def bug(**_: object) -> Any:
    raise AttributeError("a bug of ours")


@pytest.fixture(autouse=True)
def _owner(account: CarrierAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "answer_step", bug)
    account.fallback_phone = f"+{OWNER}"
    account.save(update_fields=["fallback_phone"])
    monkeypatch.setattr(voice_webhooks, "soon", lambda work: work())


def dial(exchange: Simulator, *script: Rule) -> str:
    return exchange.calls.dial(from_=CALLER, to=LINE, script=list(script))


def test_the_owner_who_presses_1_talks_with_the_caller(exchange: Simulator) -> None:
    press = Rule(hears="Press 1", press="1", after=1.0)
    exchange.world.handset(OWNER).voice = VoicePolicy(answer_after=4.0, script=[press])
    leg = dial(exchange)
    exchange.advance(25)
    owner = next(one.uuid for one in exchange.calls.legs() if one.party == OWNER)
    exchange.calls.transcript(leg).assert_bridged(leg, owner)
    exchange.calls.say(leg, "My basement is flooding.")
    exchange.advance(5)
    exchange.calls.transcript(owner).assert_heard(owner, "basement")
    exchange.calls.transcript(leg).assert_not_heard(leg, "Press 1")


def test_the_owners_mailbox_never_takes_the_call(exchange: Simulator, organisation: Organisation) -> None:
    exchange.world.handset(OWNER).voice = VoicePolicy(voicemail=True)
    leg = dial(
        exchange, Rule(hears="leave your name", say="Please call me back tomorrow morning.", after=7.0)
    )
    exchange.advance(120)
    owner = next(one.uuid for one in exchange.calls.legs() if one.party == OWNER)
    exchange.calls.transcript(leg).assert_heard(leg, "leave your name")
    exchange.calls.transcript(owner).assert_not_heard(owner, "tomorrow morning")
    with reading(organisation):
        call = Call.objects.of(organisation).get()
        recording = Recording.objects.of(organisation).get()
    assert (call.state, call.outcome, recording.kind) == ("CLOSED", "VOICEMAIL", "VOICEMAIL")


@pytest.mark.parametrize(
    "policy", [{"busy": True}, {"reject": "declined"}, {"unreachable": True}, {"no_answer": True}]
)
def test_an_owner_who_is_not_there_leads_to_a_message(exchange: Simulator, policy: dict[str, Any]) -> None:
    exchange.world.handset(OWNER).voice = VoicePolicy(**policy)
    leg = dial(exchange)
    exchange.advance(100)
    exchange.calls.transcript(leg).assert_heard(leg, "leave your name")


@pytest.mark.parametrize(
    "fault", [{"kind": "duplicate", "n": 2}, {"kind": "reorder", "k": 3}, {"kind": "unknown_field"}]
)
def test_a_call_is_entered_once_whatever_becomes_of_its_webhooks(
    exchange: Simulator, organisation: Organisation, fault: dict[str, Any]
) -> None:
    exchange.set_faults([Fields(fault)])
    exchange.world.handset(OWNER).voice = VoicePolicy(busy=True)
    dial(exchange, Rule(hears="leave your name", say="Please call me back tomorrow morning.", after=7.0))
    exchange.advance(180)
    with reading(organisation):
        call = Call.objects.of(organisation).get()
        attempts = list(Attempt.objects.of(organisation).values_list("outcome", flat=True))
    assert (call.outcome, attempts) == ("VOICEMAIL", ["FALLBACK"])


def test_a_caller_reaches_a_message_though_every_webhook_of_ours_fails(
    exchange: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "take_step", bug)
    exchange.world.handset(OWNER).voice = VoicePolicy(busy=True)
    leg = dial(exchange)
    exchange.advance(100)
    exchange.calls.transcript(leg).assert_heard(leg, "leave your name")
    exchange.calls.transcript(leg).assert_heard(leg, "beep")
