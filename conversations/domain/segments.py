"""How many parts a text message is sent and charged in.

Source: 3GPP TS 23.038 §6.2.1 (GSM 7 bit default alphabet and its extension table) and TS 23.040 §9.2.3.24
(joined messages lose 7 septets, or 3 UTF-16 units, of each part to the header).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Encoding(StrEnum):
    """The alphabet a message travels in; one foreign character moves the whole text to UCS-2."""

    GSM_7 = "GSM_7"
    UCS_2 = "UCS_2"


@dataclass(frozen=True, slots=True)
class Segments:
    """The size of a text; `units` are septets or UTF-16 units, `left` those still free in the last part."""

    encoding: Encoding
    units: int
    per_segment: int
    count: int
    left: int


BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Final = frozenset("\f^{}\\[~]|€")

_SINGLE: Final = {Encoding.GSM_7: 160, Encoding.UCS_2: 70}
_JOINED: Final = {Encoding.GSM_7: 153, Encoding.UCS_2: 67}


def count(text: str) -> Segments:
    """Count the parts `text` is sent in; an empty text has none.

    An escaped character or a surrogate pair is never split over two parts, so a part may be left one unit
    short.
    """
    encoding = (
        Encoding.GSM_7 if all(letter in BASIC or letter in EXTENSION for letter in text) else Encoding.UCS_2
    )
    widths = [_width(letter, encoding) for letter in text]
    units = sum(widths)
    if units <= _SINGLE[encoding]:
        return Segments(encoding, units, _SINGLE[encoding], 1 if text else 0, _SINGLE[encoding] - units)
    parts, filled = _pack(widths, _JOINED[encoding])
    return Segments(encoding, units, _JOINED[encoding], parts, _JOINED[encoding] - filled)


def _width(letter: str, encoding: Encoding) -> int:
    """Give the units one character takes."""
    if encoding is Encoding.GSM_7:
        return 2 if letter in EXTENSION else 1
    return 2 if ord(letter) > 0xFFFF else 1


def _pack(widths: Iterable[int], size: int) -> tuple[int, int]:
    """Fill parts in order; give their number and how full the last one is."""
    parts, filled = 1, 0
    for width in widths:
        if filled + width > size:
            parts, filled = parts + 1, 0
        filled += width
    return parts, filled
