"""Setting the assistant up step by step: which steps there are, which are done."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """What is set up, in the order in which callers meet it."""

    GREETING = "greeting"
    HOURS = "hours"
    ANSWERS = "answers"
    SERVICES = "services"
    URGENT = "urgent"
    LINE = "line"
    CALL = "call"


# A greeting and a plan can be good as they ship: only keeping them says that somebody looked.
KEPT_ONLY: Final = frozenset({Step.GREETING, Step.URGENT})


class Standing(StrEnum):
    """Where a step stands."""

    DONE = "done"
    LATER = "later"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is, whoever set it and wherever; `called` once a caller has said a word to the assistant."""

    hours: bool = False
    answers: int = 0
    services: int = 0
    leads: bool = False
    called: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is. `current` is the step that is open on the page, None once none is left."""

    standings: Mapping[Step, Standing]
    current: Step | None
    done: int


def progress(kept: Mapping[str, str], facts: Facts, *, asked: str = "") -> Progress:
    """Tell how far it is. `kept` holds "done" or "later" by step; `asked` opens a step out of turn."""
    there = {
        Step.HOURS: facts.hours,
        Step.ANSWERS: facts.answers > 0,
        Step.SERVICES: facts.services > 0,
        Step.LINE: facts.leads,
        Step.CALL: facts.called,
    }
    standings = {one: _standing(one, kept.get(one, ""), is_there=there.get(one, False)) for one in Step}
    left = [one for one in Step if standings[one] is not Standing.DONE]
    waiting = [one for one in left if standings[one] is Standing.OPEN]
    wanted = next((one for one in Step if one == asked), None)
    return Progress(
        standings=standings,
        current=wanted or next(iter(waiting), None),
        done=len(standings) - len(left),
    )


def _standing(step: Step, kept: str, *, is_there: bool) -> Standing:
    if is_there or (kept == Standing.DONE and step in KEPT_ONLY):
        return Standing.DONE
    return Standing.LATER if kept == Standing.LATER else Standing.OPEN
