"""Recordings: when they end, real sound in their files, what is told of them, and what can go wrong."""

import io
import wave
from typing import Any

import pytest
import vonage
from vonage_http_client import errors

from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.audio import silence_share
from tests.carrier.simulator.voicekit import BASE, CALLER, LINE, MEMBER, Firm, room, talk, url

HOST = "localhost"


def fetch(voice: vonage.Vonage, address: str) -> bytes:
    """Fetch a file with the application's token."""
    path = "/v1/" + address.partition("/v1/")[2]
    client = voice.http_client
    session = client._session
    token = client.auth.create_jwt_auth_string()
    response = session.get(f"https://{HOST}{path}", headers={"Authorization": token})
    if response.status_code >= 400:
        raise errors.HttpRequestError(response)
    return bytes(response.content)


@pytest.mark.parametrize(
    ("settings", "then", "seconds"),
    [
        ({"endOnSilence": 3}, "say", 2.3 + 3),
        ({"endOnKey": "#"}, "press", 4.0),
        ({"timeOut": 10}, "nothing", 10.0),
        ({"endOnSilence": 4}, "nothing", 4.0),
        ({"endOnKey": "#"}, "hang_up", 6.0),
    ],
)
def test_a_message_ends_by_silence_key_time_or_hanging_up(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage, settings: dict[str, Any], then: str, seconds: float
) -> None:
    firm.replies["/answer"] = [
        {"action": "record", "eventUrl": url("/record"), "beepStart": True, "format": "wav", **settings},
        talk("Thank you. Goodbye."),
    ]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(0)
    if then == "say":
        carrier.calls.say(leg, "my basement is flooding please come")
    elif then == "press":
        carrier.advance(4)
        carrier.calls.press(leg, "1#")
    elif then == "hang_up":
        carrier.advance(6)
        carrier.calls.hang_up(leg)
    carrier.settle()

    [body] = firm.bodies("/record")
    assert body.keys() == {
        "start_time", "end_time", "recording_url", "size", "recording_uuid", "conversation_uuid", "timestamp",
    }  # fmt: skip
    content = fetch(voice, body["recording_url"])
    assert len(content) == body["size"]
    with wave.open(io.BytesIO(content)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(seconds, abs=0.02)
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
    assert silence_share(content)[0] < 1.0
    assert ("Thank you. Goodbye." in carrier.calls.heard(leg)) == (then != "hang_up")


def test_a_conversation_is_recorded_with_a_channel_for_each_side_and_transcribed(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    record = {
        "action": "record", "eventUrl": url("/record"), "split": "conversation", "channels": 2,
        "transcription": {"language": "en-US", "eventUrl": url("/transcribed")},
    }  # fmt: skip
    connect = {"action": "connect", "endpoint": [{"type": "phone", "number": MEMBER}], "from": LINE}
    firm.replies["/answer"] = [record, connect]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(6)
    member = carrier.calls.legs()[-1].uuid
    carrier.calls.say(leg, "my basement is flooding")
    carrier.advance(4)
    carrier.calls.say(member, "turn off the main valve")
    carrier.advance(4)
    carrier.calls.hang_up(member)
    carrier.settle()

    [body] = firm.bodies("/record")
    content = fetch(voice, body["recording_url"])
    caller, other = silence_share(content)
    assert 0.8 < caller < 1.0
    assert other < caller  # the ringing and the member's words
    [told] = firm.bodies("/transcribed")
    assert told == {
        "conversation_uuid": body["conversation_uuid"],
        "type": "record",
        "recording_uuid": body["recording_uuid"],
        "status": "transcribed",
        "transcription_url": told["transcription_url"],
    }
    import json

    found = json.loads(fetch(voice, told["transcription_url"]))
    words = [[one["sentence"] for one in channel["transcript"]] for channel in found["channels"]]
    assert words == [["my basement is flooding"], ["turn off the main valve"]]


def test_a_room_is_recorded_from_its_start_to_its_end(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    action = room("call-1", record=True, eventUrl=url("/record"), startOnEnter=False)
    firm.replies["/answer"] = [action]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(30)
    firm.replies["/answer"] = [room("call-1", endOnExit=True)]
    other = carrier.calls.dial(from_=MEMBER, to=LINE)
    carrier.advance(10)
    carrier.calls.hang_up(other)
    carrier.settle()
    assert not carrier.calls.leg(leg).is_live
    [body] = firm.bodies("/record")
    with wave.open(io.BytesIO(fetch(voice, body["recording_url"]))) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(10)


def test_a_recording_can_be_lost_refused_or_too_old(
    carrier: Simulator, firm: Firm, voice: vonage.Vonage
) -> None:
    firm.replies["/answer"] = [{"action": "record", "eventUrl": url("/record"), "timeOut": 3}]
    carrier.set_faults([Fields({"kind": "recording_empty", "limit": 1})])
    for _ in range(2):
        carrier.calls.dial(from_=CALLER, to=LINE)
        carrier.settle()
    lost, kept = firm.bodies("/record")
    assert (lost["recording_url"], lost["size"]) == ("", 0)
    for status in (404, 401):
        carrier.set_faults([Fields({"kind": "recording_status", "status": status})])
        with pytest.raises(errors.HttpRequestError) as refused:
            fetch(voice, kept["recording_url"])
        assert refused.value.response.status_code == status
    carrier.set_faults([])
    assert fetch(voice, kept["recording_url"])
    response = voice.http_client._session.get(
        f"https://{HOST}/v1/" + kept["recording_url"].partition("/v1/")[2]
    )
    assert response.status_code == 401
    carrier.advance(31 * 86_400)
    with pytest.raises(errors.HttpRequestError):
        fetch(voice, kept["recording_url"])


def test_a_missing_sound_is_told_and_skipped(carrier: Simulator, firm: Firm) -> None:
    carrier.calls.declare_sound(BASE + "/gone.mp3", is_missing=True)
    carrier.calls.declare_sound(BASE + "/long.mp3", seconds=12.5)
    firm.replies["/answer"] = [
        {"action": "stream", "streamUrl": url("/gone.mp3")},
        {"action": "stream", "streamUrl": url("/long.mp3"), "loop": 2},
        {"action": "stream", "streamUrl": url("/short.mp3")},
    ]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert carrier.calls.heard(leg) == [BASE + "/long.mp3", BASE + "/short.mp3"]
    found = carrier.calls.leg(leg)
    assert found.ended_at - found.answered_at == pytest.approx(28.0)
    assert any("404" in str(body.get("reason")) for body in firm.bodies("/event"))
