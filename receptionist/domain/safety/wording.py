"""What was said, as rules read it: small letters, no accents, no fillers; every letter knows where it came from."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_FILLERS: Final = frozenset(
    {"um", "uh", "uhm", "umm", "uhh", "er", "erm", "eh", "este", "pues", "hm", "hmm", "mmm"}
)
# Whose apostrophe is written as one word in the rules; of a thing it is a word of its own: the basement s flooding.
_JOINED: Final = frozenset(
    "he she it that there what who let where here how someone somebody everyone everybody everything nobody one".split()  # noqa: SIM905
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to be matched, and where each of their letters stands in the original."""

    raw: str
    plain: str
    places: tuple[int, ...]

    def quoted(self, start: int, end: int) -> str:
        """This will quote the original for a place in the plain words."""
        if start >= end:
            return ""
        return self.raw[self.places[start] : self.places[end - 1] + 1]


def _letter(char: str) -> str:
    """This will print one letter plainly: never more and never less than one."""
    base = unicodedata.normalize("NFD", char.lower())[:1]
    return base if base.isascii() and base.isalnum() else ""


def worded(raw: str) -> Wording:
    """This will read a text plainly: words in one space each, apostrophes and fillers gone."""
    letters: list[str] = []
    places: list[int] = []
    for found in _WORD.finditer(raw):
        word = [(letter, at) for at in range(found.start(), found.end()) if (letter := _letter(raw[at]))]
        if not word or "".join(letter for letter, _ in word) in _FILLERS:
            continue
        for part in _parts(raw, word):
            if letters:
                letters.append(" ")
                places.append(part[0][1])
            letters.extend(letter for letter, _ in part)
            places.extend(at for _, at in part)
    return Wording(raw, "".join(letters), tuple(places))


def _parts(raw: str, word: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], ...]:
    """This will part what is said of a thing from its apostrophe and s."""
    head, last = word[:-1], word[-1]
    owned = last[0] == "s" and head and last[1] - head[-1][1] > 1
    if owned and raw[last[1] - 1] in "'’`´" and "".join(letter for letter, _ in head) not in _JOINED:
        return head, [last]
    return (word,)
