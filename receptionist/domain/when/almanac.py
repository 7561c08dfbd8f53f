"""Arithmetic of days: weekdays, weeks, months, movable feasts."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

MO, TU, WE, TH, FR, SA, SU = range(7)


def next_weekday(day: date, weekday: int) -> date:
    """Return the next such weekday, never `day` itself."""
    return day + timedelta((weekday - day.weekday() - 1) % 7 + 1)


def weekday_before(day: date, weekday: int) -> date:
    """Return the last such weekday before `day`."""
    return day - timedelta((day.weekday() - weekday - 1) % 7 + 1)


def monday(day: date) -> date:
    """Return the Monday of the week `day` is in."""
    return day - timedelta(day.weekday())


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month, the last for -1; `None` when the month has no fifth."""
    if nth < 0:
        last = month_end(year, month)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found.month == month else None


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    shift = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - shift + 40) // 44
    return date(year, month, moon - shift + 28 - 31 * (month // 4))


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, nth) or date(year, month, 1)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


def _thanksgiving(days: int) -> Callable[[int], date]:
    return lambda year: (nth_weekday(year, 11, TH, 4) or date(year, 11, 22)) + timedelta(days)


def _election(year: int) -> date:
    return (nth_weekday(year, 11, MO, 1) or date(year, 11, 1)) + timedelta(1)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new_year": _on(1, 1),
    "epiphany": _on(1, 6),
    "king": _nth(1, MO, 3),
    "groundhog": _on(2, 2),
    "valentine": _on(2, 14),
    "presidents": _nth(2, MO, 3),
    "mardi_gras": _easter(-47),
    "ash_wednesday": _easter(-46),
    "patrick": _on(3, 17),
    "fools": _on(4, 1),
    "tax": _on(4, 15),
    "earth": _on(4, 22),
    "palm_sunday": _easter(-7),
    "maundy": _easter(-3),
    "good_friday": _easter(-2),
    "easter": _easter(0),
    "easter_monday": _easter(1),
    "cinco": _on(5, 5),
    "mother": _nth(5, SU, 2),
    "memorial": _nth(5, MO, -1),
    "flag": _on(6, 14),
    "juneteenth": _on(6, 19),
    "father": _nth(6, SU, 3),
    "independence": _on(7, 4),
    "labor": _nth(9, MO, 1),
    "columbus": _nth(10, MO, 2),
    "halloween": _on(10, 31),
    "all_saints": _on(11, 1),
    "dead": _on(11, 2),
    "election": _election,
    "veterans": _on(11, 11),
    "thanksgiving": _thanksgiving(0),
    "black_friday": _thanksgiving(1),
    "cyber_monday": _thanksgiving(4),
    "guadalupe": _on(12, 12),
    "christmas_eve": _on(12, 24),
    "christmas": _on(12, 25),
    "boxing": _on(12, 26),
    "new_year_eve": _on(12, 31),
}


def coming(holiday: str, today: date, year: int | None = None) -> date:
    """Return when a holiday next comes, today included."""
    rule = HOLIDAYS[holiday]
    if year is not None:
        return rule(year)
    this = rule(today.year)
    return this if this >= today else rule(today.year + 1)
