"""What a call asks of the carrier is done once, in order, and settled by the carrier's books when nobody knows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Member, Organisation
from carrier import handlers
from carrier.adapters import voice_of
from carrier.models import CarrierAccount
from carrier.services import call_books, commanding
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.vonage import voice as vonage_voice
from carrier.vonage.voice import VonageVoice
from conversations.domain.calls import Verb
from conversations.events import CallCommandQueued
from conversations.models import Call, CallCommand, Leg
from conversations.ports import (
    AddressKind,
    CallOffered,
    CarrierError,
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    Endpoint,
    EndpointKind,
    FailureReason,
    HangUp,
    Plan,
    Say,
)
from conversations.services import calls
from core import clock
from core.transactions import reading, tenant_transaction
from tests.carrier.conftest import CUSTOMER
from tests.factories import conversations as make

PHONE = "+16025550199"
WORDS: Plan = (Say("One moment."), HangUp())


@pytest.fixture
def voice(account: CarrierAccount, exchange: Simulator) -> VonageVoice:
    return voice_of(account)


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commanding, "AGAIN_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(vonage_voice, "pause", lambda _seconds: None)


@pytest.fixture
def leg(account: CarrierAccount, organisation: Organisation, bob: Member) -> Leg:
    """A member's leg of an inbound call: asked for, not placed yet."""
    now = clock.now()
    offered = CallOffered("caller-leg", "CON-1", make.OUR_NUMBER, CUSTOMER, AddressKind.PHONE)
    with tenant_transaction(organisation):
        received = calls.receive_call_step(
            organisation=organisation, offered=offered, received_at=now, now=now
        )
        return calls.offer_step(
            received.held, member=bob, to=Endpoint(EndpointKind.PHONE, PHONE), seconds=20, now=now
        )


@pytest.fixture
def do(account: CarrierAccount, organisation: Organisation) -> Callable[..., None]:
    """Carry a command out as the worker does, by another carrier if need be."""

    def run(command: CallCommand, carrier: Any = None) -> None:
        if carrier is None:
            fact = CallCommandQueued(call_id=command.call_id, command_id=command.pk)
            handlers.do_command(fact, organisation_id=organisation.pk, now=clock.now())
            return
        commanding.carry_out(
            organisation=organisation,
            command_id=command.pk,
            carrier=carrier,
            account_id=account.pk,
            now=clock.now(),
        )

    return run


def placing(organisation: Organisation) -> CallCommand:
    with reading(organisation):
        return CallCommand.objects.of(organisation).select_related("leg", "call").get(verb=Verb.PLACE)


def ask(organisation: Organisation, leg: Leg, verb: Verb, **more: Any) -> CallCommand:
    with tenant_transaction(organisation):
        return calls.command(leg, verb, now=clock.now(), **more)


def fresh(row: Any) -> Any:
    with reading(row.organisation_id):
        return type(row).objects.of(row.organisation_id).get(pk=row.pk)


class Broken:
    """A carrier that fails as told; `made` lets the request through before it does."""

    def __init__(self, error: CarrierError, through: VonageVoice, *, is_made: bool = False) -> None:
        self._error, self._through, self._is_made, self.asked = error, through, is_made, 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def verb(*values: Any, **keywords: Any) -> Any:
            self.asked += 1
            if self._is_made:
                getattr(self._through, name)(*values, **keywords)
            raise self._error

        return verb


def books(organisation: Organisation, voice: Any, account: CarrierAccount, **later: float) -> Any:
    return call_books.reconcile_calls(
        organisation=organisation,
        carrier=voice,
        account_id=account.pk,
        now=clock.now() + timedelta(**later),
    )


def lose_webhooks(exchange: Simulator) -> None:
    exchange.set_faults([Fields({"kind": "drop", "attempts": 2})])


def test_a_member_is_rung_once_and_both_sides_agree_on_the_leg(
    leg: Leg, organisation: Organisation, exchange: Simulator, voice: VonageVoice, do: Callable[..., None]
) -> None:
    command = placing(organisation)
    do(command)
    do(command)
    # The answer came before any news of it.
    [placed] = exchange.calls.legs()
    assert (fresh(command).state, fresh(leg).carrier_leg_id) == ("DONE", placed.uuid)
    exchange.advance(3)
    assert (fresh(leg).carrier_leg_id, fresh(leg).status in {"STARTED", "RINGING", "ANSWERED"}) == (
        placed.uuid,
        True,
    )


def test_news_of_a_leg_may_come_before_the_answer_that_names_it(
    leg: Leg, organisation: Organisation, exchange: Simulator, voice: VonageVoice, do: Callable[..., None]
) -> None:
    class News:
        def place_call(self, **asked: Any) -> Any:
            placed = voice.place_call(**asked)
            exchange.advance(2)
            assert fresh(leg).carrier_leg_id == placed.leg_id
            return placed

    command = placing(organisation)
    do(command, News())
    assert (fresh(command).state, fresh(leg).carrier_leg_id) == ("DONE", exchange.calls.legs()[0].uuid)


