"""How long it takes to say something, so that a prompt that tries a caller's patience is seen before anyone hears it.

The carrier's voices read English at about 150 words a minute and Spanish at about 140 (its words are longer). Digits
of a telephone number are read one by one, each as long as a word. A sentence ends in a short silence.
"""

import re
from typing import Final

WORDS_A_MINUTE: Final = {"en": 150, "es": 140}
PAUSE_SECONDS: Final = 0.4

_DIGITS = re.compile(r"\+?\d[\d\s().\-]{5,}\d")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.!?…]+(?=\s|$)")


def seconds_to_say(text: str, language: str) -> float:
    """Estimate how many seconds a voice takes for `text` in `language` (BCP 47)."""
    if not text.strip():
        return 0.0
    told_singly = sum(sum(sign.isdigit() for sign in found.group()) for found in _DIGITS.finditer(text))
    words = len(_WORD.findall(_DIGITS.sub(" ", text))) + told_singly
    pace = WORDS_A_MINUTE.get(language.split("-", maxsplit=1)[0].lower(), WORDS_A_MINUTE["en"])
    return words * 60 / pace + PAUSE_SECONDS * len(_STOP.findall(text))
