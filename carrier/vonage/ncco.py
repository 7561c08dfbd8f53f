"""A plan written as NCCO, the carrier's call control objects, as plain dictionaries.

The SDK's own models lose fields silently (research/vonage.md §0.4), so nothing of theirs is used. What the carrier
would refuse, or quietly do differently, is refused here. Source: research/vonage.md §2.2 and `ncco.schema.json`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from carrier.vonage.words import LONGEST_TALK, plain_talk, split_talk
from conversations.domain.plans import HOLD_MUSIC
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

Action: TypeAlias = dict[str, Any]

MOST_ACTIONS = 100
RECORD_SECONDS, RECORD_SILENCE = (3, 7200), (3, 10)
RING_SECONDS = (1, 7200)
PAUSE_SECONDS = (0.1, 7200.0)
MOST_DIGITS, KEY_SECONDS, WORD_SECONDS, SILENCE_SECONDS = (1, 20), (0, 10), (1, 60), (0.4, 10.0)
MARK_KEY = "mark"
# The end of a plan ends the leg, and a script may not be empty: so this is how nothing is said.
NOTHING: Action = {"action": "wait", "timeout": 0.1}
PHONE = re.compile(r"[1-9][0-9]{6,14}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", re.ASCII)
_WEB = re.compile(r"https?://[^\s<>\"]+", re.ASCII)


class UnfitPlan(ValueError):
    """The carrier cannot carry this plan out; the message names the step. A bug of whoever made the plan."""


class Addresses(Protocol):
    """Where the carrier tells what became of a leg's plan."""

    @property
    def leg(self) -> str:
        """Give the address of the leg's own news."""

    @property
    def ring(self) -> str:
        """Give the address of news about whom the leg's plan rings."""

    @property
    def music(self) -> str:
        """Give the address of the music that ships."""

    def accept(self, text: str, language: str) -> str:
        """Give the address of the plan in which whoever answers a ring is asked to press 1."""


@dataclass(frozen=True, slots=True)
class _Writer:
    addresses: Addresses
    at: int

    def wrong(self, what: str) -> UnfitPlan:
        return UnfitPlan(f"step {self.at + 1}: {what}")

    def within(self, value: float, limits: tuple[float, float], name: str) -> float:
        if not limits[0] <= value <= limits[1]:
            raise self.wrong(f"{name} must be from {limits[0]} to {limits[1]}, not {value}")
        return value

    def language(self, value: str) -> str:
        if not _LANGUAGE.fullmatch(value):
            raise self.wrong(f"{value!r} is no language")
        return value

    def web(self, value: str, name: str) -> str:
        if not _WEB.fullmatch(value):
            raise self.wrong(f"{name} is no web address")
        return value

    def news(self) -> Action:
        return {"eventUrl": [self.addresses.leg], "eventMethod": "POST"}

    def transcription(self, language: str) -> Action:
        return {
            "transcription": {
                "language": self.language(language),
                "eventUrl": [self.addresses.leg],
                "eventMethod": "POST",
            }
        }


def render(plan: Plan, *, addresses: Addresses) -> list[Action]:
    """Write a plan as the actions of one script, never empty.

    Raises:
        UnfitPlan: a step is outside the carrier's limits, or stands where it would never be reached.
    """
    actions: list[Action] = []
    _check_order(plan)
    for at, step in enumerate(plan):
        interruptible = _leads_to_gather(plan[at:])
        actions += _write(step, _Writer(addresses, at), bargeable=interruptible)
    if len(actions) > MOST_ACTIONS:
        raise UnfitPlan(f"the plan has {len(actions)} actions, at most {MOST_ACTIONS} are written")
    return actions or [dict(NOTHING)]


def _check_order(plan: Plan) -> None:
    """Refuse what stands behind the end: a room keeps its leg, and nothing follows a hang-up."""
    for at, step in enumerate(plan[:-1]):
        if isinstance(step, HangUp) or (isinstance(step, Room) and not isinstance(plan[at + 1], HangUp)):
            raise UnfitPlan(f"step {at + 2} is never reached: step {at + 1} is the end of the plan")


def _leads_to_gather(rest: Sequence[PlanStep]) -> bool:
    """Tell whether only interruptible words and sounds stand between here and an input.

    Once `bargeIn` is true it stays true until an input, and another action before that is an error at the carrier.
    """
    for step in rest:
        if isinstance(step, Gather):
            return True
        if not isinstance(step, Say | Play) or not step.may_interrupt:
            return False
    return False


def _write(step: PlanStep, writer: _Writer, *, bargeable: bool) -> list[Action]:
    match step:
        case Say():
            return _talk(step, writer, bargeable=bargeable)
        case Play():
            found: Action = {"action": "stream", "streamUrl": [writer.web(step.url, "the sound")]}
            return [found | _loop(step.times, writer) | ({"bargeIn": True} if bargeable else {})]
        case Gather():
            return [_input(step, writer)]
        case Ring():
            return [_connect(step, writer)]
        case Room():
            return [_conversation(step, writer)]
        case Record():
            return [_record(step, writer)]
        case Pause():
            return [
                {"action": "wait", "timeout": writer.within(step.seconds, PAUSE_SECONDS, "a pause's seconds")}
            ]
        case Mark():
            return [{"action": "notify", "payload": {MARK_KEY: step.payload}, **writer.news()}]
        case HangUp():
            return []


