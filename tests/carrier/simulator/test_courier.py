"""Webhooks: signatures, the retry schedule under a virtual clock, and seeded faults that are counted."""

import itertools
import json
import time
from hashlib import sha256

import jwt
import pytest

from carrier.simulator.exchange import Utterance
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import FunctionTransport, Simulator
from carrier.simulator.webhooks import Answer, Refusal
from tests.carrier.simulator.conftest import (
    API_KEY,
    APPLICATION,
    BUSINESS,
    HANDSET,
    SIGNATURE_SECRET,
    Receiver,
    seed_firm,
)


def text(simulator: Simulator, words: str = "My basement is flooding", handset: str = HANDSET) -> str:
    """Send a text from a handset and return its id."""
    return simulator.exchange.receive(Utterance("sms", handset, BUSINESS, words)).uuid


def test_an_inbound_text_arrives_signed_over_its_exact_bytes(
    simulator: Simulator, receiver: Receiver
) -> None:
    identifier = text(simulator, "¿Está abierto? 🙂")
    simulator.advance(0)

    (outgoing,) = receiver.arrived
    claims = jwt.decode(
        outgoing.headers["Authorization"].removeprefix("Bearer "), SIGNATURE_SECRET, algorithms=["HS256"]
    )
    assert claims["payload_hash"] == sha256(outgoing.body).hexdigest()
    assert (claims["iss"], claims["api_key"], claims["application_id"]) == ("Vonage", API_KEY, APPLICATION)
    assert outgoing.url == "http://127.0.0.1:8000/in"
    body = json.loads(outgoing.body)
    assert body["message_uuid"] == identifier
    assert (body["channel"], body["from"], body["to"]) == ("sms", HANDSET, BUSINESS)
    assert body["text"] == "¿Está abierto? 🙂"
    assert body["sms"] == {"num_messages": "1", "keyword": "ESTÁ"} or body["sms"]["num_messages"] == "1"
    assert body["timestamp"].endswith("Z")


def test_5xx_429_and_silence_are_retried_doubling_to_a_quarter_of_an_hour_for_a_day(
    simulator: Simulator, receiver: Receiver
) -> None:
    receiver.answers = [Answer(500), Answer(429), Answer(None, error="read: timed out")] + [Answer(503)] * 500
    text(simulator)
    began = simulator.clock.now()
    simulator.settle(within=2 * 86_400)

    instants = [row.at - began for row in simulator.courier.log]
    gaps = [later - sooner for sooner, later in itertools.pairwise(instants)]
    assert gaps[:9] == pytest.approx([5, 10, 20, 40, 80, 160, 320, 640, 900], abs=0.001)
    assert set(map(round, gaps[8:])) == {900}
    assert 86_400 - 900 <= instants[-1] <= 86_400
    assert simulator.courier.log[-1].outcome == "given_up"
    assert simulator.is_quiescent()


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_4xx_is_never_retried(simulator: Simulator, receiver: Receiver, status: int) -> None:
    receiver.answers = [Answer(status)]
    text(simulator)
    simulator.settle()
    assert [row.outcome for row in simulator.courier.log] == ["refused"]


def test_the_same_bytes_are_signed_anew_on_each_attempt(simulator: Simulator, receiver: Receiver) -> None:
    receiver.answers = [Answer(500)]
    text(simulator)
    simulator.settle()
    first, second = receiver.arrived
    assert first.body == second.body
    assert first.headers["Authorization"] != second.headers["Authorization"]


def run_with(faults: list[dict[str, object]], *, seed: int, count: int = 200) -> tuple[Simulator, Receiver]:
    """Send `count` texts through a carrier with `faults` and wait until all is quiet."""
    receiver = Receiver()
    simulator = Simulator(seed, transport=FunctionTransport(receiver))
    seed_firm(simulator)
    simulator.set_faults([Fields(fault) for fault in faults])  # type: ignore[arg-type]
    for number in range(count):
        text(simulator, f"text {number}", handset=f"1602555{number % 20:04}")
    simulator.settle()
    return simulator, receiver


