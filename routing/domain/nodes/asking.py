"""Nodes that ask the caller: menus, questions, the notice of a recording."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from conversations.domain.calls import Stage
from conversations.domain.plans import Gather, PlanStep
from routing.domain.graph import KEYS, NodeKind
from routing.domain.happenings import Event, Heard, Reached, RecordingAllowed
from routing.domain.settings import Takes
from routing.domain.walk import Walk

NOTICE_SECONDS: Final = 2
_AT_MENU: Final = Reached(Stage.MENU)
# A member of an enumeration is looked up in Python at every use.
_DIGITS: Final = Takes.DIGITS
# How the keys are said; and what people say who want a person, whatever the menu offers.
_SPOKEN_KEYS: Final = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "zero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7",
    "ocho": "8", "nueve": "9", "cero": "0", "operator": "0", "operador": "0", "operadora": "0",
}  # fmt: skip
_LONGEST_ANSWER: Final = 200


def menu(walk: Walk) -> None:
    """Say the choices and wait for a key or a word."""
    walk.effects.append(_AT_MENU)
    walk.steps += walk.prepared(_choices)
    walk.wait()


def _choices(walk: Walk) -> tuple[PlanStep, ...]:
    chosen = walk.settings
    hints = tuple(word for words in chosen.words.values() for word in words)
    gather = Gather(
        wait_seconds=chosen.wait_seconds, takes_speech=bool(hints), language=walk.language, hints=hints
    )
    return (*walk.words(chosen.text, may_interrupt=True), gather)


def after_menu(walk: Walk, heard: Heard) -> bool:
    """Take a choice; nothing and what is no choice are asked again as often as is set."""
    walk.keeps_plan = False
    key = heard.digits[:1] or _said_key(walk, heard.text)
    if key in KEYS and key in walk.node.exits:
        walk.because(f"pressed {key}" if heard.digits else f"said “{_short(heard.text)}”: {key}")
        walk.leave(key)
    elif heard.digits or heard.text.strip():
        what = f"pressed {heard.digits}" if heard.digits else f"said “{_short(heard.text)}”"
        _again(walk, f"{what}: no choice", "wrong")
    else:
        _again(walk, "nothing pressed", "nothing")
    return True


def _again(walk: Walk, why: str, name: str) -> None:
    walk.because(why)
    if walk.state.tries < walk.settings.repeats:
        walk.note(tries=walk.state.tries + 1)
    else:
        walk.leave(name)


def _said_key(walk: Walk, text: str) -> str:
    """Find the key whose words were said; the longest words win, whole ones only."""
    said = f" {_plain(text)} "
    words = [
        (len(plain), key)
        for key, spoken in walk.settings.words.items()
        for plain in map(_plain, spoken)
        if plain and f" {plain} " in said
    ]
    words += [(1, key) for word, key in _SPOKEN_KEYS.items() if f" {word} " in said]
    return max(words, default=(0, ""))[1]


def _plain(text: str) -> str:
    """Leave accents, case and punctuation out."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(one for one in letters if not unicodedata.combining(one))))


def _short(text: str) -> str:
    return " ".join(text.split())[:60]


def ask(walk: Walk) -> None:
    """Put a question and wait for the answer."""
    walk.effects.append(_AT_MENU)
    walk.steps += walk.prepared(_question)
    walk.wait()


def _question(walk: Walk) -> tuple[PlanStep, ...]:
    chosen = walk.settings
    by_keys = chosen.takes is _DIGITS
    gather = Gather(
        most_digits=chosen.most_digits,
        wait_seconds=chosen.wait_seconds,
        ends_on_hash=True,
        takes_keys=by_keys,
        takes_speech=not by_keys,
        language=walk.language,
    )
    return (*walk.words(chosen.text, may_interrupt=True), gather)


def after_question(walk: Walk, heard: Heard) -> bool:
    """Keep the answer."""
    walk.keeps_plan = False
    by_keys = walk.settings.takes is _DIGITS
    answer = " ".join((heard.digits.strip("#") if by_keys else heard.text).split())[:_LONGEST_ANSWER]
    if not answer:
        _again(walk, "nothing pressed" if by_keys else "nothing said", "nothing")
        return True
    kept = dict(walk.state.answers) | {walk.settings.variable: answer}
    walk.note(answers=tuple(kept.items()))
    walk.because(f"answered “{_short(answer)}”")
    walk.leave("next")
    return True


def notice(walk: Walk) -> None:
    """Say that the call is recorded, where it is and the law asks for it."""
    if not walk.facts.records:
        walk.leave("next")
        return
    if not walk.facts.needs_notice:
        walk.because("recorded without a notice")
        walk.effects.append(RecordingAllowed(True))
        walk.leave("next")
        return
    walk.steps += walk.prepared(_told)
    walk.wait()


def _told(walk: Walk) -> tuple[PlanStep, ...]:
    gather = Gather(
        wait_seconds=NOTICE_SECONDS, takes_speech=True, language=walk.language, hints=("no", "yes")
    )
    return (*walk.words(walk.settings.text, may_interrupt=True), gather)


def after_notice(walk: Walk, heard: Heard) -> bool:
    """Take a no; who stays agrees."""
    said_no = heard.digits == "9" or heard.text.strip().casefold().startswith("no")
    walk.note(declined_recording=said_no)
    walk.effects.append(RecordingAllowed(not said_no))
    walk.because("does not want to be recorded" if said_no else "heard the notice and stayed")
    walk.leave("next")
    return True


ENTER: Final = {NodeKind.MENU: menu, NodeKind.ASK: ask, NodeKind.NOTICE: notice}
TAKE: Final[dict[tuple[type[Event], NodeKind], Callable[[Walk, Any], bool]]] = {
    (Heard, NodeKind.MENU): after_menu,
    (Heard, NodeKind.ASK): after_question,
    (Heard, NodeKind.NOTICE): after_notice,
}
