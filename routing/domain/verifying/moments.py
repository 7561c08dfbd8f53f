"""The coming year cut into moments that a flow cannot tell apart.

Two instants are the same moment when the place is open or closed for the same kind of reason and the same time
windows hold: whatever a flow does at one it does at the other. So a year is a handful of moments, not half a
million minutes, and what is shown of one of them is shown of every minute it stands for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar, DayKind, Window

# A caller of a counter-example rings a little after the hour turned, unless the whole moment is shorter than that.
_AFTER = timedelta(minutes=10)
_BEFORE_A_TURN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Signs:
    """All that a flow can see of an instant: open, a holiday, a day that differs, and which windows hold."""

    is_open: bool
    is_holiday: bool
    is_special: bool
    windows: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """All instants of the year with the same signs; `at` is a telling one of them, UTC.

    `turns` are the moments it gives way to, each with the instant just before that first happens.
    """

    number: int
    signs: Signs
    at: datetime
    total: timedelta
    times: int
    turns: tuple[tuple[int, datetime], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without a break in which a flow sees the same signs."""

    starts: datetime
    ends: datetime
    signs: Signs


def moments_of(
    calendar: Calendar, windows: tuple[Window, ...], *, starts: datetime, ends: datetime
) -> tuple[Moment, ...]:
    """Sort every instant from `starts` to `ends` into moments: open ones first, then by how much of the year they are."""
    stretches = stretches_of(calendar, windows, starts=starts, ends=ends)
    by_signs: dict[Signs, list[Stretch]] = {}
    for stretch in stretches:
        by_signs.setdefault(stretch.signs, []).append(stretch)
    ordered = sorted(
        by_signs,
        key=lambda signs: (
            signs.is_special,
            not signs.is_open,
            -_total(by_signs[signs]),
            by_signs[signs][0].starts,
        ),
    )
    numbers = {signs: number for number, signs in enumerate(ordered)}
    turns: dict[Signs, dict[int, datetime]] = {signs: {} for signs in ordered}
    for before, after in pairwise(stretches):
        early = max(before.starts, before.ends - _BEFORE_A_TURN)
        turns[before.signs].setdefault(numbers[after.signs], early)
    return tuple(
        Moment(
            number=numbers[signs],
            signs=signs,
            at=_telling(by_signs[signs]),
            total=_total(by_signs[signs]),
            times=len(by_signs[signs]),
            turns=tuple(sorted(turns[signs].items())),
        )
        for signs in ordered
    )


def stretches_of(
    calendar: Calendar, windows: tuple[Window, ...], *, starts: datetime, ends: datetime
) -> list[Stretch]:
    """Cut the time from `starts` to `ends` into stretches, in order; neighbours differ."""
    return list(_joined(_stretches(calendar, windows, starts=starts, ends=ends)))


def _total(stretches: Iterable[Stretch]) -> timedelta:
    return sum((stretch.ends - stretch.starts for stretch in stretches), timedelta())


def _telling(stretches: list[Stretch]) -> datetime:
    """Pick the instant a reader is shown: ten minutes into the first stretch long enough for it."""
    long = next((each for each in stretches if each.ends - each.starts > 2 * _AFTER), None)
    if long is not None:
        return long.starts + _AFTER
    return stretches[0].starts + (stretches[0].ends - stretches[0].starts) / 2


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    held: Stretch | None = None
    for stretch in stretches:
        if held is not None and held.signs == stretch.signs:
            held = Stretch(held.starts, stretch.ends, held.signs)
            continue
        if held is not None:
            yield held
        held = stretch
    if held is not None:
        yield held


def _stretches(
    calendar: Calendar, windows: tuple[Window, ...], *, starts: datetime, ends: datetime
) -> Iterator[Stretch]:
    """Cut the year wherever anything can change; what lies between two cuts has one set of signs."""
    zone = ZoneInfo(calendar.time_zone)
    cuts = {starts, ends}
    cuts.update(change.at for change in calendar.transitions(starts, ends))
    for minute in {0, *_edges(windows)}:
        cuts.update(_every_day_at(minute, zone, starts, ends))
    # A clock that is put on or back makes one wall-clock time two instants or none, so its jumps are cuts too.
    cuts.update(_jumps(zone, starts, ends))
    ordered = sorted(cut for cut in cuts if starts <= cut <= ends)
    for early, late in pairwise(ordered):
        yield Stretch(early, late, _signs(calendar, windows, zone, early))


def _signs(calendar: Calendar, windows: tuple[Window, ...], zone: ZoneInfo, at: datetime) -> Signs:
    local = at.astimezone(zone)
    special = calendar.special_days.get(local.date())
    return Signs(
        # A place whose hours nobody has set is not closed for ever, and no real call takes it to be.
        is_open=calendar.open_at(at) or not calendar.windows,
        is_holiday=special is not None and special.kind is DayKind.HOLIDAY,
        is_special=special is not None,
        windows=tuple(in_window(window, local) for window in windows),
    )


def in_window(window: Window, local: datetime) -> bool:
    """Say whether a wall-clock time lies in a window, which belongs to the day it begins on, also past midnight."""
    length = (window.closes_minute - window.opens_minute - 1) % (24 * 60) + 1
    minutes = (local.weekday() - window.weekday) % 7 * 24 * 60 + local.hour * 60 + local.minute
    return window.opens_minute <= minutes < window.opens_minute + length or (
        minutes + 7 * 24 * 60 < window.opens_minute + length
    )


def _edges(windows: Iterable[Window]) -> set[int]:
    return {edge % (24 * 60) for window in windows for edge in (window.opens_minute, window.closes_minute)}


def _every_day_at(minute: int, zone: ZoneInfo, starts: datetime, ends: datetime) -> Iterator[datetime]:
    day = starts.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    while True:
        wall = day + timedelta(minutes=minute)
        for fold in (0, 1):
            yield wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        day += timedelta(days=1)
        if day.replace(tzinfo=zone) > ends:
            return


def _jumps(zone: ZoneInfo, starts: datetime, ends: datetime) -> Iterator[datetime]:
    at = starts
    while at < ends:
        after = min(at + timedelta(days=1), ends)
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high.replace(microsecond=0)
        at = after
