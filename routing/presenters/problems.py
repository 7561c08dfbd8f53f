"""What the verifier found, in words: a sentence for the owner, and the way a caller comes there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routing.domain.faults import Fault, Found
from routing.domain.verifying.problems import Code, Move, MoveKind, Problem, Severity
from routing.presenters import flow_words as words

ARROW: Final = " → "


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One problem as a page shows it. `path` is the way there, "" where no caller ever comes."""

    code: str
    node: str
    is_error: bool
    sentence: str
    path: str


_SENTENCES: Final = {
    Code.DEAD_END: gettext_lazy(
        "A caller is let go with nothing kept: no message, callback, text or person."
    ),
    Code.ENDLESS_LOOP: gettext_lazy("A caller can go round here for ever."),
    Code.NOT_PROVEN: gettext_lazy(
        "Too much can happen in this flow to prove it (%(decisions)s decisions): divide it."
    ),
    Code.UNREACHABLE: gettext_lazy("No way leads here."),
    Code.HOURS_WITHOUT_PATH: gettext_lazy(
        "Whatever a caller does at this time, there is no person and no way to leave a message."
    ),
    Code.EMPTY_RING: gettext_lazy("Nobody is in this ring order."),
    Code.MANY_OPTIONS: gettext_lazy("%(options)s options: callers remember four at most."),
    Code.NESTED_MENU: gettext_lazy("A menu after a menu: callers hang up in the second one."),
    Code.LONG_PROMPT: gettext_lazy("It takes %(seconds)s seconds to say this; callers listen for 30."),
    Code.NO_PERSON: gettext_lazy("Open, yet whatever a caller does there is no way to a person."),
    Code.SLOW_TO_A_PERSON: gettext_lazy(
        "A caller hears %(seconds)s seconds of prompts before anybody is rung."
    ),
    Code.MEMBER_GONE: gettext_lazy("%(member)s no longer works here and cannot be rung."),
    Code.MEMBER_ELSEWHERE: gettext_lazy("%(member)s does not work at this location and is passed over."),
    Code.MEMBER_WITHOUT_TELEPHONE: gettext_lazy("%(member)s has set no telephone and cannot be rung."),
}


def problem_rows(problems: Iterable[Problem]) -> tuple[ProblemRow, ...]:
    """Write problems down, as they come."""
    return tuple(
        ProblemRow(
            code=problem.code.value,
            node=problem.node,
            is_error=problem.severity is Severity.ERROR,
            sentence=sentence_of(problem),
            path=path_of(problem),
        )
        for problem in problems
    )


def sentence_of(problem: Problem) -> str:
    """Say in one sentence what is wrong."""
    values = dict(problem.values)
    if "language" in values:
        values["language"] = _language(values["language"])
    match problem.code:
        case Code.MISSING_TARGET:
            return _missing(values)
        case Code.UNFINISHED:
            return _unfinished(values)
        case Code.EMPTY_QUEUE | Code.EMPTY_LADDER | Code.SKILL_NOBODY_HAS:
            return _unstaffed(problem.code, values)
        case Code.UNCOVERED_LANGUAGE:
            return _uncovered(problem.node, values)
        case Code.MEMBER_GONE if not values.get("member"):
            return _("A member who is to be rung here no longer exists.")
        case _:
            return str(_SENTENCES[problem.code]) % values


def _unfinished(values: Mapping[str, str]) -> str:
    found = Found(values["path"], Fault(values["fault"]), values)
    return _("This node is not finished: %(path)s %(fault)s.") % {
        "path": found.path,
        "fault": words.fault_sentence(found),
    }


def _missing(values: Mapping[str, str]) -> str:
    if not values.get("exit"):
        return _("The flow has no node to begin with.")
    shown = {**values, "exit": words.exit_label(values["exit"])}
    if values.get("name"):
        return _("The exit “%(exit)s” leads to “%(name)s”, which does not exist.") % shown
    return _("The exit “%(exit)s” leads nowhere: choose what follows.") % shown


def _unstaffed(code: Code, values: Mapping[str, str]) -> str:
    if values.get("together"):
        return _("Nobody in “%(queue)s” who can be rung has all the skills asked for here.") % values
    if code is Code.SKILL_NOBODY_HAS:
        return (
            _("Nobody in “%(queue)s” who can be rung has “%(skill)s” at level %(level)s.") % values
            if values.get("skill")
            else _("Nobody in “%(queue)s” has a skill that is asked for here.") % values
        )
    if not values.get("queue"):
        return _("No queue is chosen.") if code is Code.EMPTY_QUEUE else _("No on-call ladder is chosen.")
    if code is Code.EMPTY_QUEUE:
        return _("Nobody in the queue “%(queue)s” can be rung.") % values
    if values.get("alone"):
        return _("Nobody but the owner is on the ladder “%(queue)s” then.") % values
    return _("Nobody on the ladder “%(queue)s” can be rung.") % values


