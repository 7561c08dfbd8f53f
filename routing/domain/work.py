"""A work item: something that waits in a queue for a member, whatever its channel, from joining to its one end.

Source: research/contact-center.md §5C. A callback that a member is being rung for stands as CALLBACK_RESERVED, so that
its place in the queue is kept when they do not take it.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class WorkState(StrEnum):
    """Where an item is; it comes to one of `ENDS` and stays, but for news that it ended as another."""

    WAITING = "WAITING"
    RESERVED = "RESERVED"
    CONNECTED = "CONNECTED"
    WRAPPING = "WRAPPING"
    CALLBACK_PENDING = "CALLBACK_PENDING"
    CALLBACK_RESERVED = "CALLBACK_RESERVED"
    CALLBACK_DIALING = "CALLBACK_DIALING"
    DONE = "DONE"
    TRANSFERRED = "TRANSFERRED"
    SHORT_ABANDONED = "SHORT_ABANDONED"
    ABANDONED = "ABANDONED"
    LEFT = "LEFT"
    OVERFLOWED = "OVERFLOWED"
    CALLBACK_FAILED = "CALLBACK_FAILED"
    REJOINED = "REJOINED"
    FORCED = "FORCED"


class WorkMove(StrEnum):
    """What can happen to an item."""

    OFFER = "OFFER"
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    EXPIRE = "EXPIRE"
    FAIL = "FAIL"
    HANG_UP_SHORT = "HANG_UP_SHORT"
    HANG_UP = "HANG_UP"
    BREAK_OUT = "BREAK_OUT"
    OVERFLOW = "OVERFLOW"
    TAKE_CALLBACK = "TAKE_CALLBACK"
    REJOIN = "REJOIN"
    ANSWER = "ANSWER"
    NO_ANSWER = "NO_ANSWER"
    GIVE_UP = "GIVE_UP"
    TRANSFER = "TRANSFER"
    END = "END"
    WRAP_UP = "WRAP_UP"
    FORCE = "FORCE"


class Overflow(StrEnum):
    """Why an item did not stay in its queue; each is an exit of a flow's queue node."""

    FULL = "FULL"
    CLOSED = "CLOSED"
    TOO_LONG = "TOO_LONG"
    NOBODY = "NOBODY"


class IllegalWorkMove(Exception):
    """A move the table has no line for: somebody was first, or the news is old. Look at how the item stands now."""

    def __init__(self, state: WorkState, move: WorkMove) -> None:
        super().__init__(f"{move} is not possible while the item is {state}.")
        self.state, self.move = state, move


INITIAL: Final = frozenset({WorkState.WAITING})
_ENDED: Final[Mapping[WorkMove, WorkState]] = MappingProxyType({})

