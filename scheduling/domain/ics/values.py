"""Dates, times, durations, periods and offsets as calendar files write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from scheduling.domain.ics.lines import Property

_DATE: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_TIME: Final = re.compile(r"[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z)?", re.IGNORECASE)
_DURATION: Final = re.compile(
    r"([+-])?P(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"([+-])(\d\d):?(\d\d):?(\d\d)?")
_MOST_DATES: Final = 5_000


class ValueUnreadable(ValueError):
    """A value is not written as RFC 5545 wants it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date or time as it stands in the file; `zone` is its TZID, empty where it floats."""

    wall: datetime
    is_date: bool = False
    is_utc: bool = False
    zone: str = ""
    # Of a period only: where it ends, on the same clock, or how long it is.
    end: "Written | timedelta | None" = None


def read_dates(found: Property) -> list[Written]:
    """Read a property of dates, times or periods; commas part them."""
    parts = [part.strip() for part in found.value.split(",") if part.strip()]
    return [_read(part, found) for part in parts[:_MOST_DATES]]


def read_date(found: Property) -> Written:
    """Read a property of one date or time."""
    dates = read_dates(found)
    if not dates:
        raise ValueUnreadable(found.value)
    return dates[0]


def read_duration(value: str) -> timedelta:
    """Read a DURATION, which may be negative."""
    found = _DURATION.fullmatch(value.strip())
    if found is None or not any(found.groups()[1:]):
        raise ValueUnreadable(value)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        whole = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as error:
        raise ValueUnreadable(value) from error
    return -whole if found[1] == "-" else whole


def read_offset(value: str) -> timedelta:
    """Read a UTC-OFFSET such as -0500."""
    found = _OFFSET.fullmatch(value.strip())
    if found is None:
        raise ValueUnreadable(value)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if offset >= timedelta(days=1):
        raise ValueUnreadable(value)
    return -offset if found[1] == "-" else offset


def read_moment(text: str, zone: str = "") -> Written:
    """Read one date or time."""
    day = _DATE.match(text)
    if day is None:
        raise ValueUnreadable(text)
    try:
        on = date(int(day[1]), int(day[2]), int(day[3]))
        if day.end() == len(text):
            return Written(datetime.combine(on, time()), is_date=True)
        clock = _TIME.fullmatch(text, day.end())
        if clock is None:
            raise ValueUnreadable(text)
        # A leap second is the last one of its minute, 24:00 the beginning of the next day.
        hour, minute, second = int(clock[1]), int(clock[2]), min(int(clock[3] or 0), 59)
        is_next = (hour, minute, second) == (24, 0, 0)
        wall = datetime.combine(on, time(0 if is_next else hour, minute, second))
        wall += timedelta(days=is_next)
    except (ValueError, OverflowError) as error:
        raise ValueUnreadable(text) from error
    if clock[4]:
        return Written(wall, is_utc=True)
    return Written(wall, zone=zone)


def _read(part: str, found: Property) -> Written:
    zone = found.parameters.get("TZID", "").strip()
    begin, slash, end = part.partition("/")
    start = read_moment(begin, zone)
    if not slash:
        return start
    until = read_duration(end) if "P" in end.upper() else read_moment(end, zone)
    return Written(start.wall, start.is_date, start.is_utc, start.zone, until)
