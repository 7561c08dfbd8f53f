"""The way to a problem as what to suppose of a call, so that the preview walks the same way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from routing.domain.flow import Facts
from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import Event, GivenBack, Heard, WebhookAnswered
from routing.domain.rehearsal import AGAIN, FAILED, NOTHING, OK, Staffing, at_clock, spoken
from routing.domain.verifying.knowing import DIALLED, ELSEWHERE
from routing.domain.verifying.problems import Code, Move, MoveKind, Played, Problem

_KINDS: Final = (("is_vip", "vip"), ("is_client", "client"), ("is_known", "known"))


@dataclass(frozen=True, slots=True)
class Trial:
    """What to suppose: when it rings (local), who calls in which language, who is there, and what the caller does.

    `number` and `dialled` are how they begin, "" where it does not matter.
    """

    at: datetime
    language: str
    caller: str
    number: str
    dialled: str
    staffing: str
    acts: tuple[str, ...]


def trial_of(problem: Problem, flow: Flow) -> Trial | None:
    """Give what to suppose so that a call comes to a problem; None where no caller ever comes."""
    return trial_on(problem.path, problem.script, flow, goes_round=problem.code is Code.ENDLESS_LOOP)


def trial_on(
    path: Sequence[Move], script: Sequence[Played], flow: Flow, *, goes_round: bool = False
) -> Trial | None:
    """Give what to suppose so that a call goes a way; None where the way has no beginning."""
    begins = next((move.at for move in path if move.kind is MoveKind.MOMENT), None)
    if begins is None or not script:
        return None
    facts = script[0].facts
    number = facts.caller.number
    return Trial(
        at=begins,
        language=facts.caller.language,
        caller=_caller(facts),
        number="" if number == ELSEWHERE else number,
        dialled="" if facts.sender == DIALLED else facts.sender,
        staffing=_staffing(path),
        acts=_acts(script, flow, goes_round=goes_round),
    )


def _caller(facts: Facts) -> str:
    if facts.is_blocked:
        return "blocked"
    if not facts.caller.number:
        return "withheld"
    known = next((kind for name, kind in _KINDS if getattr(facts.caller, name)), "")
    return known or ("spam" if facts.caller.spam_score else "new")


def _staffing(path: Sequence[Move]) -> str:
    told = {move.kind for move in path}
    if MoveKind.NO_COMMANDS in told:
        return Staffing.CUT.value
    away = MoveKind.NOBODY_FREE in told and MoveKind.UNANSWERED not in told
    return (Staffing.AWAY if away else Staffing.DECLINES).value


def _acts(script: Sequence[Played], flow: Flow, *, goes_round: bool) -> tuple[str, ...]:
    """List what happens at each decision; what goes round, goes round again and again."""
    by_decision = [list(_at(before, played, flow)) for before, played in pairwise(script)]
    found = [act for acts in by_decision for act in acts]
    if not goes_round:
        return tuple(found)
    came = next(place for place, played in enumerate(script) if played.node == script[-1].node)
    turn = [act for acts in by_decision[came:] for act in acts]
    return (*found, f"{AGAIN}{len(turn)}") if turn else tuple(found)


def _at(before: Played, played: Played, flow: Flow) -> Iterator[str]:
    if (played.facts.weekday, played.facts.minute) != (before.facts.weekday, before.facts.minute):
        yield at_clock(played.facts.minute)
    node = flow.nodes.get(before.node)
    act = _act(played.event) if node is not None and node.kind is not NodeKind.NOTICE else ""
    if act:
        yield act


def _act(event: Event) -> str:
    match event:
        case Heard(digits=digits, text=text):
            return digits or (spoken(text) if text else NOTHING)
        case GivenBack(exit=exit_):
            return exit_
        case WebhookAnswered(is_ok=is_ok, text=text):
            return (f"{OK} {spoken(text)}" if text else OK) if is_ok else FAILED
        case _:
            return ""
