"""What a business calendar says in words: "Closed until Monday 9:00", in both languages.

Greetings, texts and pages all ask here, so that a caller hears what a page shows. The words are not in the
catalogue of the screens: they are said in the language of a line, whoever is logged in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar, Span

_WEEK: Final = 7
_YEAR_IS_SAID_AFTER: Final = 180
# A closing time in the small hours belongs to the evening before it: nobody says "open until tomorrow 2:00".
_SMALL_HOURS: Final = 6
_NOON: Final = 12
_EVENING: Final = 20
_DAY_MINUTES: Final = 1440


class Language(StrEnum):
    """The languages a business answers in."""

    EN = "en"
    ES = "es"


class Manner(StrEnum):
    """Written with the 24-hour clock, as on a page or in a text, or spoken by a voice."""

    WRITTEN = "WRITTEN"
    SPOKEN = "SPOKEN"


@dataclass(frozen=True, slots=True)
class _Words:
    open_until: str
    closed_until: str
    always_open: str
    never_open: str
    midnight: str
    today: str
    on: str
    tomorrow: str
    on_weekday: str
    on_date: str
    closed: str
    all_day: str
    next_day: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    at: Mapping[Manner, str]
    clock: Callable[[time, Manner], str]


def opening_phrase(
    calendar: Calendar, *, now: datetime, language: Language, manner: Manner = Manner.WRITTEN
) -> str:
    """Say whether the place is open and until when, as a sentence without its full stop.

    Why it is closed is not said: an owner's label of a closure is not meant for callers.
    """
    words = _WORDS[language]
    if calendar.open_at(now):
        closes = calendar.next_close(now)
        if closes is None:
            return words.always_open
        return words.open_until.format(_when(calendar, closes, now, words, manner, closing=True))
    opens = calendar.next_open(now)
    if opens is None:
        return words.never_open
    return words.closed_until.format(_when(calendar, opens, now, words, manner))


def opens_phrase(
    calendar: Calendar, *, now: datetime, language: Language, manner: Manner = Manner.WRITTEN
) -> str:
    """Say when the place opens next, as after "open again": "today 9:00", "on Monday 9:00"; "" when it never does."""
    opens = calendar.next_open(now)
    if opens is None:
        return ""
    words, when = _WORDS[language], _when(calendar, opens, now, _WORDS[language], manner)
    days = _days_until(calendar, opens, now)
    if days == 0:
        return words.today.format(at=f"{words.at[manner]}{when}")
    return when if days == 1 else words.on.format(when)


def day_phrase(calendar: Calendar, day: date, *, language: Language) -> str:
    """Say what a day is like, like "Fri 25 Dec: closed, Christmas Day"; for the house's own eyes."""
    special = calendar.special_days.get(day)
    label = f", {special.label}" if special and special.label else ""
    words = _WORDS[language]
    name = f"{words.weekdays[day.weekday()][:3]} {day.day} {words.months[day.month - 1][:3]}"
    return f"{name}: {spans_phrase(calendar.spans_on(day), language=language)}{label}"


def spans_phrase(spans: tuple[Span, ...], *, language: Language) -> str:
    """Say the hours of a day, like "9:00–12:00, 13:00–17:00", or that it is closed."""
    words = _WORDS[language]
    return ", ".join(_span(span, words) for span in spans) or words.closed


def _span(span: Span, words: _Words) -> str:
    if span.closes_minute == _DAY_MINUTES and span.opens_minute == 0:
        return words.all_day
    later = f" {words.next_day}" if span.closes_minute <= span.opens_minute else ""
    return f"{_minute(span.opens_minute)}–{_minute(span.closes_minute)}{later}"


def _minute(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _when(
    calendar: Calendar,
    instant: datetime,
    now: datetime,
    words: _Words,
    manner: Manner,
    *,
    closing: bool = False,
) -> str:
    local = instant.astimezone(ZoneInfo(calendar.time_zone))
    days = _days_until(calendar, instant, now)
    clock = words.clock(local.time(), manner)
    at = f"{words.at[manner]}{clock}"
    if days == 1 and closing and local.time() == time():
        return words.midnight
    # A clock that shows this hour once more today would send the reader to the wrong one.
    is_tonight = local.hour < _SMALL_HOURS and local.time() <= now.astimezone(local.tzinfo).time()
    if days == 0 or (days == 1 and closing and is_tonight):
        return clock
    if days == 1:
        return words.tomorrow.format(at=at)
    parts = {
        "at": at,
        "weekday": words.weekdays[local.weekday()],
        "month": words.months[local.month - 1],
        "day": local.day,
        "year": "",
    }
    if days < _WEEK:
        return words.on_weekday.format(**parts)
    if days > _YEAR_IS_SAID_AFTER:
        parts["year"] = f" {local.year}" if words is _ENGLISH else f" de {local.year}"
    return words.on_date.format(**parts)


def _days_until(calendar: Calendar, instant: datetime, now: datetime) -> int:
    zone = ZoneInfo(calendar.time_zone)
    return (instant.astimezone(zone).date() - now.astimezone(zone).date()).days


def _english_clock(at: time, manner: Manner) -> str:
    if manner is Manner.WRITTEN:
        return f"{at.hour}:{at.minute:02d}"
    if at in (time(), time(_NOON)):
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes} {'a.m.' if at.hour < _NOON else 'p.m.'}"


def _spanish_clock(at: time, manner: Manner) -> str:
    if manner is Manner.WRITTEN:
        return f"{'la' if at.hour == 1 else 'las'} {at.hour}:{at.minute:02d}"
    hour = (at.hour - 1) % 12 + 1
    minutes = f" y {at.minute}" if at.minute else ""
    return f"{'la' if hour == 1 else 'las'} {hour}{minutes} {_part_of_day(at.hour)}"


def _part_of_day(hour: int) -> str:
    if hour == _NOON:
        return "del mediodía"
    if 0 < hour < _NOON:
        return "de la mañana"
    return "de la tarde" if _NOON < hour < _EVENING else "de la noche"


_ENGLISH: Final = _Words(
    open_until="Open until {}",
    closed_until="Closed until {}",
    always_open="Open around the clock",
    never_open="Closed",
    midnight="midnight",
    today="today {at}",
    on="on {}",
    tomorrow="tomorrow {at}",
    on_weekday="{weekday} {at}",
    on_date="{weekday} {day} {month}{year} {at}",
    closed="closed",
    all_day="open all day",
    next_day="(next day)",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
    at={Manner.WRITTEN: "", Manner.SPOKEN: "at "},
    clock=_english_clock,
)  # fmt: skip
_SPANISH: Final = _Words(
    open_until="Abierto hasta {}",
    closed_until="Cerrado hasta {}",
    always_open="Abierto las 24 horas",
    never_open="Cerrado",
    midnight="la medianoche",
    today="hoy {at}",
    on="{}",
    tomorrow="mañana {at}",
    on_weekday="el {weekday} {at}",
    on_date="el {weekday} {day} de {month}{year} {at}",
    closed="cerrado",
    all_day="abierto todo el día",
    next_day="(del día siguiente)",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ),
    at={Manner.WRITTEN: "a ", Manner.SPOKEN: "a "},
    clock=_spanish_clock,
)  # fmt: skip
_WORDS: Final[Mapping[Language, _Words]] = MappingProxyType({Language.EN: _ENGLISH, Language.ES: _SPANISH})
