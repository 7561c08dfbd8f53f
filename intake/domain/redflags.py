"""Words of a patient that mean an ambulance: read in free text and transcripts, English and Spanish.

A flag is a concept said of now and of a person at hand. What is denied ("no chest pain"), over ("had a stroke in 2019"),
of a forebear ("my father died of a heart attack") or only supposed ("if I get chest pain") raises none.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final


class RedFlag(StrEnum):
    """This will say what kind of danger was described."""

    HEART = "HEART"
    BREATH = "BREATH"
    STROKE = "STROKE"
    BLEEDING = "BLEEDING"
    UNCONSCIOUS = "UNCONSCIOUS"
    SEIZURE = "SEIZURE"
    ALLERGY = "ALLERGY"
    POISON = "POISON"
    SELF_HARM = "SELF_HARM"
    HEAD = "HEAD"
    BABY = "BABY"
    PREGNANCY = "PREGNANCY"
    OWN = "OWN"


_NUMBERS: Final = {"US": "911", "CA": "911", "MX": "911"}
_ELSEWHERE: Final = "112"


def emergency_number(country: str) -> str:
    """Say what is called in an emergency."""
    return _NUMBERS.get(country, _ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A flag, and where the words stand that raise it."""

    flag: RedFlag
    start: int
    end: int


_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "redflags.txt"
_SUPPOSED: Final = re.compile(r"\b(?:if (?:i|he|she)|si (?:me|le))\b")
_CLAUSE: Final = re.compile(r"[.;!?\n]|\bbut\b|\bhowever\b|\bpero\b|\baunque\b")
_LONGEST: Final = 20_000
_SENTENCE: Final = re.compile(r"[.;!?\n]+")
_QUOTED: Final = 300
SHORTEST_PHRASE: Final = 4
MOST_PHRASES: Final = 200


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of the file, compiled."""

    dangers: tuple[tuple[RedFlag, re.Pattern[str]], ...]
    denied: re.Pattern[str]
    formerly: re.Pattern[str]
    after: re.Pattern[str]
    still: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    lines = (line.partition(": ") for line in _FILE.read_text().splitlines() if line and line[0] != "#")
    dangers: list[tuple[RedFlag, re.Pattern[str]]] = []
    contexts: dict[str, re.Pattern[str]] = {}
    for name, _, pattern in lines:
        if name in RedFlag.__members__:
            dangers.append((RedFlag(name), re.compile(rf"\b(?:{pattern})\b")))
        else:
            contexts[name.lower()] = re.compile(pattern)
    return _Rules(tuple(dangers), **contexts)


def _folded(text: str) -> str:
    """Fold letter by letter, so that places stay where they were; apostrophes vanish into a join."""
    out = []
    for letter in text[:_LONGEST]:
        plain = unicodedata.normalize("NFKD", letter)[:1].lower()
        out.append(plain if len(plain) == 1 else " ")
    return "".join(out)


def _without_apostrophes(text: str) -> tuple[str, list[int]]:
    kept = [(letter, place) for place, letter in enumerate(text) if letter not in "'’`´"]
    joined = "".join(" " if letter in ',-:/()"' else letter for letter, _ in kept)
    squeezed: list[str] = []
    places: list[int] = []
    for letter, (_, place) in zip(joined, kept, strict=True):
        if letter == " " and squeezed and squeezed[-1] == " ":
            continue
        squeezed.append(letter)
        places.append(place)
    return "".join(squeezed), places


def _counts(clause: str, start: int, end: int) -> bool:
    """Say whether words are said of now: not denied, over, of a forebear or only supposed."""
    rules, before = _rules(), clause[:start]
    if rules.denied.search(before):
        return False
    if not rules.formerly.search(before) and not rules.after.search(clause[end:]):
        return True
    return rules.still.search(clause) is not None and not _SUPPOSED.search(before)


def phrases_in(lines: str) -> tuple[str, ...]:
    """Read a clinic's own phrases, one a line; an empty line is none, and twice the same is once."""
    return tuple(dict.fromkeys(phrase for line in lines.splitlines() if (phrase := " ".join(line.split()))))


def red_flags(text: str, own: tuple[str, ...] = ()) -> tuple[Seen, ...]:
    """List the dangers a text describes, by shipped rules and `own` phrases, each once, in the order of their words."""
    said, places = _without_apostrophes(_folded(text))
    found: dict[RedFlag, Seen] = {}
    begins = 0
    for end in [*(match.start() for match in _CLAUSE.finditer(said)), len(said)]:
        clause = said[begins:end]
        for flag, rule in (*_rules().dangers, *_own_rules(own)):
            match = None if flag in found else _first(rule, clause)
            if match is not None:
                last = places[begins + match.end() - 1] + 1
                found[flag] = Seen(flag, places[begins + match.start()], last)
        begins = end
    return tuple(sorted(found.values(), key=lambda seen: seen.start))


def flags_of(answers: Iterable[object], own: tuple[str, ...] = ()) -> frozenset[RedFlag]:
    """Gather the dangers in the texts among some answers."""
    texts = (answer for answer in answers if isinstance(answer, str))
    return frozenset(seen.flag for text in texts for seen in red_flags(text, own))


def sentence_around(text: str, seen: Seen) -> str:
    """Quote the sentence in which a danger was described, as it was written."""
    begins = max((match.end() for match in _SENTENCE.finditer(text, 0, seen.start)), default=0)
    found = _SENTENCE.search(text, seen.end)
    return " ".join(text[begins : found.start() if found else len(text)].split())[:_QUOTED]


@lru_cache(maxsize=64)
def _own_rules(own: tuple[str, ...]) -> tuple[tuple[RedFlag, re.Pattern[str]], ...]:
    """Make a clinic's own phrases into rules: their words, in their order, however they are spaced and accented."""
    words = (_without_apostrophes(_folded(phrase))[0].split() for phrase in own)
    return tuple(
        (RedFlag.OWN, re.compile(rf"(?<!\w){' +'.join(map(re.escape, one))}(?!\w)")) for one in words if one
    )


def _first(rule: re.Pattern[str], clause: str) -> re.Match[str] | None:
    return next((match for match in rule.finditer(clause) if _counts(clause, *match.span())), None)
