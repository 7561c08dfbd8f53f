"""The stages of an inquiry, from the first word to the job done or lost."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Stage(StrEnum):
    """How far an inquiry has come."""

    NEW = "NEW"
    CONTACTED = "CONTACTED"
    QUALIFIED = "QUALIFIED"
    BOOKED = "BOOKED"
    DONE = "DONE"
    LOST = "LOST"


class Next(StrEnum):
    """What happens once an outcome is recorded."""

    NOTHING = ""
    BOOK = "BOOK"
    TASK = "TASK"
    ASSIGN = "ASSIGN"
    TEXT = "TEXT"
    ESCALATE = "ESCALATE"


# From first to last; LOST is beside them.
LADDER: Final = (Stage.NEW, Stage.CONTACTED, Stage.QUALIFIED, Stage.BOOKED, Stage.DONE)
_ON = frozenset({Stage.QUALIFIED, Stage.BOOKED, Stage.DONE, Stage.LOST})
# A booking that is cancelled leaves an inquiry qualified; who was lost may come back.
TRANSITIONS: Final[Mapping[Stage, frozenset[Stage]]] = MappingProxyType(
    {
        Stage.NEW: _ON | {Stage.CONTACTED},
        Stage.CONTACTED: _ON,
        Stage.QUALIFIED: _ON - {Stage.QUALIFIED},
        Stage.BOOKED: frozenset({Stage.QUALIFIED, Stage.DONE, Stage.LOST}),
        Stage.DONE: frozenset({Stage.LOST}),
        Stage.LOST: frozenset({Stage.QUALIFIED, Stage.BOOKED, Stage.DONE}),
    }
)
INITIAL: Final = frozenset({Stage.NEW})
# What an outcome may say: the rest follows from what happens.
SAID: Final = (Stage.QUALIFIED, Stage.BOOKED, Stage.DONE, Stage.LOST)


def may_move(before: str, after: Stage) -> bool:
    """Tell whether an inquiry may come to stand there."""
    return after in TRANSITIONS[Stage(before)]


def passed(stage: Stage) -> tuple[Stage, ...]:
    """Give the stages somebody has reached who stands there; one that is lost says nothing."""
    return LADDER[: LADDER.index(stage) + 1] if stage in LADDER else ()
