"""Who sits in a queue, in which tier and order; and between which figures what an owner sets for it must lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final
from uuid import UUID

FIRST_TIER: Final = 1
LAST_TIER: Final = 5

# Least and most of each figure; limits that may be empty are none then.
BOUNDS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "ring_seconds": (5, 60),
        "tier_seconds": (0, 600),
        "places": (1, 500),
        "longest_seconds": (10, 14_400),
        "wrap_up_seconds": (0, 1_800),
        "in_time_seconds": (5, 3_600),
        "short_seconds": (0, 60),
        "alert_waiting": (1, 200),
        "alert_seconds": (5, 3_600),
        "announces_seconds": (0, 600),
    }
)
# Callers who hear where they stand more often than this feel the wait more, not less.
OFTENEST_ANNOUNCED: Final = 15
LONGEST_CODE, MOST_CODES = 40, 30


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place: those of tier 1 are asked at once, each further tier when somebody has waited longer."""

    member_id: UUID
    tier: int = FIRST_TIER


def in_order(places: Sequence[Place]) -> list[Place]:
    """Sort places by tier, keeping the order within each; nobody sits twice."""
    found: dict[UUID, Place] = {}
    for place in places:
        found.setdefault(place.member_id, replace(place, tier=max(FIRST_TIER, min(LAST_TIER, place.tier))))
    return sorted(found.values(), key=lambda place: place.tier)


def moved_up(places: Sequence[Place], at: int) -> list[Place]:
    """Ask one member earlier: before the one above, or as the last of the tier above."""
    order = in_order(places)
    if not 0 <= at < len(order):
        return order
    mine = order[at]
    if at and order[at - 1].tier == mine.tier:
        order[at - 1], order[at] = mine, order[at - 1]
    elif mine.tier > FIRST_TIER:
        order[at] = replace(mine, tier=mine.tier - 1)
    return order


def moved_down(places: Sequence[Place], at: int) -> list[Place]:
    """Ask one member later: after the one below, or as the first of the tier below."""
    order = in_order(places)
    if not 0 <= at < len(order):
        return order
    mine = order[at]
    if at + 1 < len(order) and order[at + 1].tier == mine.tier:
        order[at], order[at + 1] = order[at + 1], mine
    elif mine.tier < LAST_TIER:
        order[at] = replace(mine, tier=mine.tier + 1)
    return order


def removed(places: Sequence[Place], at: int) -> list[Place]:
    """Let one member sit in the queue no more."""
    return [place for number, place in enumerate(in_order(places)) if number != at]


def added(places: Sequence[Place], member_id: UUID) -> list[Place]:
    """Let one more member sit in the queue, asked at once, after the others who are."""
    return in_order([*places, Place(member_id)])
