"""When a recurrence rule holds, on a wall clock without an offset, worked out only where somebody looks."""

import calendar
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import count, product
from typing import Final

from scheduling.domain.ics.rules import FREQUENCIES, Rule

_UNITS: Final = {
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}


class BudgetSpent(Exception):
    """Working a rule out takes more steps than a calendar may cost."""


@dataclass(slots=True)
class Budget:
    """How many steps are left, shared by whatever is worked out with it."""

    left: int

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise BudgetSpent


def occurrences(
    rule: Rule,
    start: datetime,
    *,
    since: datetime,
    until: datetime,
    ended: datetime | None,
    budget: Budget,
) -> list[datetime]:
    """List the starts from `since` up to and with `until`; `ended` is the rule's UNTIL on this clock."""
    last = min(until, ended) if ended else until
    found: list[datetime] = []
    counted = 0
    for floor, starts in _periods(rule, start, since, last, budget):
        if floor > last:
            break
        for at in starts:
            if at < start:
                continue
            counted += 1
            if at > last or (rule.count and counted > rule.count):
                return found
            if at >= since:
                found.append(at)
    return found


def _periods(
    rule: Rule, start: datetime, since: datetime, last: datetime, budget: Budget
) -> Iterator[tuple[datetime, list[datetime]]]:
    """Go through the years, months, …, seconds of a rule; without a COUNT it begins where somebody looks."""
    times = _Times(rule, start)
    days = _Days(rule, start)
    first = 0 if rule.count else max(0, _index(rule, start, since) - 1)
    for number in count(first):
        try:
            floor = _floor(rule, start, number * rule.interval)
        except (OverflowError, ValueError):
            return
        if floor > last:
            return
        if rule.is_within_a_day:
            budget.spend(1)
            on = [floor.date()] if days.fits(floor.date()) else []
            clocks = times.within(floor)
        else:
            budget.spend(days.cost)
            on, clocks = days.of(floor.date()), times.whole
        budget.spend(len(on) * len(clocks))
        yield (
            floor,
            _chosen([datetime.combine(day, clock) for day in on for clock in clocks], rule.part("BYSETPOS")),
        )


def _chosen(starts: list[datetime], places: tuple[int, ...]) -> list[datetime]:
    if not places:
        return starts
    wanted = {place - 1 if place > 0 else len(starts) + place for place in places}
    return [at for place, at in enumerate(starts) if place in wanted]


def _index(rule: Rule, start: datetime, since: datetime) -> int:
    """Tell about which period of the rule `since` lies in."""
    if rule.freq == "YEARLY":
        gone = since.year - start.year
    elif rule.freq == "MONTHLY":
        gone = (since.year - start.year) * 12 + since.month - start.month
    elif rule.freq == "WEEKLY":
        gone = (since - start).days // 7
    else:
        gone = (since - start) // _UNITS.get(rule.freq, timedelta(days=1))
    return gone // rule.interval


def _floor(rule: Rule, start: datetime, steps: int) -> datetime:
    if rule.freq == "YEARLY":
        return datetime.combine(date(start.year + steps, 1, 1), time())
    if rule.freq == "MONTHLY":
        year, month = divmod(start.year * 12 + start.month - 1 + steps, 12)
        return datetime.combine(date(year, month + 1, 1), time())
    if rule.freq == "WEEKLY":
        days = 7 * steps - (start.weekday() - rule.week_starts) % 7
        return datetime.combine(start.date() + timedelta(days=days), time())
    if rule.freq == "DAILY":
        return datetime.combine(start.date() + timedelta(days=steps), time())
    kept = {"HOURLY": {"minute": 0, "second": 0}, "MINUTELY": {"second": 0}, "SECONDLY": {}}[rule.freq]
    return start.replace(**kept) + steps * _UNITS[rule.freq]  # type: ignore[arg-type]


