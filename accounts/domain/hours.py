"""The business calendar: when a place is open, shared by voice, chat, timers and booking.

A window is open when the wall clock of the place lies in it: an hour that repeats in autumn is open twice,
one that is skipped in spring never. A window belongs to the day it begins on, also past midnight. It is all
worked out once as a list of UTC edges, so every question is one binary search (research/performance.md §3).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

from accounts.domain.clock_changes import EPOCH, SECOND, TICK, instant_of, offsets

_SECOND: Final = SECOND
_MINUTE: Final = 60 * _SECOND
_DAY_MINUTES: Final = 24 * 60

_Interval = tuple[int, int]


class OutsideCalendar(ValueError):
    """The instant lies before or after the days the calendar was built for; build it for more days."""


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes after midnight, half-open; an end not after the start is on the next day, 1440 is midnight."""

    opens_minute: int
    closes_minute: int

    def __post_init__(self) -> None:
        if not (0 <= self.opens_minute < _DAY_MINUTES and 0 <= self.closes_minute <= _DAY_MINUTES):
            raise ValueError(f"{self.opens_minute}-{self.closes_minute} is no part of a day.")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of every week; Monday is 0."""

    weekday: int
    opens_minute: int
    closes_minute: int


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "HOLIDAY"
    CLOSURE = "CLOSURE"
    OPENING = "OPENING"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with spans of its own (none: closed) instead of its weekday's."""

    kind: DayKind
    label: str
    spans: tuple[Span, ...] = ()


