"""A claim: the time of one resource that somebody has. Held and booked ones never overlap; the database sees to it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ClaimState(StrEnum):
    """Whether a claim takes its time from others; RELEASED and EXPIRED no longer do, and are for good."""

    HELD = "HELD"
    BOOKED = "BOOKED"
    RELEASED = "RELEASED"
    EXPIRED = "EXPIRED"


INITIAL: Final = frozenset({ClaimState.HELD, ClaimState.BOOKED})

TRANSITIONS: Final[Mapping[ClaimState, frozenset[ClaimState]]] = MappingProxyType(
    {
        # A hold ends in a booking, is given up, or nobody came back for it.
        ClaimState.HELD: frozenset({ClaimState.BOOKED, ClaimState.RELEASED, ClaimState.EXPIRED}),
        ClaimState.BOOKED: frozenset({ClaimState.RELEASED}),
        ClaimState.RELEASED: frozenset(),
        ClaimState.EXPIRED: frozenset(),
    }
)
LIVE: Final = frozenset({ClaimState.HELD, ClaimState.BOOKED})
