"""Dates and times as people write them, in English and Spanish."""

import re
import unicodedata
from datetime import date
from typing import Final

from intake.domain.forms.findings import Fault

_MONTHS: Final = (
    ("jan", "ene"), ("feb",), ("mar",), ("apr", "abr"), ("may",), ("jun",),
    ("jul",), ("aug", "ago"), ("sep", "set"), ("oct",), ("nov",), ("dec", "dic"),
)  # fmt: skip
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WHOLE: Final = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "sept"),
        *("october", "november", "december", "enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "setiembre", "octubre", "noviembre", "diciembre"),
    }
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SHORT: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_BARE: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_WORDS: Final = frozenset({"of", "de", "del", "the", "el"})
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2})?\s*(a|p)?\.?\s*(?:m\.?)?")
_TIME_WORDS: Final = {"noon": "12:00", "mediodia": "12:00", "midnight": "00:00", "medianoche": "00:00"}


class Unread(ValueError):
    """What was typed is no date or time; carries why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_date(typed: str, *, today: date, day_first: bool = False) -> date:
    """Read a date: 2026-03-04, 3/4/2026, 03042026, March 4 2026, 4 de marzo de 2026, 4 mar 26.

    Numbers stand in the order month, day unless `day_first` says otherwise, or only the other is a date. A year of two
    digits is the last one that is at most ten years ahead.

    Raises:
        Unread
    """
    text = _plain(typed)
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return _date(year, month, day)
    found = _SHORT.fullmatch(text) or _BARE.fullmatch(text)
    if found:
        first, second, year = int(found[1]), int(found[2]), _year(found[3], today)
        month, day = (second, first) if day_first else (first, second)
        if month > 12 >= day:
            month, day = day, month
        return _date(year, month, day)
    return _in_words(text, today)


def _in_words(text: str, today: date) -> date:
    month = day = year = None
    for word in re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(st|nd|rd|th|o|a)\b", "", text)):
        if word.isdigit():
            if day is None and len(word) <= 2:
                day = int(word)
            elif year is None and len(word) in (2, 4):
                year = _year(word, today)
            else:
                raise Unread(Fault.NOT_DATE)
        elif word[:3] in _MONTH_OF and month is None and (len(word) == 3 or word in _WHOLE):
            month = _MONTH_OF[word[:3]]
        elif word not in _WORDS:
            raise Unread(Fault.NOT_DATE)
    if month is None or day is None or year is None:
        raise Unread(Fault.NOT_DATE)
    return _date(year, month, day)


def _year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    year += today.year // 100 * 100
    return year if year <= today.year + 10 else year - 100


def _date(year: int, month: int, day: int) -> date:
    if not 1850 <= year <= 2200:
        raise Unread(Fault.NO_SUCH_DAY)
    try:
        return date(year, month, day)
    except ValueError:
        raise Unread(Fault.NO_SUCH_DAY) from None


def read_time(typed: str) -> str:
    """Read a time of day as HH:MM: 3pm, 3:30 p. m., 15:30, 15h30, noon.

    Raises:
        Unread
    """
    text = _plain(typed)
    text = _TIME_WORDS.get(text, text)
    found = _TIME.fullmatch(text)
    if not found or (found[2] is None and found[3] is None):
        raise Unread(Fault.NOT_TIME)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise Unread(Fault.NOT_TIME)
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise Unread(Fault.NOT_TIME)
    return f"{hour:02d}:{minute:02d}"


def _plain(typed: str) -> str:
    folded = unicodedata.normalize("NFKD", typed.casefold())
    ascii_only = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(ascii_only.replace(",", " ").split()).replace("p. m", "p m").replace("a. m", "a m")
