"""A month as it hangs on the wall: its weeks, its neighbours, where it begins and ends on the clock of a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_WRITTEN: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
# Beyond these a calendar cannot be asked for the month before or after.
_FIRST_YEAR: Final = 1971
_LAST_YEAR: Final = 9000
_MONTHS: Final = 12
_WEEK: Final = 7


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    """A month of a year; written 2026-11."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def shifted(self, months: int) -> "YearMonth":
        """Give the month so many months later."""
        count = self.year * _MONTHS + self.month - 1 + months
        return YearMonth(count // _MONTHS, count % _MONTHS + 1)

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    def days(self) -> tuple[date, ...]:
        """List its days."""
        first, after = self.first_day, self.shifted(1).first_day
        return tuple(first + timedelta(days=day) for day in range((after - first).days))

    def weeks(self, *, first_weekday: int = 0) -> tuple[tuple[date | None, ...], ...]:
        """Lay its days out in weeks that begin on `first_weekday` (Monday is 0), None before and after."""
        before = (self.first_day.weekday() - first_weekday) % _WEEK
        cells: list[date | None] = [None] * before + list(self.days())
        cells += [None] * (-len(cells) % _WEEK)
        return tuple(tuple(cells[at : at + _WEEK]) for at in range(0, len(cells), _WEEK))

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Give its first instant and the first of the next month, in UTC, on the clock of `zone`."""
        return day_start(self.first_day, zone), day_start(self.shifted(1).first_day, zone)


def month_of(day: date) -> YearMonth:
    """Give the month of a day."""
    return YearMonth(day.year, day.month)


def read_month(text: str) -> YearMonth | None:
    """Read a month as it stands in an address; None when it is none."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    month = YearMonth(int(found[1]), int(found[2]))
    return month if _FIRST_YEAR <= month.year <= _LAST_YEAR and 1 <= month.month <= _MONTHS else None


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """Give the first instant of a day on the clock of `zone`, also where midnight does not exist."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
