"""Promises: dated commitments made to a customer. When somebody is warned, and what the kept-rate counts.

Kept: ticked off by its time. Late: ticked off after it. Broken: past its time and not done. What was put away without
anybody doing it, and what is not due yet, is not counted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LONGEST_WARNING: Final = timedelta(minutes=30)
SHORTEST_WARNING: Final = timedelta(minutes=2)
# A promise of two hours is warned about half an hour before, one of twenty minutes five minutes before.
WARNED_IN_LAST: Final = 4


class PromisedBy(StrEnum):
    """Who said so to the customer."""

    ASSISTANT = "ASSISTANT"
    GREETING = "GREETING"
    TEXT = "TEXT"
    MEMBER = "MEMBER"


class Standing(StrEnum):
    """How a promise stands."""

    OPEN = "OPEN"
    KEPT = "KEPT"
    LATE = "LATE"
    BROKEN = "BROKEN"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many promises that came due were kept; `rate` is None where none came due."""

    kept: int
    late: int
    broken: int

    @property
    def due(self) -> int:
        """Count what came due."""
        return self.kept + self.late + self.broken

    @property
    def rate(self) -> float | None:
        """Give the share that was kept."""
        return self.kept / self.due if self.due else None


def warn_at(*, made_at: datetime, due_at: datetime) -> datetime:
    """Say when whoever owes it is warned: before it breaks, and never before it was made."""
    lead = min(LONGEST_WARNING, max(SHORTEST_WARNING, (due_at - made_at) / WARNED_IN_LAST))
    return max(made_at, due_at - lead)


def standing(*, due_at: datetime, done_at: datetime | None, is_withdrawn: bool, now: datetime) -> Standing:
    """Say how a promise stands."""
    if is_withdrawn:
        return Standing.WITHDRAWN
    if done_at is None:
        return Standing.BROKEN if due_at < now else Standing.OPEN
    return Standing.KEPT if done_at <= due_at else Standing.LATE


def count_kept(standings: Iterable[Standing]) -> Kept:
    """Count what came due, or was done before."""
    counts = Counter(standings)
    return Kept(kept=counts[Standing.KEPT], late=counts[Standing.LATE], broken=counts[Standing.BROKEN])
