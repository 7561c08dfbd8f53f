"""What a hint about a letter does to a name that was heard: "Katherine with a K", "Jon, no H",
"Gonzalez con zeta"."""

import re
from typing import Final

_CONFUSED: Final = {
    "c": ("k", "s", "ck"), "k": ("c", "ck", "q", "ch"), "i": ("y", "ie", "ee"), "y": ("i", "ie", "ee", "ey"),
    "s": ("z", "c"), "z": ("s", "c"), "b": ("v",), "v": ("b", "ph", "f"), "g": ("j",),
    "j": ("g", "x", "y"), "x": ("j", "ks"),
    "f": ("ph", "v"), "u": ("w", "oo"), "w": ("u", "v"), "ph": ("f", "v"), "ch": ("sh", "k"),
    "sh": ("ch",), "q": ("k", "c"),
    "e": ("a", "i"), "a": ("e", "o"), "o": ("u",), "m": ("n",), "n": ("m",), "t": ("d", "th"), "d": ("t",),
}  # fmt: skip
_AT_END: Final = frozenset("eshyz")
_AT_START: Final = frozenset("kcgjshx")
LETTER_NAMES: Final = {
    "zeta": "z", "ese": "s", "jota": "j", "ge": "g", "hache": "h", "ka": "k", "ce": "c", "be": "b",
    "uve": "v", "ve": "v",
    "equis": "x", "ye": "y", "efe": "f", "eme": "m", "ene": "n", "zee": "z", "zed": "z", "aitch": "h",
    "jay": "j", "kay": "k",
    "cee": "c", "ess": "s", "cu": "q", "te": "t", "de": "d", "pe": "p", "ele": "l", "eñe": "ñ",
    "why": "y", "eye": "i",
}  # fmt: skip
_SOFT: Final = frozenset("ei")


def with_letter(name: str, letter: str) -> str:
    """Write a name with a letter it is said to have: in place of one that sounds like it, or added."""
    low, letter = name.lower(), LETTER_NAMES.get(letter, letter)
    if (letter, low[-1:]) in (("z", "s"), ("s", "z")):
        return name[:-1] + letter
    if not low or letter in low:
        return name
    if letter == "g" and low.startswith("je"):
        return "Geo" + name[2:] if low.startswith("jeff") else "G" + name[1:]
    if letter == "e" and low[-1] not in "aeiouy":
        return name + letter
    for other in sorted(_CONFUSED.get(letter, ()), key=len, reverse=True):
        place = low.find(other) if letter in _AT_START and low.startswith(other) else low.rfind(other)
        if place >= 0:
            return _cased(name, low[:place] + letter + low[place + len(other) :])
    if letter == "h" and low[0] in "aeiou":
        return _cased(name, "h" + low)
    return _cased(name, low + letter) if letter in _AT_END else name


def without_letter(name: str, letter: str) -> str:
    """Write a name without a letter it is said not to have."""
    low, letter = name.lower(), LETTER_NAMES.get(letter, letter)
    place = low.rfind(letter)
    return name if place < 0 or len(low) < 3 else _cased(name, low[:place] + low[place + len(letter) :])


def doubled(name: str, letter: str) -> str:
    """Write a name with a letter twice."""
    low, letter = name.lower(), LETTER_NAMES.get(letter, letter)
    place = low.rfind(letter)
    if letter * 2 in low or place < 0:
        return name
    return _cased(name, low[:place] + letter + low[place:])


def single(name: str, letter: str) -> str:
    """Write a name with a letter once."""
    letter = LETTER_NAMES.get(letter, letter)
    return _cased(name, name.lower().replace(letter * 2, letter))


def _cased(name: str, text: str) -> str:
    if not name[:1].isupper():
        return text
    return re.sub(r"(^|['’-])(\w)", lambda start: start[1] + start[2].upper(), text)
