"""How likely two words are one name: the same, a nickname, another spelling, a sound, a slip of finger or scanner."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from intake.domain.conflicts.reasons import Part, Why
from intake.domain.names.chinese import sound, surname_sounds
from intake.domain.names.codes import consonants, first_sound, scanned
from intake.domain.names.keys import bare
from intake.domain.names.letters import without_umlauts
from intake.domain.names.lexicon import LinkKind, is_given, is_surname, link

Verdict = tuple[float, Why]
NOTHING: Final[Verdict] = (0.0, Why.DIFFERENT)
# Below this two words are different names.
AGREES: Final = 0.8
# Consonants sound alike, vowels do not.
LOOSE: Final = 0.86
_LINKS: Final = {
    LinkKind.SPELLING: (0.96, Why.SPELLING),
    LinkKind.TRANSLITERATION: (0.95, Why.TRANSLITERATION),
    LinkKind.NICKNAME: (0.94, Why.NICKNAME),
    LinkKind.CROSS_LANGUAGE: (0.7, Why.CROSS_LANGUAGE),
}
_FAMILY_LINKS: Final = frozenset({LinkKind.SPELLING, LinkKind.TRANSLITERATION})
# What a slip costs by how long the shorter word is: one slip, two, three.
_SLIPS: Final = {
    1: {3: 0.8, 4: 0.88, 5: 0.91, 6: 0.93},
    2: {5: 0.8, 6: 0.82, 7: 0.85, 8: 0.87},
    3: {11: 0.82},
}
_LONG: Final = 5
_VOWELS: Final = frozenset("aeiouy")


@lru_cache(maxsize=400_000)
def compare(ours: str, theirs: str, part: Part) -> Verdict:
    """Judge two words as given names (or one of them as an initial) or as family names."""
    if ours == theirs:
        return (1.0, Why.SAME)
    one, other = ours.replace("+", ""), theirs.replace("+", "")
    if one == other:
        return (0.995, Why.PARTICLE)
    if len(one) == 1 or len(other) == 1:
        return _initial(one, other, part)
    if without_umlauts(one) == without_umlauts(other):
        return (0.99, Why.UMLAUT)
    best = _words(one, other, part)
    if best[0] < 0.97:
        for mine in bare(ours):
            for yours in bare(theirs):
                if mine == yours or without_umlauts(mine) == without_umlauts(yours):
                    return (0.97, Why.PARTICLE)
                if (mine, yours) != (one, other) and len(mine) > 1 and len(yours) > 1:
                    score, why = _words(mine, yours, part)
                    best = max(best, (score - 0.02, why))
    return best


def _initial(one: str, other: str, part: Part) -> Verdict:
    if part is Part.FAMILY:
        return NOTHING
    same = one[:1] == other[:1] or {one[:1], other[:1]} == {"c", "k"}
    return (0.9, Why.INITIAL) if same else NOTHING


def _words(one: str, other: str, part: Part) -> Verdict:
    known = link(one, other)
    if known is LinkKind.GENDER_PAIR and part is not Part.FAMILY:
        return NOTHING
    if known is not None and known in (_FAMILY_LINKS if part is Part.FAMILY else _LINKS):
        return _LINKS[known]
    found = max(_sound(one, other, part), _scan(one, other), _slip(one, other))
    if part is Part.FAMILY:
        mine, yours = surname_sounds(one), surname_sounds(other)
        if mine and yours and not mine & yours:
            return NOTHING
        is_other = found[1] is Why.SLIP and is_surname(one) and is_surname(other)
        return (found[0] - 0.06, Why.SLIP) if is_other else found
    return _as_given(one, other, found)


def _as_given(one: str, other: str, found: Verdict) -> Verdict:
    """Hold back where two spellings are two names: both are known, or only the ending differs."""
    both = is_given(one) and is_given(other)
    if both and not (found[1] is Why.SOUND and found[0] >= 0.9):
        return (0.8, Why.SLIP) if _is_letter_more(one, other) else (min(found[0], 0.55), Why.DIFFERENT)
    if found[1] is Why.SLIP and _are_unheard_of(one, other):
        return (min(found[0], 0.75), Why.DIFFERENT)
    if found[1] is not Why.SOUND and _other_ending(one, other):
        return (min(found[0], 0.6), Why.DIFFERENT)
    return found


def _is_letter_more(one: str, other: str) -> bool:
    """Tell whether a long name has a letter the other has not, though both are names: rather a slip than two people."""
    short, long = sorted((one, other), key=len)
    is_near = len(short) >= _LONG and len(long) == len(short) + 1 and short[0] == long[0]
    return is_near and OSA.distance(one, other) == 1 and not _other_ending(one, other)


def _are_unheard_of(one: str, other: str) -> bool:
    """Tell whether a slip is less likely than two names nobody here knows: short ones, or other Chinese syllables."""
    if is_given(one) or is_given(other):
        return False
    mine, yours = sound(one), sound(other)
    if "." in mine and "." in yours and mine != yours:
        return True
    return min(len(one), len(other)) < 5 or OSA.distance(one, other) > 1


def _other_ending(one: str, other: str) -> bool:
    """Tell whether only a last vowel differs: Yuki and Yuka, Ren and Rena."""
    if len(one) == len(other):
        return one[:-1] == other[:-1] and one[-1] in _VOWELS and other[-1] in _VOWELS
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and long.startswith(short) and long[-1] in "aio"


def _slip(one: str, other: str) -> Verdict:
    shorter = min(len(one), len(other))
    if abs(len(one) - len(other)) > 3 or shorter < 3:
        return NOTHING
    slips = OSA.distance(one, other, score_cutoff=3)
    costs = _SLIPS.get(slips)
    if costs is None or (slips > 1 and one[0] != other[0]):
        return NOTHING
    fitting = [score for length, score in costs.items() if shorter >= length]
    return (max(fitting), Why.SLIP) if fitting else NOTHING


def _scan(one: str, other: str) -> Verdict:
    if abs(len(one) - len(other)) <= 3 and min(len(one), len(other)) > 2 and scanned(one) == scanned(other):
        return (0.93, Why.SCANNED)
    return NOTHING


def _sound(one: str, other: str, part: Part) -> Verdict:
    mine, yours = consonants(one), consonants(other)
    shared = set(mine) & set(yours)
    if not shared:
        return NOTHING
    code = max(shared, key=len)
    if one[0] != other[0] and first_sound(one) != first_sound(other):
        return NOTHING
    alike = _first_vowel(one) == _first_vowel(other) and _last_vowel(one) == _last_vowel(other)
    if len(code) < 2 or code.startswith("-"):
        return (0.86, Why.SOUND) if alike and len(code) == 1 and part is Part.FAMILY else NOTHING
    if alike:
        return (0.92, Why.SOUND)
    if len(code) < 3 or OSA.normalized_similarity(one, other) < 0.5:
        return NOTHING
    both = is_surname(one) and is_surname(other)
    return (LOOSE - 0.04 * both if part is Part.FAMILY else 0.8, Why.SOUND)


def _first_vowel(word: str) -> str:
    """Give the first vowel sound: ea, ee, ie and i are one."""
    start = next((place for place, letter in enumerate(word) if letter in _VOWELS), None)
    if start is None:
        return ""
    end = start
    while end < len(word) and word[end] in _VOWELS:
        end += 1
    group = word[start:end]
    return _GROUPS.get(group, group[0])


_GROUPS: Final = {
    "ea": "i", "ee": "i", "ie": "i", "y": "i", "ey": "i", "ei": "e", "ai": "e", "ay": "e", "ae": "e", "oo": "u",
    "ou": "u",
    "ue": "u", "ew": "u", "au": "o", "oa": "o", "eau": "o", "aw": "o", "oe": "o", "iu": "u", "yu": "u", "ia": "a",
    "ya": "a", "ye": "e", "yo": "o", "io": "o", "uo": "o", "ui": "i", "uy": "i", "aie": "e", "eye": "e", "aye": "e",
    "eie": "e",
}  # fmt: skip


def _last_vowel(word: str) -> str:
    """Give the vowel a word ends with: none, a, o or i; a silent e is none."""
    for ending in ("eigh", "ie", "ey", "ee", "ea", "y", "i"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return "i"
    if word.endswith(("ah", "a")):
        return "a"
    return "o" if word.endswith(("o", "oe", "ow")) else ""
