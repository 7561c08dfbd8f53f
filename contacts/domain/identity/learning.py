"""Learns from a list itself, without anybody's labels, how its values agree; where it tells little the defaults hold."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contacts.domain.identity.fields import People
from contacts.domain.identity.levels import Level, Levels, compare
from contacts.domain.identity.weights import (
    AGREEING,
    DEFAULTS,
    LEVELS,
    MATCHES,
    Kind,
    Shares,
    Weights,
    kinds_of,
)

SAMPLE: Final = 200_000
ROUNDS: Final = 40
# What the defaults are worth: in pairs of one person, in rows of the list, and in pairs of the rarest kind. A list with
# few of them stays near the defaults.
WORTH_M: Final = 60.0
WORTH_ROWS: Final = 300.0
WORTH_KINDS: Final = 5.0
_BITS: Final = 3
_LEAST: Final = 1e-7


def learn(people: People, levels: Mapping[str, Levels]) -> Weights:
    """Fit weights to a list, given the levels of its candidate pairs; every other pair is of strangers."""
    u = _unequal_by_chance(people)
    rest = max(people.count * (people.count - 1) / 2 - len(next(iter(levels.values()), ())), 0.0)
    patterns, counts = packed(levels)
    fields = list(levels)
    m = {name: DEFAULTS.m[name] for name in fields}
    prior = kinds_of(people.count)
    kinds = prior
    for _ in range(ROUNDS):
        before, weights = kinds, Weights(m=m, u=u, kinds=kinds)
        each = posteriors(likelihoods(patterns, weights)) * counts[:, None]
        m = {name: _fitted(name, patterns[name], each) for name in fields}
        u = {name: _equal_by_chance(name, people, u[name], patterns[name], each) for name in fields}
        expected = each.sum(axis=0)
        expected[Kind.STRANGERS] += rest
        worth = WORTH_KINDS * prior / prior.min()
        # Strangers abound anyway.
        worth[Kind.STRANGERS] = 0.0
        kinds = (expected + worth) / (expected + worth).sum()
        if np.abs(kinds - before).max() < 1e-9:
            break
    return Weights(m=m, u=u, kinds=kinds)


def packed(levels: Mapping[str, Levels]) -> tuple[dict[str, Levels], NDArray[np.float64]]:
    """Give each pattern of levels once, and how many pairs have it."""
    code = np.zeros(len(next(iter(levels.values()))), dtype=np.int64)
    for place, column in enumerate(levels.values()):
        code |= column.astype(np.int64) << (_BITS * place)
    unique, counts = np.unique(code, return_counts=True)
    mask = (1 << _BITS) - 1
    patterns = {
        name: ((unique >> (_BITS * place)) & mask).astype(np.int8) for place, name in enumerate(levels)
    }
    return patterns, counts.astype(np.float64)


def likelihoods(levels: Mapping[str, Levels], weights: Weights) -> Shares:
    """Give the logarithm of how likely each pair is of each kind, before anything is known of common names."""
    size = len(next(iter(levels.values())))
    total = np.tile(np.log(weights.kinds), (size, 1))
    for name, column in levels.items():
        as_one = _logs(weights.m[name])[column]
        by_chance = _logs(weights.u[name])[column]
        for kind in Kind:
            total[:, kind] += as_one if name in AGREEING[kind] else by_chance
    return total


def posteriors(logs: Shares) -> Shares:
    """Turn logarithms into shares that add up to one."""
    spread = np.exp(logs - logs.max(axis=1, keepdims=True))
    return spread / spread.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def _unequal_by_chance(people: People) -> dict[str, Shares]:
    """Say how alike unequal values of strangers are, by pairs taken at random; how often they are equal comes later."""
    random = np.random.default_rng(1969)
    size = min(SAMPLE, people.count * 20)
    first = random.integers(0, people.count, size)
    second = (first + random.integers(1, max(people.count, 2), size)) % people.count
    found = {}
    for name, column in compare(people, first, second).items():
        seen = np.bincount(column, minlength=LEVELS).astype(np.float64)
        seen[[Level.MISSING, Level.SAME]] = 0
        usual = DEFAULTS.u[name].copy()
        usual[Level.SAME] = 0
        # What was never seen may still be: once among as many as were looked at.
        shares = np.maximum(_leaning(seen, usual, people.count), 1 / (seen.sum() + WORTH_ROWS))
        shares[[Level.MISSING, Level.SAME]] = 0
        found[name] = _with_equal(shares, DEFAULTS.u[name][Level.SAME])
    return found


def _equal_by_chance(name: str, people: People, u: Shares, column: Levels, each: Shares) -> Shares:
    """Say how often strangers have equal values: all pairs that have, but for those that have with good reason."""
    counts = people.columns[name].counts
    filled = int(counts.sum())
    pairs = max(filled * (filled - 1) / 2, 1.0)
    kinds = [kind for kind in Kind if name in AGREEING[kind]]
    reasoned = each[column == Level.SAME][:, kinds].sum()
    left = max(float((counts * (counts - 1) / 2).sum()) - reasoned, 0.0) / pairs
    usual = DEFAULTS.u[name][Level.SAME]
    return _with_equal(u, (left * people.count + usual * WORTH_ROWS) / (people.count + WORTH_ROWS))


def _leaning(seen: Shares, usual: Shares, rows: int) -> Shares:
    """Turn counts into shares that lean on the usual ones as long as there are few rows."""
    own = seen / max(seen.sum(), 1.0) * rows
    return (own + usual / usual.sum() * WORTH_ROWS) / (own.sum() + WORTH_ROWS)  # type: ignore[no-any-return]


def _with_equal(shares: Shares, equal: float) -> Shares:
    others = shares.copy()
    others[Level.SAME] = 0
    others *= (1 - equal) / others.sum()
    others[Level.SAME] = equal
    return others


def _fitted(name: str, column: Levels, each: Shares) -> Shares:
    kinds = [kind for kind in MATCHES if name in AGREEING[kind]]
    seen = np.bincount(column, weights=each[:, kinds].sum(axis=1), minlength=LEVELS)
    seen[Level.MISSING] = 0
    return (seen + WORTH_M * DEFAULTS.m[name]) / (seen.sum() + WORTH_M)  # type: ignore[no-any-return]


def _logs(shares: Shares) -> Shares:
    logs: Shares = np.log(np.maximum(shares, _LEAST))
    # What is missing speaks neither for nor against anything.
    logs[Level.MISSING] = 0.0
    return logs
