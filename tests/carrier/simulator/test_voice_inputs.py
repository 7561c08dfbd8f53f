"""Input: every timer of keys and words, and the shapes its results come in."""

from typing import Any

import pytest

from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import VoicePolicy
from carrier.simulator.voice.speaking import seconds_of
from tests.carrier.simulator.voicekit import CALLER, LINE, Firm, talk, url

NOT_ENABLED = {"error": "Speech was not enabled"}


def ask(firm: Firm, *types: str, **settings: Any) -> None:
    """Let the firm ask for keys or words at once."""
    action = {"action": "input", "type": list(types), "eventUrl": url("/input"), **settings}
    firm.replies["/answer"] = [action, talk("Thank you.")]


def dial(carrier: Simulator) -> str:
    """Call the firm and come to its input."""
    leg = carrier.calls.dial(from_=CALLER, to=LINE)
    carrier.advance(0)
    return leg


@pytest.mark.parametrize(
    ("settings", "keys", "took", "digits", "timed_out"),
    [
        ({}, "", 3, "", True),
        ({"timeOut": 5}, "12", 5, "12", True),
        ({"maxDigits": 2}, "1234", 0, "12", False),
        ({"timeOut": 9, "submitOnHash": True}, "77#", 0, "77", False),
        ({"timeOut": 2}, "7#", 2, "7#", True),
        ({"timeOut": 0}, "", 0, "", True),
    ],
)
def test_keys_end_by_number_hash_or_silence(
    carrier: Simulator,
    firm: Firm,
    settings: dict[str, Any],
    keys: str,
    took: float,
    digits: str,
    timed_out: bool,
) -> None:
    ask(firm, "dtmf", dtmf=settings)
    leg = dial(carrier)
    began = carrier.clock.now()
    if keys:
        carrier.calls.press(leg, keys)
    while not firm.bodies("/input"):
        assert carrier.clock.fire_next(until=began + 60)
    assert carrier.clock.now() - began == pytest.approx(took)
    [body] = firm.bodies("/input")
    assert body["dtmf"] == {"digits": digits, "timed_out": timed_out}
    assert body["speech"] == NOT_ENABLED
    carrier.settle()
    assert carrier.calls.heard(leg) == ["Thank you."]  # an empty answer goes on


def test_each_key_starts_the_pause_anew(carrier: Simulator, firm: Firm) -> None:
    ask(firm, "dtmf", dtmf={"timeOut": 3})
    leg = dial(carrier)
    for key in "123":
        carrier.calls.press(leg, key)
        carrier.advance(2.9)
    assert firm.bodies("/input") == []
    carrier.advance(0.1)
    assert firm.bodies("/input")[0]["dtmf"] == {"digits": "123", "timed_out": True}


