"""Finds who is in a list more than once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from contacts.domain.identity.blocking import candidates
from contacts.domain.identity.clustering import LARGEST_GROUP, consistent, groups, inner_pairs
from contacts.domain.identity.fields import Numbers, People
from contacts.domain.identity.learning import learn
from contacts.domain.identity.levels import Level, Levels, compare
from contacts.domain.identity.scoring import commonness, probabilities
from contacts.domain.identity.weights import Shares, Weights

LINKED_FROM: Final = 0.5
REVIEWED_FROM: Final = 0.8
CERTAIN_FROM: Final = 0.99
_ALIKE: Final = frozenset({Level.SAME, Level.TYPO, Level.MOVED})


@dataclass(frozen=True, slots=True)
class Reason:
    """How alike one field of two people is."""

    field: str
    level: Level


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows that are probably one person, by their places; reasons are the weightiest first."""

    first: int
    second: int
    probability: float
    reasons: tuple[Reason, ...]
    by_third: bool = False


def find_links(people: People) -> list[Link]:
    """Find every pair of rows that is rather one person than not, the likeliest first.

    The same list gives the same answer. Groups of more than two are made consistent: who is one person with somebody is
    one with everybody that somebody is.
    """
    first, second = candidates(people)
    if not len(first):
        return []
    levels = compare(people, first, second)
    weights = learn(people, levels)
    own = probabilities(levels, weights, commonness(people, first, levels, weights))
    linked = own >= LINKED_FROM
    scores = dict(_scored(first[linked], second[linked], own[linked]))
    found = groups(list(scores))
    inner = np.array(list(inner_pairs(found)), dtype=np.int64).reshape(-1, 2)
    known = scores | score(people, inner[:, 0], inner[:, 1], weights)
    concluded = {}
    for members in found:
        if len(members) <= LARGEST_GROUP:
            concluded.update(consistent(members, known))
        else:
            # Only what was compared is known of so large a group.
            inside = set(members)
            concluded.update({pair: value for pair, value in scores.items() if pair[0] in inside})
    return _links(people, concluded, known, weights)


def score(people: People, first: Numbers, second: Numbers, weights: Weights) -> dict[tuple[int, int], float]:
    """Give the probabilities of some pairs, by their places."""
    if not len(first):
        return {}
    levels = compare(people, first, second)
    return dict(
        _scored(first, second, probabilities(levels, weights, commonness(people, first, levels, weights)))
    )


def reasons_of(levels: Mapping[str, Levels], place: int, weights: Weights) -> tuple[Reason, ...]:
    """Say what speaks for and against one pair, the weightiest first; what is missing is not said."""
    found = [Reason(name, Level(int(column[place]))) for name, column in levels.items()]
    said = [reason for reason in found if reason.level != Level.MISSING]
    return tuple(sorted(said, key=lambda reason: -abs(_weight(reason, weights))))


def is_alike(reason: Reason) -> bool:
    """Say whether two values are one but for a slip of the hand."""
    return reason.level in _ALIKE


def _links(
    people: People,
    concluded: Mapping[tuple[int, int], float],
    known: Mapping[tuple[int, int], float],
    weights: Weights,
) -> list[Link]:
    pairs = sorted(concluded, key=lambda pair: (-concluded[pair], pair))
    if not pairs:
        return []
    places = np.array(pairs, dtype=np.int64)
    levels = compare(people, places[:, 0], places[:, 1])
    return [
        Link(
            first=pair[0],
            second=pair[1],
            probability=concluded[pair],
            reasons=reasons_of(levels, place, weights),
            by_third=known.get(pair, 0.0) < concluded[pair],
        )
        for place, pair in enumerate(pairs)
    ]


def _scored(first: Numbers, second: Numbers, found: Shares) -> list[tuple[tuple[int, int], float]]:
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return list(zip(pairs, found.tolist(), strict=True))


def _weight(reason: Reason, weights: Weights) -> float:
    as_one, by_chance = weights.m[reason.field][reason.level], weights.u[reason.field][reason.level]
    return float(np.log(max(as_one, 1e-7) / max(by_chance, 1e-7)))