MOVES: Final[Mapping[WorkState, Mapping[WorkMove, WorkState]]] = MappingProxyType(
    {
        WorkState.WAITING: {
            WorkMove.OFFER: WorkState.RESERVED,
            WorkMove.HANG_UP_SHORT: WorkState.SHORT_ABANDONED,
            WorkMove.HANG_UP: WorkState.ABANDONED,
            WorkMove.BREAK_OUT: WorkState.LEFT,
            WorkMove.OVERFLOW: WorkState.OVERFLOWED,
            WorkMove.TAKE_CALLBACK: WorkState.CALLBACK_PENDING,
            WorkMove.FORCE: WorkState.FORCED,
        },
        # Back to WAITING with the time of joining and the seniority it had.
        WorkState.RESERVED: {
            WorkMove.ACCEPT: WorkState.CONNECTED,
            WorkMove.DECLINE: WorkState.WAITING,
            WorkMove.EXPIRE: WorkState.WAITING,
            WorkMove.FAIL: WorkState.WAITING,
            # The caller who leaves while somebody is rung is no miss of the member's.
            WorkMove.HANG_UP_SHORT: WorkState.SHORT_ABANDONED,
            WorkMove.HANG_UP: WorkState.ABANDONED,
            WorkMove.BREAK_OUT: WorkState.LEFT,
            WorkMove.TAKE_CALLBACK: WorkState.CALLBACK_PENDING,
            WorkMove.FORCE: WorkState.FORCED,
        },
        WorkState.CONNECTED: {
            WorkMove.TRANSFER: WorkState.TRANSFERRED,
            WorkMove.END: WorkState.WRAPPING,
            # Whoever took it was never put through: it waits again, with the seniority it had.
            WorkMove.FAIL: WorkState.WAITING,
            WorkMove.FORCE: WorkState.FORCED,
        },
        # Whoever took it turns out never to have met the caller, who has hung up since: they gave up.
        WorkState.WRAPPING: {
            WorkMove.WRAP_UP: WorkState.DONE,
            WorkMove.HANG_UP_SHORT: WorkState.SHORT_ABANDONED,
            WorkMove.HANG_UP: WorkState.ABANDONED,
            WorkMove.FORCE: WorkState.FORCED,
        },
        WorkState.CALLBACK_PENDING: {
            WorkMove.OFFER: WorkState.CALLBACK_RESERVED,
            # Somebody has talked with them meanwhile, or a member says why no call is owed.
            WorkMove.BREAK_OUT: WorkState.LEFT,
            WorkMove.REJOIN: WorkState.REJOINED,
            WorkMove.GIVE_UP: WorkState.CALLBACK_FAILED,
            WorkMove.FORCE: WorkState.FORCED,
        },
        WorkState.CALLBACK_RESERVED: {
            WorkMove.ACCEPT: WorkState.CALLBACK_DIALING,
            WorkMove.DECLINE: WorkState.CALLBACK_PENDING,
            WorkMove.EXPIRE: WorkState.CALLBACK_PENDING,
            WorkMove.FAIL: WorkState.CALLBACK_PENDING,
            WorkMove.REJOIN: WorkState.REJOINED,
            WorkMove.FORCE: WorkState.FORCED,
        },
        WorkState.CALLBACK_DIALING: {
            WorkMove.ANSWER: WorkState.CONNECTED,
            WorkMove.NO_ANSWER: WorkState.CALLBACK_PENDING,
            WorkMove.GIVE_UP: WorkState.CALLBACK_FAILED,
            WorkMove.REJOIN: WorkState.REJOINED,
            WorkMove.FORCE: WorkState.FORCED,
        },
        WorkState.DONE: {
            WorkMove.HANG_UP_SHORT: WorkState.SHORT_ABANDONED,
            WorkMove.HANG_UP: WorkState.ABANDONED,
        },
        WorkState.TRANSFERRED: _ENDED,
        WorkState.SHORT_ABANDONED: _ENDED,
        WorkState.ABANDONED: _ENDED,
        WorkState.LEFT: _ENDED,
        WorkState.OVERFLOWED: _ENDED,
        WorkState.CALLBACK_FAILED: _ENDED,
        WorkState.REJOINED: _ENDED,
        WorkState.FORCED: _ENDED,
    }
)
# Nobody has it and nobody is asked: it takes part in the next match.
FREE: Final = frozenset({WorkState.WAITING, WorkState.CALLBACK_PENDING})
RESERVED: Final = frozenset({WorkState.RESERVED, WorkState.CALLBACK_RESERVED})
# A member has it.
HELD: Final = frozenset({WorkState.CONNECTED, WorkState.CALLBACK_DIALING, WorkState.WRAPPING})
ENDS: Final = frozenset(WorkState) - FREE - RESERVED - HELD


def next_state(state: WorkState, move: WorkMove) -> WorkState:
    """Give where a move leads.

    Raises:
        IllegalWorkMove: the table has no line for it.
    """
    after = MOVES[state].get(move)
    if after is None:
        raise IllegalWorkMove(state, move)
    return after


def hang_up_of(queued_at: datetime, now: datetime, *, short_seconds: int) -> WorkMove:
    """Tell a caller who gave up from one who had barely come: the latter counts in no figure."""
    waited = (now - queued_at).total_seconds()
    return WorkMove.HANG_UP_SHORT if waited < short_seconds else WorkMove.HANG_UP


def seconds_between(earlier: datetime, later: datetime) -> int:
    """Give whole seconds from one moment to a later one, never negative."""
    return max(0, int((later - earlier).total_seconds()))
