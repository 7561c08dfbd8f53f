"""Names of people taken into given and family names, in every way they may be read."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from intake.domain.names.chinese import sound, surname_sounds
from intake.domain.names.letters import fold, words

_TITLES: Final = words(
    """
    mr mrs ms miss mx dr prof professor hon honorable judge justice rev reverend fr father sister sir dame lord lady
    capt captain col lt sgt maj gen sen senator rep don dona sr sra srta herr frau mme mlle monsieur madame ing lic
    dott dra attorney the sheikha
    """
)  # fmt: skip
_LETTERS_AFTER: Final = words(
    """
    md phd jd esq esquire cpa dds dvm rn do pe llm llb mba ma ba bs ms msw lcsw lpc np pa pharmd dmd od dc edd psyd
    cfa cfp ret usn usmc usa usaf faia aia qc kc obe mbe ra rph lmft
    """
)  # fmt: skip
# Two letters that stand for a degree behind a comma, and for two given names before a surname.
_ALSO_INITIALS: Final = frozenset({"ba", "ma", "ms", "pa", "do", "od", "dc", "pe", "ra", "jd"})
_GENERATIONS: Final = {
    "jr": "2", "junior": "2", "sr": "1", "senior": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "2nd": "2",
    "3rd": "3", "4th": "4", "filho": "2", "neto": "3",
}  # fmt: skip
_PARTICLES: Final = words(
    """
    van von vom zum zur zu der den ten ter te de del della dello dei degli di da do dos das du des la las le les lo
    los al el ul ad bin binti bint ibn ben bat abu af av am an op het 't y e
    """
)  # fmt: skip
# Particles with which a name may begin; "Van" and "Del" are given names too, but seldom of three words.
_LEADING: Final = frozenset({"al", "el", "de", "st"})
_SAINTS: Final = frozenset({"st", "saint", "ste", "sainte", "san", "santa"})
_SAINTED: Final = words(
    """
    john clair claire james pierre louis martin germain george cyr amant amand laurent jean denis onge hilaire marie
    paul ours romain vincent
    """
)
_PREFIXES: Final = frozenset({"mc", "mac", "o", "d", "l", "fitz", "m"})
_OCR: Final = str.maketrans(
    {"0": "o", "1": "l", "5": "s", "8": "b", "6": "g", "|": "l", "3": "e", "$": "s", "@": "a", "!": "i"}
)
_HYPHENATED_ARTICLE: Final = re.compile(
    r"\b(al|el|ul|as|ash|az|ad|ar|an|bin|abu|abd|abdul|abdel|abdal)-(?=\w)"
)
_WORD: Final = re.compile(r"[^\W_](?:[\w'.|$@!-]*[\w'|$@!])?\.?")
_ABD: Final = re.compile(r"^abd(?:[aeiou]l)?(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name. Letters before a + are particles, with and without which the word is compared.

    `middle` are words of which nobody can tell whether they are given or family names.
    """

    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: tuple[str, ...]
    generation: str = ""
    is_turned: bool = False

    def as_json(self) -> list[object]:
        """Give what is stored of it."""
        return [list(self.given), list(self.middle), list(self.family), self.generation, int(self.is_turned)]


def reading_of(stored: list[object]) -> Reading:
    """Take up what `as_json` gave."""
    given, middle, family, generation, turned = stored
    return Reading(tuple(given), tuple(middle), tuple(family), str(generation), bool(turned))  # type: ignore[arg-type]


@lru_cache(maxsize=20_000)
def read_person(text: str) -> tuple[Reading, ...]:
    """Read a name in every way that makes sense; none if there are no letters in it."""
    plain = _HYPHENATED_ARTICLE.sub(r"\1 ", fold(text).replace("`", "'"))
    parts = [part for part in (_words(part) for part in plain.split(",")) if part]
    generation = ""
    kept: list[list[str]] = []
    for place, part in enumerate(parts):
        own, rest = _trimmed(part, is_first=not kept, may_be_empty=place > 0)
        generation = own or generation
        if rest:
            kept.append(rest)
    if not kept:
        return ()
    if len(kept) > 1:
        return _with_comma(kept[0], [word for part in kept[1:] for word in part], generation)
    return _plain(kept[0], generation)


def _words(part: str) -> list[str]:
    words: list[str] = []
    for found in _WORD.findall(part):
        inner = found.rstrip(".")
        letters = inner.split(".")
        if len(letters) > 1 and all(len(one) == 1 for one in letters):
            whole = "".join(letters)
            words += [whole] if whole in _LETTERS_AFTER - _ALSO_INITIALS else letters
        elif len(letters) > 1:
            words += [one for one in letters if one]
        else:
            words.append(inner)
    return words


