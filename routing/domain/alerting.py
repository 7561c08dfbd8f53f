"""When supervisors are told that a queue runs over, once; and when that is over by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# Told again of the same queue only after this, however often it crosses its thresholds meanwhile.
QUIET: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many may wait, and how long the longest, before it is too much."""

    waiting: int
    seconds: int


class Turn(StrEnum):
    """What happens to an alert."""

    NONE = "NONE"
    RAISED = "RAISED"
    CLEARED = "CLEARED"


def is_alarming(most: Thresholds, *, waiting: int, longest_seconds: float) -> bool:
    """Say whether too many wait, or somebody too long: the one rule of boards and alerts."""
    return waiting > most.waiting or (waiting > 0 and longest_seconds > most.seconds)


def turn_of(*, was_alarming: bool, alarming: bool) -> Turn:
    """Say whether an alert begins or ends."""
    if alarming == was_alarming:
        return Turn.NONE
    return Turn.RAISED if alarming else Turn.CLEARED


def is_told(told_at: datetime | None, *, now: datetime) -> bool:
    """Say whether an alert that begins is told, since the last time was long enough ago."""
    return told_at is None or now - told_at >= QUIET
