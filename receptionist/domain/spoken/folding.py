"""Words without case and accents, each knowing where it stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(
    r"""(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)
    | (?P<slash>\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\d/])
    | (?P<dashed>\d{1,2}-\d{1,2}-\d{2,4})(?![\d-])
    | (?P<clock>\d{1,2}:\d{2})(?!\d)
    | (?P<hours>\d{1,2}h(?:\d{2})?)(?!\w)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th|[ºª°]))(?!\w)
    | (?P<number>\d+)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<mark>[^\s\w]|_)""",
    re.VERBOSE,
)
_APOSTROPHES: Final = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, number or mark of a text, folded; `kind` is the name of the shape it has."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Write a word in small letters without accents and apostrophes; ñ stays, año is no ano."""
    plain = word.lower().translate(_APOSTROPHES)
    if plain.isascii():
        return plain
    kept = plain.replace("ñ", "\0")
    kept = "".join(
        letter for letter in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(letter)
    )
    return kept.replace("\0", "ñ")


def pieces(text: str, longest: int = 2000) -> list[Piece]:
    """Cut a text into pieces; what stands beyond `longest` letters nobody said in one breath."""
    return [
        Piece(match.lastgroup or "word", folded(match[0]), match.start(), match.end())
        for match in _WORD.finditer(text[:longest])
    ]


def words(text: str) -> list[str]:
    """List the words of a table's row."""
    return text.split()
