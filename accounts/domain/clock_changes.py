"""When a zone's clock changes, in whole microseconds since 1970 (ticks)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
TICK: Final = timedelta(microseconds=1)
SECOND: Final = 1_000_000
_DAY: Final = 24 * 60 * 60 * SECOND


def instant_of(ticks: int) -> datetime:
    """Turn microseconds back into an instant."""
    return EPOCH + timedelta(microseconds=ticks)


@lru_cache(maxsize=64)
def offsets(zone: ZoneInfo, first: int, end: int) -> tuple[tuple[int, int, int], ...]:
    """Remember the stretches of one offset: on one day every calendar of a zone asks for the same."""
    return tuple(_offset_spans(zone, first, end))


def _offset_spans(zone: ZoneInfo, first: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Split a stretch of time where the zone's offset from UTC changes; zones change it to the second."""
    start, ahead = first, first
    while ahead < end:
        before, ahead = ahead, min(ahead + _DAY, end)
        if _offset(zone, before) == _offset(zone, ahead):
            continue
        low, high = before // SECOND, ahead // SECOND
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (
                (middle, high) if _offset(zone, middle * SECOND) == _offset(zone, before) else (low, middle)
            )
        yield start, high * SECOND, _offset(zone, before)
        start = high * SECOND
    if start < end:
        yield start, end, _offset(zone, start)


def _offset(zone: ZoneInfo, ticks: int) -> int:
    """Give how far the zone's clock is ahead of UTC."""
    local = instant_of(ticks).astimezone(zone)
    return (local.replace(tzinfo=UTC) - instant_of(ticks)) // TICK
