"""Calls on the simulator and our adapter agree: every webhook is believed, read, and has the carrier's fields."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.calls import NewCall
from carrier.simulator.voice.ncco import read_plan
from carrier.simulator.voice.policies import VoicePolicy
from carrier.simulator.webhooks import Answer, Outgoing
from carrier.vonage.kinds import Kind, WebhookClass
from carrier.vonage.parse import Reading, reading
from carrier.vonage.verify import verify
from conversations.ports import LEG_RANK, LegState, LegStatus, Unrecognised
from tests.carrier.simulator.conftest import API_KEY, APPLICATION, SIGNATURE_SECRET
from tests.carrier.simulator.plans import NUMBER, PLANS
from tests.carrier.simulator.voicekit import (
    CALLER,
    LINE,
    MEMBER,
    OTHER,
    Firm,
    connect,
    open_firm,
    room,
    talk,
    url,
)

PARTIES = {"from", "to", "uuid", "conversation_uuid"}
STATUS = PARTIES | {"status", "direction", "timestamp"}
COMPLETED = {"start_time", "end_time", "duration", "rate", "price", "network", "sip_code", "disconnected_by"}
# For each class what must be there, and what may be besides.
FIELDS: Mapping[WebhookClass, tuple[set[str], set[str]]] = {
    WebhookClass.ANSWER: (
        PARTIES | {"endpoint_type", "region_url"},
        {"from_user", "custom_data", "SipHeader_X-Matter"},
    ),
    WebhookClass.ANSWER_FALLBACK: (PARTIES | {"reason", "original_request"}, {"endpoint_type", "region_url"}),
    WebhookClass.EVENT_FALLBACK: (
        {"reason", "original_request"},
        PARTIES | {"timestamp", "dtmf", "speech", "payload"},
    ),
    WebhookClass.EVENT_STATUS: (STATUS, COMPLETED | {"headers", "detail"}),
    WebhookClass.EVENT_AMD: (PARTIES - {"uuid"} | {"call_uuid", "status", "timestamp"}, {"sub_state"}),
    WebhookClass.EVENT_TRANSFER: (
        {"conversation_uuid_from", "conversation_uuid_to", "timestamp", "type", "uuid"},
        set(),
    ),
    WebhookClass.INPUT: (PARTIES | {"timestamp", "dtmf"}, {"speech"}),
    WebhookClass.NOTIFY: ({"conversation_uuid", "payload", "timestamp"}, set()),
    WebhookClass.RECORD: (
        {
            "conversation_uuid",
            "start_time",
            "end_time",
            "recording_url",
            "recording_uuid",
            "size",
            "timestamp",
        },
        set(),
    ),
    WebhookClass.TRANSCRIBED: (
        {"conversation_uuid", "recording_uuid", "status", "transcription_url", "type"},
        set(),
    ),
    WebhookClass.PAYMENT: (PARTIES | {"status", "timestamp"}, set()),
    WebhookClass.VOICE_ERROR: ({"conversation_uuid", "reason", "timestamp"}, set()),
}


@pytest.fixture
def firm() -> Firm:
    return Firm()


@pytest.fixture
def carrier(firm: Firm) -> Simulator:
    return open_firm(firm)


def read(outgoing: Outgoing) -> Reading:
    """Verify and read one webhook, as the app's own address does."""
    headers = {name.lower(): value for name, value in outgoing.headers.items()}
    query = urlsplit(outgoing.url).query
    verify(
        method=outgoing.method,
        body=outgoing.body,
        query_items=parse_qsl(query, keep_blank_values=True),
        authorization=headers["authorization"],
        secrets=[SIGNATURE_SECRET],
        api_key=API_KEY,
        application_id=APPLICATION,
        kind=Kind.VOICE,
        now=datetime.now(UTC),
    )
    return reading(
        method=outgoing.method,
        content_type=headers.get("content-type"),
        body=outgoing.body,
        query_string=query,
        hint=Kind.VOICE,
    )


def check(firm: Firm) -> set[WebhookClass]:
    """Check every webhook against the fields the carrier is known to send, and return their classes."""
    found: set[WebhookClass] = set()
    for outgoing in firm.outgoing:
        one = read(outgoing)
        found.add(one.klass)
        needed, allowed = FIELDS[one.klass]
        keys = one.payload.keys()
        needed = needed - {"from"} if "from_user" in keys else needed
        assert needed <= keys <= needed | allowed, (one.klass, sorted(keys ^ needed))
        if one.klass is not WebhookClass.PAYMENT:
            assert not isinstance(one.event, Unrecognised), one.payload
        if isinstance(one.event, LegState):
            assert one.event.leg_id
            assert one.event.room_id.startswith("CON-")
    return found


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: "-".join(str(action["action"]) for action in plan))
def test_a_documented_plan_is_run_to_its_end(carrier: Simulator, firm: Firm, plan: Sequence[Any]) -> None:
    assert read_plan(plan)
    carrier.world.handset(MEMBER).voice = VoicePolicy(hang_up_after=20, greeting="Hello?")
    carrier.calls.add_user("maria").voice = VoicePolicy(answer_after=1, hang_up_after=20)
    firm.replies["/answer"] = plan
    firm.replies["/w"] = [talk("A client.")]
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(1)
    if carrier.calls.leg(leg).is_answered:
        carrier.calls.say(leg, "hello there")
        carrier.calls.press(leg, "1")
    carrier.advance(120)
    if carrier.calls.leg(leg).is_live:
        carrier.calls.hang_up(leg)
    carrier.settle()
    assert firm.statuses(leg)[-1] == "completed"
    assert carrier.is_quiescent()
    assert all(not one.is_live for one in carrier.calls.legs())
    check(firm)