class _Times:
    """This will tell at which times of a day, hour, minute or second a rule holds."""

    def __init__(self, rule: Rule, start: datetime) -> None:
        place = FREQUENCIES.index(rule.freq)
        # A 60th second is the leap second; no clock here has one.
        seconds = tuple(sorted({min(second, 59) for second in rule.part("BYSECOND")}))
        self._seconds = seconds or ((start.second,) if place > 0 else ())
        self._minutes = rule.part("BYMINUTE") or ((start.minute,) if place > 1 else ())
        self._hours = rule.part("BYHOUR") or ((start.hour,) if place > 2 else ())
        self.freq = rule.freq
        parts = (self._hours, self._minutes, self._seconds)
        self.whole = [time(*clock) for clock in product(*parts)] if not rule.is_within_a_day else []

    def within(self, floor: datetime) -> list[time]:
        """List those in one hour, minute or second."""
        if self._hours and floor.hour not in self._hours:
            return []
        minutes: tuple[int, ...] = self._minutes if self.freq == "HOURLY" else (floor.minute,)
        seconds: tuple[int, ...] = self._seconds if self.freq != "SECONDLY" else (floor.second,)
        if self.freq != "HOURLY" and self._minutes and floor.minute not in self._minutes:
            return []
        if self.freq == "SECONDLY" and self._seconds and floor.second not in self._seconds:
            return []
        return [time(floor.hour, minute, second) for minute, second in product(minutes, seconds)]


class _Days:
    """This will tell on which days of a year, month, week or day a rule holds."""

    def __init__(self, rule: Rule, start: datetime) -> None:
        self._freq, self._week_starts = rule.freq, rule.week_starts
        self._months, self._weeks = rule.part("BYMONTH"), rule.part("BYWEEKNO")
        self._year_days, self._month_days = rule.part("BYYEARDAY"), rule.part("BYMONTHDAY")
        self._days = rule.days
        is_open = not (self._weeks or self._year_days or self._month_days or self._days)
        if rule.freq == "YEARLY" and is_open:
            self._months, self._month_days = self._months or (start.month,), (start.day,)
        elif rule.freq == "MONTHLY" and is_open:
            self._month_days = (start.day,)
        elif (rule.freq == "WEEKLY" and is_open) or (
            rule.freq == "YEARLY" and self._weeks and not self._days
        ):
            self._days = self._days or ((0, start.weekday()),)
        self.cost = {"YEARLY": 60, "MONTHLY": 6, "WEEKLY": 2}.get(rule.freq, 1)

    def of(self, floor: date) -> list[date]:
        """List the days of one period."""
        length = 1
        if self._freq == "YEARLY":
            length = 365 + calendar.isleap(floor.year)
        elif self._freq == "MONTHLY":
            length = calendar.monthrange(floor.year, floor.month)[1]
        elif self._freq == "WEEKLY":
            length = 7
        length = min(length, date.max.toordinal() - floor.toordinal() + 1)
        return [day for day in (floor + timedelta(days=gone) for gone in range(length)) if self.fits(day)]

    def fits(self, day: date) -> bool:
        """Tell whether the rule holds on a day of its period."""
        if self._months and day.month not in self._months:
            return False
        if self._days and not any(self._is_the(number, weekday, day) for number, weekday in self._days):
            return False
        if self._month_days:
            backwards = day.day - calendar.monthrange(day.year, day.month)[1] - 1
            if day.day not in self._month_days and backwards not in self._month_days:
                return False
        if self._year_days:
            gone = day.timetuple().tm_yday
            if gone not in self._year_days and gone - 366 - calendar.isleap(day.year) not in self._year_days:
                return False
        return not self._weeks or self._is_in_weeks(day)

    def _is_the(self, number: int, weekday: int, day: date) -> bool:
        if day.weekday() != weekday:
            return False
        if not number or self._freq not in {"MONTHLY", "YEARLY"} or self._weeks:
            return True
        if self._freq == "MONTHLY" or self._months:
            gone, length = day.day, calendar.monthrange(day.year, day.month)[1]
        else:
            gone, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
        return number == ((gone - 1) // 7 + 1 if number > 0 else -((length - gone) // 7 + 1))

    def _is_in_weeks(self, day: date) -> bool:
        number, year = self._week(day)
        # The 28th of December is in the last week of its year, whatever day weeks begin on.
        most = self._week(date(year, 12, 28))[0]
        place = bisect_left(self._weeks, number)
        return (place < len(self._weeks) and self._weeks[place] == number) or number - most - 1 in self._weeks

    def _week(self, day: date) -> tuple[int, int]:
        """Tell a day's week and the year that has most of it."""
        gone = (day.weekday() - self._week_starts) % 7
        if not 2 < day.toordinal() - gone + 3 < date(MAXYEAR, 12, 31).toordinal():
            return 1, day.year
        middle = date.fromordinal(day.toordinal() - gone + 3)
        return (middle.timetuple().tm_yday - 1) // 7 + 1, middle.year
