"""The talk in which somebody who waits is asked whether, and at which number, they want to be called back. Pure.

One press leaves the music, one more confirms the number they ring from; nothing pressed, or star, changes nothing.
Source: research/contact-center.md §1 "Queue callback": the time of joining is kept, the number confirmed by keys.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from routing.domain.dialable import Uncallable

BREAKOUT_KEY: Final = "1"
CONFIRM_KEY: Final = "1"
OTHER_KEY: Final = "2"
STAY_KEY: Final = "*"
# Who does not find the key in three goes would rather wait.
MOST_TRIES: Final = 3
# E.164 has fifteen digits.
MOST_DIGITS: Final = 15
# A talk nobody has answered for this long is over: its caller is back with the music.
TALK_LASTS: Final = timedelta(seconds=60)


class Question(StrEnum):
    """What was asked last."""

    CONFIRM = "CONFIRM"
    NUMBER = "NUMBER"


class Ending(StrEnum):
    """How a talk ended."""

    TAKEN = "TAKEN"
    STAYS = "STAYS"


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk is: what was asked, about which number, how often in vain."""

    question: Question
    number: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from an answer: the next question, or the ending; and what was wrong with a number."""

    talk: Talk
    ending: Ending | None = None
    fault: Uncallable | None = None


Check = Callable[[str], str | Uncallable]


def begin(own_number: str, check: Check) -> Turn:
    """Ask about the number somebody rings from; who withholds it, or rings from one that is not called, types one."""
    found = check(own_number) if own_number else Uncallable.INCOMPLETE
    if isinstance(found, Uncallable):
        return Turn(Talk(Question.NUMBER))
    return Turn(Talk(Question.CONFIRM, found))


def answer(talk: Talk, keys: str, check: Check) -> Turn:
    """Take the keys of an answer; none at all are "" ."""
    if STAY_KEY in keys:
        return Turn(talk, Ending.STAYS)
    if talk.question is Question.NUMBER:
        return _number(talk, keys.strip("#"), check)
    if keys == CONFIRM_KEY:
        return Turn(talk, Ending.TAKEN)
    if keys == OTHER_KEY:
        return Turn(Talk(Question.NUMBER))
    return _again(talk)


def _number(talk: Talk, typed: str, check: Check) -> Turn:
    if not typed:
        return _again(talk)
    found = check(typed)
    if isinstance(found, Uncallable):
        return _again(talk, found)
    return Turn(Talk(Question.CONFIRM, found))


def _again(talk: Talk, fault: Uncallable | None = None) -> Turn:
    tries = talk.tries + 1
    more = Talk(talk.question, talk.number, tries)
    return Turn(more, Ending.STAYS if tries >= MOST_TRIES else None, fault)


def talk_to_json(talk: Talk, *, now: datetime) -> dict[str, Any]:
    """Turn a talk into plain values, with when it was last heard."""
    return {
        "question": talk.question.value,
        "number": talk.number,
        "tries": talk.tries,
        "at": now.isoformat(),
    }


def talk_from_json(stored: Mapping[str, Any] | None, *, now: datetime) -> Talk | None:
    """Rebuild a talk that goes on; None when there is none, or it was broken off."""
    if not stored or now - datetime.fromisoformat(stored["at"]) > TALK_LASTS:
        return None
    return Talk(Question(stored["question"]), stored["number"], stored["tries"])


class Dropped(StrEnum):
    """Why a callback ended without a call; a member who dropped it gave a reason in words."""

    BY_HAND = "BY_HAND"
    TALKED = "TALKED"
    CALLS_REFUSED = "CALLS_REFUSED"


# How long after a call nobody answered the next follows. Two more tries: research/contact-center.md §1, §5C.
RETRIES: Final = (timedelta(minutes=5), timedelta(minutes=15))
# The caller has to hang up before they can be rung.
AFTER_HANG_UP: Final = timedelta(seconds=15)


def retry_after(attempts: int) -> timedelta | None:
    """Give how long to wait after this many calls nobody answered; None when it was tried often enough."""
    return RETRIES[attempts - 1] if 0 < attempts <= len(RETRIES) else None
