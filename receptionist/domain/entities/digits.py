"""Numbers said as people say telephone numbers, houses and years: in figures, pairs, hundreds, "double five"."""

from dataclasses import dataclass
from typing import Final

from receptionist.domain.spoken.folding import Piece, words
from receptionist.domain.spoken.numbers import CARDINALS, SCALES, TENS, UNITS

_OH: Final = frozenset(("oh", "o", "zero", "cero", "nought", "naught"))
_AGAIN: Final = {"double": 2, "doble": 2, "triple": 3, "treble": 3, "quadruple": 4}
_HUNDREDS: Final = {
    "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600,
    "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
BETWEEN: Final = frozenset(
    words(
        "and then uh um er area code dash hyphen dot point period space is the a comma guion punto y luego "
        "codigo de area so ok thats its parenthesis open close number el numero es um-hm hyphens again "
        "followed by"
    )
)


@dataclass(frozen=True, slots=True)
class Digits:
    """A run of digits, and which pieces it takes."""

    text: str
    start: int
    end: int
    plus: bool = False


def _scaled(value: int, parts: list[Piece], place: int, lang: str) -> tuple[str, int] | None:
    """Read "eight hundred", "twelve hundred and five", "two thousand": the digits, and where they end."""
    scale = SCALES[lang].get(parts[place].text) if place < len(parts) else None
    if scale is None or not 0 < value < 100:
        return None
    total, place = value * scale, place + 1
    if scale == 1000 and place + 1 < len(parts) and parts[place + 1].text in SCALES[lang]:
        unit = CARDINALS[lang].get(parts[place].text)
        if unit is not None and unit < 10:
            total, place = total + unit * 100, place + 2
    if lang == "es" and scale == 1000 and place < len(parts) and parts[place].text in _HUNDREDS:
        total, place = total + _HUNDREDS[parts[place].text], place + 1
    join = place + 1 if place < len(parts) and parts[place].text in ("and", "y") else place
    if join < len(parts):
        tail = _below_hundred(parts, join, lang)
        if tail is not None and (tail[0] > 9 or join > place or _is_last(parts, tail[1], lang, scale)):
            return str(total + tail[0]), tail[1]
    return str(total), place


def _is_last(parts: list[Piece], place: int, lang: str, scale: int) -> bool:
    """Say whether "two thousand one" is one number: no further figure follows, as in "five thousand, one two"."""
    return scale == 1000 and (place >= len(parts) or _below_hundred(parts, place, lang) is None)


def _hundreds(value: int, parts: list[Piece], place: int, lang: str) -> tuple[str, int]:
    """Read what stands behind "seiscientos": "seiscientos dos", "quinientos cincuenta y cinco"."""
    tail = _below_hundred(parts, place, lang) if place < len(parts) else None
    return (str(value + tail[0]), tail[1]) if tail and tail[0] else (str(value), place)


def _below_hundred(parts: list[Piece], place: int, lang: str, pairs: bool = True) -> tuple[int, int] | None:
    word = parts[place].text
    if pairs and word in TENS[lang]:
        glue = 2 if lang == "es" and place + 1 < len(parts) and parts[place + 1].text == "y" else 1
        if place + glue < len(parts):
            unit = UNITS[lang].get(parts[place + glue].text, 0)
            if unit and (lang == "en" or glue == 2):
                return TENS[lang][word] + unit, place + glue + 1
    value = CARDINALS[lang].get(word)
    return None if value is None else (value, place + 1)


def _one(parts: list[Piece], place: int, lang: str, pairs: bool) -> tuple[str, int] | None:
    word = parts[place].text
    if parts[place].kind == "number":
        if len(word) < 3:
            return _scaled(int(word), parts, place + 1, lang) or (word, place + 1)
        return word, place + 1
    if word in _OH:
        return "0", place + 1
    if word in _AGAIN and place + 1 < len(parts):
        again = _one(parts, place + 1, lang, pairs)
        return (again[0] * _AGAIN[word], again[1]) if again and len(again[0]) == 1 else None
    if word in SCALES[lang] and word in ("cien", "ciento", "mil"):
        return _scaled(1, parts, place, lang)
    if lang == "es" and word in _HUNDREDS:
        return _hundreds(_HUNDREDS[word], parts, place + 1, lang)
    found = _below_hundred(parts, place, lang, pairs)
    if found is None:
        return None
    return _scaled(found[0], parts, found[1], lang) or (str(found[0]), found[1])


def digits_at(
    parts: list[Piece], place: int, lang: str, *, over: frozenset[str] = frozenset(), pairs: bool = True
) -> Digits | None:
    """Read the digits that begin at a piece, over words of `over` between them.

    Without `pairs` "twenty seven" is 20 and 7, as some say it.
    """
    plus = parts[place].text in ("+", "plus", "mas")
    at = start = place + plus
    text, end = "", place
    while at < len(parts):
        one = _one(parts, at, lang, pairs)
        if one is not None:
            text, at = text + one[0], one[1]
            end = at
        elif text and ((parts[at].kind == "mark" and parts[at].text != "@") or parts[at].text in over):
            at += 1
        else:
            break
    return Digits(text, start - plus, end, plus) if text else None


def runs(
    parts: list[Piece], lang: str, *, over: frozenset[str] = frozenset(), pairs: bool = True
) -> list[Digits]:
    """List all runs of digits."""
    found: list[Digits] = []
    place = 0
    while place < len(parts):
        run = digits_at(parts, place, lang, over=over, pairs=pairs)
        if run is None:
            place += 1
        else:
            found.append(run)
            place = run.end
    return found
