"""Nodes that say or note something and go on, and those that end a call."""

from typing import Final

from conversations.domain.calls import LET_GO, Stage
from conversations.domain.plans import HangUp, Mark, Record
from routing.domain.graph import NodeKind
from routing.domain.happenings import Reached, SendText, Tagged
from routing.domain.walk import VOICEMAIL_MARK, Walk

_AT_VOICEMAIL: Final = Reached(Stage.VOICEMAIL)


def greeting(walk: Walk) -> None:
    """Say it and go on."""
    walk.say(walk.settings.text)
    walk.leave("next")


def note(walk: Walk) -> None:
    """Note priority, label and language."""
    chosen = walk.settings
    if chosen.language:
        walk.note(language=chosen.language.value)
        walk.because(f"speaks {chosen.language}")
    if chosen.priority:
        walk.note(priority=chosen.priority.value)
        walk.because(f"priority {chosen.priority.lower()}")
    if chosen.tag:
        walk.effects.append(Tagged(chosen.tag))
        walk.because(f"labelled {chosen.tag}")
    walk.leave("next")


def message(walk: Walk) -> None:
    """Text the caller, whose number must be known."""
    words, _language = walk.said(walk.settings.text)
    if not walk.facts.caller.number:
        walk.because("no text: the number is withheld")
    elif words:
        walk.effects.append(SendText(words))
    walk.leave("next")


def text_back(walk: Walk) -> None:
    """Have the caller texted should nobody talk with them."""
    walk.note(texts_back=True)
    walk.because("a text follows should nobody talk with them")
    walk.leave("next")


def voicemail(walk: Walk) -> None:
    """Take a message; the call ends with it."""
    walk.effects.append(_AT_VOICEMAIL)
    walk.because("asked for a message")
    walk.say(walk.settings.text)
    walk.steps += [
        Mark(VOICEMAIL_MARK),
        Record(most_seconds=walk.settings.longest_seconds, transcribes=walk.language),
        HangUp(),
    ]
    walk.wait()


def hang_up(walk: Walk) -> None:
    """Say goodbye and end the call."""
    walk.say(walk.settings.text)
    walk.because(LET_GO)
    walk.steps.append(HangUp())
    walk.wait()


ENTER: Final = {
    NodeKind.GREETING: greeting,
    NodeKind.SET: note,
    NodeKind.MESSAGE: message,
    NodeKind.TEXT_BACK: text_back,
    NodeKind.VOICEMAIL: voicemail,
    NodeKind.HANG_UP: hang_up,
}