def test_dropped_webhooks_arrive_on_the_second_attempt_and_are_counted() -> None:
    simulator, receiver = run_with([{"kind": "drop", "p": 0.1}], seed=3)
    (fault,) = simulator.faults.listed
    assert fault.seen == 200
    assert 8 <= fault.hits <= 36
    assert len({body["message_uuid"] for body in receiver.bodies()}) == len(receiver.arrived) == 200
    assert sum("drop" in row.faults for row in simulator.courier.log) == fault.hits
    assert simulator.is_quiescent()


def test_duplicates_carry_the_same_bytes() -> None:
    simulator, receiver = run_with([{"kind": "duplicate", "p": 0.2, "n": 2, "ms": 50}], seed=3)
    assert len(receiver.arrived) == 200 + 2 * simulator.faults.listed[0].hits
    assert len({outgoing.body for outgoing in receiver.arrived}) == 200


def test_a_reorder_window_mixes_arrival_but_not_timestamps() -> None:
    _, receiver = run_with([{"kind": "reorder", "k": 10}], seed=3, count=95)
    arrived = [int(str(body["text"]).split()[1]) for body in receiver.bodies()]
    assert arrived != sorted(arrived)
    assert sorted(arrived) == list(range(95))
    assert all(abs(number - place) < 10 for place, number in enumerate(arrived))
    of_one = sorted(
        (body for body in receiver.bodies() if body["from"] == "16025550003"),
        key=lambda body: str(body["timestamp"]),
    )
    assert [body["text"] for body in of_one] == ["text 3", "text 23", "text 43", "text 63", "text 83"]
    assert len({body["timestamp"] for body in of_one}) == 5


def test_the_same_seed_repeats_every_attempt() -> None:
    faults = [
        {"kind": "drop", "p": 0.1},
        {"kind": "duplicate", "p": 0.1},
        {"kind": "reorder", "p": 0.3, "k": 4},
    ]

    def trace(seed: int) -> list[tuple[str, int, str]]:
        simulator, _ = run_with(faults, seed=seed)
        return [(row.webhook, row.attempt, row.outcome) for row in simulator.courier.log]

    assert trace(5) == trace(5)
    assert trace(5) != trace(6)


def test_an_outage_meets_every_attempt_in_its_window_and_none_after() -> None:
    simulator, receiver = run_with([{"kind": "outage", "lasts": 60}], seed=1, count=3)
    assert {row.attempt for row in simulator.courier.log if row.outcome == "accepted"} == {5}
    assert len(receiver.arrived) == 3


@pytest.mark.parametrize("kind", ["wrong_signature", "unsigned", "old_iat", "truncate"])
def test_proof_of_origin_can_be_spoilt(kind: str) -> None:
    _, receiver = run_with([{"kind": kind, "limit": 1}], seed=1, count=2)
    spoilt, sound = receiver.arrived
    assert _is_sound(sound)
    assert not _is_sound(spoilt)


def test_truncated_bytes_can_be_signed_so_that_they_reach_the_parser() -> None:
    _, receiver = run_with([{"kind": "truncate", "resign": True}], seed=1, count=1)
    assert _is_sound(receiver.arrived[0])
    with pytest.raises(ValueError, match=r"."):
        json.loads(receiver.arrived[0].body)


def _is_sound(outgoing: object) -> bool:
    headers, body = outgoing.headers, outgoing.body  # type: ignore[attr-defined]
    try:
        claims = jwt.decode(
            headers.get("Authorization", "").removeprefix("Bearer "), SIGNATURE_SECRET, algorithms=["HS256"]
        )
    except jwt.InvalidTokenError:
        return False
    recent = claims["iat"] > 0 and abs(claims["iat"] - time.time()) < 300
    return claims["payload_hash"] == sha256(body).hexdigest() and recent


def test_webhooks_never_leave_loopback(simulator: Simulator) -> None:
    with pytest.raises(Refusal, match="loopback"):
        simulator.courier.url("http://203.0.113.7/in")
    with pytest.raises(Refusal, match="loopback"):
        simulator.courier.url("http://127.0.0.1.example/in")
