"""How alike two values are, in steps; whole columns of pairs at once."""

import re
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from contacts.domain.identity.fields import Column, Numbers, People, Texts

Levels = NDArray[np.int8]
Flags = NDArray[np.bool_]


class Level(IntEnum):
    """How alike two values of one field are; where one is missing, that says nothing."""

    MISSING = 0
    SAME = 1
    TYPO = 2
    NEAR = 3
    LIKE = 4
    MOVED = 5
    SHORT = 6
    DIFFERENT = 7


# Pairs of columns into which people write each other's values.
SWAPS: Final = (("given_name", "surname"), ("address_1", "address_2"))
_NAME_BANDS: Final = ((0.92, Level.NEAR), (0.82, Level.LIKE))
_TEXT_BANDS: Final = ((0.8, Level.NEAR), (0.6, Level.LIKE))
_MOVED_FROM: Final = 0.85
_DATE_LENGTH: Final = 8
_BY_LETTERS: Final = frozenset({"address_1", "address_2", "suburb", "email"})
_BY_DIGITS: Final = frozenset({"street_number", "postcode", "state", "phone"})


def compare(people: People, first: Numbers, second: Numbers) -> dict[str, Levels]:
    """Compare the rows at `first` with those at `second` one by one, field by field."""
    found = {name: _field(name, column, first, second) for name, column in people.columns.items()}
    for one, other in SWAPS:
        if one in found and other in found:
            _mark_moved(people, first, second, found, one, other)
    _forget_named_mailboxes(found)
    return found


def _forget_named_mailboxes(found: dict[str, Levels]) -> None:
    """Take e-mail addresses that are only alike for no evidence where the names are: they were made of the names."""
    if "email" in found:
        named = np.zeros(len(found["email"]), dtype=bool)
        for name in ("given_name", "surname"):
            if name in found:
                named |= (found[name] > Level.MISSING) & (found[name] < Level.DIFFERENT)
        found["email"][named & (found["email"] > Level.TYPO) & (found["email"] < Level.DIFFERENT)] = (
            Level.MISSING
        )


def _field(name: str, column: Column, first: Numbers, second: Numbers) -> Levels:
    left, right = column.codes[first], column.codes[second]
    levels = np.full(len(left), Level.SAME, dtype=np.int8)
    levels[(left == 0) | (right == 0)] = Level.MISSING
    open_ = np.flatnonzero((left != right) & (left != 0) & (right != 0))
    if not len(open_):
        return levels
    low, high = np.minimum(left[open_], right[open_]), np.maximum(left[open_], right[open_])
    # Many pairs of rows have the same pair of values.
    unique, back = np.unique(low * len(column.values) + high, return_inverse=True)
    low, high = unique // len(column.values), unique % len(column.values)
    levels[open_] = _unequal(name, column, low, high)[back]
    return levels


def _unequal(name: str, column: Column, low: Numbers, high: Numbers) -> Levels:
    levels = np.full(len(low), Level.DIFFERENT, dtype=np.int8)
    left, right = column.values[low], column.values[high]
    shorter = np.minimum(column.lengths[low], column.lengths[high])
    if name == "generation":
        return levels
    if name == "date_of_birth":
        return _dates(left, right, levels)
    if name in _BY_DIGITS:
        edits = cpdist(left, right, scorer=OSA.distance, score_cutoff=2)
        levels[(edits == 2) & (shorter > 3)] = Level.NEAR
        levels[(edits <= 1) & (shorter > 1)] = Level.TYPO
        return levels
    is_text = name in _BY_LETTERS
    bands = _TEXT_BANDS if is_text else _NAME_BANDS
    scorer = OSA.normalized_similarity if is_text else JaroWinkler.similarity
    alike = cpdist(left, right, scorer=scorer, score_cutoff=bands[-1][0])
    for least, level in reversed(bands):
        levels[alike >= least] = level
    close = np.flatnonzero((np.abs(column.lengths[low] - column.lengths[high]) <= 1) & (shorter > 2))
    edits = cpdist(left[close], right[close], scorer=OSA.distance, score_cutoff=1)
    levels[close[edits <= 1]] = Level.TYPO
    if name == "email":
        _tell_numbered_apart(left, right, levels)
    wide = np.flatnonzero(levels != Level.TYPO)
    initials = np.fromiter((value[:1] for value in column.values), "U1", len(column.values))
    wide = wide[initials[low[wide]] == initials[high[wide]]]
    levels[wide[_shortened(left[wide], right[wide])]] = Level.SHORT
    return levels


def _tell_numbered_apart(left: Texts, right: Texts, levels: Levels) -> None:
    """Take mailboxes that differ in a digit for two: ana.ortiz4 and ana.ortiz5 are seldom one."""
    for place in np.flatnonzero(levels == Level.TYPO).tolist():
        if re.sub(r"\d", "", left[place]) == re.sub(r"\d", "", right[place]):
            levels[place] = Level.LIKE


def _dates(left: Texts, right: Texts, levels: Levels) -> Levels:
    edits = cpdist(left, right, scorer=OSA.distance, score_cutoff=2)
    one, other = _digits(left), _digits(right)
    days, year = 10_000, one // 10_000 == other // 10_000
    levels[year | (one % days == other % days)] = Level.LIKE
    levels[edits == 2] = Level.NEAR
    levels[edits <= 1] = Level.TYPO
    turned = (one % 100) * 100 + one % days // 100
    levels[year & (turned == other % days)] = Level.MOVED
    # A day that is not whole is compared letter by letter only.
    return np.where((one < 0) | (other < 0), np.where(edits <= 2, Level.NEAR, Level.DIFFERENT), levels)


def _digits(values: Texts) -> Numbers:
    return np.fromiter(
        (int(value) if len(value) == _DATE_LENGTH else -1 for value in values), np.int64, len(values)
    )


def _mark_moved(
    people: People, first: Numbers, second: Numbers, found: dict[str, Levels], one: str, other: str
) -> None:
    """Mark two columns as exchanged where that fits far better; the second of them then says nothing more."""
    weak = [(found[name] >= Level.LIKE) | (found[name] == Level.MISSING) for name in (one, other)]
    places = np.flatnonzero(weak[0] & weak[1])
    there, back = people.columns[one], people.columns[other]
    # By row: the value in `one` of the first beside that in `other` of the second, and the other way round.
    fits, lost = [], []
    for a, b in ((first[places], second[places]), (second[places], first[places])):
        left, right = there.codes[a], back.codes[b]
        lost.append((left == 0) | (right == 0))
        filled = np.flatnonzero(~lost[-1])
        fit = np.zeros(len(places), dtype=bool)
        alike = cpdist(
            there.values[left[filled]], back.values[right[filled]], scorer=JaroWinkler.similarity,
            score_cutoff=_MOVED_FROM,
        )  # fmt: skip
        fit[filled] = alike > 0
        fits.append(fit)
    both = fits[0] & fits[1]
    half = (fits[0] & lost[1]) | (fits[1] & lost[0])
    found[one][places[both]] = Level.MOVED
    # Where one of the two is absent the other fits by chance as often as any alike ones do.
    found[one][places[half]] = Level.LIKE
    found[other][places[both | half]] = Level.MISSING


def _shortened(left: Texts, right: Texts) -> Flags:
    """Say where one is the beginning of the other: an initial, a short form, a second name left out."""
    return np.fromiter(
        (a.startswith(b) or b.startswith(a) for a, b in zip(left, right, strict=True)), bool, len(left)
    )
