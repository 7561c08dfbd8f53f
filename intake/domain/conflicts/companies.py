"""How well two companies' names agree: words matched, each weighing as much as it tells."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from intake.domain.conflicts.persons import Agreement
from intake.domain.conflicts.reasons import Part, Reason, Why
from intake.domain.names.codes import consonants, scanned
from intake.domain.names.letters import without_umlauts
from intake.domain.names.lexicon import is_surname
from intake.domain.names.trade_words import BRANDS, COMMON, REACH, TRADES

Weigh = Callable[[str], float]
Words = tuple[str, ...]
_CONTRADICTION: Final = 0.3
_ACRONYM: Final = range(3, 8)
_RARE: Final = 0.75
_SURE: Final = 0.97
_PLAIN: Final = 0.35
_ONLY_REACH: Final = REACH - BRANDS
_DISTINCT: Final = ((2, 1.0), (6, 0.9), (15, 0.75), (40, 0.6))


def weight(word: str, count: int) -> float:
    """Say how much a word tells, by what it is and by how many names of the firm have it."""
    if word in REACH:
        return 0.1
    if word in TRADES:
        return 0.35
    if word in BRANDS:
        return 0.5
    return next((told for most, told in _DISTINCT if count <= most), 0.45)


def tells_alone(word: str, count: int) -> bool:
    """Tell whether sharing this one word can make two names agree; any other needs a second word beside it."""
    return weight(word, count) >= _RARE


def agree(ours: Words, our_acronym: str, theirs: Words, their_acronym: str, weigh: Weigh) -> Agreement | None:
    """Give how well two names agree, None where they do not."""
    if ours == theirs:
        return Agreement(1.0, [Reason(Why.SAME_NAME)])
    mine, yours = _run_together(ours, theirs)
    if "".join(mine) == "".join(yours):
        return Agreement(0.98, [Reason(Why.RUN_TOGETHER)])
    short = _acronym(ours, our_acronym, theirs, their_acronym)
    found = _matched(mine, yours, weigh)
    if short is not None and (found is None or found.score < short.score):
        return short
    return found


def _run_together(ours: Words, theirs: Words) -> tuple[Words, Words]:
    """Join neighbouring words of one name that are one word in the other."""
    if set(ours) == set(theirs):
        return ours, theirs
    return _joined(ours, theirs), _joined(theirs, ours)


def _joined(words: Words, others: Words) -> Words:
    done: list[str] = []
    place = 0
    while place < len(words):
        both = "".join(words[place : place + 2])
        if place + 1 < len(words) and any(_near(both, other) for other in others if other not in words):
            done.append(both)
            place += 2
        else:
            done.append(words[place])
            place += 1
    return tuple(done)


def _near(one: str, other: str) -> bool:
    return one == other or (len(one) > 7 and OSA.distance(one, other, score_cutoff=1) <= 1)


def _acronym(ours: Words, our_acronym: str, theirs: Words, their_acronym: str) -> Agreement | None:
    for short, long, letters in ((ours, theirs, their_acronym), (theirs, ours, our_acronym)):
        if len(short) != 1 or len(long) < 2 or len(short[0]) not in _ACRONYM or short[0] in COMMON:
            continue
        if short[0] == letters or (len(short[0]) == len(long) and letters.startswith(short[0])):
            is_long = len(short[0]) > 3
            reasons = [Reason(Why.ACRONYM, Part.WHOLE, short[0].upper(), " ".join(long))]
            return Agreement(0.9 if is_long else 0.76, reasons, weak=not is_long)
    return None


@lru_cache(maxsize=400_000)
def compare(one: str, other: str) -> tuple[float, Why]:
    """Judge two words of companies' names."""
    if one == other:
        return (1.0, Why.SAME)
    if without_umlauts(one) == without_umlauts(other) or one.rstrip("s") == other.rstrip("s"):
        return (0.98, Why.SPELLING)
    shorter = min(len(one), len(other))
    if (one in COMMON and other in COMMON) or shorter < 4 or one.isdigit() or other.isdigit():
        return (0.0, Why.DIFFERENT)
    if is_surname(one) and is_surname(other):
        return (0.0, Why.DIFFERENT)
    if scanned(one) == scanned(other):
        return (0.93, Why.SCANNED)
    slips = OSA.distance(one, other, score_cutoff=2)
    if slips == 1:
        return (0.93 if shorter > 5 else 0.88, Why.SLIP)
    if slips == 2 and shorter > 7 and one[0] == other[0]:
        return (0.85, Why.SLIP)
    if one in COMMON or other in COMMON:
        return (0.0, Why.DIFFERENT)
    mine, yours = consonants(one), consonants(other)
    if shorter > 4 and one[0] == other[0] and len(mine[0]) > 3 and set(mine) & set(yours):
        return (0.85, Why.SOUND)
    return (0.0, Why.DIFFERENT)


def _matched(ours: Words, theirs: Words, weigh: Weigh) -> Agreement | None:
    left, right = list(dict.fromkeys(ours)), list(dict.fromkeys(theirs))
    judged = ((*compare(one, other), one, other) for one in left for other in right)
    pairs = sorted((pair for pair in judged if pair[0]), key=lambda pair: (-pair[0], pair[2], pair[3]))
    reasons: list[Reason] = []
    shared = whole = told = 0.0
    is_sure = True
    for score, why, one, other in pairs:
        if one not in left or other not in right:
            continue
        own = weigh(one) if score == 1 else max(weigh(one), weigh(other))
        left.remove(one)
        right.remove(other)
        shared += 2 * own * score
        whole += 2 * own
        told = max(told, own)
        is_sure = is_sure and (score > _SURE or own < _RARE)
        reasons.append(Reason(why, Part.WORD, one, other))
    if not reasons:
        return None
    # Where what they share is rare, parts of a group differ in reach (Midwest, International); else reach is the name.
    is_rare = told >= _RARE
    rest = sum(_reach(word, weigh, is_rare) for word in (*left, *right))
    reasons += [Reason(Why.WORD_LEFT_OUT, Part.WORD, word) for word in (*left, *right)]
    found = Agreement(shared / (whole + rest), reasons)
    _weigh_left(found, left, right, is_rare=is_rare, is_sure=is_sure)
    return found


def _reach(word: str, weigh: Weigh, is_rare: bool) -> float:
    return weigh(word) if is_rare or word in _ONLY_REACH else max(weigh(word), _PLAIN)


def _weigh_left(found: Agreement, left: list[str], right: list[str], *, is_rare: bool, is_sure: bool) -> None:
    """Take off what the words tell that only one of them has."""
    ours = [word for word in left if not is_rare or word not in REACH]
    theirs = [word for word in right if not is_rare or word not in REACH]
    if not is_rare and len(found.reasons) > len(left) + len(right) + 1 and {*ours, *theirs} <= _ONLY_REACH:
        # Two common words agree, and what is left tells nothing but reach: Apex Dental Holdings (USA).
        return
    if (ours and theirs) or ((ours or theirs) and not is_rare):
        found.score -= _CONTRADICTION
        found.weak = True
    elif (ours or theirs) and (not is_sure or (left and right)):
        found.weak = True
