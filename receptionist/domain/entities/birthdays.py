"""Dates of birth as they are said."""

import re
from datetime import date
from typing import Final

from receptionist.domain.entities.digits import runs
from receptionist.domain.spoken.folding import Piece, pieces
from receptionist.domain.spoken.numbers import number_at
from receptionist.domain.when.vocabulary import english, spanish

_MONTHS: Final = {
    lang: {word: classes["MONTH"] for word, classes in lexicon.items() if "MONTH" in classes}
    for lang, lexicon in (("en", english.LEXICON), ("es", spanish.LEXICON))
}
_OLDEST: Final = 120


def _year(value: int, today: date) -> int:
    if value >= 100:
        return value
    century = today.year // 100 * 100
    return century + value if century + value <= today.year else century - 100 + value


def _made(year: int, month: int, day: int, today: date) -> date | None:
    try:
        born = date(_year(year, today), month, day)
    except ValueError:
        return None
    return born if born <= today and today.year - born.year <= _OLDEST else None


def _numbers(parts: list[Piece], lang: str) -> list[int]:
    """List the numbers of a stretch, years put together: nineteen eighty five, two thousand four, oh three."""
    out: list[int] = []
    place = 0
    texts = [part.text for part in parts]
    while place < len(parts):
        part = parts[place]
        if part.kind == "ordinal":
            out.append(int(re.sub(r"\D", "", part.text)))
        elif part.kind in ("slash", "dashed", "iso"):
            out += [int(figure) for figure in re.findall(r"\d+", part.text)]
        elif part.kind == "word":
            ordinal = number_at(texts, place, lang)
            if ordinal is not None and ordinal[1]:
                out.append(ordinal[0])
                place += ordinal[2]
                continue
            place = _spoken(parts, place, lang, out)
            continue
        elif part.kind == "number":
            out.append(int(part.text[:8]))
        place += 1
    return out


def _spoken(parts: list[Piece], place: int, lang: str, out: list[int]) -> int:
    """Add the spoken numbers of a run, cut into days, months and years; return where it ends."""
    texts = [part.text for part in parts]
    run = runs(parts[place : place + 9], lang)[:1]
    if not run or run[0].start:
        return place + 1
    values: list[int] = []
    at = place
    while at < place + run[0].end:
        if texts[at] in ("oh", "o", "zero", "cero") and at + 1 < len(parts):
            behind = number_at(texts, at + 1, lang)
            values.append(behind[0] if behind else 0)
            at += 1 + (behind[2] if behind else 0)
            continue
        step = runs(parts[at : place + run[0].end], lang)
        spoken = number_at(texts, at, lang)
        scaled = texts[at + 1 : at + 2] in (["thousand"], ["mil"], ["hundred"]) or texts[at] == "mil"
        if scaled and step:
            year = int(step[0].text[:4])
            rest = number_at(texts, at + 2, lang) if year % 10 == 0 and at + 2 < len(texts) else None
            values.append(
                year + rest[0] if rest and rest[0] < 10 and texts[at + 1] in ("thousand", "mil") else year
            )
            break
        if spoken is None:
            at += 1
            continue
        values.append(spoken[0])
        at += spoken[2]
    if (
        len(values) > 1
        and values[-2] in (18, 19, 20)
        and values[-1] < 100
        and (len(values) != 3 or values[-2] > 12)
    ):
        century, years = values[-2:]
        if len(out) + len(values) - 2 >= 1 or len(values) > 2:
            values[-2:] = [century * 100 + years]
    out += values
    return place + run[0].end


def birth_date(text: str, today: date, *, lang: str = "en") -> date | None:
    """Read a date of birth that lies behind us; in Spanish 3/4 is the third of April."""
    lang = "es" if lang.startswith("es") else "en"
    parts = [part for part in pieces(text) if part.kind != "mark"]
    months = [
        (place, _MONTHS[lang][part.text]) for place, part in enumerate(parts) if part.text in _MONTHS[lang]
    ]
    if months:
        place, month = months[-1]
        numbers = _numbers(parts[max(place - 4, 0) : place], lang)[-1:] + _numbers(parts[place + 1 :], lang)
        if len(numbers) == 3 and numbers[0] <= 31:
            numbers = numbers if numbers[1] > 31 else numbers[1:]
        if len(numbers) < 2:
            return None
        return _made(numbers[1], month, numbers[0], today)
    numbers = _numbers(parts, lang)
    for first in range(len(numbers) - 2):
        a, b, c = numbers[first : first + 3]
        if a > 31:
            return _made(a, b, c, today)
        month, day = (b, a) if lang == "es" else (a, b)
        if month > 12:
            month, day = day, month
        born = _made(c, month, day, today)
        if born is not None:
            return born
    if len(numbers) == 1 and numbers[0] > 10**5:
        figures = f"{numbers[0]:08}" if numbers[0] > 10**6 else ""
        return _made(int(figures[4:]), int(figures[:2]), int(figures[2:4]), today) if figures else None
    return None
