"""The wall clock of a zone in whole minutes: where its offset holds, and the local dates of instants."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from scheduling.domain.slots.model import DAY

BLOCK: Final = 30 * DAY
_PROBE: Final = 6 * 60
_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()
# Beyond these years a datetime cannot be moved to every zone.
_FIRST: Final = int(datetime(1, 1, 3, tzinfo=UTC).timestamp()) // 60
_LAST: Final = int(datetime(9999, 12, 29, tzinfo=UTC).timestamp()) // 60

# From, up to, and how many minutes the clock is ahead of UTC meanwhile.
Segment = tuple[int, int, int]


def minute_of(instant: datetime) -> int:
    """Give the whole minute in which an instant lies."""
    return int(instant.timestamp() // 60)


def instant_of(minute: int) -> datetime:
    """Give a minute as an instant."""
    return datetime.fromtimestamp(minute * 60, UTC)


def segments(zone: str, start: int, end: int) -> list[Segment]:
    """Split a stretch of time where the zone's clock is set."""
    found: list[Segment] = []
    for number in range(start // BLOCK, -(-end // BLOCK)):
        for since, until, offset in _segments(zone, number):
            low, high = max(since, start), min(until, end)
            if low >= high:
                continue
            if found and found[-1][2] == offset:
                found[-1] = (found[-1][0], high, offset)
            else:
                found.append((low, high, offset))
    return found


def offset_at(zone: str, minute: int) -> int:
    """Give how many minutes the clock is ahead of UTC.

    An offset with seconds is rounded down: at a whole minute of UTC the clock shows that minute and some seconds.
    """
    return next(offset for low, high, offset in _segments(zone, minute // BLOCK) if low <= minute < high)


def ordinals(zone: str, minutes: Sequence[int]) -> list[int]:
    """Give the local dates of instants in order, as ordinals."""
    if not minutes:
        return []
    parts = iter(segments(zone, minutes[0], minutes[-1] + 1))
    _, high, offset = next(parts)
    found = []
    for minute in minutes:
        while minute >= high:
            _, high, offset = next(parts)
        found.append(ordinal_of_wall(minute + offset))
    return found


def ordinal_at(zone: str, minute: int) -> int:
    """Give the local date of one instant, as an ordinal."""
    return ordinal_of_wall(minute + offset_at(zone, minute))


def date_at(zone: str, minute: int) -> date:
    """Give the local date of one instant."""
    return date.fromordinal(min(max(ordinal_at(zone, minute), 1), date.max.toordinal()))


def wall_midnight(ordinal: int) -> int:
    """Give the midnight at which a date begins on the wall clock, in minutes of the wall clock."""
    return (ordinal - _EPOCH_ORDINAL) * DAY


def ordinal_of_wall(wall: int) -> int:
    """Give the date that a minute of the wall clock lies on."""
    return wall // DAY + _EPOCH_ORDINAL


def day_runs(zone: str, day: date) -> list[tuple[int, int]]:
    """Find when the clock shows a date: one run, two where it comes back after midnight, none where it is skipped."""
    opens = wall_midnight(day.toordinal())
    around = segments(zone, opens - 2 * DAY, opens + 3 * DAY)
    return list(on_the_clock([(opens, opens + DAY)], around))


def on_the_clock(wall: Iterable[tuple[int, int]], parts: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Find the instants at which the wall clock shows one of these minutes, part by part."""
    wall = list(wall)
    for low, high, offset in parts:
        for opens, closes in wall:
            start, end = max(opens - offset, low), min(closes - offset, high)
            if start < end:
                yield start, end


@lru_cache(maxsize=8192)
def _segments(zone: str, number: int) -> tuple[Segment, ...]:
    clock = ZoneInfo(zone)
    start, end = number * BLOCK, (number + 1) * BLOCK
    found: list[Segment] = []
    since, at, offset = start, start, _offset(clock, start)
    while at < end:
        ahead = min(at + _PROBE, end)
        while offset != _offset(clock, ahead):
            low, high = at, ahead
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(clock, middle) == offset else (low, middle)
            if high >= end:
                break
            found.append((since, high, offset))
            since, at, offset = high, high, _offset(clock, high)
        at = ahead
    found.append((since, end, offset))
    return tuple(found)


def _offset(clock: ZoneInfo, minute: int) -> int:
    there = datetime.fromtimestamp(min(max(minute, _FIRST), _LAST) * 60, clock)
    offset = there.utcoffset()
    if offset is None:
        raise ValueError(f"{clock} has no clock.")
    return int(offset.total_seconds() // 60)
