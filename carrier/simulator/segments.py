"""How many text-message parts a text costs: the GSM 03.38 alphabet, or UCS-2 where a character needs it."""

from dataclasses import dataclass
from enum import StrEnum

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


class Encoding(StrEnum):
    """The alphabet a text is sent in."""

    GSM7 = "text"
    UCS2 = "unicode"


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A text cut into the parts a handset receives, joined by user-data headers when there are several."""

    encoding: Encoding
    parts: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return the number of parts, never less than one."""
        return len(self.parts)


def segment(text: str) -> Segmentation:
    """Cut `text` into parts of 160 or 153 septets (GSM-7), or of 70 or 67 UTF-16 units (UCS-2).

    A pair (escape and its character, or two surrogates) is never divided between two parts, so the count can
    be one more than a plain division gives. Source: 3GPP TS 23.038 and 23.040.
    """
    if all(character in _BASIC or character in _EXTENDED for character in text):
        return Segmentation(Encoding.GSM7, _cut(text, whole=160, part=153, widths=_septets(text)))
    return Segmentation(Encoding.UCS2, _cut(text, whole=70, part=67, widths=_units(text)))


def _septets(text: str) -> list[int]:
    return [2 if character in _EXTENDED else 1 for character in text]


def _units(text: str) -> list[int]:
    return [2 if ord(character) > 0xFFFF else 1 for character in text]


def _cut(text: str, *, whole: int, part: int, widths: list[int]) -> tuple[str, ...]:
    if sum(widths) <= whole:
        return (text,)
    parts: list[str] = []
    start = used = 0
    for index, width in enumerate(widths):
        if used + width > part:
            parts.append(text[start:index])
            start, used = index, 0
        used += width
    parts.append(text[start:])
    return tuple(parts)
