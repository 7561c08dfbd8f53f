"""Surface A for calls as the official SDK's client meets it: shapes, refusals, limits, regions, users."""

from typing import Any

import pytest
import requests
import vonage
from vonage_http_client import errors
from vonage_voice.models import CreateCallRequest

from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.legs import Status
from carrier.simulator.voice.policies import VoicePolicy
from tests.carrier.simulator.conftest import BUSINESS
from tests.carrier.simulator.voicekit import CALLER, LINE, MEMBER, OTHER, Firm, leg_to, room, talk, url

HOST = "localhost"
TO_MEMBER: dict[str, Any] = {
    "to": [{"type": "phone", "number": MEMBER}],
    "from": {"type": "phone", "number": LINE},
    "ncco": [talk("Hello from the firm."), {"action": "wait", "timeout": 60}],
}
assert BUSINESS == LINE


def create(voice: vonage.Vonage, **changes: Any) -> dict[str, Any]:
    """Create a call as the adapter does: a plain dictionary through the SDK's own client."""
    body = {name: value for name, value in (TO_MEMBER | changes).items() if value is not None}
    found = voice.http_client.post(HOST, "/v1/calls", body)
    assert isinstance(found, dict)
    return found


def change(voice: vonage.Vonage, leg: str, action: str, **more: Any) -> None:
    """Change a call."""
    voice.http_client.put(HOST, f"/v1/calls/{leg}", {"action": action, **more})


def in_call(carrier: Simulator, firm: Firm) -> str:
    """Return an inbound leg that waits."""
    firm.replies["/answer"] = [{"action": "wait", "timeout": 600}]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(1)
    return leg


def test_the_sdk_creates_reads_lists_and_ends_a_call(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    asked = CreateCallRequest(
        to=[{"type": "phone", "number": MEMBER}],
        from_={"type": "phone", "number": LINE},
        answer_url=url("/outbound"),
        answer_method="POST",
    )
    firm.replies["/outbound"] = [talk("Hello."), {"action": "wait", "timeout": 60}]
    made = voice.voice.create_call(asked)
    assert (made.status, made.direction) == ("started", "outbound")
    assert made.conversation_uuid.startswith("CON-")
    carrier.advance(5)
    shown = voice.voice.get_call(made.uuid)
    assert (shown.status, shown.duration, shown.to.number) == ("answered", "0", MEMBER)
    calls, _ = voice.voice.list_calls()
    assert [call.uuid for call in calls] == [made.uuid]
    voice.voice.hangup(made.uuid)
    carrier.settle()
    assert voice.voice.get_call(made.uuid).status == "completed"
    assert firm.statuses(made.uuid) == ["started", "ringing", "answered", "completed"]
    assert firm.bodies("/outbound")[0]["endpoint_type"] == "phone"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": None}, "to"),
        ({"to": [{"type": "phone", "number": "+" + MEMBER}]}, "to"),
        ({"to": [{"type": "phone", "number": MEMBER}] * 2}, "to"),
        ({"from": None}, "from"),
        ({"ncco": None}, "answer_url"),
        ({"answer_url": url("/a")}, "answer_url"),
        ({"ncco": [{"action": "hangup"}]}, "ncco"),
        ({"event_url": "http://127.0.0.1/e"}, "event_url"),
        ({"ringing_timer": 121}, "ringing_timer"),
        ({"length_timer": 0}, "length_timer"),
        ({"machine_detection": "perhaps"}, "machine_detection"),
        ({"advanced_machine_detection": {"beep_timeout": 5}}, "advanced_machine_detection"),
    ],
)
def test_a_wrong_body_is_refused_by_name(voice: vonage.Vonage, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.HttpRequestError) as refused:
        create(voice, **changes)
    body = refused.value.response.json()
    assert (refused.value.response.status_code, body["type"]) == (400, "BAD_REQUEST")
    assert field in body["invalid_parameters"]
    assert refused.value.response.headers["Content-Type"] == "application/problem+json"


