"""A turn of a call: what the carrier heard made ready for the policy, and what is said made a plan. Pure."""

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from conversations.domain.plans import Gather, Plan, PlanStep, Say
from receptionist.domain.policy.situation import (
    ANYTHING,
    CONFIRM,
    HELP,
    OFFERED,
    SAFETY,
    SOMEBODY,
)

VOICES: Final = {"en": "en-US", "es": "es-US"}
# Seconds of silence that end what is said: a yes is short, a number or a name is said with pauses.
QUICK, USUAL, SLOW = 1.0, 1.4, 2.0
_QUICK: Final = frozenset({CONFIRM, SAFETY, SOMEBODY, ANYTHING, OFFERED})
_SLOW: Final = frozenset(
    {
        "name",
        "phone",
        "email",
        "address",
        "postcode",
        "dob",
        "insurance",
        "opposing_party",
        "reason",
        "vehicle",
        "unit",
    }
)
START_SECONDS: Final = 7
WORDS_A_SECOND: Final = 2.4
MOST_HINTS, LONGEST_HINT = 60, 50
PHONE_DIGITS: Final = 11
# Below this the carrier guessed; only danger is taken from such words.
UNSURE: Final = 0.4
# What of our own words comes back is the telephone's echo.
ECHO: Final = 0.8
_YES_NO: Final = {"en": {"1": "yes", "2": "no"}, "es": {"1": "sí", "2": "no"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """What came over the line: the best guess, the others, a key, and how sure the carrier is."""

    text: str = ""
    others: tuple[str, ...] = ()
    key: str = ""
    confidence: float = 1.0


Guess = tuple[str, float | None]


def catch(digits: str, guesses: Sequence[Guess], *, asked: str, language: str) -> Caught:
    """Read keys and guesses; a number typed where one was asked for is what was said."""
    digits = digits.strip("#*")
    if digits and asked == "phone" and len(digits) > 1:
        return Caught(text=digits)
    if digits:
        key = digits[0]
        said = _YES_NO.get(language, _YES_NO["en"]).get(key, "") if asked in _QUICK - {OFFERED} else ""
        return Caught(text=said, key=key)
    told = [(" ".join(text.split()), sure) for text, sure in guesses if text.strip()]
    if not told:
        return Caught()
    best, sure = told[0]
    others = tuple(text for text, _sure in told[1:5])
    return Caught(text=best, others=others, confidence=1.0 if sure is None else sure)


def key_of(leg_id: object, *told: str) -> str:
    """Name one report of the carrier: told twice, it has the same name."""
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
    return f"call:{leg_id}:{digest}"


def is_echo(text: str, last_said: str) -> bool:
    """Say whether what was heard is what we said ourselves: several words, nearly all of them ours."""
    heard = re.findall(r"\w+", text.lower())
    ours = set(re.findall(r"\w+", last_said.lower()))
    return len(heard) >= 5 and sum(word in ours for word in heard) / len(heard) >= ECHO


def listen(asks: str, language: str, hints: Sequence[str]) -> Gather:
    """Wait for words, or for a key: a number may be typed."""
    types_number = asks == "phone"
    return Gather(
        most_digits=PHONE_DIGITS if types_number else 1,
        wait_seconds=START_SECONDS,
        ends_on_hash=types_number,
        takes_speech=True,
        language=VOICES.get(language, VOICES["en"]),
        hints=tuple(dict.fromkeys(one[:LONGEST_HINT] for one in hints if one))[:MOST_HINTS],
        silence_seconds=QUICK if asks in _QUICK else SLOW if asks in _SLOW else USUAL,
    )


def say(text: str, language: str, *, may_interrupt: bool = False) -> tuple[PlanStep, ...]:
    """Say words, if there are any."""
    voice = VOICES.get(language, VOICES["en"])
    return (Say(text, voice, may_interrupt=may_interrupt),) if text.strip() else ()


def seconds_of(text: str) -> int:
    """Say how long words take."""
    return math.ceil(len(text.split()) / WORDS_A_SECOND)


def ask(
    before: str, text: str, *, asks: str, language: str, hints: Sequence[str], sorry: str, stops: bool = True
) -> Plan:
    """Say and listen. Should the carrier get no answer from us, the caller is asked once more and not left in silence."""
    ear = listen(asks, language, hints)
    again = say(sorry, language, may_interrupt=True)
    return (*say(before, language), *say(text, language, may_interrupt=stops), ear, *again, ear)


IDLE: Final = frozenset({"", HELP, ANYTHING, SOMEBODY, SAFETY})
