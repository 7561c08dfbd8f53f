"""Card and social security numbers: noticed, and taken out before anything is kept."""

import re
from typing import Final

from receptionist.domain.policy import words

_CARD: Final = re.compile(r"(?<!\d)(?:\d[ -]?){13,19}(?!\d)")
_SSN: Final = re.compile(r"(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)")


def has_secret(text: str) -> bool:
    """Say whether somebody gave a number that is not collected here."""
    return bool(_luhn(text) or _SSN.search(text) or words.SECRET.search(text))


def without_secrets(text: str) -> str:
    """Leave such numbers out of what is kept."""
    text = _SSN.sub("[…]", words.SECRET.sub("[…]", text))
    return _CARD.sub(lambda found: "[…]" if _is_card(found[0]) else found[0], text)


def _luhn(text: str) -> bool:
    return any(_is_card(found) for found in _CARD.findall(text))


def _is_card(text: str) -> bool:
    digits = [int(one) for one in re.sub(r"\D", "", text)]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [
        digit if place % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2)
        for place, digit in enumerate(reversed(digits))
    ]
    return sum(doubled) % 10 == 0
