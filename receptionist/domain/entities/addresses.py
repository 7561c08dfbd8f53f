"""Street addresses as they are said: "twenty two fourteen Elm, apartment four B, in Oak Park, sixty three oh two"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from receptionist.domain.entities.digits import digits_at
from receptionist.domain.entities.envelopes import POSTED, TYPES, UNITS, house_number, with_states, words_of
from receptionist.domain.spoken.folding import Piece, pieces, words

_DIRECTIONS: Final = frozenset(
    words("north south east west northeast northwest southeast southwest n s e w ne nw se sw")
)
_TAKEN_BACK: Final = re.compile(
    r"\b(?:no wait|wait no|wait|sorry|actually|i mean|scratch that|no|perdon|digo|mas bien)\b"
)
_NO: Final = re.compile(
    r"\b(?:dont (?:want|have|give)|rather not|prefer not|no quiero|prefiero no|not comfortable)\b"
)
_LABELS: Final = {
    "AddressNumber": "number", "AddressNumberPrefix": "number", "AddressNumberSuffix": "number", "PlaceName": "city",
    "StateName": "state", "ZipCode": "postcode", "OccupancyType": "unit", "OccupancyIdentifier": "unit",
    "SubaddressType": "unit", "SubaddressIdentifier": "unit",
}  # fmt: skip
_BRITISH: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+(?:-\d+)?[A-Za-z]?(?: \d/\d)?")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts; `street` holds number and street, which is what a van needs."""

    street: str
    unit: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""

    @property
    def line(self) -> str:
        """The address on one line."""
        tail = " ".join(part for part in (self.state, self.postcode) if part)
        if self.city and not self.state and self.postcode:
            return ", ".join(
                part for part in (self.street, self.unit, f"{self.city} {self.postcode}") if part
            )
        return ", ".join(part for part in (self.street, self.unit, self.city, tail) if part)


@lru_cache(maxsize=1)
def _usaddress() -> Any:
    # Loads a model of its own; who never hears an address need not wait for it.
    return import_module("usaddress")


def _title(word: str) -> str:
    if word.upper() in POSTED and len(word) == 2 and word.isupper():
        return word
    return (
        word
        if any(letter.isdigit() or letter.isupper() for letter in word[1:]) or word[:1].isupper()
        else word.capitalize()
    )


def _labelled(out: list[str]) -> Address | None:
    kept: dict[str, list[str]] = {}
    for token, label in _usaddress().parse(" ".join(out)):
        kept.setdefault(_LABELS.get(label, "street"), []).append(token.strip(","))
    parts = {name: " ".join(_title(word) for word in tokens) for name, tokens in kept.items()}
    number = parts.get("number", "")
    street = parts.get("street", "")
    if not number or not street or not re.search(r"[A-Za-z]", street):
        return None
    return Address(
        f"{number} {street}",
        parts.get("unit", ""),
        parts.get("city", ""),
        parts.get("state", ""),
        parts.get("postcode", ""),
    )


def _divided(out: list[str]) -> Address | None:
    """Divide by what we know ourselves: the street ends at its type, then the town, the state and the postcode."""
    if not out or not _NUMBER.fullmatch(out[0]) or len(out) < 2:
        return None
    rest = out[1:]
    types = [place for place, word in enumerate(rest) if word.lower().strip(".") in TYPES]
    postcode = state = ""
    british = _BRITISH.search(" ".join(rest))
    if british:
        postcode = f"{british[1]} {british[2]}".upper()
        rest = " ".join(rest)[: british.start()].split()
    elif rest and re.fullmatch(r"\d{5}(\d{4})?", rest[-1]):
        postcode = rest.pop()
    if rest and rest[-1] in POSTED:
        state = rest.pop()
    ends = [place for place in types if 0 < place < len(rest)]
    if not ends:
        return None
    cut = ends[0] + 1
    if cut < len(rest) and rest[cut].lower() in _DIRECTIONS:
        cut += 1
    numbered = rest[cut - 1].lower() in ("highway", "hwy", "route") or rest[cut - 2].lower() in (
        "county",
        "state",
        "ranch",
    )
    if numbered and cut < len(rest) and rest[cut].isdigit():
        cut += 1
    street = " ".join(_title(word) for word in rest[:cut])
    return Address(f"{out[0]} {street}", "", " ".join(_title(word) for word in rest[cut:]), state, postcode)


