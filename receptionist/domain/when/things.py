"""What phrases of time are made of: days, times of day, lapses, and what they are read against."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from receptionist.domain.when import almanac

DAY, TIME, PART, BOUND, BETWEEN, MOMENT, DAYS, LIMIT = (
    "DAY", "TIME", "PART", "BOUND", "BETWEEN", "MOMENT", "DAYS", "LIMIT",
)  # fmt: skip


class Figure(int):
    """A number written in figures."""


class ThisMonth(tuple[int, int]):
    """The year and month we are in, called "the month"."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is read against: the local moment, when the house opens and closes, the order of 3/4."""

    now: datetime
    opens: int
    closes: int
    day_first: bool

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Day:
    """Days `first` to `last`; `others` are what else the words could mean, `weekday` is set when only that was said."""

    first: date
    last: date
    weekday: int | None = None
    others: tuple["Day", ...] = ()
    unsure: bool = False
    spelled: bool = False  # a day of the month was said

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes; not `fixed` when nobody said whether before or after noon."""

    minutes: int
    fixed: bool = False
    others: tuple["Clock", ...] = ()

    def settled(self, part: tuple[int, int] | None) -> int:
        """Return the minutes meant, given the part of the day spoken of."""
        if self.fixed:
            return self.minutes
        hour, minute = divmod(self.minutes, 60)
        hour %= 12
        if part is not None:
            low, high = part
            late = (hour + 12) * 60 + minute
            early = hour * 60 + minute
            if high <= 720:
                return early
            return late if low >= 720 or low <= late < high else early
        return (hour + 12 if hour < 7 else hour) * 60 + minute


@dataclass(frozen=True, slots=True)
class Lapse:
    """How long: minutes, days or months; `more` days is how far a vague one reaches, `alike` what else it may mean."""

    minutes: int = 0
    days: int = 0
    months: int = 0
    more: int = 0
    unsure: bool = False

    def later(self, day: date, sign: int = 1) -> date:
        """Return the day this long after `day`, or before."""
        return almanac.add_months(day, sign * self.months) + timedelta(sign * self.days)


UNITS: Final[dict[str, Lapse]] = {
    "minute": Lapse(minutes=1), "hour": Lapse(minutes=60), "day": Lapse(days=1), "week": Lapse(days=7),
    "fortnight": Lapse(days=14), "month": Lapse(months=1), "year": Lapse(months=12),
}  # fmt: skip
