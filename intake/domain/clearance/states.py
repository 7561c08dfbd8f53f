"""A conflict check: how it stands, and what can happen to it.

Facts may be heard only while a check stands in one of `OPEN`; everything else keeps them locked. Nothing is cleared by
itself, also where nothing was found; and a search that fails leaves the check as it stood.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class CheckState(StrEnum):
    """How a check stands."""

    NOT_RUN = "NOT_RUN"
    SEARCHING = "SEARCHING"
    CLEAR_PENDING = "CLEAR_PENDING"
    POTENTIAL = "POTENTIAL"
    IN_REVIEW = "IN_REVIEW"
    WAIVER_REQUESTED = "WAIVER_REQUESTED"
    CLEARED = "CLEARED"
    WAIVED = "WAIVED"
    SCREENED = "SCREENED"
    STALE = "STALE"
    EXPIRED = "EXPIRED"
    DECLINED = "DECLINED"


class CheckMove(StrEnum):
    """What can happen to it."""

    SEARCH = "SEARCH"
    FIND_NOTHING = "FIND_NOTHING"
    FIND_HITS = "FIND_HITS"
    REVIEW = "REVIEW"
    ESCALATE = "ESCALATE"
    CLEAR = "CLEAR"
    ASK_WAIVER = "ASK_WAIVER"
    WAIVE = "WAIVE"
    DECLINE = "DECLINE"
    SCREEN = "SCREEN"
    # A new party, another name of one, or a colleague who brings clients along.
    OUTDATE = "OUTDATE"
    EXPIRE = "EXPIRE"


class IllegalCheckMove(Exception):
    """A move the table has no line for: somebody was first, or the page is old. Look at how it stands now."""

    def __init__(self, state: CheckState, move: CheckMove) -> None:
        super().__init__(f"{move} is not possible while the check is {state}.")
        self.state, self.move = state, move


INITIAL: Final = frozenset({CheckState.NOT_RUN})
# Searching again is possible wherever nothing is decided for good.
_AGAIN: Final = {CheckMove.SEARCH: CheckState.SEARCHING, CheckMove.OUTDATE: CheckState.STALE}
TRANSITIONS: Final[Mapping[CheckState, Mapping[CheckMove, CheckState]]] = MappingProxyType(
    {
        CheckState.NOT_RUN: {CheckMove.SEARCH: CheckState.SEARCHING},
        CheckState.SEARCHING: {
            CheckMove.FIND_NOTHING: CheckState.CLEAR_PENDING,
            CheckMove.FIND_HITS: CheckState.POTENTIAL,
        },
        CheckState.CLEAR_PENDING: {CheckMove.REVIEW: CheckState.IN_REVIEW, **_AGAIN},
        CheckState.POTENTIAL: {CheckMove.REVIEW: CheckState.IN_REVIEW, **_AGAIN},
        CheckState.IN_REVIEW: {
            CheckMove.CLEAR: CheckState.CLEARED,
            CheckMove.ASK_WAIVER: CheckState.WAIVER_REQUESTED,
            CheckMove.DECLINE: CheckState.DECLINED,
            CheckMove.ESCALATE: CheckState.IN_REVIEW,
            **_AGAIN,
        },
        CheckState.WAIVER_REQUESTED: {
            CheckMove.WAIVE: CheckState.WAIVED,
            CheckMove.DECLINE: CheckState.DECLINED,
            CheckMove.EXPIRE: CheckState.EXPIRED,
            **_AGAIN,
        },
        CheckState.CLEARED: {
            CheckMove.SCREEN: CheckState.SCREENED,
            CheckMove.EXPIRE: CheckState.EXPIRED,
            **_AGAIN,
        },
        CheckState.WAIVED: {
            CheckMove.SCREEN: CheckState.SCREENED,
            CheckMove.EXPIRE: CheckState.EXPIRED,
            **_AGAIN,
        },
        CheckState.SCREENED: {CheckMove.EXPIRE: CheckState.EXPIRED, **_AGAIN},
        CheckState.STALE: {CheckMove.SEARCH: CheckState.SEARCHING},
        CheckState.EXPIRED: {CheckMove.SEARCH: CheckState.SEARCHING},
        # Names stay searchable for ever; the facts are sealed.
        CheckState.DECLINED: {},
    }
)
OPEN: Final = frozenset({CheckState.CLEARED, CheckState.WAIVED, CheckState.SCREENED})
DECIDABLE: Final = frozenset({CheckState.CLEAR_PENDING, CheckState.POTENTIAL, CheckState.IN_REVIEW})
OUTDATABLE: Final = frozenset(state for state, moves in TRANSITIONS.items() if CheckMove.OUTDATE in moves)
SEARCHABLE: Final = frozenset(state for state, moves in TRANSITIONS.items() if CheckMove.SEARCH in moves)
EXPIRING: Final = frozenset(state for state, moves in TRANSITIONS.items() if CheckMove.EXPIRE in moves)
CLEARANCE_DAYS: Final = 30


def next_state(state: CheckState, move: CheckMove) -> CheckState:
    """Give where a move leads.

    Raises:
        IllegalCheckMove: the table has no line for it.
    """
    after = TRANSITIONS[state].get(move)
    if after is None:
        raise IllegalCheckMove(state, move)
    return after


def lapses_at(now: datetime) -> datetime:
    """Say until when a clearance, or the wait for a waiver, holds without an engagement."""
    return now + timedelta(days=CLEARANCE_DAYS)
