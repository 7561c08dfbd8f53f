"""The words of the calendar: read naively, they lead to the very minute at which it changes."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.domain.hours import Calendar, DayKind, Span, SpecialDay, Window
from accounts.domain.phrases import (
    Language,
    Manner,
    day_phrase,
    opening_phrase,
    opens_phrase,
    spans_phrase,
)
from tests.accounts.domain.test_hours import OFFICE, PLACES, is_open, spans_of, windows

EN, ES = Language.EN, Language.ES
MINUTE = timedelta(minutes=1)
WEEKDAYS = {
    EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ES: ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
TOMORROW = {EN: "tomorrow", ES: "mañana"}


def office(special: dict[date, SpecialDay] | None = None, weekly: tuple[Window, ...] = OFFICE) -> Calendar:
    return Calendar("America/Phoenix", weekly, special or {}, date(2026, 11, 1), date(2027, 11, 1))


def phoenix(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("America/Phoenix"))


def both(calendar: Calendar, now: datetime, manner: Manner = Manner.WRITTEN) -> tuple[str, str]:
    return (
        opening_phrase(calendar, now=now, language=EN, manner=manner),
        opening_phrase(calendar, now=now, language=ES, manner=manner),
    )


def test_today_tomorrow_a_weekday_and_a_date() -> None:
    closed = {
        day: SpecialDay(DayKind.CLOSURE, "Ana's operation")
        for day in (date(2026, 12, 21) + timedelta(days=n) for n in range(15))
    }
    calendar = office(closed)

    assert both(calendar, phoenix(23, 14, 30)) == ("Open until 17:00", "Abierto hasta las 17:00")
    assert both(calendar, phoenix(23, 12, 30)) == ("Closed until 13:00", "Cerrado hasta las 13:00")
    assert both(calendar, phoenix(23, 18)) == (
        "Closed until tomorrow 9:00",
        "Cerrado hasta mañana a las 9:00",
    )
    assert both(calendar, phoenix(20, 18)) == (
        "Closed until Monday 9:00",
        "Cerrado hasta el lunes a las 9:00",
    )
    assert both(calendar, phoenix(18, 18, month=12)) == (
        "Closed until Tuesday 5 January 9:00",
        "Cerrado hasta el martes 5 de enero a las 9:00",
    ), "and not a word of why: callers hear this"


def test_when_it_opens_again() -> None:
    calendar = office()

    def opens(now: datetime, manner: Manner = Manner.SPOKEN) -> tuple[str, str]:
        return (
            opens_phrase(calendar, now=now, language=EN, manner=manner),
            opens_phrase(calendar, now=now, language=ES, manner=manner),
        )

    assert opens(phoenix(23, 12, 30)) == ("today at 1 p.m.", "hoy a la 1 de la tarde")
    assert opens(phoenix(23, 18)) == ("tomorrow at 9 a.m.", "mañana a las 9 de la mañana")
    assert opens(phoenix(20, 18)) == ("on Monday at 9 a.m.", "el lunes a las 9 de la mañana")
    assert opens(phoenix(20, 18), Manner.WRITTEN) == ("on Monday 9:00", "el lunes a las 9:00")


def test_a_closure_of_half_a_year_names_the_year() -> None:
    closed = {
        date(2026, 11, 23) + timedelta(days=n): SpecialDay(DayKind.CLOSURE, "Sabbatical") for n in range(220)
    }

    assert both(office(closed), phoenix(23, 9)) == (
        "Closed until Thursday 1 July 2027 9:00",
        "Cerrado hasta el jueves 1 de julio de 2027 a las 9:00",
    )


def test_spoken() -> None:
    calendar = office()

    assert both(calendar, phoenix(23, 14), Manner.SPOKEN) == (
        "Open until 5 p.m.",
        "Abierto hasta las 5 de la tarde",
    )
    assert both(calendar, phoenix(23, 10), Manner.SPOKEN) == (
        "Open until noon",
        "Abierto hasta las 12 del mediodía",
    )
    assert both(calendar, phoenix(20, 18), Manner.SPOKEN) == (
        "Closed until Monday at 9 a.m.",
        "Cerrado hasta el lunes a las 9 de la mañana",
    )
    early = office(weekly=(Window(0, 30, 13 * 60 + 15),))
    assert both(early, phoenix(20, 18), Manner.SPOKEN) == (
        "Closed until Monday at 12:30 a.m.",
        "Cerrado hasta el lunes a las 12 y 30 de la noche",
    )
    assert both(early, phoenix(23, 9), Manner.SPOKEN) == (
        "Open until 1:15 p.m.",
        "Abierto hasta la 1 y 15 de la tarde",
    )


def test_past_midnight_and_midnight() -> None:
    bar = office(weekly=(Window(4, 21 * 60, 2 * 60), Window(5, 18 * 60, 1440)))

    assert both(bar, phoenix(27, 22)) == ("Open until 2:00", "Abierto hasta las 2:00")
    assert both(bar, phoenix(28, 1)) == ("Open until 2:00", "Abierto hasta las 2:00")
    assert both(bar, phoenix(28, 20)) == ("Open until midnight", "Abierto hasta la medianoche")
    late = office(weekly=(Window(1, 22 * 60, 8 * 60), Window(3, 60, 120)))
    assert both(late, phoenix(24, 23)) == ("Open until tomorrow 8:00", "Abierto hasta mañana a las 8:00")
    assert both(late, phoenix(25, 9)) == ("Closed until tomorrow 1:00", "Cerrado hasta mañana a la 1:00")


def test_always_and_never() -> None:
    assert both(office(weekly=tuple(Window(d, 0, 1440) for d in range(7))), phoenix(23, 3)) == (
        "Open around the clock",
        "Abierto las 24 horas",
    )
    assert both(office(weekly=()), phoenix(23, 3)) == ("Closed", "Cerrado")
    assert opens_phrase(office(weekly=()), now=phoenix(23, 3), language=EN) == ""


def test_a_day_for_the_house() -> None:
    calendar = office(
        {
            date(2026, 12, 24): SpecialDay(DayKind.HOLIDAY, "Christmas Eve", (Span(540, 720),)),
            date(2026, 12, 25): SpecialDay(DayKind.HOLIDAY, "Christmas Day"),
        }
    )

    assert day_phrase(calendar, date(2026, 12, 25), language=EN) == "Fri 25 Dec: closed, Christmas Day"
    assert day_phrase(calendar, date(2026, 12, 25), language=ES) == "vie 25 dic: cerrado, Christmas Day"
    assert day_phrase(calendar, date(2026, 12, 24), language=EN) == "Thu 24 Dec: 9:00–12:00, Christmas Eve"
    assert day_phrase(calendar, date(2026, 11, 23), language=EN) == "Mon 23 Nov: 9:00–12:00, 13:00–17:00"
    assert day_phrase(calendar, date(2026, 11, 22), language=EN) == "Sun 22 Nov: closed"
    assert spans_phrase((Span(0, 1440),), language=EN) == "open all day"
    assert spans_phrase((Span(1320, 120),), language=ES) == "22:00–2:00 (del día siguiente)"


def test_the_hour_that_comes_twice_and_the_one_that_never_does() -> None:
    weekly = (Window(6, 60, 90), Window(6, 150, 240))
    autumn = Calendar("America/New_York", weekly, {}, date(2026, 10, 31), date(2026, 11, 3))
    spring = Calendar("America/New_York", weekly, {}, date(2026, 3, 7), date(2026, 3, 10))
    in_first = datetime(2026, 11, 1, 5, 45, tzinfo=UTC)
    skipped = datetime(2026, 3, 8, 6, 45, tzinfo=UTC)

    assert both(autumn, in_first) == ("Closed until 1:00", "Cerrado hasta la 1:00"), "1:00 comes again"
    assert both(spring, skipped) == ("Closed until 3:00", "Cerrado hasta las 3:00"), "2:30 never comes"


def test_an_hour_after_midnight_that_comes_twice_before_closing_is_named_with_its_day() -> None:
    weekly = (Window(4, 0, 1440), Window(5, 0, 1))
    calendar = Calendar("America/New_York", weekly, {}, date(2026, 3, 5), date(2026, 3, 9))

    assert both(calendar, datetime(2026, 3, 6, 5, 0, tzinfo=UTC)) == (
        "Open until tomorrow 0:01",
        "Abierto hasta mañana a las 0:01",
    )
    assert both(calendar, datetime(2026, 3, 6, 5, 1, tzinfo=UTC))[0] == "Open until 0:01"


@pytest.mark.parametrize("language", [EN, ES])
@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PLACES), windows, st.integers(0, 2), st.integers(0, 4 * 1440 - 1))
def test_reading_the_words_leads_to_the_minute_of_the_change(
    language: Language, place: tuple[str, date], weekly: tuple[Window, ...], closed: int, after: int
) -> None:
    zone, changes_on = place
    first = changes_on - timedelta(days=2)
    special = {
        changes_on + timedelta(days=n): SpecialDay(DayKind.HOLIDAY, "Feast") for n in range(closed * 2)
    }
    calendar = Calendar(zone, weekly, special, first, first + timedelta(days=24))
    start = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    now = start + after * MINUTE
    spans = spans_of(calendar)

    def wall(instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    was_open = is_open(wall(now), spans)
    phrase = opening_phrase(calendar, now=now, language=language)
    assert phrase.startswith(("Open", "Abierto")) is was_open

    ticks = (now + n * MINUTE for n in range(1, 13 * 1440))
    change = next((tick for tick in ticks if is_open(wall(tick), spans) is not was_open), None)
    if change is None:
        assert phrase in {"Open around the clock", "Abierto las 24 horas", "Closed", "Cerrado"}
        return
    assert _read(phrase, now, wall, language) == change


def _read(
    phrase: str, now: datetime, wall: Callable[[datetime], datetime], language: Language
) -> datetime | None:
    """Go forward minute by minute until the wall clock shows what the words say."""
    said = re.search(r"(\d+):(\d\d)", phrase)
    hour, minute = (int(said[1]), int(said[2])) if said else (0, 0)
    weekday = next((n for n, name in enumerate(WEEKDAYS[language]) if name in phrase), None)
    dated = re.search(r"(?:day|es|do|go) (\d+) ", phrase)
    for count in range(1, 14 * 1440):
        tick = now + count * MINUTE
        seen = wall(tick)
        if (seen.hour, seen.minute) != (hour, minute):
            continue
        if TOMORROW[language] in phrase and (seen.date() - wall(now).date()).days != 1:
            continue
        if weekday is not None and seen.weekday() != weekday:
            continue
        if dated and seen.day != int(dated[1]):
            continue
        return tick
    return None