def _uncovered(node: str, values: Mapping[str, str]) -> str:
    if node:
        return _("Nothing is written here in %(language)s: the caller hears another language.") % values
    return _("The flow speaks %(language)s, but no caller ever comes to hear it.") % values


def path_of(problem: Problem) -> str:
    """Write the way to a problem as one line: who calls and when, what they do, how it ends."""
    return ARROW.join(moves_of(problem))


def moves_of(problem: Problem) -> tuple[str, ...]:
    """Write the way to a problem, who calls and when first, then move by move."""
    return told_of(problem.path)


def told_of(path: Sequence[Move]) -> tuple[str, ...]:
    """Write a way down, who calls and when first, then move by move."""
    # Who presses nothing three times is told of once.
    moves = [move for move, before in zip(path, (None, *path), strict=False) if move != before]
    opening = list(takewhile(lambda move: move.kind in _OPENING, moves))
    first = ", ".join(_MOVES[move.kind](move) for move in opening)
    return (*([first] if first else []), *(_MOVES[move.kind](move) for move in moves[len(opening) :]))


def _moment(move: Move) -> str:
    if move.at is None:
        return ""
    if not move.is_special:
        return formats.date_format(move.at, "l H:i")
    day = formats.date_format(move.at, "l j F H:i")
    return f"{day} ({move.value})" if move.value else day


def _turns(move: Move) -> str:
    when = formats.date_format(move.at, "H:i") if move.at else ""
    return _("it turns %(time)s") % {"time": when}


def _language(code: str) -> str:
    known = {"en": _("English"), "es": _("Spanish")}
    return known.get(code.split("-", maxsplit=1)[0].lower(), code)


def _caller(move: Move) -> str:
    known = {
        "blocked": _("a blocked caller"),
        "withheld": _("a withheld number"),
        "spam": _("a number taken for spam"),
        "vip": _("a VIP"),
        "client": _("a client"),
        "known": _("somebody known"),
    }
    return known.get(move.value, _("somebody not known"))


def _place(move: Move) -> str:
    if move.value == "other":
        return _("from no place that is named")
    return _("from “%(place)s”") % {"place": move.value}


def _given_back(move: Move) -> str:
    known = {
        "QUEUE.full": _("the queue is full"),
        "QUEUE.closed": _("the queue is closed"),
        "QUEUE.too_long": _("waits too long"),
        "QUEUE.nobody": _("nobody who could help is at work"),
        "QUEUE.callback": _("asks to be called back"),
        "ON_CALL.nobody": _("nobody on call answers"),
        "CALLBACK.next": _("does not want to be called back"),
        "RECEPTIONIST.next": _("the receptionist does not answer"),
        "RECEPTIONIST.person": _("the receptionist hands over to a person"),
        "RECEPTIONIST.emergency": _("the receptionist hands over an emergency"),
        "RECEPTIONIST.done": _("the receptionist is done"),
    }
    return known.get(move.value, move.value)


def _failed(move: Move) -> str:
    known = {
        "webhook": _("the web address does not answer"),
        "transfer": _("the other number does not answer"),
    }
    return known.get(move.value, move.value)


def _captured(move: Move) -> str:
    known = {
        "voicemail": _("leaves a message"),
        "callback": _("will be called back"),
        "text": _("gets a text"),
    }
    return known.get(move.value, move.value)


_OPENING: Final = frozenset({MoveKind.MOMENT, MoveKind.LANGUAGE, MoveKind.CALLER, MoveKind.PLACE})
_MOVES: Final[Mapping[MoveKind, Callable[[Move], str]]] = {
    MoveKind.MOMENT: _moment,
    MoveKind.TURNS: _turns,
    MoveKind.LANGUAGE: lambda move: _language(move.value),
    MoveKind.CALLER: _caller,
    MoveKind.PLACE: _place,
    MoveKind.PRESS: lambda move: _("press %(key)s") % {"key": move.value},
    MoveKind.WRONG: lambda _move: _("press a key that is no choice"),
    MoveKind.SILENT: lambda _move: _("press nothing"),
    MoveKind.ANSWERS: lambda move: _("answer %(answer)s") % {"answer": move.value},
    MoveKind.UNANSWERED: lambda _move: _("nobody answers"),
    MoveKind.NOBODY_FREE: lambda _move: _("nobody is free"),
    MoveKind.GIVEN_BACK: _given_back,
    MoveKind.FAILED: _failed,
    MoveKind.NO_COMMANDS: lambda _move: _("while the carrier takes no commands"),
    MoveKind.PERSON: lambda _move: _("a person is rung"),
    MoveKind.CAPTURED: _captured,
    MoveKind.LET_GO: lambda _move: _("hang up"),
    MoveKind.AGAIN: lambda move: _("back to “%(node)s”, and so on for ever") % {"node": move.node},
    MoveKind.NOWHERE: lambda _move: _("nothing follows"),
    MoveKind.COMES_TO: lambda move: _("comes to “%(node)s”") % {"node": move.node},
}
