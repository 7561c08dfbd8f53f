"""What is compared of a person, written one way: "O'Neil", 3/4/1980 and +1 (602) 555-0134 lose how they were typed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

FIELDS: Final = (
    "given_name", "surname", "date_of_birth", "street_number", "address_1", "address_2", "suburb", "postcode",
    "state", "phone", "email", "generation",
)  # fmt: skip
NAMES: Final = frozenset({"given_name", "surname"})
# Where somebody lives: what a household shares, and what changes together when people move.
HOME: Final = frozenset({"street_number", "address_1", "address_2", "suburb", "postcode", "state"})
# What people of one town share.
TOWN: Final = frozenset({"suburb", "postcode", "state"})
_LONGEST: Final = 80
_SEVERAL: Final = re.compile(r"[^a-z0-9]+")
_DATE: Final = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ].*)?")
_STREETS: Final = {
    "street": "st", "avenue": "ave", "av": "ave", "road": "rd", "drive": "dr", "boulevard": "blvd", "lane": "ln",
    "court": "ct", "place": "pl", "crescent": "cres", "circuit": "cct", "circle": "cir", "terrace": "tce",
    "highway": "hwy", "parkway": "pkwy", "square": "sq", "close": "cl", "north": "n", "south": "s", "east": "e",
    "west": "w", "apartment": "apt", "unit": "apt", "suite": "ste", "floor": "fl", "calle": "c", "avenida": "ave",
}  # fmt: skip
_DOTLESS: Final = frozenset({"gmail.com", "googlemail.com"})
_GENERATIONS: Final = {
    "jr": "2", "junior": "2", "ii": "2", "2nd": "2", "hijo": "2", "sr": "1", "senior": "1", "iii": "3", "3rd": "3",
    "iv": "4", "4th": "4",
}  # fmt: skip
Numbers = NDArray[np.int64]
Texts = NDArray[np.object_]


class Column:
    """One field of many rows: each value once, and by row the number of its value; 0 is an absent one."""

    def __init__(self, values: Iterable[str]) -> None:
        numbers: dict[str, int] = {"": 0}
        self.codes: Numbers = np.fromiter(
            (numbers.setdefault(value, len(numbers)) for value in values), np.int64
        )
        self.values: Texts = np.empty(len(numbers), dtype=object)
        self.values[:] = list(numbers)
        self.lengths: Numbers = np.fromiter((len(value) for value in numbers), np.int64, len(numbers))
        self.counts: Numbers = np.bincount(self.codes, minlength=len(numbers))
        self.counts[0] = 0

    def texts(self) -> list[str]:
        """Give the values row by row."""
        return self.values[self.codes].tolist()  # type: ignore[no-any-return]

    def shares(self) -> NDArray[np.float64]:
        """Give what share of the rows filled each value has, by its number."""
        return self.counts / max(int(self.counts.sum()), 1)


class People:
    """Rows of people by field, normalised; a field that no row has is left out."""

    def __init__(self, columns: Mapping[str, Sequence[str]], count: int) -> None:
        self.count = count
        self.columns = {name: Column(columns[name]) for name in FIELDS if name in columns}


def people_of(rows: Iterable[Mapping[str, str]]) -> People:
    """Read rows by field; what is unknown is left out, an absent cell is no evidence.

    Father and son are told apart by `generation`, which is read off a name's end where it has no column.
    """
    listed = [_with_generation(row) for row in rows]
    columns: dict[str, list[str]] = {}
    for name in FIELDS:
        values = [normalised(name, row.get(name) or "") for row in listed]
        if any(values):
            columns[name] = values
    return People(columns, len(listed))


def _with_generation(row: Mapping[str, str]) -> Mapping[str, str]:
    for name in ("surname", "given_name"):
        words = (row.get(name) or "").split()
        last = words[-1].casefold().strip(".,") if len(words) > 1 else ""
        if last in _GENERATIONS:
            rest = " ".join(words[:-1]).rstrip(",")
            return {"generation": last, **row, name: rest}
    return row


@lru_cache(maxsize=65_536)
def normalised(field: str, value: str) -> str:
    """Write one value the one way it is compared; empty when it says nothing."""
    text = value.strip()[:_LONGEST]
    if field == "email":
        return _email(text)
    if field == "date_of_birth":
        return _date(text)
    if field == "phone":
        digits = re.sub(r"\D", "", re.split(r"(?i)x|ext", text)[0])
        return digits[-10:] if len(digits) >= 6 else ""
    plain = _plain(text)
    if field == "generation":
        return _GENERATIONS.get(plain, "")
    if field in ("address_1", "address_2"):
        return "".join(_STREETS.get(word, word) for word in plain.split())
    if field in ("postcode", "street_number", "state"):
        return plain.replace(" ", "")
    return plain.replace(" ", "") if field == "suburb" else plain


def _plain(text: str) -> str:
    folded = unicodedata.normalize(
        "NFKD", text.casefold().replace("ß", "ss").replace("'", "").replace("’", "")
    )
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    ascii_only = _SEVERAL.sub(" ", letters).strip()
    # A name in other letters is compared as it is.
    return ascii_only or " ".join(letters.split())


def _email(text: str) -> str:
    name, at, domain = text.casefold().rpartition("@")
    if not at or not name or not domain:
        return ""
    name = name.partition("+")[0] or name
    if domain in _DOTLESS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def _date(text: str) -> str:
    """Give a date as eight digits, year first; a day that cannot be is kept as typed, for it may be a slip."""
    if text.isdigit() and len(text) == 8:
        return text if text[:2] in ("18", "19", "20") else text[4:] + text[:4]
    found = _DATE.fullmatch(text)
    if not found:
        return re.sub(r"\D", "", text)[:8]
    first, second, third = found.groups()
    if len(first) == 4:
        return f"{first}{int(second):02}{int(third[:2]):02}"
    # In the United States the month comes first, unless that cannot be.
    month, day = (second, first) if int(first) > 12 else (first, second)
    year = third if len(third) == 4 else f"19{third:0>2}" if int(third[-2:]) > 30 else f"20{third:0>2}"
    return f"{year}{int(month):02}{int(day):02}"