class ReasonKind(StrEnum):
    """Why a place is open or closed."""

    OPEN = "OPEN"
    HOLIDAY = "HOLIDAY"
    CLOSURE = "CLOSURE"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why; `label` names the holiday or closure of the day (also of one that has hours) and is else empty."""

    kind: ReasonKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """The instant at which a place opens, or at which it closes."""

    at: datetime
    opens: bool


@dataclass(frozen=True)
class Calendar:
    """The opening hours of one place in `time_zone`, from `starts_on` up to, not including, `ends_on`.

    All instants are aware; answers are UTC. An instant outside those days raises OutsideCalendar.
    """

    time_zone: str
    windows: tuple[Window, ...]
    special_days: Mapping[date, SpecialDay]
    starts_on: date
    ends_on: date
    _first: int = field(init=False, repr=False, compare=False)
    _end: int = field(init=False, repr=False, compare=False)
    # Instants in microseconds: opens at even places, closes at odd ones; and the open time gone by at each.
    _edges: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _spent: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        zone = ZoneInfo(self.time_zone)
        first, end = _midnight(self.starts_on, zone), _midnight(self.ends_on, zone)
        wall = _merge(self._wall_intervals())
        edges = tuple(edge for span in _merge(_on_the_clock(wall, zone, first, end)) for edge in span)
        lengths = (edges[i] - edges[i - 1] if i % 2 else 0 for i in range(len(edges)))
        for name, value in (
            ("_first", first),
            ("_end", end),
            ("_edges", edges),
            ("_spent", tuple(accumulate(lengths))),
        ):
            object.__setattr__(self, name, value)

    def open_at(self, instant: datetime) -> bool:
        """Say whether the place is open at `instant`."""
        return bisect_right(self._edges, self._ticks(instant)) % 2 == 1

    def next_open(self, instant: datetime) -> datetime | None:
        """Find the earliest open instant from `instant` on, itself included; `None` if there is no more."""
        ticks = self._ticks(instant)
        place = bisect_right(self._edges, ticks)
        if place % 2:
            return instant_of(ticks)
        return instant_of(self._edges[place]) if place < len(self._edges) else None

    def next_close(self, instant: datetime) -> datetime | None:
        """Find the earliest closed instant from `instant` on, itself included; `None` if there is none."""
        ticks = self._ticks(instant)
        place = bisect_right(self._edges, ticks)
        if place % 2 == 0:
            return instant_of(ticks)
        # An edge made by the end of the calendar does not mean that the place closes then.
        return instant_of(self._edges[place]) if self._edges[place] < self._end else None

    def transitions(self, start: datetime, end: datetime) -> tuple[Transition, ...]:
        """List when the place opens and closes from `start` up to, not including, `end`, in order.

        The first and the last instant of the calendar are none, since what lies beyond them is not known.
        """
        if end <= start:
            return ()
        low, high = self._ticks(start), self._ticks(end - TICK)
        first, last = bisect_left(self._edges, low), bisect_right(self._edges, high)
        return tuple(
            Transition(instant_of(self._edges[place]), place % 2 == 0)
            for place in range(first, last)
            if self._edges[place] != self._first
        )

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """List the spans that begin on a day, in order; none when it is closed."""
        special = self.special_days.get(day)
        if special is not None:
            return tuple(sorted(special.spans, key=lambda span: span.opens_minute))
        mine = sorted((w.opens_minute, w.closes_minute) for w in self.windows if w.weekday == day.weekday())
        return tuple(Span(opens, closes) for opens, closes in mine)

    def add_business_seconds(self, instant: datetime, seconds: float) -> datetime | None:
        """Find the earliest instant by which the place has been open for `seconds` since `instant`.

        Nought seconds give `next_open`; a deadline that falls on closing time stays there. `None` if the
        calendar ends before.
        """
        if seconds < 0:
            raise ValueError("Business time is not counted backwards.")
        if seconds == 0:
            return self.next_open(instant)
        wanted = self._spent_at(self._ticks(instant)) + round(seconds * _SECOND)
        place = bisect_right(self._spent, wanted - 1)
        return (
            None
            if place >= len(self._edges)
            else instant_of(self._edges[place] - (self._spent[place] - wanted))
        )

    def subtract_business_seconds(self, instant: datetime, seconds: float) -> datetime | None:
        """Find the latest instant since which the place had been open for `seconds` by `instant`.

        `None` if the calendar begins after it.
        """
        if seconds <= 0:
            raise ValueError("Business time is counted back by more than nothing.")
        wanted = self._spent_at(self._ticks(instant)) - round(seconds * _SECOND)
        if wanted < 0:
            return None
        # The first edge with more time gone by is the close of the stretch in which the wanted instant lies.
        place = bisect_right(self._spent, wanted)
        return instant_of(self._edges[place] - (self._spent[place] - wanted))

    def business_seconds_between(self, start: datetime, end: datetime) -> float:
        """Count the open seconds from `start` to `end`; negative when `end` is the earlier one."""
        return (self._spent_at(self._ticks(end)) - self._spent_at(self._ticks(start))) / _SECOND

    def reason_at(self, instant: datetime) -> Reason:
        """Say why the place is open or closed at `instant`."""
        day = self.special_days.get(instant.astimezone(ZoneInfo(self.time_zone)).date())
        label = day.label if day else ""
        if self.open_at(instant):
            return Reason(ReasonKind.OPEN, label)
        if day and not day.spans:
            return Reason(ReasonKind(day.kind.value), label)
        return Reason(ReasonKind.OUTSIDE_HOURS, label)

    def _wall_intervals(self) -> Iterator[_Interval]:
        """List the open times of every day as microseconds on the wall clock."""
        weekly: dict[int, list[Span]] = {}
        for window in self.windows:
            weekly.setdefault(window.weekday, []).append(Span(window.opens_minute, window.closes_minute))
        for ordinal in range(self.starts_on.toordinal() - 1, self.ends_on.toordinal()):
            day = date.fromordinal(ordinal)
            special = self.special_days.get(day)
            midnight = (ordinal - EPOCH.toordinal()) * _DAY_MINUTES
            for span in weekly.get(day.weekday(), ()) if special is None else special.spans:
                length = (span.closes_minute - span.opens_minute - 1) % _DAY_MINUTES + 1
                opens = midnight + span.opens_minute
                yield opens * _MINUTE, (opens + length) * _MINUTE

    def _ticks(self, instant: datetime) -> int:
        """Give an instant as microseconds, making sure that the calendar covers it."""
        ticks = (instant - EPOCH) // TICK
        if not self._first <= ticks < self._end:
            raise OutsideCalendar(f"{instant} is not between {self.starts_on} and {self.ends_on}.")
        return ticks

    def _spent_at(self, ticks: int) -> int:
        """Count the open microseconds from the calendar's first day to an instant."""
        place = bisect_right(self._edges, ticks)
        if place == 0:
            return 0
        return self._spent[place - 1] + (ticks - self._edges[place - 1] if place % 2 else 0)


def _midnight(day: date, zone: ZoneInfo) -> int:
    """Give the first instant of a day; where midnight is skipped, the instant of the skip."""
    return (datetime(day.year, day.month, day.day, tzinfo=zone) - EPOCH) // TICK


def _merge(intervals: Iterable[_Interval]) -> list[_Interval]:
    """Join intervals that overlap or touch, in order."""
    merged: list[_Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _on_the_clock(wall: list[_Interval], zone: ZoneInfo, first: int, end: int) -> Iterator[_Interval]:
    """Find the instants at which the wall clock of `zone` shows one of the wall-clock times."""
    for start, until, offset in offsets(zone, first, end):
        place = max(bisect_right(wall, (start + offset, 0)) - 1, 0)
        for opens, closes in wall[place:]:
            if opens - offset >= until:
                break
            if closes - offset > start:
                yield max(opens - offset, start), min(closes - offset, until)
