"""What days and lapses mean."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Final

from receptionist.domain.when import almanac
from receptionist.domain.when.matching import Found
from receptionist.domain.when.things import DAY, MOMENT, TIME, UNITS, Clock, Context, Day, Lapse, ThisMonth

_FAR: Final = 270
_YEARS: Final = range(1900, 2200)


def one(
    first: date, last: date | None = None, *, others: tuple[Day, ...] = (), unsure: bool = False
) -> Found:
    """Name a day, or days up to `last`."""
    return Found(DAY, Day(first, last or first, others=others, unsure=unsure or bool(others)))


def lapse(unit: str, count: float, *, more: int = 0, unsure: bool = False) -> Found | None:
    """Name a length of time; halves are of hours, days, weeks and years only."""
    base = UNITS[unit]
    if not 0 < count <= 400:
        return None
    halved = count != int(count)
    if halved and base.days:
        return Found("DUR", Lapse(days=round(base.days * count), unsure=True))
    if halved and base.months == 1:
        return Found("DUR", Lapse(months=int(count), days=15, unsure=True))
    return Found(
        "DUR",
        Lapse(
            int(base.minutes * count),
            int(base.days * count),
            int(base.months * count),
            more * base.days + 30 * more * base.months,
            unsure,
        ),
    )


def after_lapse(context: Context, length: Lapse, day: Day | None = None, sign: int = 1) -> Found | None:
    """Name what lies a lapse after now or after a day."""
    if length.minutes:
        if day is not None:
            return None
        moment = context.now.astimezone(UTC) + timedelta(minutes=sign * length.minutes)
        return Found(MOMENT, moment.astimezone(context.now.tzinfo))
    start = day.first if day else context.today
    try:
        reached = length.later(start, sign)
        return one(
            reached, reached + timedelta(length.more), unsure=length.unsure or bool(day and day.unsure)
        )
    except (OverflowError, ValueError):
        return None


def within(context: Context, length: Lapse) -> Found | None:
    """Name the time from now until a lapse has passed."""
    if length.minutes:
        return None
    return one(context.today, length.later(context.today) + timedelta(length.more))


def day_of_month(context: Context, number: int) -> Found | None:
    """Name the next day of this number; on the day itself it may be today's or next month's."""
    if not 1 <= number <= 31:
        return None
    found: list[date] = []
    for months in range(4):
        first = almanac.add_months(context.today.replace(day=1), months)
        if number <= almanac.month_end(first.year, first.month).day:
            day = first.replace(day=number)
            if day >= context.today:
                found.append(day)
    others = (Day(found[1], found[1], spelled=True),) if found[0] == context.today else ()
    return Found(DAY, Day(found[0], found[0], others=others, unsure=bool(others), spelled=True))


def month_day(context: Context, month: int, number: int, year: int | None = None) -> Found | None:
    """Name a day of a named month, the next one unless the year was said."""
    if year is not None and year < 100:
        year += 2000
    if year is not None and year not in _YEARS:
        return None
    try:
        day = date(year or context.today.year, month, number)
        if year is None and day < context.today:
            passed, day = day, day.replace(year=day.year + 1)
            # A day just behind us was perhaps meant as it was.
            far = (day - context.today).days > _FAR
            return Found(
                DAY, Day(day, day, spelled=True, unsure=far, others=(Day(passed, passed),) if far else ())
            )
    except ValueError:
        return None
    return Found(DAY, Day(day, day, spelled=True))


def numeric(context: Context, text: str) -> Found | None:
    """Name a date in figures: 3/4, 3/4/26, 2026-03-04."""
    parts = [int(part) for part in text.replace("/", "-").split("-")]
    if parts[0] > 31:
        return month_day(context, parts[1], parts[2], parts[0])
    month, day = (parts[1], parts[0]) if context.day_first else (parts[0], parts[1])
    if month > 12:
        month, day = day, month
    return month_day(context, month, day, parts[2] if len(parts) > 2 else None)


def weekday(context: Context, number: int) -> Found:
    """Name the next such weekday."""
    day = almanac.next_weekday(context.today, number)
    return Found(DAY, Day(day, day, weekday=number))


def next_week_or_this(context: Context, number: int) -> Found:
    """Name "next Friday": a week on when a Friday is still to come this week, and then either may be meant."""
    day = almanac.next_weekday(context.today, number)
    if almanac.monday(day) != almanac.monday(context.today):
        return one(day)
    return one(day + timedelta(7), others=(Day(day, day),))


def coming_or_next_week(context: Context, number: int) -> Found:
    """Name "el viernes que viene": the coming one, though some mean the one of next week."""
    day = almanac.next_weekday(context.today, number)
    if almanac.monday(day) != almanac.monday(context.today):
        return one(day)
    return one(day, others=(Day(day + timedelta(7), day + timedelta(7)),))


def week_on(context: Context, number: int, weeks: int = 1) -> Found:
    """Name the weekday some weeks after the next one."""
    return one(almanac.next_weekday(context.today, number) + timedelta(7 * weeks))


def in_week(first: date, number: int) -> Found:
    """Name a weekday of the week that begins on `first`."""
    return one(first + timedelta(number))


def weekday_near(day: Day, number: int, sign: int) -> Found:
    """Name the weekday before or after a day."""
    if sign > 0:
        return one(almanac.next_weekday(day.last, number), unsure=day.unsure)
    return one(almanac.weekday_before(day.first, number), unsure=day.unsure)


def nth_weekday(context: Context, nth: int, number: int, month: tuple[int, int]) -> Found | None:
    """Name the nth weekday of a month; of a month of this year that has passed, the one of next year."""
    day = almanac.nth_weekday(month[0], month[1], number, nth)
    if day is not None and day < context.today:
        # "The first Tuesday of the month", said in the middle of it, is the next month's.
        year, following = month_on(context, 1) if isinstance(month, ThisMonth) else (month[0] + 1, month[1])
        day = almanac.nth_weekday(year, following, number, nth)
    return None if day is None else one(day)


def month_of(context: Context, month: int) -> tuple[int, int]:
    """Return the year and month of the next such month, this one included."""
    return context.today.year + (month < context.today.month), month


def this_month(context: Context) -> ThisMonth:
    """Return "the month": the one we are in."""
    return ThisMonth(month_on(context, 0))


def before_time(length: Lapse, clock: Clock, sign: int) -> Found | None:
    """Name a time some minutes before or after another."""
    minutes = clock.settled(None) + sign * length.minutes
    if not length.minutes or not 0 <= minutes < 1440:
        return None
    return Found(TIME, Clock(minutes, fixed=True))


def month_on(context: Context, months: int) -> tuple[int, int]:
    """Return the year and month some months on."""
    day = almanac.add_months(context.today.replace(day=1), months)
    return day.year, day.month


def part_of_month(context: Context, month: tuple[int, int], which: str) -> Found:
    """Name the beginning, the middle, the end, the last day, or the whole of a month, as far as it is still to come."""
    year, number = month
    last = almanac.month_end(year, number)
    first = date(year, number, 1)
    if which == "end":
        return one(last, others=(Day(last - timedelta(6), last),))
    if which == "last":
        return one(last)
    spans = {"start": (1, 10), "mid": (10, 20), "late": (21, last.day), "whole": (1, last.day)}
    low, high = spans[which]
    begins, ends = first.replace(day=low), first.replace(day=high)
    return one(max(begins, context.today) if ends >= context.today else begins, ends)


def part_of_week(context: Context, first: date, which: str) -> Found:
    """Name the beginning, the middle, the end or the whole of a week, as far as it is still to come."""
    low, high = {"start": (0, 1), "mid": (2, 2), "end": (3, 4), "friday": (4, 4), "whole": (0, 6)}[which]
    begins, ends = first + timedelta(low), first + timedelta(high)
    return one(max(begins, context.today) if ends >= context.today else begins, ends)


def weekend(context: Context, weeks: int = 0) -> Found:
    """Name the weekend, or one some weeks on."""
    saturday = almanac.monday(context.today) + timedelta(5)
    first = saturday + timedelta(7 * weeks)
    day = Day(first, first + timedelta(1))
    if weeks == 1:
        near = Day(saturday, saturday + timedelta(1))
        return Found(DAY, replace(day, others=(near,), unsure=True))
    return Found(DAY, day)


def holiday_weekend(day: Day) -> Found:
    """Name the weekend a holiday lengthens."""
    number = day.first.weekday()
    saturday = almanac.monday(day.first) + timedelta(-2 if number < almanac.WE else 5)
    sunday = saturday + timedelta(1)
    return one(min(saturday, day.first), max(sunday, day.first))


def days_to(first: Day, last: Day) -> Found | None:
    """Name the days from one to another."""
    ends = last.last
    if last.weekday is not None and ends < first.first:
        ends = almanac.next_weekday(first.first, last.weekday)
    if ends < first.first and last.spelled:
        ends = almanac.add_months(ends, 1)
    if ends < first.first:
        return None
    if last.weekday is not None and first.weekday is not None:
        ends = first.first + timedelta((last.weekday - first.weekday) % 7)
    return one(first.first, ends, unsure=first.unsure or last.unsure)


def to_number(first: Day, number: int) -> Found | None:
    """Name the days from a day of a month to a number of that month."""
    if not first.spelled or number > 31:
        return None
    try:
        return days_to(
            first, Day(first.first.replace(day=number), first.first.replace(day=number), spelled=True)
        )
    except ValueError:
        return None
