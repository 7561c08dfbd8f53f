"""When a schedule is open: its wall-clock windows as runs of instants, kept by block of thirty days."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from scheduling.domain.slots import clock, runs
from scheduling.domain.slots.model import DAY, DaySpan, Run, Schedule


def open_runs(schedule: Schedule, start: int, end: int) -> list[Run]:
    """List the runs in which a schedule is open, from `start` up to `end`."""
    found: list[Run] = []
    for number in range(start // clock.BLOCK, -(-end // clock.BLOCK)):
        block = _open_in_block(schedule, number)
        if found and block and block[0][0] == found[-1][1]:
            found[-1] = (found[-1][0], block[0][1])
            found.extend(block[1:])
        else:
            found.extend(block)
    if found and (found[0][0] < start or found[-1][1] > end):
        return runs.clip(found, start, end)
    return found


@lru_cache(maxsize=4096)
def _open_in_block(schedule: Schedule, number: int) -> tuple[Run, ...]:
    start, end = number * clock.BLOCK, (number + 1) * clock.BLOCK
    overrides: dict[int, tuple[DaySpan, ...]] = {}
    for override in schedule.overrides:
        day = override.on.toordinal()
        overrides[day] = overrides.get(day, ()) + override.spans
    weekly: dict[int, list[DaySpan]] = {weekday: [] for weekday in range(7)}
    for window in schedule.weekly:
        weekly[window.weekday].append(DaySpan(window.starts, window.ends))
    found: list[Run] = []
    for zone in dict.fromkeys((schedule.timezone, *(travel.timezone for travel in schedule.travel))):
        parts = clock.segments(zone, start, end)
        wall = runs.merge(_wall(schedule, zone, parts, weekly, overrides))
        found += clock.on_the_clock(wall, parts)
    return tuple(runs.merge(found))


def _wall(
    schedule: Schedule,
    zone: str,
    parts: list[clock.Segment],
    weekly: Mapping[int, list[DaySpan]],
    overrides: Mapping[int, tuple[DaySpan, ...]],
) -> Iterator[Run]:
    """List the windows of the days that are read in `zone`, in minutes of its wall clock, days closed left out."""
    every = [span for spans in (*weekly.values(), *overrides.values()) for span in spans]
    reach = max((span.ends for span in every), default=0) // DAY
    first = min(low + offset for low, _, offset in parts)
    last = max(high + offset for _, high, offset in parts)
    closed = {day.toordinal() for day in schedule.closed_dates}
    for day in range(clock.ordinal_of_wall(first) - reach, clock.ordinal_of_wall(last) + 1):
        if day in closed or (schedule.travel and zone_on(schedule, day) != zone):
            continue
        midnight = clock.wall_midnight(day)
        for span in overrides[day] if day in overrides else weekly[(day - 1) % 7]:
            if span.starts >= span.ends:
                continue
            window = (midnight + span.starts, midnight + span.ends)
            if span.ends <= DAY or not closed:
                yield window
            else:
                yield from runs.subtract([window], _closed(closed, day, span.ends))


def _closed(closed: set[int], day: int, ends: int) -> list[Run]:
    later = (next_ for next_ in range(day + 1, day + ends // DAY + 1) if next_ in closed)
    return runs.merge((clock.wall_midnight(one), clock.wall_midnight(one + 1)) for one in later)


def zone_on(schedule: Schedule, ordinal: int) -> str:
    """Say in which zone the windows of a day are read."""
    for travel in schedule.travel:
        last = travel.to_on.toordinal() if travel.to_on else ordinal
        if travel.from_on.toordinal() <= ordinal <= last:
            return travel.timezone
    return schedule.timezone
