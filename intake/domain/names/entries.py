"""A name ready to be kept or looked for: each name in a line, its readings and its keys."""

from dataclasses import dataclass
from functools import lru_cache

from intake.domain.names.companies import read_company
from intake.domain.names.keys import company_keys, person_keys
from intake.domain.names.letters import fold, script_of
from intake.domain.names.persons import Reading, read_person, reading_of
from intake.domain.names.pieces import Piece, split_names


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: as written, folded, what it is to its bearer, how it may be read, and what finds it."""

    raw: str
    norm: str
    script: str
    kind: str
    persons: tuple[Reading, ...]
    words: tuple[str, ...]
    acronym: str
    keys: frozenset[int]

    @property
    def of_company(self) -> bool:
        """Tell whether it is read as a company's name."""
        return bool(self.words)

    def asked_keys(self) -> frozenset[int]:
        """Give the keys to look for it by; of its words, those few names have come beside them (`keys.word_key`)."""
        if self.words:
            return company_keys(self.words, self.acronym, is_asked=True)
        return person_keys(self.persons, is_asked=True)

    def stored(self) -> list[object]:
        """Give the readings as JSON."""
        if self.words:
            return ["C", list(self.words), self.acronym]
        return ["P", *[reading.as_json() for reading in self.persons]]


def readings_of(stored: list[object]) -> tuple[tuple[Reading, ...], tuple[str, ...], str]:
    """Take up what `stored` gave: readings as a person, words as a company, its acronym."""
    if not stored:
        return (), (), ""
    if stored[0] == "C":
        return (), tuple(stored[1]), str(stored[2])  # type: ignore[arg-type]
    return tuple(reading_of(one) for one in stored[1:]), (), ""  # type: ignore[arg-type]


@lru_cache(maxsize=20_000)
def entries(text: str, *, of_company: bool, kind: str = "LEGAL") -> tuple[Entry, ...]:
    """Make entries of all names in a line; none if there is no letter or digit in it."""
    found = (_entry(piece, kind) for piece in split_names(text, of_company=of_company))
    return tuple(entry for entry in found if entry is not None)


def _entry(piece: Piece, kind: str) -> Entry | None:
    text = piece.text
    if piece.given_from:
        text = _with_given(piece.text, piece.given_from)
    of = kind if piece.kind == "LEGAL" else piece.kind
    norm = " ".join(fold(text).split())[:300]
    script = script_of(text)
    if piece.of_company:
        words, acronym = read_company(text)
        if not words:
            return None
        return Entry(text, norm, script, of, (), words, acronym, company_keys(words, acronym))
    readings = read_person(text)
    if not readings:
        return None
    return Entry(text, norm, script, of, readings, (), "", person_keys(readings))


def _with_given(family: str, whole: str) -> str:
    before, comma, after = whole.partition(",")
    given = after.strip() if comma else " ".join(before.split()[:-1])
    return f"{given} {family}".strip()
