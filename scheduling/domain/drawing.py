"""Where appointments stand on a drawn day: pieces by local date, lanes for what overlaps, the hours worth showing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 1440
QUARTER = 15
USUAL_FIRST, USUAL_LAST = 8 * 60, 18 * 60
MOST_LANES = 4
# Dates beyond are typing errors.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a span that falls on one local date, in minutes of its wall clock."""

    day: date
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a minute is drawn: in which quarter of the day, and how many minutes into it."""

    quarter: int
    rest: int


@dataclass(frozen=True, slots=True)
class Lane:
    """Which of how many narrow lanes a piece is drawn in, so that what overlaps stands beside each other."""

    number: int
    count: int


def pieces(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> list[Piece]:
    """Cut a span at local midnights.

    On a day whose clock is put back a span may seem to end before it begins: it is then drawn as a quarter of an hour.
    """
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    found = []
    day = start.date()
    while day <= end.date():
        begins = _minute(start) if day == start.date() else 0
        stops = _minute(end) if day == end.date() else DAY
        if stops > begins:
            found.append(Piece(day, begins, stops))
        elif day == start.date() == end.date():
            found.append(Piece(day, begins, min(DAY, begins + QUARTER)))
        day += timedelta(days=1)
    return found


def spot(minute: int) -> Spot:
    """Say where a minute of the day is drawn."""
    bounded = max(0, min(DAY, minute))
    return Spot(bounded // QUARTER, bounded % QUARTER)


def side_by_side(spans: Sequence[tuple[int, int]]) -> list[Lane]:
    """Give each span a lane that no overlapping one has; those that touch share one. Order is kept.

    Beyond the widest that can be read, later ones cover earlier ones in the last lane.
    """
    lanes: list[Lane] = [Lane(0, 1)] * len(spans)
    order = sorted(range(len(spans)), key=lambda at: (spans[at][0], -spans[at][1], at))
    group: list[tuple[int, int]] = []
    free_from: list[int] = []
    until = -1
    for at in order:
        start, end = spans[at]
        if start >= until and group:
            _settle(lanes, group, len(free_from))
            group, free_from = [], []
        lane = next((number for number, free in enumerate(free_from) if free <= start), len(free_from))
        if lane == len(free_from):
            free_from.append(end)
        else:
            free_from[lane] = end
        group.append((at, lane))
        until = max(until, end)
    _settle(lanes, group, len(free_from))
    return lanes


def shown_hours(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Say from which to which minute a grid reaches: whole hours, the usual day at least, all that is there."""
    first, last = USUAL_FIRST, USUAL_LAST
    for start, end in spans:
        first, last = min(first, start), max(last, end)
    return first // 60 * 60, min(DAY, -(-last // 60) * 60)


def week_of(day: date) -> tuple[date, ...]:
    """Give the seven days of a date's week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=count) for count in range(7))


def bounds(days: Sequence[date], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give the instants between which dates lie in a zone."""
    first = datetime.combine(days[0], time(), zone)
    return first, datetime.combine(days[-1] + timedelta(days=1), time(), zone)


def gaps(open_spans: Sequence[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """Give what lies between the open spans of a day, from `first` to `last`."""
    found, reached = [], first
    for start, end in sorted(open_spans):
        if start > reached:
            found.append((reached, min(start, last)))
        reached = max(reached, end)
    if reached < last:
        found.append((reached, last))
    return [(start, end) for start, end in found if end > start]


def _settle(lanes: list[Lane], group: Sequence[tuple[int, int]], count: int) -> None:
    shown = min(count, MOST_LANES)
    for at, lane in group:
        lanes[at] = Lane(min(lane, shown - 1), shown)


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute
