"""Whole calls in process: what the business is told, what each party hears, and how calls end."""

import re

import pytest
import vonage
from vonage_http_client import errors

from carrier.simulator.problems import Problem
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.legs import Status
from carrier.simulator.voice.policies import Rule, VoicePolicy
from tests.carrier.simulator.voicekit import (
    CALLER,
    LINE,
    MEMBER,
    OTHER,
    Firm,
    connect,
    leg_to,
    room,
    talk,
    url,
)


def test_a_call_is_answered_heard_keyed_connected_and_hung_up(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [
        talk("Welcome to the firm. Press one for sales."),
        {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 1}, "eventUrl": url("/input")},
    ]
    firm.replies["/input"] = [connect(MEMBER), talk("Nobody is here.")]
    leg = carrier.calls.dial(from_="+1 602 555 0134", to=LINE)
    carrier.advance(4)
    assert carrier.calls.heard(leg) == ["Welcome to the firm. Press one for sales."]
    carrier.calls.press(leg, "1")
    carrier.advance(5)
    member = leg_to(carrier, MEMBER)
    carrier.calls.say(leg, "my basement is flooding")
    carrier.calls.say(member, "we are on our way")
    carrier.advance(5)
    carrier.calls.hang_up(leg)
    carrier.settle()

    assert set(firm.statuses(leg)[:2]) == {"started", "ringing"}
    assert firm.statuses(leg)[2:] == ["answered", "completed"]
    assert firm.statuses(member) == ["started", "ringing", "answered", "completed"]
    assert [body["dtmf"] for body in firm.bodies("/input")] == [{"digits": "1", "timed_out": False}]
    assert carrier.calls.heard(member) == ["my basement is flooding"]
    assert carrier.calls.heard(leg)[-1] == "we are on our way"
    found = carrier.calls.transcript(leg)
    found.assert_bridged(leg, member)
    found.assert_not_heard(leg, "Nobody is here")
    assert carrier.calls.ring_time(member) == pytest.approx(3.0)
    assert carrier.is_quiescent()