def test_the_form_before_2020_asks_for_keys_without_a_type(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [{"action": "input", "maxDigits": 1, "timeOut": 4, "eventUrl": url("/input")}]
    leg = dial(carrier)
    carrier.calls.press(leg, "9")
    carrier.settle()
    assert firm.bodies("/input")[0]["dtmf"] == {"digits": "9", "timed_out": False}


def test_words_end_by_silence_and_bring_three_guesses(carrier: Simulator, firm: Firm) -> None:
    ask(firm, "speech", speech={"endOnSilence": 1.5})
    leg = dial(carrier)
    carrier.advance(2)
    words = "my basement is flooding"
    carrier.calls.say(leg, words)
    carrier.advance(seconds_of(words) + 1.4)
    assert firm.bodies("/input") == []
    carrier.advance(0.2)
    [body] = firm.bodies("/input")
    results = body["speech"]["results"]
    assert body["speech"]["timeout_reason"] == "end_on_silence_timeout"
    assert body["dtmf"] == {"digits": None, "timed_out": False}
    assert results[0]["text"] == words
    assert len({result["text"] for result in results}) == 3
    confidences = [float(result["confidence"]) for result in results]
    assert confidences == sorted(confidences, reverse=True)
    assert all(isinstance(result["confidence"], str) for result in results)
    assert confidences[0] > 0.8


def test_nothing_said_is_an_empty_list(carrier: Simulator, firm: Firm) -> None:
    ask(firm, "speech", speech={"startTimeout": 6})
    dial(carrier)
    carrier.advance(5.9)
    assert firm.bodies("/input") == []
    carrier.advance(0.2)
    assert firm.bodies("/input")[0]["speech"] == {"timeout_reason": "start_timeout", "results": []}


def test_somebody_who_does_not_stop_is_cut_off(carrier: Simulator, firm: Firm) -> None:
    ask(firm, "speech", speech={"maxDuration": 2})
    leg = dial(carrier)
    carrier.calls.say(leg, "my basement is flooding and the water is still rising by the minute")
    carrier.advance(2)
    speech = firm.bodies("/input")[0]["speech"]
    assert speech["timeout_reason"] == "max_duration"
    assert speech["results"][0]["text"] == "my basement is flooding and"


def test_a_key_overrides_speech_and_both_may_be_missing(carrier: Simulator, firm: Firm) -> None:
    ask(firm, "dtmf", "speech", dtmf={"maxDigits": 4, "timeOut": 2}, speech={"startTimeout": 5})
    leg = dial(carrier)
    carrier.calls.say(leg, "well")
    carrier.calls.press(leg, "12")
    carrier.advance(2)
    body = firm.bodies("/input")[0]
    assert body["dtmf"] == {"digits": "12", "timed_out": True}
    assert body["speech"] == {"error": "Speech overridden by DTMF"}
    dial(carrier)
    carrier.advance(5)
    body = firm.bodies("/input")[1]
    assert body["dtmf"] == {"digits": "", "timed_out": True}
    assert body["speech"] == {"timeout_reason": "start_timeout", "results": []}


def test_noise_lowers_confidence_and_the_seed_repeats_it(carrier: Simulator, firm: Firm) -> None:
    tops = []
    for noise in (0.0, 0.8, 0.8):
        carrier.reset(seed="one")
        carrier.world.handset(CALLER).voice = VoicePolicy(noise=noise)
        ask(firm, "speech")
        leg = dial(carrier)
        carrier.calls.say(leg, "I need a lawyer tomorrow")
        carrier.settle()
        tops.append(firm.bodies("/input")[-1]["speech"]["results"])
    assert float(tops[1][0]["confidence"]) < float(tops[0][0]["confidence"]) - 0.3
    assert tops[1] == tops[2]


def test_keys_break_into_a_talk_that_allows_it_and_count(carrier: Simulator, firm: Firm) -> None:
    menu = "For sales press one. For anything else press two. To hear this again press nine."
    firm.replies["/answer"] = [
        talk(menu, bargeIn=True),
        talk("We are waiting."),
        {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 2}, "eventUrl": url("/input")},
        talk("Thank you."),
    ]
    leg = dial(carrier)
    carrier.advance(2)
    carrier.calls.press(leg, "2")
    carrier.calls.press(leg, "1")
    carrier.settle()
    assert firm.bodies("/input")[0]["dtmf"] == {"digits": "21", "timed_out": False}
    assert carrier.calls.heard(leg) == ["For sales press one. For", "Thank you."]
    assert carrier.calls.transcript(leg).entries[0].is_cut


def test_a_talk_that_does_not_allow_it_is_heard_to_its_end(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [
        talk("This call may be recorded."),
        {"action": "input", "type": ["dtmf"], "eventUrl": url("/input")},
    ]
    leg = dial(carrier)
    carrier.calls.press(leg, "1")
    carrier.settle()
    assert carrier.calls.heard(leg) == ["This call may be recorded."]
    assert firm.bodies("/input")[0]["dtmf"] == {"digits": "", "timed_out": True}


def test_asynchronous_keys_come_one_by_one_while_the_plan_goes_on(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [
        {"action": "input", "type": ["dtmf"], "mode": "asynchronous", "eventUrl": url("/keys")},
        talk("Please wait a little while we look for somebody who can help you."),
    ]
    leg = dial(carrier)
    carrier.calls.press(leg, "12")
    carrier.settle()
    assert [body["dtmf"]["digits"] for body in firm.bodies("/keys")] == ["1", "2"]
    assert carrier.calls.heard(leg) == ["Please wait a little while we look for somebody who can help you."]


def test_an_input_answer_replaces_the_rest_of_the_plan(carrier: Simulator, firm: Firm) -> None:
    ask(firm, "dtmf", dtmf={"maxDigits": 1})
    firm.replies["/input"] = [talk("You pressed a key.")]
    leg = dial(carrier)
    carrier.calls.press(leg, "4")
    carrier.settle()
    assert carrier.calls.heard(leg) == ["You pressed a key."]


def test_words_of_a_mid_talk_barge_are_recognised(carrier: Simulator, firm: Firm) -> None:
    firm.replies["/answer"] = [
        talk("How can we help you today? Take all the time you need.", bargeIn=True),
        {"action": "input", "type": ["speech"], "eventUrl": url("/input")},
    ]
    leg = dial(carrier)
    carrier.advance(1)
    carrier.calls.say(leg, "I have a leak")
    carrier.settle()
    assert firm.bodies("/input")[0]["speech"]["results"][0]["text"] == "I have a leak"
