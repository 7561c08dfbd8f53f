"""Where a job is: an address in parts, one key for a place however it is typed, and what is odd about it."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from intake.domain.homes.states import state_code, states_of
from scheduling.domain.areas import tidy_postcode


@dataclass(frozen=True, slots=True, kw_only=True)
class Postal:
    """An address; `street` holds the number too, `state` is two letters in the United States."""

    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""

    @property
    def line(self) -> str:
        """Write it in one line."""
        street = f"{self.street} {self.unit}".strip()
        tail = f"{self.state} {self.postcode}".strip()
        return ", ".join(part for part in (street, self.city, tail) if part)


class Odd(StrEnum):
    """What is odd about an address. What nobody could drive to is refused; of the rest somebody may be sure."""

    NO_STREET = "NO_STREET"
    NO_NUMBER = "NO_NUMBER"
    NO_POSTCODE = "NO_POSTCODE"
    POST_BOX = "POST_BOX"
    BAD_POSTCODE = "BAD_POSTCODE"
    UNKNOWN_POSTCODE = "UNKNOWN_POSTCODE"
    UNKNOWN_STATE = "UNKNOWN_STATE"
    OTHER_STATE = "OTHER_STATE"
    OTHER_TOWN = "OTHER_TOWN"


HOPELESS: Final = frozenset({Odd.NO_STREET, Odd.NO_POSTCODE, Odd.POST_BOX, Odd.BAD_POSTCODE})
_LABELS: Final = {
    "PlaceName": "city", "StateName": "state", "ZipCode": "postcode", "ZipPlus4": "postcode", "OccupancyType": "unit",
    "OccupancyIdentifier": "unit", "SubaddressType": "unit", "SubaddressIdentifier": "unit", "CountryName": "",
}  # fmt: skip
_UNIT_WORDS: Final = (
    "apartment|apt|unit|suite|ste|room|rm|lot|space|spc|trailer|floor|fl|bldg|departamento|depto|piso"
)
_UNIT_BEHIND: Final = re.compile(
    rf"[\s,]+(?P<unit>(?:\b(?:{_UNIT_WORDS})\b\.?\s*#?|#)\s*(?P<name>[\w-]{{1,8}}))\s*$", re.IGNORECASE
)
_UNIT_BEFORE: Final = re.compile(rf"^(?:\b(?:{_UNIT_WORDS})\b\.?\s*)?#?\s*", re.IGNORECASE)
_BOX: Final = re.compile(
    r"\b(?:p\.?\s?o\.?\s?box|post office box|apartado(?: postal)?)\b\s*\d", re.IGNORECASE
)
_ZIP_AT_END: Final = re.compile(r"^(?P<rest>.*?)[\s,]+(?P<zip>\d{5}(?:-\d{4})?)\s*$")
_SHORT: Final = {
    "STREET": "ST", "STR": "ST", "AVENUE": "AVE", "AV": "AVE", "BOULEVARD": "BLVD", "DRIVE": "DR", "ROAD": "RD",
    "LANE": "LN", "COURT": "CT", "CIRCLE": "CIR", "PLACE": "PL", "TERRACE": "TER", "PARKWAY": "PKWY", "HIGHWAY": "HWY",
    "TRAIL": "TRL", "SQUARE": "SQ", "WAY": "WAY", "ALLEY": "ALY", "CROSSING": "XING", "EXPRESSWAY": "EXPY",
    "FREEWAY": "FWY", "HEIGHTS": "HTS", "JUNCTION": "JCT", "LOOP": "LOOP", "MOUNT": "MT", "MOUNTAIN": "MTN",
    "POINT": "PT", "RIDGE": "RDG", "SAINT": "ST", "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W",
    "NORTHEAST": "NE", "NORTHWEST": "NW", "SOUTHEAST": "SE", "SOUTHWEST": "SW", "FIRST": "1ST", "SECOND": "2ND",
    "THIRD": "3RD", "FOURTH": "4TH", "FIFTH": "5TH", "SIXTH": "6TH", "SEVENTH": "7TH", "EIGHTH": "8TH",
    "NINTH": "9TH", "TENTH": "10TH", "ELEVENTH": "11TH", "TWELFTH": "12TH",
}  # fmt: skip


@lru_cache(maxsize=1)
def _usaddress() -> Any:
    # It loads a model of its own; who types an address in parts need not wait for it.
    return import_module("usaddress")


def read(line: str) -> Postal:
    """Read an address that was written in one line."""
    text = " ".join(line.split())
    kept: dict[str, list[str]] = {}
    for token, label in _usaddress().parse(text) if text else ():
        kept.setdefault(_LABELS.get(label, "street"), []).append(token.strip(",;"))
    found = {name: " ".join(words) for name, words in kept.items()}
    end = _ZIP_AT_END.match(text)
    return tidy(
        Postal(
            street=found.get("street", ""),
            unit=found.get("unit", ""),
            city=found.get("city", ""),
            state=found.get("state", ""),
            postcode=found.get("postcode", "") or (end["zip"] if end else ""),
        )
    )


def tidy(address: Postal, *, country: str = "US") -> Postal:
    """Give an address as it is kept: the unit apart from the street, the state in two letters, the postcode bare."""
    street, unit = " ".join(address.street.split()).strip(" ,"), " ".join(address.unit.split()).strip(" ,")
    behind = _UNIT_BEHIND.search(street)
    if behind and not unit and behind.start() > 0:
        street, unit = street[: behind.start()].strip(" ,"), behind["unit"]
    state = " ".join(address.state.split())
    written = " ".join(address.postcode.split()).upper()
    return replace(
        address,
        street=street,
        unit=unit,
        city=" ".join(address.city.split()).strip(" ,"),
        state=(state_code(state) or state) if country == "US" else state,
        postcode=tidy_postcode(written) if country == "US" else written,
    )


def key_of(address: Postal) -> str:
    """Give what is the same for one place however it was typed. Empty where there is no street."""
    street = _plain(address.street)
    if not street:
        return ""
    unit = _plain(_UNIT_BEFORE.sub("", address.unit)).replace(" ", "")
    postcode = tidy_postcode(address.postcode)
    town = postcode or f"{_plain(address.city)} {_plain(address.state)}".strip()
    return f"{street}|{unit}|{town}"[:300]


def oddities(
    address: Postal, *, country: str, is_known: bool, is_other_town: bool = False
) -> tuple[Odd, ...]:
    """List what is odd about a tidied address; `is_known`: a table knows where its postcode is.

    `is_other_town`: its postcode lies far from its town.
    """
    found = []
    if not any(letter.isalpha() for letter in address.street):
        found.append(Odd.NO_STREET)
    elif _BOX.search(address.street):
        found.append(Odd.POST_BOX)
    elif not any(letter.isdigit() for letter in address.street):
        found.append(Odd.NO_NUMBER)
    if not address.postcode:
        found.append(Odd.NO_POSTCODE)
    elif country == "US":
        found += _odd_postcode(address, is_known=is_known)
        if not found and is_other_town:
            found.append(Odd.OTHER_TOWN)
    return tuple(found)


def _odd_postcode(address: Postal, *, is_known: bool) -> list[Odd]:
    if not (len(address.postcode) == 5 and address.postcode.isascii() and address.postcode.isdigit()):
        return [Odd.BAD_POSTCODE]
    lies_in = states_of(address.postcode)
    if not is_known and not lies_in:
        return [Odd.UNKNOWN_POSTCODE]
    if address.state and state_code(address.state) is None:
        return [Odd.UNKNOWN_STATE]
    if address.state and lies_in and address.state not in lies_in:
        return [Odd.OTHER_STATE]
    return [] if is_known else [Odd.UNKNOWN_POSTCODE]


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    words = re.sub(r"[^A-Z0-9/-]+", " ", bare.upper().replace("'", "").replace(".", "")).split()
    return " ".join(_SHORT.get(word, word) for word in words)
