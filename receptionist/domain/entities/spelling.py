"""Letters said one by one: "P as in Peter A T E L", "Alpha Delta Alpha", "doble ele", "double O"."""

from dataclasses import dataclass
from typing import Final

from receptionist.domain.spoken.folding import Piece, words

_NATO: Final = words(
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
)
NATO: Final = {word: word[0] for word in _NATO} | {
    "alfa": "a", "juliett": "j", "whisky": "w",
}  # fmt: skip
# Names of letters as the telephone writes them; only believed beside letters that stand alone.
_NAMES: Final = {
    "en": {
        "bee": "b", "cee": "c", "see": "c", "dee": "d", "ee": "e", "eff": "f", "gee": "g", "aitch": "h", "jay": "j",
        "kay": "k", "el": "l", "ell": "l", "em": "m", "en": "n", "pee": "p", "cue": "q", "queue": "q",
        "ar": "r", "are": "r",
        "ess": "s", "tee": "t", "tea": "t", "you": "u", "vee": "v", "ex": "x", "why": "y", "zee": "z", "zed": "z",
    },
    "es": {
        "be": "b", "ce": "c", "de": "d", "efe": "f", "ge": "g", "hache": "h", "jota": "j", "ka": "k", "ele": "l",
        "eme": "m", "ene": "n", "eñe": "ñ", "pe": "p", "cu": "q", "erre": "r", "ere": "r", "ese": "s",
        "te": "t", "uve": "v",
        "ve": "v", "equis": "x", "ye": "y", "zeta": "z",
    },
}  # fmt: skip
_SURE: Final = frozenset(words("jota zeta equis hache efe eñe eme ene ese ele erre uve zee zed aitch"))
_AS_IN: Final = frozenset(("as", "like", "for", "de", "como", "from"))
_PAIRS: Final = {
    ("double", "u"): "w", ("double", "you"): "w", ("doble", "ve"): "w", ("doble", "u"): "w", ("doble", "uve"): "w",
    ("i", "griega"): "y",
}  # fmt: skip
_TWICE: Final = frozenset(("double", "doble", "two"))


@dataclass(frozen=True, slots=True)
class Spelled:
    """Letters (and figures between them) said one by one: what they make, and which pieces they take."""

    text: str
    start: int
    end: int
    letters: int


def plain(parts: list[Piece]) -> list[Piece]:
    """Drop marks that stand between letters and words."""
    return [part for part in parts if part.kind != "mark" or part.text in "@_+#&"]


def _letter(parts: list[Piece], place: int, lang: str, *, near: bool) -> tuple[str, int, bool] | None:
    """Read one letter: itself, how many pieces it takes, and whether it cannot be a word."""
    word = parts[place].text
    following = [part.text for part in parts[place + 1 : place + 4]]
    if (word == "double" and following[:1] in (["u"], ["you"])) or (
        word == "doble" and following[:1] in (["ve"], ["u"], ["uve"])
    ):
        return "w", 2, True
    if word == "i" and following[:1] == ["griega"]:
        return "y", 2, True
    if word in _TWICE and following:
        again = _letter(parts, place + 1, lang, near=True)
        if again is not None and len(again[0]) == 1:
            return again[0] * 2, again[1] + 1, True
    if word == "triple" and following and len(following[0]) == 1:
        return following[0] * 3, 2, True
    letter = word if len(word) == 1 and word.isalpha() else None
    if letter is None and (near or word in _SURE):
        letter = _NAMES[lang].get(word)
    if letter is None:
        return None
    return _stands_for(letter, following) or (letter, 1, len(word) == 1 or word in _SURE)


def _stands_for(letter: str, following: list[str]) -> tuple[str, int, bool] | None:
    """Read "as in Peter" after a letter; the word says which letter it is when that was misheard."""
    if following[:2] == ["as", "in"] and len(following) > 2 and len(following[2]) > 1:
        return following[2][0], 4, True
    if len(following) < 2 or following[0] not in _AS_IN or following[0] == "as":
        return None
    return (letter, 3, True) if len(following[1]) > 1 and following[1][0] == letter else None


def spelled_at(parts: list[Piece], place: int, lang: str = "en", *, figures: bool = False) -> Spelled | None:
    """Read the letters that begin at a piece, if at least two do, or one that says what it stands for."""
    at, text, letters, sure = place, "", 0, 0
    while at < len(parts):
        part = parts[at]
        if part.text in NATO and (letters or _nato_run(parts, at)):
            text, letters, sure, at = text + NATO[part.text], letters + 1, sure + 1, at + 1
            continue
        if figures and part.kind == "number":
            text, at, letters = text + part.text, at + 1, letters + 1
            continue
        found = _letter(parts, at, lang, near=letters > 0)
        if found is None:
            break
        text, letters, at = text + found[0], letters + len(found[0]), at + found[1]
        sure += found[2] * len(found[0])
    named = at - place > letters
    if letters < 2 and not (letters == 1 and named):
        return None
    return Spelled(text, place, at, letters) if 2 * sure >= letters else None


def _nato_run(parts: list[Piece], place: int) -> bool:
    """Say whether at least three spelling words follow one another: one Mike is a man."""
    return len(parts) >= place + 3 and all(part.text in NATO for part in parts[place : place + 3])


def spelled(parts: list[Piece], lang: str = "en", *, figures: bool = False) -> list[Spelled]:
    """List all runs of letters."""
    found: list[Spelled] = []
    place = 0
    while place < len(parts):
        run = spelled_at(parts, place, lang, figures=figures)
        if run is None:
            place += 1
        else:
            found.append(run)
            place = run.end
    return found
