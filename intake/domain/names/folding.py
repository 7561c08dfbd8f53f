"""Letters of any Latin spelling as the plain ones a name is looked up by."""

import unicodedata
from functools import lru_cache
from typing import Final

OWN_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŋ": "ng",
        "ə": "a",
    }
)
# What a keyboard without the letter is given instead, beside the bare letter.
SPELT_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj", "ő": "oe", "ű": "ue"}
)


@lru_cache(maxsize=65_536)
def fold(token: str) -> str:
    """Give a token in lowercase letters a to z, everything else left out."""
    if token.isascii() and token.isalpha() and token.islower():
        return token
    bare = unicodedata.normalize("NFKD", token.lower().translate(OWN_LETTERS))
    return "".join(letter for letter in bare if "a" <= letter <= "z")


def foldings(token: str) -> tuple[str, ...]:
    """Give every plain spelling of a token: Müller is muller and mueller."""
    bare = fold(token)
    if token.isascii():
        return (bare,)
    spelt = fold(unicodedata.normalize("NFC", token.lower()).translate(SPELT_OUT))
    return (bare,) if spelt == bare else (bare, spelt)
