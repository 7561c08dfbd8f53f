"""Which units to take when pools share some: each resource serves one need only."""

from collections.abc import Sequence


def choose_units(needs: Sequence[tuple[int, Sequence[int]]]) -> list[int] | None:
    """Choose as many units as each need asks for, in the order given; None if they do not suffice.

    A need is a number and the units that serve it, the preferred ones first. An augmenting path moves an earlier need to
    another of its units where a later one has no other.
    """
    holders: dict[int, int] = {}
    slots = [units for number, units in needs for _ in range(number)]
    for place in range(len(slots)):
        if not _take(place, slots, holders, set()):
            return None
    chosen = {place: unit for unit, place in holders.items()}
    return [chosen[place] for place in range(len(slots))]


def _take(place: int, slots: Sequence[Sequence[int]], holders: dict[int, int], tried: set[int]) -> bool:
    for unit in slots[place]:
        if unit not in holders:
            holders[unit] = place
            return True
    for unit in slots[place]:
        if unit not in tried:
            tried.add(unit)
            if _take(holders[unit], slots, holders, tried):
                holders[unit] = place
                return True
    return False
