"""Every plan is written as a script the carrier takes, or is refused with the step named."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from carrier.vonage.addresses import of_leg
from carrier.vonage.ncco import HOLD_MUSIC, NOTHING, UnfitPlan, render
from carrier.vonage.words import LONGEST_TALK
from conversations.ports import (
    Endpoint,
    EndpointKind,
    Gather,
    HangUp,
    Mark,
    Pause,
    Plan,
    PlanStep,
    Play,
    Record,
    Ring,
    Room,
    Say,
)

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parent / "ncco.schema.json").read_text()))
MUSIC = "https://desk.example/music.mp3"
OWNER = Endpoint(EndpointKind.PHONE, "+16025550134")
BROWSER = Endpoint(EndpointKind.APP, "member-1")
OURS = "+14805550100"


@dataclass(frozen=True)
class Desk:
    leg: str = "https://desk.example/hooks/t/leg/1"
    ring: str = "https://desk.example/hooks/t/leg/1/ring"
    music: str = "https://desk.example/static/audio/hold.wav"

    def accept(self, text: str, language: str) -> str:
        return f"{self.leg}/accept?{urlencode({'t': text, 'l': language})}"


def written(*plan: PlanStep) -> list[dict[str, Any]]:
    actions = render(plan, addresses=Desk())
    expect_playable(actions)
    return actions


def expect_playable(actions: list[dict[str, Any]]) -> None:
    """Check the schema, that no deprecated form is used, and the rules no schema can say."""
    SCHEMA.validate(actions)
    for action in actions:
        urls = action.get("eventUrl", [MUSIC])
        assert isinstance(urls, list)
        assert len(urls) == 1
        assert action["action"] != "record" or {"endOnSilence", "endOnKey", "timeOut"} <= action.keys()
        assert isinstance(action.get("musicOnHoldUrl", []), list)
        assert action["action"] != "talk" or len(action["text"]) <= LONGEST_TALK
    latched = False
    for action in actions:
        assert not latched or action["action"] in {"talk", "stream", "input"}, actions
        latched = (latched or bool(action.get("bargeIn"))) and action["action"] != "input"
    assert not latched, actions
    assert all(action["action"] != "conversation" for action in actions[:-1])


def test_every_step_in_the_carriers_words() -> None:
    assert written(
        Say("Hello.", "es-US"),
        Play(MUSIC, times=0),
        Pause(2.5),
        Mark("greeted"),
        Record(most_seconds=60, silence_seconds=5, transcribes="en-US"),
        HangUp(),
    ) == [
        {"action": "talk", "text": "Hello.", "language": "es-US"},
        {"action": "stream", "streamUrl": [MUSIC], "loop": 0},
        {"action": "wait", "timeout": 2.5},
        {
            "action": "notify",
            "payload": {"mark": "greeted"},
            "eventUrl": [Desk.leg],
            "eventMethod": "POST",
        },
        {
            "action": "record",
            "format": "wav",
            "endOnSilence": 5,
            "endOnKey": "#",
            "timeOut": 60,
            "beepStart": True,
            "transcription": {"language": "en-US", "eventUrl": [Desk.leg], "eventMethod": "POST"},
            "eventUrl": [Desk.leg],
            "eventMethod": "POST",
        },
    ]


def test_a_room_names_who_hears_whom_and_who_starts_it() -> None:
    room = Room(
        "call-1",
        starts=False,
        hold_url=MUSIC,
        records=True,
        transcribes="en-US",
        hears=("A", "B"),
        heard_by=(),
    )
    assert written(room) == [
        {
            "action": "conversation",
            "name": "call-1",
            "startOnEnter": False,
            "endOnExit": False,
            "musicOnHoldUrl": [MUSIC],
            "record": True,
            "transcription": {"language": "en-US", "eventUrl": [Desk.leg], "eventMethod": "POST"},
            "canHear": ["A", "B"],
            "canSpeak": [],
            "eventUrl": [Desk.leg],
            "eventMethod": "POST",
        }
    ]
    assert "canHear" not in written(Room("call-1"))[0]


def test_a_ring_asks_for_1_on_a_telephone_and_reports_synchronously() -> None:
    [phone] = written(Ring(OWNER, OURS, ring_seconds=25, accept_text="Press 1"))
    assert phone == {
        "action": "connect",
        "endpoint": [
            {
                "type": "phone",
                "number": "16025550134",
                "onAnswer": {"url": f"{Desk.leg}/accept?t=Press+1&l=en-US"},
            }
        ],
        "from": "14805550100",
        "timeout": 25,
        "eventType": "synchronous",
        "eventUrl": [Desk.ring],
        "eventMethod": "POST",
    }
    [browser] = written(Ring(BROWSER, OURS, accept_text="Press 1"))
    assert browser["endpoint"] == [{"type": "app", "user": "member-1"}]
    assert "from" not in written(Ring(BROWSER, ""))[0]


def test_an_input_has_limits_of_its_own_for_keys_and_words() -> None:
    [keys] = written(Gather(most_digits=3, wait_seconds=7, ends_on_hash=True))
    assert (keys["type"], keys["dtmf"]) == (
        ["dtmf"],
        {"timeOut": 7, "maxDigits": 3, "submitOnHash": True},
    )
    [both] = written(Gather(takes_speech=True, wait_seconds=20, language="es-US", hints=("cita", "factura")))
    assert (both["type"], both["dtmf"]["timeOut"]) == (["dtmf", "speech"], 10)
    assert both["speech"] == {"language": "es-US", "startTimeout": 20, "context": ["cita", "factura"]}


def test_words_may_be_cut_short_only_where_an_input_follows() -> None:
    ask = Say("Press 1", may_interrupt=True)
    barges = [action.get("bargeIn", False) for action in written(ask, Play(MUSIC, 1, True), Gather())]
    assert barges == [True, True, False]
    # A later step that must be heard out would be caught by the latch, so the earlier one is not cut either.
    assert [a.get("bargeIn", False) for a in written(ask, Say("The notice."), ask, Gather())] == [
        False,
        False,
        True,
        False,
    ]
    assert not any("bargeIn" in action for action in written(ask, Pause(1), Gather()))
    assert not any("bargeIn" in action for action in written(ask, Room("call-1")))


def test_long_words_are_cut_between_sentences() -> None:
    sentence = "We are open on weekdays from nine to five. "
    actions = written(Say(sentence * 80))
    assert len(actions) == 3
    assert all(action["text"].endswith("five.") for action in actions)
    assert " ".join(action["text"] for action in actions) == (sentence * 80).strip()
    unbroken = written(Say("x" * 3100))
    assert [len(action["text"]) for action in unbroken] == [1500, 1500, 100]


def test_words_are_never_carried_out_as_markup() -> None:
    [said] = written(Say('<speak><audio src="https://stranger.example/a.mp3"/></speak>'))
    assert "<" not in said["text"]
    assert written(Say("Fees < $100 & up"))[0]["text"] == "Fees < $100 & up"


@pytest.mark.parametrize("plan", [(), (HangUp(),)])
def test_a_plan_of_nothing_ends_the_leg(plan: Plan) -> None:
    assert written(*plan) == [NOTHING]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ((Say("  "),), "nothing to say"),
        ((Say("Hi", "english please"),), "language"),
        ((Say("x" * 1501, times=2),), "more than once"),
        ((Play("ftp://x"),), "web address"),
        ((Play(MUSIC, times=-1),), "negative"),
        ((Gather(takes_keys=False),), "keys, words or both"),
        ((Gather(wait_seconds=11),), "from 0 to 10"),
        ((Gather(most_digits=21),), "from 1 to 20"),
        ((Gather(takes_speech=True, wait_seconds=61),), "from 1 to 60"),
        ((Room(" "),), "needs a name"),
        ((Room("call-1", transcribes="en-US"),), "recorded"),
        ((Room("call-1", hears=("A", "A")),), "named once"),
        ((Record(silence_seconds=2),), "from 3 to 10"),
        ((Record(most_seconds=7201),), "from 3 to 7200"),
        ((Pause(0.0),), "from 0.1"),
        ((Pause(float("nan")),), "from 0.1"),
        ((Ring(Endpoint(EndpointKind.PHONE, "911"), OURS),), "international"),
        ((Ring(OWNER, "Hale Law"),), "sender"),
        ((Ring(Endpoint(EndpointKind.APP, ""), OURS),), "name"),
        ((Ring(OWNER, OURS, ring_seconds=0),), "from 1 to 7200"),
        ((Room("call-1"), Say("Hi")), "never reached"),
        ((HangUp(), Say("Hi")), "never reached"),
        (tuple(Pause() for _ in range(101)), "at most 100"),
    ],
)
def test_what_the_carrier_would_refuse_is_refused_here(plan: Sequence[PlanStep], words: str) -> None:
    with pytest.raises(UnfitPlan, match=words):
        render(tuple(plan), addresses=Desk())


_WORDS = st.text(max_size=40) | st.sampled_from(["en-US", "<speak>Hi", "é" * 1600, "A. " * 700])
_LANGUAGES = st.sampled_from(["en-US", "es", "es-419"]) | st.text(max_size=5)
_URLS = st.sampled_from(["", MUSIC, "nowhere"]) | st.text(max_size=9).map(lambda end: f"https://x/{end}")
_PHONES = st.sampled_from([OURS, "911", "", "+16025550134"])
_ENDS = st.builds(Endpoint, st.sampled_from(EndpointKind), _PHONES | st.text(max_size=8))
_SECONDS = st.integers(-1, 130)
_LEGS = st.none() | st.lists(st.text(max_size=3), max_size=3).map(tuple)
_STEPS = st.one_of(
    st.builds(Say, _WORDS, _LANGUAGES, st.booleans(), st.integers(-1, 3)),
    st.builds(Play, _URLS, st.integers(-1, 3), st.booleans()),
    st.builds(
        Gather,
        st.integers(0, 21),
        _SECONDS,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        _LANGUAGES,
        st.lists(st.text(max_size=5), max_size=3).map(tuple),
    ),
    st.builds(Ring, _ENDS, _PHONES, _SECONDS, _WORDS, _LANGUAGES),
    st.builds(
        Room,
        st.text(max_size=4),
        st.booleans(),
        st.booleans(),
        _URLS,
        st.booleans(),
        st.just("") | _LANGUAGES,
        _LEGS,
        _LEGS,
    ),
    st.builds(Record, _SECONDS, st.integers(2, 11), st.booleans(), st.just("") | _LANGUAGES),
    st.builds(Pause, st.floats(-1, 8000)),
    st.builds(Mark, st.text(max_size=9)),
    st.just(HangUp()),
)


@settings(max_examples=250, deadline=None)
@given(plan=st.lists(_STEPS, max_size=5).map(tuple))
def test_any_plan_is_written_validly_or_refused(plan: Plan) -> None:
    try:
        actions = render(plan, addresses=Desk())
    except UnfitPlan:
        return
    expect_playable(actions)
    json.dumps(actions).encode()


@given(steps=st.lists(st.sampled_from([
    Say("Hi", may_interrupt=True), Say("Hi"), Play(MUSIC, 1, True), Gather(), Gather(takes_speech=True), Pause(1),
    Mark("m"), Record(), Ring(OWNER, OURS), Say("y" * 1600, may_interrupt=True),
]), max_size=9))  # fmt: skip
def test_a_plan_of_sound_steps_is_always_written(steps: list[PlanStep]) -> None:
    for end in (HangUp(), Room("call-1")):
        expect_playable(render((*steps, end), addresses=Desk()))


def test_the_music_that_ships_is_played_from_where_the_webhooks_go() -> None:
    desk = of_leg("https://desk.example/hooks/t", UUID(int=1))
    [action] = render((Room("call-1", starts=False, hold_url=HOLD_MUSIC),), addresses=desk)
    assert action["musicOnHoldUrl"] == ["https://desk.example/static/audio/hold.wav"]
    expect_playable([action])


@pytest.mark.usefixtures("db")  # a request looks at the connections that other tests have left open
def test_the_music_that_ships_is_there_to_be_fetched() -> None:
    found = Client().get("/static/audio/hold.wav")
    assert (found.status_code, found["Content-Type"]) == (200, "audio/wav")
    assert b"".join(found.streaming_content)[:4] == b"RIFF"  # type: ignore[attr-defined]
    found.close()