def test_ids_have_the_three_shapes(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [connect(MEMBER)]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(1)
    assert re.fullmatch(r"[0-9a-f]{32}", leg)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", leg_to(carrier, MEMBER))
    assert re.fullmatch(r"CON-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", carrier.calls.leg(leg).room)


def test_the_end_of_the_plan_hangs_up_by_the_platform(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [talk("We are closed. Goodbye.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    last = firm.bodies("/event")[-1]
    assert (last["status"], last["disconnected_by"], last["duration"]) == ("completed", "platform", "2")
    assert carrier.calls.leg(leg).status is Status.COMPLETED


def test_a_caller_who_gives_up_before_the_answer_is_cancelled_then_completed(
    carrier: Simulator, firm: Firm
) -> None:
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.calls.hang_up(leg)
    carrier.settle()
    assert firm.statuses(leg)[2:] == ["cancelled", "completed"]
    assert carrier.calls.heard(leg) == []


@pytest.mark.parametrize(
    ("policy", "told", "detail"),
    [
        (VoicePolicy(busy=True), ["started", "busy", "completed"], None),
        (VoicePolicy(reject="declined"), ["started", "ringing", "rejected"], "declined"),
        (VoicePolicy(no_answer=True), ["started", "ringing", "timeout", "completed"], None),
        (VoicePolicy(unreachable=True), ["started", "unanswered", "completed"], "unavailable"),
        (VoicePolicy(fail="cannot_route"), ["started", "failed", "completed"], "cannot_route"),
    ],
)
def test_a_far_end_decides_how_a_connect_ends_and_the_plan_goes_on(
    carrier: Simulator, firm: Firm, policy: VoicePolicy, told: list[str], detail: str | None
) -> None:
    carrier.world.handset(MEMBER).voice = policy
    firm.replies["/answer"] = [connect(MEMBER, timeout=20), talk("Nobody is here.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    member = leg_to(carrier, MEMBER)
    assert firm.statuses(member) == told
    ended = [
        body for body in firm.bodies("/event") if body["uuid"] == member and body["status"] != "completed"
    ]
    assert ended[-1].get("detail") == detail
    assert carrier.calls.heard(leg) == ["ringback", "Nobody is here."]


def test_a_member_presses_one_and_is_bridged_with_the_waiting_caller(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    carrier.world.handset(MEMBER).voice = VoicePolicy(
        answer_after=2,
        greeting="Hello?",
        script=[Rule(hears="press one", press="1"), Rule(hears="leak", say="On our way")],
    )
    firm.replies["/answer"] = [room("call-1", startOnEnter=False, musicOnHoldUrl=url("/music.mp3"))]
    firm.replies["/accept"] = [room("call-1")]
    offer = [
        talk("A call from Ada. Press one to accept, or hang up.", bargeIn=True),
        {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 1}, "eventUrl": url("/accept")},
    ]
    caller = carrier.calls.dial(from_=CALLER, to=LINE, script=[Rule(hears="music")])
    carrier.advance(1)
    asked = {"to": [{"type": "phone", "number": MEMBER}], "from": {"type": "phone", "number": LINE}}
    made = voice.http_client.post("localhost", "/v1/calls", {**asked, "ncco": offer})
    carrier.advance(20)

    found = carrier.calls.transcript(caller)
    joined = found.assert_bridged(caller, made["uuid"])
    assert joined.t - carrier.calls.leg(made["uuid"]).answered_at < 4
    assert carrier.calls.heard(made["uuid"])[0].startswith("A call from Ada. Press one")
    assert found.dead_air(caller, until=joined.t) == pytest.approx(0.0)
    assert [body["type"] for body in firm.bodies("/event") if "type" in body] == ["transfer", "transfer"]
    voice.http_client.put("localhost", f"/v1/calls/{made['uuid']}", {"action": "hangup"})
    shown = voice.http_client.get("localhost", f"/v1/calls/{made['uuid']}")
    assert (shown["status"], shown["direction"]) == ("completed", "outbound")
    with pytest.raises(errors.NotFoundError):
        voice.http_client.put("localhost", f"/v1/calls/{made['uuid']}", {"action": "mute"})


def test_whispers_are_heard_only_by_those_who_may(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [room("sales")]
    one = carrier.calls.dial(from_=CALLER, to=LINE)
    two = carrier.calls.dial(from_=MEMBER, to=LINE)
    carrier.advance(1)
    firm.replies["/answer"] = [room("sales", canSpeak=[two])]
    coach = carrier.calls.dial(from_=OTHER, to=LINE)
    carrier.advance(1)
    carrier.calls.say(one, "how much is it")
    carrier.calls.say(coach, "offer ten percent")
    carrier.advance(3)
    assert carrier.calls.heard(two) == ["how much is it", "offer ten percent"]
    assert carrier.calls.heard(coach) == ["how much is it"]
    carrier.calls.transcript(one).assert_not_heard(one, "percent")
    with pytest.raises(AssertionError, match="it heard"):
        carrier.calls.transcript(one).assert_heard(one, "percent")


def test_nobody_can_be_heard_on_a_leg_that_is_not_up(carrier: Simulator) -> None:
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    with pytest.raises(Problem) as refused:
        carrier.calls.say(leg, "hello")
    assert refused.value.status == 409


def test_the_end_of_a_conversation_is_a_hangup_of_its_owner_and_not_a_move(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    firm.replies["/answer"] = [room("call-1")]
    one = carrier.calls.dial(from_=CALLER, to=LINE)
    firm.replies["/answer"] = [room("call-1", endOnExit=True)]
    two = carrier.calls.dial(from_=MEMBER, to=LINE)
    carrier.advance(1)
    away = {"type": "ncco", "ncco": [talk("One moment."), room("call-1", endOnExit=True)]}
    voice.http_client.put("localhost", f"/v1/calls/{two}", {"action": "transfer", "destination": away})
    carrier.advance(5)
    assert carrier.calls.leg(one).is_live
    assert carrier.calls.heard(one) == []
    carrier.calls.hang_up(two)
    assert carrier.calls.leg(one).status is Status.COMPLETED
    assert carrier.calls.leg(one).disconnected_by == "platform"
