"""Who is one person when more than two rows are alike: what a third row says of two others counts as well."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import log
from typing import Final

Pair = tuple[int, int]
# Beyond this a group is a mistake of the list rather than a person; its pairs stand for themselves.
LARGEST_GROUP: Final = 60
# What is concluded from a third row is never certain enough to act upon by itself.
CERTAIN_BY_THIRD: Final = 0.98
_LARGEST_ODDS: Final = 12.0


def groups(linked: Sequence[Pair]) -> list[list[int]]:
    """Gather the rows that hang together by some chain of links, in order."""
    parents: dict[int, int] = {}

    def root(place: int) -> int:
        while parents.setdefault(place, place) != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for one, other in linked:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    found: dict[int, list[int]] = {}
    for place in sorted(parents):
        found.setdefault(root(place), []).append(place)
    return list(found.values())


def inner_pairs(found: Sequence[Sequence[int]]) -> Iterator[Pair]:
    """Give every pair inside the groups that are worth a closer look."""
    for members in found:
        if 2 < len(members) <= LARGEST_GROUP:
            yield from combinations(members, 2)


def consistent(members: Sequence[int], known: Mapping[Pair, float]) -> dict[Pair, float]:
    """Divide a group into people, and give every pair of one person with its probability.

    The likeliest two come together first; two parts become one while, on the average over their pairs, the odds are
    for it. So one row that is a little like each of two people does not make them one.
    """
    parts = [[place] for place in members]
    while True:
        odds, one, other = max(
            ((_odds(parts[a], parts[b], known), a, b) for a, b in combinations(range(len(parts)), 2)),
            key=lambda found: (found[0], -found[1], -found[2]),
            default=(-1.0, 0, 0),
        )
        if odds < 0:
            break
        parts[one] = sorted(parts[one] + parts.pop(other))
    return {pair: _concluded(pair, part, known) for part in parts for pair in combinations(part, 2)}


def _odds(part: Sequence[int], other: Sequence[int], known: Mapping[Pair, float]) -> float:
    each = [_logit(known[min(a, b), max(a, b)]) for a in part for b in other]
    return sum(each) / len(each)


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return min(max(log(inside / (1 - inside)), -_LARGEST_ODDS), _LARGEST_ODDS)


def _concluded(pair: Pair, part: Sequence[int], known: Mapping[Pair, float]) -> float:
    one, other = pair
    through = [
        known[min(one, third), max(one, third)] * known[min(other, third), max(other, third)]
        for third in part
        if third not in pair
    ]
    return max(known[pair], min(max(through, default=0.0), CERTAIN_BY_THIRD), 0.5)