def _talk(step: Say, writer: _Writer, *, bargeable: bool) -> list[Action]:
    pieces = list(split_talk(plain_talk(step.text)))
    if not pieces:
        raise writer.wrong("there is nothing to say")
    if len(pieces) > 1 and step.times != 1:
        raise writer.wrong(f"what is said more than once has at most {LONGEST_TALK} characters")
    rest: Action = {"language": writer.language(step.language), **_loop(step.times, writer)}
    if bargeable:
        rest["bargeIn"] = True
    return [{"action": "talk", "text": piece, **rest} for piece in pieces]


def _loop(times: int, writer: _Writer) -> Action:
    if times < 0:
        raise writer.wrong("nothing can be repeated a negative number of times")
    return {} if times == 1 else {"loop": times}


def _input(step: Gather, writer: _Writer) -> Action:
    kinds = [name for name, is_on in (("dtmf", step.takes_keys), ("speech", step.takes_speech)) if is_on]
    if not kinds:
        raise writer.wrong("an input takes keys, words or both")
    found: Action = {"action": "input", "type": kinds}
    if step.takes_keys:
        # With words asked for too, the longer wait is theirs.
        wait = min(step.wait_seconds, KEY_SECONDS[1]) if step.takes_speech else step.wait_seconds
        found["dtmf"] = {
            "timeOut": writer.within(wait, KEY_SECONDS, "the seconds to wait for a key"),
            "maxDigits": writer.within(step.most_digits, MOST_DIGITS, "the number of keys"),
            "submitOnHash": step.ends_on_hash,
        }
    if step.takes_speech:
        found["speech"] = {
            "language": writer.language(step.language),
            "startTimeout": writer.within(step.wait_seconds, WORD_SECONDS, "the seconds to wait for a word"),
        }
        if step.silence_seconds:
            silence = writer.within(step.silence_seconds, SILENCE_SECONDS, "the seconds of silence")
            found["speech"]["endOnSilence"] = silence
        if step.hints:
            found["speech"]["context"] = list(step.hints)
    return found | writer.news()


def _connect(step: Ring, writer: _Writer) -> Action:
    # Synchronous: what became of the ring is asked about, and the answer replaces the rest of the plan.
    found: Action = {
        "action": "connect",
        "endpoint": [_rung(step, writer)],
        "timeout": writer.within(step.ring_seconds, RING_SECONDS, "the seconds to ring"),
        "eventType": "synchronous",
        "eventUrl": [writer.addresses.ring],
        "eventMethod": "POST",
    }
    if step.sender:
        found["from"] = _number(step.sender, writer)
    return found


def _rung(step: Ring, writer: _Writer) -> Action:
    found = endpoint(step.to)
    # A browser is accepted by answering; only a telephone can be answered by a machine.
    if step.accept_text and step.to.kind is EndpointKind.PHONE:
        found["onAnswer"] = {"url": writer.addresses.accept(step.accept_text, writer.language(step.language))}
    return found


def endpoint(to: Endpoint) -> Action:
    """Write one place to ring.

    Raises:
        UnfitPlan: it is no telephone number or no name.
    """
    if to.kind is EndpointKind.APP:
        if not to.value.strip():
            raise UnfitPlan("a browser is rung by its user's name")
        return {"type": "app", "user": to.value}
    digits = to.value.removeprefix("+")
    if not PHONE.fullmatch(digits):
        raise UnfitPlan("the number to ring is no international number")
    return {"type": "phone", "number": digits}


def _number(value: str, writer: _Writer) -> str:
    digits = value.removeprefix("+")
    if not PHONE.fullmatch(digits):
        raise writer.wrong("the sender is no international number")
    return digits


def _conversation(step: Room, writer: _Writer) -> Action:
    if not step.name.strip():
        raise writer.wrong("a room needs a name")
    if step.transcribes and not step.records:
        raise writer.wrong("only what is recorded can be transcribed")
    found: Action = {
        "action": "conversation",
        "name": step.name,
        "startOnEnter": step.starts,
        "endOnExit": step.ends,
    }
    if step.hold_url:
        music = writer.addresses.music if step.hold_url == HOLD_MUSIC else step.hold_url
        found["musicOnHoldUrl"] = [writer.web(music, "the music")]
    if step.records:
        found["record"] = True
    if step.transcribes:
        found |= writer.transcription(step.transcribes)
    for name, legs in (("canHear", step.hears), ("canSpeak", step.heard_by)):
        if legs is not None:
            found[name] = _legs(legs, writer)
    return found | writer.news()


def _legs(legs: tuple[str, ...], writer: _Writer) -> list[str]:
    if not all(legs) or len(set(legs)) != len(legs):
        raise writer.wrong("a leg is named once, by its id")
    return list(legs)


def _record(step: Record, writer: _Writer) -> Action:
    # All three ends are set: without one the carrier records in the background until the call is over.
    found: Action = {
        "action": "record",
        # Of the three formats the one whose silence we can tell without the carrier's transcript.
        "format": "wav",
        "endOnSilence": writer.within(step.silence_seconds, RECORD_SILENCE, "the seconds of silence"),
        "endOnKey": "#",
        "timeOut": writer.within(step.most_seconds, RECORD_SECONDS, "the seconds to record"),
        "beepStart": step.beeps,
    }
    if step.transcribes:
        found |= writer.transcription(step.transcribes)
    return found | writer.news()
