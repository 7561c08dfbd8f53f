"""A week of one line for callers of one language, hour by hour; what the flow cannot tell apart is walked once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar, DayKind
from routing.domain.covering.reaching import ORDER, Cover, Reached, There, reach
from routing.domain.flow import Facts
from routing.domain.graph import Flow
from routing.domain.verify import windows_of
from routing.domain.verifying.moments import Signs, Stretch, stretches_of

HOUR: Final = timedelta(hours=1)
# Rotas hand over on the hour or the half hour.
HALF: Final = timedelta(minutes=30)
DAYS: Final = 7
OnCall = Callable[[datetime], Mapping[UUID, tuple[UUID, ...]]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one day: the worst there is within it, and the local time at which that begins."""

    at: datetime
    reached: Reached


@dataclass(frozen=True, slots=True)
class Gap:
    """Hours without a break for which the same is the best a caller comes to, and that is not a person."""

    starts: datetime
    ends: datetime
    reached: Reached


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of twenty-four cells; an hour a clock skips has none. `gaps` are what no person covers, in order."""

    days: tuple[tuple[Cell | None, ...], ...]
    gaps: tuple[Gap, ...]

    def count(self, cover: Cover) -> int:
        """Count the hours of which that is the worst."""
        return sum(cell is not None and cell.reached.cover is cover for day in self.days for cell in day)


def week_of(
    flow: Flow,
    calendar: Calendar,
    there: There,
    language: str,
    *,
    dialled: str,
    starts: datetime,
    on_call: OnCall,
) -> Week:
    """Say for each hour of the seven days from local midnight `starts` on who would take a call.

    `on_call` gives whom each ladder rings; it is asked on the hour, the half hour, and where the signs turn.
    """
    zone = ZoneInfo(calendar.time_zone)
    midnight = starts.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    first = midnight.replace(tzinfo=zone)
    last = (midnight + timedelta(days=DAYS)).replace(tzinfo=zone)
    stretches = stretches_of(calendar, windows_of(flow), starts=first, ends=last)
    known: dict[tuple[Signs, tuple[tuple[UUID, tuple[UUID, ...]], ...]], Reached] = {}

    def reached(stretch: Stretch, at: datetime) -> Reached:
        ladders = on_call(at)
        key = (stretch.signs, tuple(ladders.items()))
        if key not in known:
            facts = _facts(calendar, zone, stretch, dialled)
            known[key] = reach(flow, replace(there, on_call=ladders), language, facts)
        return known[key]

    gaps: list[Gap] = []

    def cell(wall: datetime) -> Cell | None:
        worst: Cell | None = None
        for stretch, at, until in _looks(wall, zone, stretches):
            found = Cell(at.astimezone(zone), reached(stretch, at))
            _note_gap(gaps, Gap(found.at, until.astimezone(zone), found.reached))
            if worst is None or _rank(found) > _rank(worst):
                worst = found
        return worst

    days = tuple(
        tuple(cell(midnight + timedelta(days=day, hours=hour)) for hour in range(24)) for day in range(DAYS)
    )
    return Week(days, tuple(gaps))


def _rank(cell: Cell) -> int:
    return ORDER.index(cell.reached.cover)


def _note_gap(gaps: list[Gap], found: Gap) -> None:
    """Add what no person covers, to the gap before where that goes on."""
    if found.reached.cover is Cover.PERSON:
        return
    if gaps and gaps[-1].ends == found.starts and gaps[-1].reached == found.reached:
        found = replace(gaps.pop(), ends=found.ends)
    gaps.append(found)


def _looks(
    wall: datetime, zone: ZoneInfo, stretches: Iterable[Stretch]
) -> Iterator[tuple[Stretch, datetime, datetime]]:
    """List the instants of an hour at which to look, each with its stretch and until when that holds; UTC."""
    begins, half, ends = (
        one.replace(tzinfo=zone).astimezone(UTC) for one in (wall, wall + HALF, wall + HOUR)
    )
    for stretch in stretches:
        for first, last in ((begins, half), (half, ends)):
            at, until = max(first, stretch.starts), min(last, stretch.ends)
            if at < until:
                yield stretch, at, until


def _facts(calendar: Calendar, zone: ZoneInfo, stretch: Stretch, dialled: str) -> Facts:
    local = stretch.starts.astimezone(zone)
    special = calendar.special_days.get(local.date())
    return Facts(
        room="coverage",
        sender=dialled,
        is_open=stretch.signs.is_open,
        is_holiday=special is not None and special.kind is DayKind.HOLIDAY,
        weekday=local.weekday(),
        minute=local.hour * 60 + local.minute,
    )
