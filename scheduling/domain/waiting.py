"""Waiting for a time: how an entry of the list stands, what becomes of an offer, and which times suit. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

DAY: Final = 24 * 60
# The same parts of a day as on the booking page.
PARTS: Final = MappingProxyType(
    {"morning": (0, 12 * 60), "afternoon": (12 * 60, 17 * 60), "evening": (17 * 60, DAY)}
)


class WaitingState(StrEnum):
    """How somebody's place on the list stands. OFFERED: one time is kept for them until they answer."""

    WAITING = "WAITING"
    OFFERED = "OFFERED"
    BOOKED = "BOOKED"
    REMOVED = "REMOVED"
    OVER = "OVER"


class WaitingMove(StrEnum):
    """What can happen to it."""

    OFFER = "OFFER"
    # They said no, or nothing: they keep their place, and the time goes to the next one.
    GO_ON = "GO_ON"
    # By the offer, or by any other way.
    BOOK = "BOOK"
    REMOVE = "REMOVE"
    # The last day that would have suited is gone.
    RUN_OUT = "RUN_OUT"


class OfferOutcome(StrEnum):
    """What became of a time that was offered."""

    OPEN = "OPEN"
    TAKEN = "TAKEN"
    PASSED = "PASSED"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"


class IllegalWaitingMove(Exception):
    """A move the table has no line for: somebody was first, or the page is old."""


INITIAL: Final = frozenset({WaitingState.WAITING})
TRANSITIONS: Final[Mapping[WaitingState, Mapping[WaitingMove, WaitingState]]] = MappingProxyType(
    {
        WaitingState.WAITING: {
            WaitingMove.OFFER: WaitingState.OFFERED,
            WaitingMove.BOOK: WaitingState.BOOKED,
            WaitingMove.REMOVE: WaitingState.REMOVED,
            WaitingMove.RUN_OUT: WaitingState.OVER,
        },
        WaitingState.OFFERED: {
            WaitingMove.GO_ON: WaitingState.WAITING,
            WaitingMove.BOOK: WaitingState.BOOKED,
            WaitingMove.REMOVE: WaitingState.REMOVED,
        },
        WaitingState.BOOKED: {},
        WaitingState.REMOVED: {},
        WaitingState.OVER: {},
    }
)
LIVE: Final = frozenset({WaitingState.WAITING, WaitingState.OFFERED})


def next_state(state: WaitingState, move: WaitingMove) -> WaitingState:
    """Give where a move leads.

    Raises:
        IllegalWaitingMove: the table has no line for it.
    """
    after = TRANSITIONS[state].get(move)
    if after is None:
        raise IllegalWaitingMove(f"{move} is not possible while the entry is {state}.")
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Suits:
    """Which times suit somebody: what is empty (or None) leaves it open. Spans are minutes of the day, for beginnings."""

    weekdays: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()
    earliest: date | None = None
    latest: date | None = None
    providers: frozenset[UUID] = frozenset()

    def fits(self, local: datetime, hosts: Collection[UUID]) -> bool:
        """Say whether a time that begins then, on the clock of the place, and is free with `hosts`, would suit."""
        day, minute = local.date(), local.hour * 60 + local.minute
        return (
            (not self.weekdays or day.weekday() in self.weekdays)
            and (self.earliest is None or day >= self.earliest)
            and (self.latest is None or day <= self.latest)
            and (not self.spans or any(since <= minute < until for since, until in self.spans))
            and (not self.providers or not self.providers.isdisjoint(hosts))
        )