def test_every_class_of_webhook_is_believed_and_has_the_known_fields(carrier: Simulator, firm: Firm) -> None:
    carrier.world.handset(MEMBER).voice = VoicePolicy(voicemail=True, beep_at=5, hang_up_after=30)
    carrier.world.handset(OTHER).voice = VoicePolicy(reject="declined")
    input_ = {"action": "input", "type": ["dtmf", "speech"], "eventUrl": url("/i")}
    record = {"action": "record", "eventUrl": url("/r"), "timeOut": 3, "transcription": {}}
    firm.replies["/answer"] = [
        {"action": "notify", "payload": {"mark": 1}, "eventUrl": url("/n")},
        {"action": "pay", "amount": 1},
        input_,
        record,
        connect(OTHER),
        {"action": "stream", "streamUrl": url("/gone.mp3")},
        connect(MEMBER, advancedMachineDetection={"mode": "detect_beep", "beep_timeout": 45}),
        room("call-1"),
    ]
    carrier.calls.declare_sound(url("/gone.mp3")[0], is_missing=True)
    leg = carrier.calls.dial(from_=CALLER, to=LINE, sip_headers={"X-Matter": "77"})
    carrier.advance(120)
    carrier.calls.hang_up(leg)
    firm.replies["/answer"] = Answer(500)
    firm.replies["/fallback"] = [input_]
    firm.replies["/i"] = Answer(500)
    carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.settle()
    assert check(firm) == FIELDS.keys()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_answers_are_believed_by_either_method(firm: Firm, method: str) -> None:
    carrier = open_firm(firm, answer=method, event=method, fallback=method)
    carrier.calls.add_user("maria")
    firm.replies["/answer"] = [talk("Hello.")]
    carrier.calls.dial(from_=CALLER, to=LINE, sip_headers={"X-Matter": "ünïcode & more"})
    carrier.calls.dial(from_="", to=LINE, user="maria", custom_data={"a": [1, "zwei"]})
    carrier.settle()
    assert {read(one).klass for one in firm.outgoing} == {WebhookClass.ANSWER, WebhookClass.EVENT_STATUS}
    offers = [read(one).payload for one in firm.outgoing if read(one).klass is WebhookClass.ANSWER]
    assert offers[0]["SipHeader_X-Matter"] == "ünïcode & more"


def fold(firm: Firm) -> dict[str, tuple[Any, ...]]:
    """Fold what arrived as the product does: by rank, never by order; a reason beats a bare end."""
    best: dict[str, LegState] = {}
    seconds: dict[str, Any] = {}
    for outgoing in firm.outgoing:
        event = read(outgoing).event
        if not isinstance(event, LegState):
            continue
        if event.duration_seconds is not None:
            seconds[event.leg_id] = (event.duration_seconds, event.price, event.ended_by)
        old = best.get(event.leg_id)
        if old is None or _weight(event) > _weight(old):
            best[event.leg_id] = event
    return {leg: (event.status, event.detail, event.room_id, seconds.get(leg)) for leg, event in best.items()}


def _weight(event: LegState) -> tuple[int, bool]:
    return LEG_RANK[event.status], event.status is not LegStatus.COMPLETED


def play(seed: int, faults: Sequence[Fields]) -> dict[str, tuple[Any, ...]]:
    """Play one script with the same carrier and other dice for its webhooks."""
    firm = Firm()
    carrier = open_firm(firm, seed=1)
    # The calls have one seed in all plays, so ids are equal; the faults draw from another.
    carrier.world.seed = f"faults {seed}"
    carrier.set_faults(faults)
    carrier.world.seed = "1"
    carrier.world.handset(OTHER).voice = VoicePolicy(busy=True)
    carrier.world.handset(MEMBER).voice = VoicePolicy(answer_after=2, hang_up_after=25)
    firm.replies["/answer"] = [
        talk("Welcome to the firm."),
        connect(OTHER),
        connect(MEMBER),
        talk("Goodbye."),
    ]
    carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(20)
    plan = [talk("Your appointment is tomorrow.")]
    asked = NewCall(endpoint=NUMBER, caller=LINE, plan=plan)
    carrier.calls.create(asked, account=API_KEY, application=APPLICATION)
    carrier.settle()
    return {str(place): record for place, record in enumerate(_ordered(fold(firm)))}


def _ordered(folded: Mapping[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    # Ids differ when the number of webhooks does, so legs are told apart by what became of them.
    return sorted((record[0], record[1], record[3]) for record in folded.values())


def test_fifty_seeds_of_disorder_and_duplicates_give_one_record() -> None:
    calm = play(0, [])
    assert len(calm) == 4
    for seed in range(50):
        faults = [
            Fields({"kind": "duplicate", "p": 0.4, "n": 2, "ms": 700}),
            Fields({"kind": "reorder", "p": 0.8, "k": 4, "ms": 900, "webhook": "event"}),
        ]
        assert play(seed, faults) == calm, seed


def test_equal_seeds_play_equal_calls() -> None:
    def bodies(seed: int) -> list[Any]:
        firm = Firm()
        carrier = open_firm(firm, seed=seed)
        firm.replies["/answer"] = [
            {"action": "input", "type": ["speech"], "eventUrl": url("/i")},
            connect(MEMBER),
        ]
        leg = carrier.calls.dial(from_=CALLER, to=LINE)
        carrier.advance(1)
        carrier.calls.say(leg, "my basement is flooding")
        carrier.advance(60)
        carrier.calls.hang_up(leg)
        carrier.settle()
        return firm.arrived

    assert bodies(3) == bodies(3)
    assert bodies(3) != bodies(4)