@pytest.mark.parametrize("is_made", [True, False])
def test_a_call_nobody_knows_of_is_never_placed_twice_and_found_in_the_books(
    leg: Leg,
    organisation: Organisation,
    account: CarrierAccount,
    exchange: Simulator,
    voice: VonageVoice,
    do: Callable[..., None],
    is_made: bool,
) -> None:
    lose_webhooks(exchange)
    command = placing(organisation)
    broken = Broken(CarrierUnknown("dropped"), voice, is_made=is_made)
    do(command, broken)
    do(command, broken)
    assert (broken.asked, fresh(command).state) == (1, "UNKNOWN")
    assert books(organisation, voice, account, seconds=5).settled == 0
    assert books(organisation, voice, account, seconds=20).settled == is_made
    assert books(organisation, voice, account, seconds=90).settled == (not is_made)
    told, ended = fresh(command), fresh(leg)
    if is_made:
        assert (told.state, ended.carrier_leg_id) == ("DONE", exchange.calls.legs()[0].uuid)
    else:
        assert (told.state, told.error, ended.status, ended.offer) == (
            "FAILED",
            "never placed",
            "FAILED",
            "UNREACHABLE",
        )
    assert len(exchange.calls.legs()) == is_made


def test_a_call_found_when_the_caller_has_gone_is_hung_up(
    leg: Leg,
    organisation: Organisation,
    account: CarrierAccount,
    exchange: Simulator,
    voice: VonageVoice,
    do: Callable[..., None],
) -> None:
    do(placing(organisation), Broken(CarrierUnknown("dropped"), voice, is_made=True))
    with tenant_transaction(organisation):
        held = calls.lock_call(organisation_id=organisation.pk, call_id=leg.call_id)
        calls.end_call_step(held, ended_by="CUSTOMER", at=clock.now(), now=clock.now())
    books(organisation, voice, account, seconds=20)
    with reading(organisation):
        assert CallCommand.objects.of(organisation).filter(leg=leg, verb=Verb.HANG_UP).count() == 1


def test_a_refused_call_lets_the_flow_go_on(
    leg: Leg, organisation: Organisation, voice: VonageVoice, do: Callable[..., None]
) -> None:
    command = placing(organisation)
    do(command, Broken(CarrierRejected(FailureReason.BAD_NUMBER, code="to"), voice))
    assert (fresh(command).state, fresh(command).error) == ("FAILED", "BAD_NUMBER to")
    assert (fresh(leg).status, fresh(leg).offer) == ("FAILED", "UNREACHABLE")


def test_what_was_certainly_not_done_is_asked_again_and_comes_due_again(
    leg: Leg, organisation: Organisation, exchange: Simulator, voice: VonageVoice, do: Callable[..., None]
) -> None:
    command = placing(organisation)
    away = Broken(CarrierUnavailable("away"), voice)
    with pytest.raises(commanding.NotNow):
        do(command, away)
    assert (away.asked, fresh(command).state) == (3, "QUEUED")
    do(command)
    assert (fresh(command).state, len(exchange.calls.legs())) == ("DONE", 1)