def test_three_calls_and_fifteen_other_requests_a_second(carrier: Simulator, voice: vonage.Vonage) -> None:
    carrier.limits.is_on = True
    made = [create(voice) for _ in range(3)]
    with pytest.raises(errors.RateLimitedError):
        create(voice)
    for _ in range(15):
        voice.http_client.get(HOST, f"/v1/calls/{made[0]['uuid']}")
    with pytest.raises(errors.RateLimitedError):
        voice.http_client.get(HOST, f"/v1/calls/{made[0]['uuid']}")
    carrier.advance(1)
    create(voice)


def test_a_hangup_in_the_first_second_is_refused(
    carrier: Simulator, voice: vonage.Vonage, firm: Firm
) -> None:
    leg = create(voice)["uuid"]
    with pytest.raises(errors.HttpRequestError) as refused:
        change(voice, leg, "hangup")
    assert refused.value.response.status_code == 400
    carrier.advance(1)
    change(voice, leg, "hangup")
    carrier.settle()
    assert firm.statuses(leg) == ["started", "ringing", "cancelled", "completed"]
    with pytest.raises(errors.NotFoundError):
        change(voice, leg, "hangup")


def test_only_the_right_credentials_are_believed(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    leg = in_call(carrier, firm)
    basic = voice.http_client
    with pytest.raises(errors.AuthenticationError):
        basic.get(HOST, f"/v1/calls/{leg}", auth_type="basic")
    with pytest.raises(errors.NotFoundError):
        basic.get(HOST, "/v1/calls/0123456789abcdef")


def test_a_leg_of_another_region_is_found_only_there(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    firm.replies["/answer"] = [{"action": "wait", "timeout": 600}]
    leg = carrier.calls.dial(from_=CALLER, to=LINE, region="eu-4")
    carrier.advance(1)
    assert firm.bodies("/answer")[0]["region_url"] == "http://127.0.0.1:9000/eu-4"
    with pytest.raises(errors.NotFoundError):
        change(voice, leg, "mute")
    voice.http_client.put(f"{HOST}/eu-4", f"/v1/calls/{leg}", {"action": "mute"})
    assert carrier.calls.leg(leg).is_muted


def test_mute_and_earmuff_close_a_leg_off(carrier: Simulator, firm: Firm, voice: vonage.Vonage) -> None:
    firm.replies["/answer"] = [room("meeting")]
    one, two = (carrier.calls.dial(from_=number, to=LINE) for number in (CALLER, MEMBER))
    carrier.advance(1)
    for action, hears in (("mute", []), ("unmute", ["b"])):
        change(voice, one, action)
        carrier.calls.say(one, "b")
        carrier.advance(1)
        assert carrier.calls.heard(two) == hears
    change(voice, two, "earmuff")
    carrier.calls.say(one, "c")
    change(voice, two, "unearmuff")
    carrier.calls.say(one, "d")
    carrier.advance(1)
    assert carrier.calls.heard(two) == ["b", "d"]
    with pytest.raises(errors.HttpRequestError):
        change(voice, one, "levitate")


def test_a_transfer_replaces_the_plan_and_moves_whoever_is_connected(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    firm.replies["/answer"] = [
        {"action": "connect", "endpoint": [{"type": "phone", "number": MEMBER}], "from": LINE},
        talk("Not reached."),
    ]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(6)
    member, before = leg_to(carrier, MEMBER), carrier.calls.leg(leg).room
    plan = [talk("Both of you hear this."), room("call-1")]
    change(voice, leg, "transfer", destination={"type": "ncco", "ncco": plan})
    carrier.advance(3)
    assert carrier.calls.heard(leg)[-1] == carrier.calls.heard(member)[-1] == "Both of you hear this."
    moves = [body for body in firm.bodies("/event") if body.get("type") == "transfer"]
    assert {body["uuid"] for body in moves[:2]} == {leg, member}
    assert {body["conversation_uuid_from"] for body in moves[:2]} == {before}
    assert carrier.calls.leg(leg).room != carrier.calls.leg(member).room
    firm.replies["/elsewhere"] = [talk("Goodbye.")]
    change(voice, leg, "transfer", destination={"type": "ncco", "url": url("/elsewhere")})
    carrier.settle()
    assert carrier.calls.heard(leg)[-1] == "Goodbye."
    assert carrier.calls.leg(leg).status is Status.COMPLETED


def test_talk_stream_and_keys_are_played_to_one_leg(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    leg = in_call(carrier, firm)
    http = voice.http_client
    assert (
        http.put(HOST, f"/v1/calls/{leg}/talk", {"text": "One moment please."})["message"] == "Talk started"
    )
    with pytest.raises(errors.HttpRequestError) as refused:
        http.put(HOST, f"/v1/calls/{leg}/talk", {"text": "Another one."})
    assert refused.value.response.status_code == 400
    carrier.advance(0.5)
    assert http.delete(HOST, f"/v1/calls/{leg}/talk")["message"] == "Talk stopped"
    assert http.put(HOST, f"/v1/calls/{leg}/stream", {"stream_url": url("/a.mp3"), "loop": 0})["uuid"] == leg
    carrier.advance(100)
    http.delete(HOST, f"/v1/calls/{leg}/stream")
    assert http.put(HOST, f"/v1/calls/{leg}/dtmf", {"digits": "12#"})["message"] == "DTMF sent"
    assert carrier.calls.heard(leg) == ["One", "http://127.0.0.1:8000/a.mp3", "12#"]
    carrier.calls.declare_sound(url("/gone.mp3")[0], is_missing=True)
    with pytest.raises(errors.HttpRequestError):
        http.put(HOST, f"/v1/calls/{leg}/stream", {"stream_url": url("/gone.mp3")})


def test_keys_are_told_in_real_time_while_asked_for(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    leg = in_call(carrier, firm)
    voice.http_client.put(HOST, f"/v1/calls/{leg}/input/dtmf", {"event_url": url("/keys")})
    carrier.calls.press(leg, "5")
    voice.http_client.delete(HOST, f"/v1/calls/{leg}/input/dtmf")
    carrier.calls.press(leg, "6")
    carrier.settle()
    assert [body["dtmf"]["digits"] for body in firm.bodies("/keys")] == ["5"]


@pytest.mark.parametrize(
    ("policy", "asked", "told"),
    [
        (VoicePolicy(), {"machine_detection": "continue"}, [("human", None)]),
        (VoicePolicy(voicemail=True), {"machine_detection": "continue"}, [("machine", None)]),
        (
            VoicePolicy(voicemail=True, beep_at=8),
            {"advanced_machine_detection": {"mode": "detect_beep", "beep_timeout": 45}},
            [("machine", None), ("machine", "beep_start")],
        ),
        (
            VoicePolicy(voicemail=True, beep_at=80),
            {"advanced_machine_detection": {"mode": "detect_beep", "beep_timeout": 45}},
            [("machine", None), ("machine", "beep_timeout")],
        ),
    ],
)
def test_machines_are_told_from_people(
    carrier: Simulator,
    firm: Firm,
    voice: vonage.Vonage,
    policy: VoicePolicy,
    asked: dict[str, Any],
    told: list[Any],
) -> None:
    carrier.world.handset(MEMBER).voice = policy
    leg = create(voice, **asked)["uuid"]
    carrier.settle()
    found = [body for body in firm.bodies("/event") if "call_uuid" in body]
    assert [(body["status"], body.get("sub_state")) for body in found] == told
    assert all(body["call_uuid"] == leg and "uuid" not in body for body in found)


def test_a_machine_is_hung_up_on_when_asked(carrier: Simulator, firm: Firm, voice: vonage.Vonage) -> None:
    carrier.world.handset(MEMBER).voice = VoicePolicy(voicemail=True)
    leg = create(voice, machine_detection="hangup")["uuid"]
    carrier.settle()
    assert carrier.calls.leg(leg).ended_at - carrier.calls.leg(leg).answered_at == pytest.approx(2.0)


def test_a_carrier_may_report_an_answer_when_nobody_has_picked_up(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    carrier.world.handset(MEMBER).voice = VoicePolicy(early_answer=True, answer_after=10, greeting="Hello?")
    leg = create(voice)["uuid"]
    carrier.advance(5)
    assert carrier.calls.leg(leg).status is Status.ANSWERED
    assert not carrier.calls.leg(leg).is_person_there
    carrier.advance(10)
    assert carrier.calls.leg(leg).is_person_there


def test_a_connection_dropped_after_a_create_has_made_the_call(
    carrier: Simulator, voice: vonage.Vonage
) -> None:
    carrier.set_faults([Fields({"kind": "rest_drop", "limit": 1})])
    with pytest.raises(requests.ConnectionError):
        create(voice)
    assert [leg.party for leg in carrier.calls.legs()] == [MEMBER]


def test_a_silent_carrier_accepts_and_never_says_more(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    carrier.set_faults([Fields({"kind": "silent"})])
    leg = create(voice)["uuid"]
    carrier.settle()
    assert firm.arrived == []
    assert carrier.calls.leg(leg).status is Status.COMPLETED


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "rest_status", "status": 429}, errors.RateLimitedError),
        ({"kind": "rest_status", "status": 500}, errors.ServerError),
        ({"kind": "outage", "lasts": 60}, errors.HttpRequestError),
        ({"kind": "wrong_region"}, errors.NotFoundError),
    ],
)
def test_faults_of_the_requests(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage, fault: dict[str, Any], error: type[Exception]
) -> None:
    leg = in_call(carrier, firm)
    carrier.set_faults([Fields(fault)])
    with pytest.raises(error):
        change(voice, leg, "mute")
    assert not carrier.calls.leg(leg).is_muted


def test_users_are_made_changed_listed_and_deleted(
    carrier: Simulator, voice: vonage.Vonage, firm: Firm
) -> None:
    http = voice.http_client
    made = http.post(HOST, "/v1/users", {"name": "maria", "display_name": "Maria"})
    assert made["id"].startswith("USR-")
    with pytest.raises(errors.HttpRequestError) as refused:
        http.post(HOST, "/v1/users", {"name": "maria"})
    assert refused.value.response.status_code == 409
    http.patch(HOST, f"/v1/users/{made['id']}", {"display_name": "Maria R"})
    assert http.get(HOST, f"/v1/users/{made['id']}")["display_name"] == "Maria R"
    assert [user["name"] for user in http.get(HOST, "/v1/users")["_embedded"]["users"]] == ["maria"]
    user = carrier.world.users["maria"]
    assert not user.is_online  # nobody has opened a browser yet
    user.is_online, user.voice = True, VoicePolicy(answer_after=1)
    leg = create(voice, to=[{"type": "app", "user": "maria"}])["uuid"]
    carrier.advance(3)
    assert carrier.calls.leg(leg).status is Status.ANSWERED
    assert firm.bodies("/event")[0]["to"] == "maria"
    assert voice.http_client.get(HOST, f"/v1/calls/{leg}")["to"] == {"type": "app", "user": "maria"}
    carrier.world.users["maria"].is_online = False
    away = create(voice, to=[{"type": "app", "user": "maria"}])["uuid"]
    carrier.advance(3)
    assert carrier.calls.leg(away).detail == "unavailable"
    http.delete(HOST, f"/v1/users/{made['id']}")
    with pytest.raises(errors.NotFoundError):
        http.get(HOST, f"/v1/users/{made['id']}")
    gone = create(voice, to=[{"type": "app", "user": "maria"}])["uuid"]
    carrier.advance(3)
    assert (carrier.calls.leg(gone).status, carrier.calls.leg(gone).detail) == (Status.FAILED, "cannot_route")


def test_a_call_from_a_browser_names_the_user_and_the_custom_data(carrier: Simulator, firm: Firm) -> None:
    carrier.calls.add_user("maria")
    leg = carrier.calls.dial(from_="", to=LINE, user="maria", custom_data={"call": "7"})
    carrier.settle()
    [asked] = firm.bodies("/answer")
    assert (asked["from_user"], asked["endpoint_type"]) == ("maria", "app")
    assert asked["custom_data"] == {"call": "7"}
    assert "from" not in asked
    assert "-" in leg


def test_a_fourth_connect_in_a_second_gives_an_error_event(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    carrier.limits.is_on = True
    for _ in range(3):
        create(voice)
    firm.replies["/answer"] = [
        {"action": "connect", "endpoint": [{"type": "phone", "number": OTHER}], "from": LINE},
        talk("We will call back."),
    ]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert any("Rate limit" in str(body.get("reason")) for body in firm.bodies("/event"))
    assert carrier.calls.heard(leg) == ["We will call back."]