def address(text: str, *, lang: str = "en") -> Address | None:
    """Read an address with a house number and a street; `None` when there is no such thing."""
    lang = "es" if lang.startswith("es") else "en"
    parts = pieces(text)
    said = " ".join(part.text for part in parts)
    if _NO.search(said):
        return None
    whole = _address(parts, text, lang)
    back = list(_TAKEN_BACK.finditer(said))
    if not back:
        return whole
    cut = len(said[: back[-1].end()].split())
    later = _address(parts[cut:], text, lang)
    if later is not None:
        return later
    before = _address(parts[: len(said[: back[-1].start()].split())], text, lang)
    number = digits_at(parts, cut, lang) if cut < len(parts) else None
    if before is not None and number is not None:
        street = re.sub(r"^\S+", number.text, before.street)
        return Address(street, before.unit, before.city, before.state, before.postcode)
    return before or whole


def _address(parts: list[Piece], text: str, lang: str) -> Address | None:
    start = _beginning(parts, lang)
    if lang == "es" and (start is None or any(part.text in _CALLES for part in parts[:start])):
        return _spanish(parts, text, lang)
    if start is None:
        return None
    out, unit = words_of(parts[start:], text, lang)
    out = with_states(out)
    if len(out) < 2 or not out[0][:1].isdigit() or len(out[0]) > 6:
        return None
    found = _divided(out) or (_labelled(out) if _street_like(out) else None)
    if found is None:
        return None
    return Address(found.street, unit or found.unit, found.city, found.state, found.postcode)


def _street_like(out: list[str]) -> bool:
    """Say whether words without a street's type may be an address: a number and one to six names."""
    return 2 <= len(out) <= 7 and out[1][:1].isalnum() and out[1].lower() not in _NOT_STREETS


_NOT_STREETS: Final = frozenset(
    words(
        "block years year dollars people dogs cats kids minutes hours days weeks months oclock am pm percent "
        "bucks miles times of or and to for is are was pills bedrooms teeth units the a años dolares personas "
        "perros niños horas dias semanas y o de"
    )
)


def _beginning(parts: list[Piece], lang: str) -> int | None:
    """Find where the house number stands: the first number that a word or an ordinal of a street follows."""
    for place in range(len(parts)):
        run = house_number(parts, place, lang)
        if run is None or len(run.text) > 6:
            continue
        following = [part.text for part in parts[run.end : run.end + 5] if part.kind != "mark"]
        if following and following[0] not in _NOT_STREETS and not following[0].isdigit():
            if place and parts[place - 1].text in UNITS:
                continue
            return place
    return None


_CALLES: Final = frozenset(words("calle avenida camino paseo boulevard"))
_POSTCODE: Final = 5
# Behind a house number, and no part of a town's name.
_NO_TOWN: Final = frozenset(
    words("codigo postal cp zip en ciudad de apartamento depto piso numero la el y a")
)


def _unglued(number: str) -> tuple[str, str]:
    """Part a house number from the postcode said right behind it: no house has six figures."""
    if not number.isdigit() or len(number) <= _POSTCODE:
        return number, ""
    return number[:-_POSTCODE], number[-_POSTCODE:]


def _town(parts: list[Piece], text: str, lang: str) -> tuple[str, str]:
    """Read the town and the postcode behind a Spanish street; both only where a postcode is there."""
    names: list[str] = []
    for at, part in enumerate(parts[:8]):
        run = digits_at(parts, at, lang)
        if run is not None and len(run.text) == _POSTCODE:
            return " ".join(names), run.text
        if run is None and part.kind != "mark" and part.text not in _NO_TOWN:
            names.append(_title(text[part.start : part.end]))
    return "", ""


def _spanish(parts: list[Piece], text: str, lang: str) -> Address | None:
    """Read "calle Hidalgo 45, Phoenix 85004": the number stands behind the street."""
    for place, part in enumerate(parts):
        if part.text not in _CALLES:
            continue
        names: list[str] = []
        at = place + 1
        while at < len(parts) and len(names) < 5:
            run = digits_at(parts, at, lang) if names else None
            if run is not None and not (run.end < len(parts) and parts[run.end].text == "de"):
                number, postcode = _unglued(run.text)
                city, later = _town(parts[run.end :], text, lang)
                street = f"{part.text.capitalize()} {' '.join(names)} {number}"
                return Address(street, city=city, postcode=postcode or later)
            if parts[at].text not in ("numero", "#", "el", ",") and parts[at].kind != "mark":
                word = text[parts[at].start : parts[at].end]
                names.append(word if word.lower() in ("de", "del", "la", "los", "las") else _title(word))
            at += 1
    return None
