"""How well two readings of people's names agree: words matched by what they may be, each by how well it fits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from intake.domain.conflicts.reasons import Part, Reason, Why
from intake.domain.conflicts.tokens import AGREES, compare
from intake.domain.names.chinese import sound, surname_sounds
from intake.domain.names.keys import stands_first
from intake.domain.names.lexicon import is_given
from intake.domain.names.persons import Reading

Slot = tuple[str, str]
_ALLOWED: Final = {
    ("F", "F"): Part.FAMILY, ("F", "M"): Part.FAMILY, ("M", "F"): Part.FAMILY, ("G", "G"): Part.GIVEN,
    ("G", "M"): Part.GIVEN, ("M", "G"): Part.GIVEN, ("M", "M"): Part.MIDDLE,
}  # fmt: skip
_CROSS: Final = 0.01
_MISSING_FAMILY: Final = 0.02
_MISSING_GIVEN: Final = 0.05
_CONTRADICTION: Final = 0.25
_OTHER_GENERATION: Final = 0.14
_TURNED: Final = 0.12
_EXACT: Final = 0.97
# A word in another place than expected must fit well; so must the rest where a family name only sounds alike.
_CROSSED: Final = 0.92
_ONLY_FAMILY: Final = 0.75
# An initial tells little: the surname beside it must be right.
_BESIDE_INITIAL: Final = 0.95
_BOTH: Final = 1.66
_DOUBTFUL: Final = 0.88


@dataclass(slots=True)
class Agreement:
    """How well two names agree, from 0 to 1, and why; `weak` where it is for a person to look at."""

    score: float
    reasons: list[Reason] = field(default_factory=list)
    weak: bool = False


def agree(ours: Iterable[Reading], theirs: Iterable[Reading]) -> Agreement | None:
    """Give the best agreement of any two readings, None where there is none."""
    best: Agreement | None = None
    for mine in ours:
        for yours in theirs:
            if mine.is_turned and yours.is_turned and not (_stands_first(mine) and _stands_first(yours)):
                continue
            found = _readings(mine, yours)
            if found is not None and (best is None or found.score > best.score):
                best = found
    return best


def _readings(mine: Reading, yours: Reading) -> Agreement | None:
    if (not mine.given and not mine.middle) or (not yours.given and not yours.middle):
        return _only_family(mine, yours)
    found = _chinese(mine, yours) or _matched(mine, yours)
    if found is None:
        return None
    if mine.is_turned != yours.is_turned:
        _turn(found, mine if mine.is_turned else yours)
    if mine.generation and yours.generation and mine.generation != yours.generation:
        found.score -= _OTHER_GENERATION
        found.weak = True
        found.reasons.append(Reason(Why.OTHER_GENERATION))
    return found


def _stands_first(reading: Reading) -> bool:
    return stands_first(reading.family[0].replace("+", ""))


def _turn(found: Agreement, turned: Reading) -> None:
    found.reasons.append(Reason(Why.TURNED))
    family, given = turned.family[0].replace("+", ""), turned.given[0]
    if _stands_first(turned) or (is_given(given) and not is_given(family)):
        found.score -= 0.01
    else:
        found.weak = found.weak or found.score < _EXACT
        found.score -= _TURNED


def _only_family(mine: Reading, yours: Reading) -> Agreement | None:
    score, why = max(compare(one, other, Part.FAMILY) for one in mine.family for other in yours.family)
    if mine.is_turned or yours.is_turned or score < 0.97:
        return None
    reasons = [Reason(why, Part.FAMILY, mine.family[0], yours.family[0])]
    if mine.given or yours.given:
        return Agreement(_ONLY_FAMILY, [*reasons, Reason(Why.ONLY_FAMILY_NAME)], weak=True)
    return Agreement(score, reasons)


def _chinese(mine: Reading, yours: Reading) -> Agreement | None:
    """Compare by sound where both are Chinese names: one family name, one given name of one or two syllables."""
    if len(mine.family) != 1 or len(yours.family) != 1 or mine.middle or yours.middle:
        return None
    if not mine.given or not yours.given:
        return None
    own = (sound(mine.given[0]), surname_sounds(mine.family[0]))
    other = (sound(yours.given[0]), surname_sounds(yours.family[0]))
    if not own[0] or own[0] != other[0] or not own[1] & other[1]:
        return None
    is_same = mine.given == yours.given and mine.family == yours.family
    return Agreement(
        1.0 if is_same else 0.95,
        [
            _spelled(Part.FAMILY, mine.family[0], yours.family[0]),
            _spelled(Part.GIVEN, mine.given[0], yours.given[0]),
        ],
    )


def _spelled(part: Part, ours: str, theirs: str) -> Reason:
    return Reason(Why.SAME if ours == theirs else Why.CHINESE, part, ours, theirs)


def _slots(reading: Reading) -> list[Slot]:
    return [
        *(("G", word) for word in reading.given),
        *(("M", word) for word in reading.middle),
        *(("F", word) for word in reading.family),
    ]


Pair = tuple[float, int, int, Part, Why]


def _matched(mine: Reading, yours: Reading) -> Agreement | None:
    ours, theirs = _slots(mine), _slots(yours)
    pairs = _assign(ours, theirs)
    families = [pair for pair in pairs if pair[3] is Part.FAMILY]
    givens = [pair for pair in pairs if pair[3] is Part.GIVEN]
    if not families or not givens:
        joined = _joined(ours, theirs)
        return _matched(*joined) if joined else None
    family, given = max(families), max(givens)
    if given[4] is Why.INITIAL and family[0] < _BESIDE_INITIAL:
        return None
    if family[0] + given[0] < _BOTH:
        return None
    # A short form of a name beside a family name that is nearly another.
    is_doubtful = family[0] <= _DOUBTFUL and given[4] in (Why.NICKNAME, Why.INITIAL)
    reasons = [_reason(pair, ours, theirs) for pair in (family, given)]
    score = 1 - (1 - min(1.0, family[0])) / 2 - (1 - min(1.0, given[0])) / 2
    left, right = _unmatched(ours, pairs, 1), _unmatched(theirs, pairs, 2)
    found = Agreement(score, reasons, weak=is_doubtful)
    _weigh_unmatched(found, left, right)
    return found


def _assign(ours: list[Slot], theirs: list[Slot]) -> list[Pair]:
    """Match words one to one, the best first; of two as good, the one in its own place."""
    pairs: list[Pair] = []
    for place, (role, word) in enumerate(ours):
        for spot, (other_role, other) in enumerate(theirs):
            part = _ALLOWED.get((role, other_role))
            if part is None:
                continue
            score, why = compare(word, other, part)
            crossed = role != other_role
            if score >= (_CROSSED if crossed else AGREES) and not (crossed and why is Why.INITIAL):
                pairs.append((score - _CROSS * crossed, place, spot, part, why))
    chosen: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (-pair[0], pair[3] is Part.MIDDLE, pair[1], pair[2])):
        if all(pair[1] != other[1] and pair[2] != other[2] for other in chosen):
            chosen.append(pair)
    return chosen


def _unmatched(slots: list[Slot], pairs: list[Pair], side: int) -> list[Slot]:
    taken = {pair[side] for pair in pairs}
    return [slot for place, slot in enumerate(slots) if place not in taken]


def _weigh_unmatched(found: Agreement, left: list[Slot], right: list[Slot]) -> None:
    if left and right:
        found.score -= _CONTRADICTION
        found.weak = True
        found.reasons.append(Reason(Why.OTHER_MIDDLE, Part.MIDDLE, left[0][1], right[0][1]))
        return
    for role, word in (*left, *right):
        if role == "G":
            found.score -= _MISSING_GIVEN
            found.reasons.append(Reason(Why.MIDDLE_AS_FIRST, Part.GIVEN, word))
        elif role == "F":
            found.score -= _MISSING_FAMILY
            found.reasons.append(Reason(Why.SECOND_FAMILY_NAME, Part.FAMILY, word))
        else:
            found.reasons.append(Reason(Why.MIDDLE_LEFT_OUT, Part.MIDDLE, word))


def _reason(pair: Pair, ours: list[Slot], theirs: list[Slot]) -> Reason:
    _score, place, spot, part, why = pair
    return Reason(why, part, ours[place][1].replace("+", " "), theirs[spot][1].replace("+", " "))


def _joined(ours: list[Slot], theirs: list[Slot]) -> tuple[Reading, Reading] | None:
    """Run two neighbouring words of one side together where the other has them as one: Green Berg, Mary Ann."""
    for these, those, is_ours in ((ours, theirs, True), (theirs, ours, False)):
        words = {word.replace("+", "") for _, word in those}
        for place in range(len(these) - 1):
            both = these[place][1].replace("+", "") + these[place + 1][1].replace("+", "")
            if both in words:
                role = "F" if these[place + 1][0] == "F" else "G"
                merged = [*these[:place], (role, both), *these[place + 2 :]]
                pair = (_reading(merged), _reading(those))
                return pair if is_ours else (pair[1], pair[0])
    return None


def _reading(slots: list[Slot]) -> Reading:
    return Reading(
        tuple(word for role, word in slots if role == "G"),
        tuple(word for role, word in slots if role == "M"),
        tuple(word for role, word in slots if role == "F"),
    )
