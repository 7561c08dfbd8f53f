"""Names of people: their parts, what to call them, and the round sign that stands for them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from nameparser import HumanName

_LONGEST: Final = 200
_TINTS: Final = 5


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in the parts a contact stores; `nickname` is what stood in brackets or quotation marks."""

    prefix: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    nickname: str = ""


def split_name(text: str, *, language: str = "en") -> NameParts:
    """Split a name as people write it ("Ortiz, Lena", "Dr. Lena M. Ortiz") into parts.

    In Spanish (`es`) the last two words are family names. A name all in capitals or all in small letters gets
    ordinary capitals; one with both is left as it was written.
    """
    shown = "".join(letter for letter in text[:_LONGEST] if letter.isprintable())
    name = HumanName(" ".join(shown.split()))
    name.capitalize()
    middle, last = name.middle, name.last
    given, _, second = middle.rpartition(" ")
    if language.startswith("es") and "," not in shown and len(second.rstrip(".")) > 1:
        middle, last = given, f"{second} {last}"
    return NameParts(name.title, name.first, middle, last, name.suffix, name.nickname)


def display_name(parts: NameParts, *, preferred: str = "", company: str = "") -> str:
    """Give the name to show in lists: the preferred or first name with the family name, else the company."""
    called = preferred.strip() or parts.first
    if not called and parts.last:
        called = parts.prefix
    return " ".join(word for word in (called, parts.last, parts.suffix) if word) or company.strip()


def initials(display: str) -> str:
    """Give one or two capital letters for a name; empty when it has no letters (a bare number)."""
    words = [letters for word in display.split() if (letters := "".join(c for c in word if c.isalpha()))]
    chosen = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in chosen).upper()[:2]


def tint(contact_id: UUID) -> int:
    """Choose a colour, 1 to 5, that stays with the contact."""
    return contact_id.int % _TINTS + 1
