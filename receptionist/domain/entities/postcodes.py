"""Postcodes as they are said: "eight five oh oh four", "it's 85004-1234", or as the end of a whole address."""

import re
from typing import Final

from receptionist.domain.entities.addresses import address
from receptionist.domain.entities.digits import digits_at
from receptionist.domain.entities.envelopes import TYPES
from receptionist.domain.spoken.folding import pieces

_BRITISH: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"(?<![\w-])(\d{5})(?:-\d{4})?(?![\w-])")
# Of a ZIP, and of a ZIP+4.
DIGITS: Final = (5, 9)


def postcode(text: str, *, lang: str = "en") -> str | None:
    """Read a postcode; the last one that is said counts. A house number is none."""
    lang = "es" if lang.startswith("es") else "en"
    found = address(text, lang=lang)
    if found is not None:
        if found.postcode:
            return found.postcode
        if any(word.lower().strip(".") in TYPES for word in found.street.split()[1:]):
            return None
    if british := _BRITISH.search(text):
        return f"{british[1]} {british[2]}".upper()
    if written := _WRITTEN.findall(text):
        return str(written[-1])
    parts, said, place = pieces(text), None, 0
    while place < len(parts):
        run = digits_at(parts, place, lang)
        if run is not None and len(run.text) in DIGITS:
            said = run.text[: DIGITS[0]]
        place = run.end if run is not None else place + 1
    return said
