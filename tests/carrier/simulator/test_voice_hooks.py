"""The carrier's rules for asking: timeouts, one retry, the fallback address, and plans that cannot be run."""

import json
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest

from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.bodies import SYNTAX_ERROR
from carrier.simulator.voice.legs import Status
from carrier.simulator.webhooks import Answer
from tests.carrier.simulator.conftest import SIGNATURE_SECRET
from tests.carrier.simulator.voicekit import (
    BASE,
    CALLER,
    LINE,
    MEMBER,
    Firm,
    connect,
    leg_to,
    open_firm,
    talk,
    url,
)

LATE = Answer(None, error="read: timed out")
PAGE = Answer(200, body=b"<h1>Oops</h1>", content_type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("reply", "attempts", "reason"),
    [
        (Answer(404), 1, "HTTP status 404"),
        (Answer(401), 1, "HTTP status 401"),
        (Answer(500), 1, "HTTP status 500"),
        (PAGE, 1, "Unexpected content type text/html"),
        (
            Answer(200, body=b"[{]", content_type="application/json"),
            1,
            SYNTAX_ERROR,
        ),
        (Answer(503), 2, "HTTP status 503"),
        (Answer(429), 2, "HTTP status 429"),
        (LATE, 2, "Connection closed."),
        (Answer(None, error="connect: refused"), 2, "Connection refused."),
    ],
)
def test_an_answer_that_fails_goes_to_the_fallback_address(
    carrier: Simulator, firm: Firm, reply: Answer, attempts: int, reason: str
) -> None:
    firm.replies["/answer"] = reply
    firm.replies["/fallback"] = [talk("Please call back later.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert len(firm.bodies("/answer")) == attempts
    [asked] = firm.bodies("/fallback")
    assert asked["reason"] == reason
    assert asked["original_request"] == {"url": BASE + "/answer", "type": "answer"}
    assert asked["uuid"] == leg
    assert carrier.calls.heard(leg) == ["Please call back later."]


def test_a_late_answer_keeps_the_caller_waiting_five_seconds(carrier: Simulator, firm: Firm) -> None:
    answers = [LATE, None]
    firm.replies["/answer"] = lambda body: answers.pop(0) or [talk("Hello.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    answered = carrier.calls.leg(leg)
    assert answered.answered_at - answered.created_at == pytest.approx(5.0)


def test_without_any_fallback_the_call_ends(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = Answer(500)
    firm.replies["/fallback"] = Answer(500)
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert carrier.calls.leg(leg).status is Status.FAILED
    assert carrier.calls.heard(leg) == []
    assert firm.statuses(leg)[-2:] == ["failed", "completed"]


@pytest.mark.parametrize(
    "plan",
    [
        [{"action": "hangup"}],
        [{"action": "talk"}],
        [{"action": "talk", "text": "x", "volume": 3}],
        [{"action": "talk", "text": "x" * 1501}],
        [{"action": "record", "eventUrl": BASE + "/record"}],
        [{"action": "talk", "text": "x", "bargeIn": True}, {"action": "wait"}],
        [{"action": "conversation", "name": "a", "canSpeak": [], "mute": True}],
        {"action": "talk", "text": "x"},
    ],
)
def test_a_plan_that_cannot_be_run_is_told_and_goes_to_the_fallback(
    carrier: Simulator, firm: Firm, plan: Any
) -> None:
    body = json.dumps(plan).encode()
    firm.replies["/answer"] = Answer(200, body=body, content_type="application/json")
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    told = [body for body in firm.bodies("/event") if "reason" in body]
    assert [one["reason"] for one in told] == [SYNTAX_ERROR]
    assert told[0].keys() == {"reason", "conversation_uuid", "timestamp"}
    assert len(firm.bodies("/fallback")) == 1
    assert not carrier.calls.leg(leg).is_live


def test_a_failed_input_goes_on_in_the_middle_of_a_call_but_a_broken_plan_ends_it(
    carrier: Simulator, firm: Firm
) -> None:
    asks = {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 1}, "eventUrl": url("/input")}
    firm.replies["/answer"] = [asks, talk("Going on.")]
    firm.replies["/input"] = firm.replies["/fallback"] = Answer(500)
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert carrier.calls.heard(leg) == ["Going on."]
    assert firm.bodies("/fallback")[0]["original_request"] == {"url": BASE + "/input", "type": "event"}
    firm.replies["/input"] = [{"action": "dance"}]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert carrier.calls.heard(leg) == []


def test_plain_events_are_repeated_once_and_then_lost(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [talk("Hello.")]
    firm.replies["/event"] = Answer(503)
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert sorted(firm.statuses(leg)) == sorted(["started", "ringing", "answered", "completed"] * 2)
    assert firm.bodies("/fallback") == []


def test_a_get_request_has_its_fields_in_the_query_and_their_hash_in_its_signature(firm: Firm) -> None:
    carrier = open_firm(firm, answer="GET")
    firm.replies["/answer"] = [talk("Hello.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE, sip_headers={"X-Campaign": "radio"})
    carrier.settle()
    asked = next(one for one in firm.outgoing if "/answer?" in one.url)
    found = dict(parse_qsl(urlsplit(asked.url).query))
    assert (asked.method, asked.body, found["uuid"]) == ("GET", b"", leg)
    assert found["SipHeader_X-Campaign"] == "radio"
    token = asked.headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, SIGNATURE_SECRET, algorithms=["HS256"], options={"verify_iat": False})
    compact = json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()
    assert claims["payload_hash"] == sha256(compact).hexdigest()


def test_a_synchronous_connect_asks_what_to_do_and_completed_waits_for_the_answer(
    carrier: Simulator, firm: Firm
) -> None:
    carrier.world.handset(MEMBER).voice.busy = True
    firm.replies["/answer"] = [
        connect(MEMBER, eventType="synchronous", eventUrl=url("/connect")),
        talk("This is not reached."),
    ]
    firm.replies["/connect"] = lambda body: [talk("They are busy.")] if body["status"] == "busy" else None
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert [body["status"] for body in firm.bodies("/connect")] == ["started", "busy", "completed"]
    assert carrier.calls.heard(leg) == ["ringback", "They are busy."]
    assert leg_to(carrier, MEMBER) != leg


def test_what_a_callee_hears_first_is_heard_by_nobody_else(carrier: Simulator, firm: Firm) -> None:
    endpoint = {
        "type": "phone",
        "number": MEMBER,
        "dtmfAnswer": "1p2",
        "onAnswer": {"url": BASE + "/whisper"},
    }
    firm.replies["/answer"] = [{"action": "connect", "endpoint": [endpoint], "from": LINE, "limit": 30}]
    firm.replies["/whisper"] = [talk("A client about a leak.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(20)
    member = leg_to(carrier, MEMBER)
    assert carrier.calls.heard(member) == ["1", "2", "A client about a leak."]
    found = carrier.calls.transcript(leg)
    found.assert_not_heard(leg, "leak")
    assert found.dead_air(leg, until=found.assert_bridged(leg, member).t) == 0.0
    assert firm.bodies("/whisper")[0]["uuid"] == member
    carrier.settle()
    ended = carrier.calls.leg(member)
    assert ended.ended_at - ended.answered_at == pytest.approx(30)


@pytest.mark.parametrize(
    ("kind", "more"),
    [("drop", {}), ("duplicate", {"n": 2}), ("truncate", {"limit": 1}), ("reorder", {"k": 3})],
)
def test_a_call_survives_a_bad_network(
    carrier: Simulator, firm: Firm, kind: str, more: dict[str, int]
) -> None:
    firm.replies["/answer"] = firm.replies["/fallback"] = [talk("Hello.")]
    carrier.set_faults([Fields({"kind": kind, **more})])
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert carrier.calls.heard(leg) == ["Hello."]
    assert set(firm.statuses(leg)) == {"started", "ringing", "answered", "completed"} or kind == "truncate"


def test_an_address_that_is_not_on_loopback_is_never_called(carrier: Simulator, firm: Firm) -> None:
    far = ["https://app.example.com/input"]
    firm.replies["/answer"] = [
        {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 1}, "eventUrl": far},
        talk("Going on."),
    ]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert carrier.calls.heard(leg) == ["Going on."]
    assert all(one.url.startswith(BASE) for one in firm.outgoing)
    assert any("not on loopback" in row.error for row in carrier.courier.log)