def _trimmed(words: list[str], *, is_first: bool, may_be_empty: bool) -> tuple[str, list[str]]:
    """Take titles off the front and letters and generations off the end."""
    left, generation = list(words), ""
    while is_first and len(left) > 1 and left[0].replace(".", "") in _TITLES:
        left.pop(0)
    while left and (found := _after_name(left, may_be_empty=may_be_empty)) is not None:
        generation = found or generation
        left.pop()
    return generation, left


def _after_name(words: list[str], *, may_be_empty: bool) -> str | None:
    """Tell what the last word is: a generation, letters after a name (empty), or part of the name (None)."""
    last = words[-1].replace(".", "")
    is_alone = may_be_empty and len(words) == 1
    if last in _GENERATIONS and (is_alone or (len(words) > 2 and last != "v")):
        return _GENERATIONS[last]
    if last in _LETTERS_AFTER and (is_alone or (len(words) > 2 and last not in _ALSO_INITIALS)):
        return ""
    return None


def _glued(words: list[str], *, is_family: bool = False) -> list[str]:
    """Join particles to the word after them: de los Reyes, O Brien, Abd al-Aziz, St. John."""
    done: list[str] = []
    waiting: list[str] = []
    for place, word in enumerate(words):
        is_last = place == len(words) - 1
        if word == "abd" and not is_last:
            waiting.append(word)
        elif not is_last and (is_family or place > 0 or word in _LEADING) and _is_particle(word):
            if word not in ("y", "e") or waiting:
                waiting.append(word)
        else:
            done.append(_join(waiting, word))
            waiting = []
    return done


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or word in _SAINTS or (word in _PREFIXES and word not in ("m", "d", "l", "o"))


def _join(before: list[str], word: str) -> str:
    word = _clean(word)
    if not before:
        return _saint(word)
    if before[0] == "abd":
        return "abdul" + word
    if before[-1] in ("st", "saint", "ste", "sainte"):
        return "saint" + word
    if before[-1] in ("mc", "mac", "fitz"):
        return before[-1] + word
    return f"{''.join(before)}+{word}"


def _saint(word: str) -> str:
    return f"saint{word[2:]}" if word.startswith("st") and word[2:] in _SAINTED else word


def _clean(word: str) -> str:
    bare = word.replace("'", "").replace(".", "")
    if any(not letter.isalpha() for letter in bare) and any(letter.isalpha() for letter in bare):
        bare = bare.translate(_OCR)
    bare = "".join(letter for letter in bare if letter.isalnum() or letter == "-")
    return _ABD.sub("abdul", bare) if bare.startswith("abd") else bare


def _family_words(words: list[str]) -> tuple[str, ...]:
    flat = [one for word in words for one in word.split("-") if one]
    return tuple(_saint(word) for word in _glued(flat, is_family=True))


def _given_words(words: list[str]) -> tuple[str, ...]:
    return tuple(word.replace("-", "") for word in _glued(words) if word.replace("-", ""))


def _with_comma(left: list[str], right: list[str], generation: str) -> tuple[Reading, ...]:
    family, given = _family_words(left), _given_words(right)
    if not family:
        return ()
    readings = [Reading(given[:1], given[1:], family, generation)]
    if len(given) > 1 and any(surname_sounds(one) for one in family):
        readings.append(Reading(("".join(given),), (), family, generation))
    return tuple(readings)


def _plain(words: list[str], generation: str) -> tuple[Reading, ...]:
    joined = _glued(words)
    if not joined:
        return ()
    if len(joined) == 1:
        family = _family_words(joined[0].split("-")) if "+" not in joined[0] else (joined[0],)
        return (Reading((), (), family, generation),)
    *before, last = joined
    family = tuple(_saint(one) for one in last.split("-") if one)
    given = [word.replace("-", "") for word in before if word.replace("-", "")]
    if not given or not family:
        return ()
    middle = _middle(before[1:])
    readings = [Reading((given[0],), middle, family, generation)]
    readings += _turned(joined, generation)
    return tuple(dict.fromkeys(readings))


def _middle(words: list[str]) -> tuple[str, ...]:
    return tuple(one for word in words for one in word.split("-") if one)


def _turned(words: list[str], generation: str) -> list[Reading]:
    """Read the first word as the family name, as the Chinese and Vietnamese write it."""
    first, *rest = [word.replace("-", "") for word in words]
    if not rest or not first:
        return []
    readings = [Reading((rest[-1],), tuple(rest[:-1]), (first,), generation, True)]
    if len(rest) > 1 and surname_sounds(first) and all(sound(word) for word in rest):
        readings.append(Reading(("".join(rest),), (), (first,), generation, True))
    last, *others = [words[-1], *[word.replace("-", "") for word in words[:-1]]]
    if len(others) > 1 and surname_sounds(last) and all(sound(word) for word in others):
        readings.append(Reading(("".join(others),), (), (last,), generation))
    return readings
