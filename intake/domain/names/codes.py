"""How words sound: codes under which different spellings of one name fall together. Our own, simpler than metaphone."""

import re
import zlib
from functools import lru_cache
from typing import Final

from intake.domain.names.letters import without_umlauts

# Letters as English, German, French and Slavic romanisations write one sound, longest first.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(x|ks)(?=[aeiouy])", "S"), (r"^(wr)", "R"), (r"^(kn|gn|pn)", "N"), (r"^(wh)", "V"), (r"^ps", "S"),
        (r"^mc|^mac(?=[^aeiouykh])", "MK"),
        (r"schtsch|shch|chtch|szcz", "S"), (r"tsch|tch|dsch|dzh|tsh|dsh", "S"), (r"sch|sh|sz|zh", "S"),
        (r"(?<=[ivy])c$", "S"), (r"^dj", "Q"), (r"dj", "T"), (r"dg(?=[ei])", "S"), (r"(?<=[lnrsv])j(?=[aeou])", ""),
        (r"ts|tz|cz|ds|dz", "S"),
        (r"ck|cq|kh|qu|q", "K"),
        (r"(?<=[aeiou])ugh(?=t)|(?<=[ae])igh|eigh|igh", ""), (r"(?<=[aeiou])gh", ""), (r"gh", "K"),
        (r"ph|ff|v|w(?=[aeiouy])|f", "F"), (r"(?<=[eo])w$", "F"), (r"w", ""), (r"th|tt|dd|dt|t|d", "T"),
        (r"c(?=[eiy])|ss|s|z", "S"), (r"x", "KS"), (r"ch", "C"), (r"cc|c|kk|k|gg", "K"),
        (r"^j(?=[eiu])|^y|^i(?=[aeou])|^j", "J"), (r"g(?=[eiy])", "J"), (r"g", "K"), (r"j(?=[aeou])", "J"),
        (r"bb|b|pp|p", "P"), (r"mm|m", "M"), (r"nn|n", "N"), (r"rr|r", "R"), (r"ll|l", "L"), (r"h", ""),
    )
)  # fmt: skip
# What a spelling leaves open: ch as in church or chorus, Dj as in Djordjevich or Djamal.
_EITHER: Final = {"C": ("S", "K"), "Q": ("T", "")}
_VOWELS: Final = re.compile(r"[aeiouyj']+")
_TWICE: Final = re.compile(r"([A-Z])\1+")
_OCR: Final = (("rn", "m"), ("nn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("ri", "n"), ("li", "h"))
_OCR_LETTERS: Final = str.maketrans(
    {"q": "g", "e": "c", "i": "l", "j": "l", "t": "l", "f": "l", "h": "b", "y": "v", "u": "v"}
)
_FIRST: Final = (
    ("ph", "f"), ("kn", "n"), ("wr", "r"), ("gn", "n"), ("dj", "j"), ("dzh", "j"), ("tch", "c"), ("tsch", "c"),
    ("dsch", "j"), ("ch", "k"), ("kh", "k"),
)  # fmt: skip
_FIRST_LETTER: Final = str.maketrans(
    {"c": "k", "q": "k", "y": "j", "i": "j", "e": "j", "g": "j", "z": "s", "x": "s", "w": "v", "u": "o"}
)


def key(text: str) -> int:
    """Shrink a key to what an index holds: a signed integer of four bytes."""
    number = zlib.crc32(text.encode())
    return number - (1 << 32) if number >= 1 << 31 else number


@lru_cache(maxsize=200_000)
def consonants(token: str) -> tuple[str, ...]:
    """Give the consonants as they sound, coarsely: Jelzin, Yeltsin and Eltsine are one. Two if either may be meant."""
    plain = without_umlauts(token.replace("+", ""))
    for pattern, sound in _SOUNDS:
        plain = pattern.sub(sound, plain)
    first = plain[:1] if plain[:1] in "aeiouyj" else ""
    code = _TWICE.sub(r"\1", _VOWELS.sub("", plain))
    code = code.replace("J", "", 1) if code.startswith("J") and len(code) > 1 else code
    if not code:
        return (f"-{first}",)
    codes = [code]
    for mark, sounds in _EITHER.items():
        if mark in code:
            codes = [one.replace(mark, sound) for one in codes for sound in sounds]
    return tuple(_TWICE.sub(r"\1", one) for one in codes)


@lru_cache(maxsize=200_000)
def scanned(token: str) -> str:
    """Write a word so that letters a scanner takes for one another fall together."""
    plain = token.replace("+", "")
    for both, single in _OCR:
        plain = plain.replace(both, single)
    return plain.translate(_OCR_LETTERS)


@lru_cache(maxsize=200_000)
def first_sound(token: str) -> str:
    """Give the sound a name begins with, as a single letter for which the alphabets agree."""
    plain = token.replace("+", "")
    for spelled, sound in _FIRST:
        if plain.startswith(spelled):
            return sound.translate(_FIRST_LETTER)
    return plain[:1].translate(_FIRST_LETTER)


@lru_cache(maxsize=200_000)
def neighbourhood(token: str) -> frozenset[str]:
    """Give a word and what is left of it without any one letter; two words one slip apart share one of these."""
    plain = without_umlauts(token.replace("+", ""))
    return frozenset({plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))})