def test_commands_of_a_leg_keep_their_order_and_wait_for_its_place(
    leg: Leg,
    organisation: Organisation,
    exchange: Simulator,
    voice: VonageVoice,
    do: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(commanding, "EARLIER_SECONDS", 0.0)
    plan = ask(organisation, leg, Verb.RUN, plan=WORDS)
    with pytest.raises(commanding.NotNow):
        do(plan)
    do(placing(organisation))
    exchange.advance(8)
    do(plan)
    assert fresh(plan).state == "DONE"


def test_every_verb_reaches_the_leg(
    leg: Leg, organisation: Organisation, exchange: Simulator, voice: VonageVoice, do: Callable[..., None]
) -> None:
    do(placing(organisation))
    exchange.advance(8)
    asked: list[tuple[Verb, dict[str, Any]]] = [
        (Verb.MUTE, {}),
        (Verb.UNMUTE, {}),
        (Verb.DEAFEN, {}),
        (Verb.UNDEAFEN, {}),
        (Verb.SPEAK, {"text": "Are you there?"}),
        (Verb.STOP_AUDIO, {}),
        (Verb.PLAY, {"url": "https://desk.example/music.mp3", "times": 0}),
        (Verb.SEND_DIGITS, {"digits": "12#"}),
        (Verb.RUN, {"plan": WORDS}),
        (Verb.HANG_UP, {}),
    ]
    assert {verb for verb, _ in asked} == set(Verb) - {Verb.PLACE}
    for verb, more in asked:
        command = ask(organisation, leg, verb, **more)
        do(command)
        assert (verb, fresh(command).state, fresh(command).error) == (verb, "DONE", "")
    exchange.advance(5)
    assert fresh(leg).status == "COMPLETED"


def test_an_unknown_command_is_repeated_where_it_is_harmless_and_the_leg_still_there(
    leg: Leg,
    organisation: Organisation,
    account: CarrierAccount,
    exchange: Simulator,
    voice: VonageVoice,
    do: Callable[..., None],
) -> None:
    do(placing(organisation))
    exchange.advance(8)
    unknown = Broken(CarrierUnknown("dropped"), voice)
    run, digits = (
        ask(organisation, leg, Verb.RUN, plan=WORDS),
        ask(organisation, leg, Verb.SEND_DIGITS, digits="1"),
    )
    do(run, unknown)
    do(digits, unknown)
    assert books(organisation, voice, account, seconds=20).settled == 2
    assert (fresh(run).state, fresh(digits).state) == ("QUEUED", "FAILED")
    # Asked again and refused, since the leg has ended meanwhile: the first time may have been heard all the same.
    do(run, Broken(CarrierRejected(FailureReason.UNKNOWN), voice))
    assert (fresh(run).state, fresh(run).error) == ("FAILED", calls.PERHAPS_HEARD)
    gone = ask(organisation, leg, Verb.MUTE)
    do(gone, unknown)
    voice.hang_up(fresh(leg).carrier_leg_id)
    books(organisation, voice, account, seconds=20)
    assert (fresh(gone).state, fresh(gone).error) == ("DONE", "ended")


def test_a_plan_whose_answer_was_lost_is_asked_after_at_once_but_only_the_first_time(
    leg: Leg,
    organisation: Organisation,
    account: CarrierAccount,
    exchange: Simulator,
    voice: VonageVoice,
    do: Callable[..., None],
) -> None:
    do(placing(organisation))
    exchange.advance(8)
    unknown = Broken(CarrierUnknown("dropped"), voice)
    run, mute = ask(organisation, leg, Verb.RUN, plan=WORDS), ask(organisation, leg, Verb.MUTE)

    def asked_after(command: CallCommand) -> tuple[bool, str]:
        done = call_books.ask_after_plan(
            organisation=organisation,
            command_id=command.pk,
            carrier=voice,
            account_id=account.pk,
            now=clock.now(),
        )
        return done, fresh(command).state

    do(run, unknown)
    do(mute, unknown)
    assert (asked_after(run), asked_after(mute)) == ((True, "QUEUED"), (False, "UNKNOWN"))
    do(run, unknown)
    assert asked_after(run) == (False, "UNKNOWN")


def test_a_leg_whose_end_was_never_told_is_asked_for(
    leg: Leg,
    organisation: Organisation,
    account: CarrierAccount,
    exchange: Simulator,
    voice: VonageVoice,
    do: Callable[..., None],
) -> None:
    do(placing(organisation))
    exchange.advance(3)
    lose_webhooks(exchange)
    voice.hang_up(fresh(leg).carrier_leg_id)
    exchange.advance(3)
    assert fresh(leg).ended_at is None
    with tenant_transaction(organisation):
        Leg.objects.of(organisation).filter(role="CALLER").update(ended_at=clock.now())
    assert books(organisation, voice, account, seconds=30).ended == 0
    assert books(organisation, voice, account, seconds=90).ended == 1
    assert fresh(leg).ended_at is not None
    assert books(organisation, voice, account, seconds=200).ended == 0


def test_a_leg_the_carrier_does_not_know_is_over(
    leg: Leg, organisation: Organisation, account: CarrierAccount, voice: VonageVoice
) -> None:
    assert books(organisation, voice, account, seconds=90).ended == 1
    with reading(organisation):
        call = Call.objects.of(organisation).get()
    assert call.ended_at is not None
    assert call.outcome


def test_nobody_is_rung_for_an_offer_that_is_over_and_the_call_can_be_closed(
    organisation: Organisation, leg: Leg, do: Callable[..., None], voice: VonageVoice
) -> None:
    command = placing(organisation)
    with tenant_transaction(organisation):
        held, row = calls.lock_leg(leg)
        calls.miss_offer_step(held, row, now=clock.now())
    refusing = Broken(CarrierRejected(FailureReason.UNKNOWN), voice)
    do(command, refusing)
    assert refusing.asked == 0
    assert (fresh(command).state, fresh(command).error) == ("FAILED", "offer over")
    assert (fresh(leg).offer, fresh(leg).status) == ("UNREACHABLE", "FAILED")
    assert fresh(leg).ended_at is not None
