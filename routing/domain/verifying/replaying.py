"""Walking a counter-example again: through the engine, or on a telephone of the simulator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from routing.domain import flow as engine
from routing.domain.flow import Decision, State
from routing.domain.graph import Flow
from routing.domain.happenings import Heard, WebhookAnswered
from routing.domain.verifying.problems import MoveKind, Played, Problem

_PATIENCE = "60s"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a script: each decision, and the states before and after."""

    decisions: tuple[Decision, ...]
    states: tuple[State, ...]


def script_of(problem: Problem) -> tuple[Played, ...]:
    """Give what happened and what was known at each decision on the way to a problem."""
    return problem.script


def replay(flow: Flow, script: Sequence[Played]) -> Replayed:
    """Let the engine take the decisions of a script, each from where the last one left the call."""
    decisions: list[Decision] = []
    states = [engine.begin(flow)]
    for played in script:
        event = played.event
        if isinstance(event, WebhookAnswered):
            event = replace(event, asked=states[-1].moves)
        decisions.append(engine.step(flow, states[-1], event, played.facts))
        states.append(decisions[-1].state)
    return Replayed(tuple(decisions), tuple(states))


def telephone_script(problem: Problem, *, dial: str, handset: str) -> list[dict[str, Any]]:
    """Write a way down for `./portico simulate`: what a person with a telephone does, and how the call then ends.

    Who is at work, and the time of day, are not the caller's to decide: play it when they are as the path says.
    """
    steps: list[dict[str, Any]] = [{"handset": handset}, {"dial": dial}]
    for played in problem.script:
        if isinstance(played.event, Heard) and (played.event.digits or played.event.text):
            steps.append({"wait_for": {"heard": ".", "within": _PATIENCE}})
            heard = played.event
            steps.append({"press": heard.digits} if heard.digits else {"say": heard.text})
    if problem.path and problem.path[-1].kind is MoveKind.LET_GO:
        steps.append({"wait_for": {"event": "completed", "within": _PATIENCE}})
    else:
        steps += [{"wait_for": {"heard": ".", "within": _PATIENCE}}, {"hang_up": True}]
    return steps
