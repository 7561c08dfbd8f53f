"""Recurrence rules (RFC 5545 §3.3.10) as they are written."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from scheduling.domain.ics.values import ValueUnreadable, Written, read_moment

_WEEKDAYS: Final = {name: place for place, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
FREQUENCIES: Final = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RANGES: Final = {
    "BYMONTH": (1, 12),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYMONTHDAY": (-31, 31),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
    "BYSETPOS": (-366, 366),
}
_DAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LARGEST: Final = 100_000


class RuleUnreadable(ValueError):
    """A rule is not written as RFC 5545 wants it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE; empty parts are taken from the start, as RFC 5545 says."""

    freq: str
    interval: int = 1
    count: int = 0
    until: Written | None = None
    week_starts: int = 0
    days: tuple[tuple[int, int], ...] = ()
    by: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def is_within_a_day(self) -> bool:
        """Tell whether it repeats several times a day by its frequency."""
        return self.freq in FREQUENCIES[:3]

    def part(self, name: str) -> tuple[int, ...]:
        """List the numbers of a BY part."""
        return next((numbers for known, numbers in self.by if known == name), ())

    def until_wall(self, offset: timedelta) -> datetime | None:
        """Tell the last wall time it may have on a clock of that offset."""
        if self.until is None:
            return None
        return self.until.wall + offset if self.until.is_utc else end_of(self.until)


def end_of(until: Written) -> datetime:
    """Read an UNTIL that is a date as the whole of that day."""
    return until.wall + timedelta(days=1, seconds=-1) if until.is_date else until.wall


def read_rule(value: str) -> Rule:
    """Read an RRULE's value."""
    parts = dict(part.split("=", 1) for part in value.upper().replace(" ", "").split(";") if "=" in part)
    freq = parts.get("FREQ", "")
    if (
        freq not in FREQUENCIES
        or parts.get("SKIP", "OMIT") != "OMIT"
        or parts.get("RSCALE", "GREGORIAN") != "GREGORIAN"
    ):
        raise RuleUnreadable(value)
    try:
        until = read_moment(parts["UNTIL"]) if parts.get("UNTIL") else None
        return Rule(
            freq,
            interval=min(max(int(parts.get("INTERVAL") or 1), 1), _LARGEST),
            # Some programs write a count of 0 or below for "for ever".
            count=max(int(parts.get("COUNT") or 0), 0),
            until=until,
            week_starts=_WEEKDAYS[parts.get("WKST", "MO")],
            days=tuple(_read_day(day) for day in parts["BYDAY"].split(",")) if parts.get("BYDAY") else (),
            by=tuple(
                (name, _read_numbers(parts[name], *_RANGES[name])) for name in _RANGES if parts.get(name)
            ),
        )
    except (ValueError, KeyError, ValueUnreadable) as error:
        raise RuleUnreadable(value) from error


def _read_day(written: str) -> tuple[int, int]:
    found = _DAY.fullmatch(written)
    if found is None or abs(int(found[1] or 0)) > 53:
        raise RuleUnreadable(written)
    return int(found[1] or 0), _WEEKDAYS[found[2]]


def _read_numbers(written: str, least: int, most: int) -> tuple[int, ...]:
    numbers = {int(part) for part in written.split(",") if part}
    if any(not least <= number <= most or (number == 0 and least < 0) for number in numbers):
        raise RuleUnreadable(written)
    return tuple(sorted(numbers))
