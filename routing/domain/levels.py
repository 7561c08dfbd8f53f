"""Figures of a queue, each by the one formula that stands beside it on the screen.

Source: research/contact-center.md, "Reporting definitions": service level = answered in time / (offered - gave up at
once - took a callback). Hanging up earns no credit; callbacks are no abandons.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from routing.domain.work import WorkState


@dataclass(frozen=True, slots=True)
class Passage:
    """One item's way through a queue; `answered_after` is None when nobody took it.

    `in_time_seconds` is what counted when it joined: a threshold that is changed later changes no past figure.
    """

    state: WorkState
    answered_after: int | None = None
    took_callback: bool = False
    in_time_seconds: int = 20

    @property
    def is_in_time(self) -> bool:
        """Say whether it was answered within what counted then."""
        return self.answered_after is not None and self.answered_after <= self.in_time_seconds


@dataclass(frozen=True, slots=True)
class Level:
    """What the figures are made of; what still waits is in none of them."""

    offered: int = 0
    in_time: int = 0
    answered: int = 0
    answered_seconds: int = 0
    short: int = 0
    callbacks: int = 0
    gave_up: int = 0
    overflowed: int = 0

    @property
    def counted(self) -> int:
        """Give the bottom of the service level's fraction."""
        return self.offered - self.short - self.callbacks

    @property
    def percent(self) -> int | None:
        """Give the service level; None while nothing counts."""
        return None if self.counted <= 0 else int(100 * self.in_time / self.counted + 0.5)

    @property
    def average_seconds(self) -> int | None:
        """Give the average speed of answer: answered items only, from joining the queue."""
        return None if not self.answered else int(self.answered_seconds / self.answered + 0.5)

    @property
    def gave_up_percent(self) -> int | None:
        """Give who hung up, but not at once, of all who were offered."""
        return None if not self.offered else int(100 * self.gave_up / self.offered + 0.5)


_STILL_WAITING = frozenset({WorkState.WAITING, WorkState.RESERVED})


def level_of(passages: Iterable[Passage]) -> Level:
    """Count what has left the queue."""
    counts = dict.fromkeys(Level.__dataclass_fields__, 0)
    for one in passages:
        if one.state in _STILL_WAITING:
            continue
        counts["offered"] += 1
        if one.took_callback:
            counts["callbacks"] += 1
        elif one.answered_after is not None:
            counts["answered"] += 1
            counts["answered_seconds"] += one.answered_after
            counts["in_time"] += one.is_in_time
        elif one.state is WorkState.SHORT_ABANDONED:
            counts["short"] += 1
        elif one.state is WorkState.ABANDONED:
            counts["gave_up"] += 1
        else:
            counts["overflowed"] += 1
    return Level(**counts)
