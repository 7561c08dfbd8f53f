"""One script, fifty ways to shuffle and repeat its news: Portico's record of the call is the same each time.

The carrier runs in this process on a virtual clock that Portico shares; commands are carried out as a worker would,
a moment after they were recorded.
"""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.models import Member, Organisation
from carrier.services import commanding
from carrier.simulator import signing
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy
from conversations.models import Call, CallCommand, Leg, Line, Recording
from core import clock, tasks
from core.transactions import reading
from tests.factories import calls as make

# Each seed is a whole call of some twenty real webhooks; PORTICO_SEEDS=50 plays them all (a minute and more).
SEEDS, FEWER = int(os.environ.get("PORTICO_SEEDS", "12")), 6
STEP_SECONDS = 1.0
LONGEST_SECONDS = 90.0
FIRST, SECOND = "16025557801", "16025557802"
FAULTS = (
    Fields({"kind": "duplicate", "p": 0.3, "n": 1, "ms": 700}),
    Fields({"kind": "reorder", "p": 0.4, "k": 3, "ms": 900}),
)
TALKS = (
    Rule(hears=" with ", say="Hello, may I move my appointment?", after=1.0),
    Rule(hears="Thursday", hang_up=True, after=2.0),
)
LEAVES_MESSAGE = (Rule(hears="beep", say="Please call me back about the lease.", after=1.0),)
TAKES = VoicePolicy(
    answer_after=2.0,
    script=[
        Rule(hears="Press 1", press="1", after=0.5),
        Rule(hears="appointment", say="Thursday at nine.", after=0.5),
    ],
)
DECLINES = VoicePolicy(reject="declined", answer_after=2.0)
Ring = Callable[[int, tuple[Rule, ...]], dict[str, Any]]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(commanding, "AGAIN_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(commanding, "EARLIER_SECONDS", 0.0)
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def ring(
    exchange: Simulator,
    organisation: Organisation,
    alice: Member,
    bob: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> Ring:
    """Let a caller of their own ring under one seed, and give what Portico has of the call once all is quiet."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromtimestamp(exchange.clock.now(), UTC))
    monkeypatch.setattr(signing, "real_now", exchange.clock.now)
    for member, number in ((alice, FIRST), (bob, SECOND)):
        make.phone(member, f"+{number}")
    with reading(organisation):
        line = Line.objects.select_related("location").get()
    make.ring_order(line, alice, alice, bob, now=clock.now())
    dialled = line.address.removeprefix("+")

    def run(seed: int, script: tuple[Rule, ...]) -> dict[str, Any]:
        exchange.world.seed = f"seed {seed}"
        exchange.set_faults(FAULTS)
        leg = exchange.calls.dial(from_=f"1480555{seed:04}", to=dialled, script=list(script))
        until = exchange.clock.now() + LONGEST_SECONDS
        while exchange.clock.now() < until and exchange.clock.next_at() is not None:
            exchange.advance(STEP_SECONDS)
            tasks.sweep_deliveries()
        return _record(organisation, leg)

    return run


def _record(organisation: Organisation, carrier_leg: str) -> dict[str, Any]:
    """Give everything Portico says of a call, but for times, ids and the caller's number."""
    with reading(organisation):
        call = Call.objects.select_related("answered_by__user").get(legs__carrier_leg_id=carrier_leg)
        legs = Leg.objects.filter(call=call).order_by("started_at", "created_at")
        commands = CallCommand.objects.filter(call=call).select_related("leg").order_by("created_at")
        recordings = Recording.objects.filter(call=call)
        return {
            "call": (call.state, call.outcome, call.stage, call.ended_by, call.has_failed),
            "answered by": call.answered_by.name if call.answered_by else "",
            "legs": [_leg(leg) for leg in legs],
            "commands": [(row.verb, row.leg.role, row.state) for row in commands],
            "recordings": [(row.kind, row.state, bool(row.transcript)) for row in recordings],
            "path": [(line["node"], line["why"]) for line in call.path],
        }


def _leg(leg: Leg) -> tuple[str, ...]:
    """Give what a leg came to; a caller's number is another each time."""
    number = leg.endpoint if leg.role == "MEMBER" else ""
    return leg.role, number, leg.status, leg.offer, leg.ended_by


def test_a_call_that_is_taken_by_the_second_member(exchange: Simulator, ring: Ring) -> None:
    exchange.world.handset(FIRST).voice = DECLINES
    exchange.world.handset(SECOND).voice = TAKES
    expect_all_alike(ring, TALKS, outcome="ANSWERED_HUMAN", seeds=SEEDS)
    assert all(fault.hits >= 3 for fault in exchange.faults.listed)


def test_a_call_that_ends_with_a_message(exchange: Simulator, ring: Ring) -> None:
    exchange.world.handset(FIRST).voice = DECLINES
    exchange.world.handset(SECOND).voice = VoicePolicy(busy=True)
    expect_all_alike(ring, LEAVES_MESSAGE, outcome="VOICEMAIL", seeds=FEWER)


def expect_all_alike(ring: Ring, script: tuple[Rule, ...], *, outcome: str, seeds: int) -> None:
    first = ring(0, script)
    assert first["call"][:2] == ("CLOSED", outcome)
    for seed in range(1, seeds):
        assert ring(seed, script) == first, f"seed {seed}"
