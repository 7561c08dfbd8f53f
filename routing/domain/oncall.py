"""Who is on call when, and whom a ladder rings in turn.

A rota is shifts that come back every week, on the clock of its place: a shift belongs to the day it begins on, also past
midnight, and an hour that the clock repeats or skips is worked twice or never, as opening hours are. A cover hands a
shift, or whatever is on, to somebody else from one instant to another; a swap is two covers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar, Window
from routing.domain.texts import Text
from routing.domain.verifying.moments import in_window

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY
OWNER_SECONDS: Final = 30
# A drill wakes nobody where it need not: hours of the clock.
AWAKE_FROM, AWAKE_TO = 8, 21
SHORTEST_RING, LONGEST_RING, USUAL_RING = 10, 60, 30
MOST_TIMES: Final = 3
# Said by the desk to a caller who waits, in the words that ship.
TRYING: Final = Text(
    {
        "en-US": "I am trying the person on call. Please stay on the line.",
        "es-US": "Estoy llamando a la persona de guardia. No cuelgue, por favor.",
    }
)
STILL_TRYING: Final = Text(
    {
        "en-US": "I am still trying. One moment, please.",
        "es-US": "Sigo intentándolo. Un momento, por favor.",
    }
)


@dataclass(frozen=True, slots=True)
class Shift:
    """A part of every week in which a member is on call."""

    member_id: UUID
    window: Window


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody who is on instead of a member (None: of whoever is on, or of nobody) from an instant to another."""

    member_id: UUID
    instead_of: UUID | None
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on, and for whom; `member_id` None is nobody."""

    member_id: UUID | None
    instead_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which one duty holds; where it ends, somebody hands over."""

    starts: datetime
    ends: datetime
    duty: Duty


@dataclass(frozen=True, slots=True)
class Roster:
    """A rota as values. Covers stand in the order in which they were agreed: a later one may hand on an earlier one."""

    time_zone: str
    shifts: tuple[Shift, ...] = ()
    covers: tuple[Cover, ...] = ()

    def on_at(self, instant: datetime) -> Duty:
        """Say who is on at an instant."""
        local = instant.astimezone(ZoneInfo(self.time_zone))
        found = next((one.member_id for one in self.shifts if in_window(one.window, local)), None)
        first = found
        for cover in self.covers:
            if cover.starts <= instant < cover.ends and cover.instead_of in {None, found}:
                found = cover.member_id
        return Duty(found, first if first != found else None)

    def stretches(self, start: datetime, end: datetime) -> tuple[Stretch, ...]:
        """Cut the time from `start` to `end` wherever somebody else comes on; times without anybody are told too."""
        found: list[Stretch] = []
        for early, late in pairwise(self._cuts(start, end)):
            duty = self.on_at(early)
            if found and found[-1].duty == duty:
                found[-1] = Stretch(found[-1].starts, late, duty)
            else:
                found.append(Stretch(early, late, duty))
        return tuple(found)

    def next_change(self, instant: datetime, *, within: timedelta = timedelta(days=15)) -> datetime | None:
        """Find when whoever is on hands over next; None where nothing changes for long."""
        first, *rest = self.stretches(instant, instant + within)
        return first.ends if rest else None

    def shifts_on(self, time_zone: str, at: datetime) -> tuple[Shift, ...]:
        """Give the shifts as the clock of another place shows them; the two clocks differ as they do at an instant."""
        there, here = (at.astimezone(ZoneInfo(zone)).utcoffset() for zone in (time_zone, self.time_zone))
        minutes = int(((there or timedelta()) - (here or timedelta())).total_seconds() // 60)
        return tuple(Shift(one.member_id, _moved(one.window, minutes)) for one in self.shifts)

    def _cuts(self, start: datetime, end: datetime) -> list[datetime]:
        """List every instant at which anything can change; each member's own weeks are a calendar of theirs."""
        cuts = {start, end}
        day = timedelta(days=1)
        first, last = start.astimezone(UTC).date() - 2 * day, end.astimezone(UTC).date() + 3 * day
        for member_id in {shift.member_id for shift in self.shifts}:
            windows = tuple(shift.window for shift in self.shifts if shift.member_id == member_id)
            calendar = Calendar(self.time_zone, windows, {}, first, last)
            cuts.update(change.at for change in calendar.transitions(start, end))
        for cover in self.covers:
            cuts.update(at for at in (cover.starts, cover.ends) if start < at < end)
        return sorted(cuts)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: a member, or whoever is on in a rota, rung so long and so often."""

    seconds: int
    times: int
    member_id: UUID | None = None
    roster: Roster | None = None

    def member_at(self, instant: datetime) -> UUID | None:
        """Say whom the rung rings at an instant."""
        return self.roster.on_at(instant).member_id if self.roster is not None else self.member_id


@dataclass(frozen=True, slots=True)
class Try:
    """Ringing one member once; `rung` counts from 1, the owners stand on the one after the last."""

    rung: int
    member_id: UUID
    seconds: int


def tries(rungs: Sequence[Rung], owners: Iterable[UUID], at: datetime) -> tuple[Try, ...]:
    """List whom a ladder rings in turn at an instant; an owner who was not just rung is always the last."""
    found: list[Try] = []
    for number, rung in enumerate(rungs, start=1):
        member_id = rung.member_at(at)
        if member_id is not None:
            found += [Try(number, member_id, rung.seconds)] * rung.times
    just_rung = found[-1].member_id if found else None
    found += [Try(len(rungs) + 1, one, OWNER_SECONDS) for one in owners if one != just_rung]
    return tuple(found)


def drill_moments(rungs: Sequence[Rung], time_zone: str, first: datetime, last: datetime) -> list[datetime]:
    """List the quarters of an hour at which a ladder can be drilled: its first rung has somebody, awake if possible.

    Rotas tell the clock themselves; without one it is that of `time_zone`.
    """
    if not rungs:
        return []
    rung = rungs[0]
    zone = ZoneInfo(rung.roster.time_zone if rung.roster is not None else time_zone)
    quarter = timedelta(minutes=15)
    at = first.replace(minute=first.minute // 15 * 15, second=0, microsecond=0) + quarter
    staffed: list[datetime] = []
    while at < last:
        if rung.member_at(at) is not None:
            staffed.append(at)
        at += quarter
    awake = [one for one in staffed if AWAKE_FROM <= one.astimezone(zone).hour < AWAKE_TO]
    return awake or staffed


def clash(shifts: Sequence[Shift]) -> tuple[Shift, Shift] | None:
    """Find two shifts of one rota that both hold at some minute of the week."""
    for place, one in enumerate(shifts):
        for other in shifts[place + 1 :]:
            apart = (_begins(other.window) - _begins(one.window)) % WEEK
            if apart < length_of(one.window) or WEEK - apart < length_of(other.window) or not apart:
                return one, other
    return None


def length_of(window: Window) -> int:
    """Give how many minutes of the wall clock a window lasts; one that ends when it begins lasts a day."""
    return (window.closes_minute - window.opens_minute - 1) % DAY + 1


def gaps_of(shifts: Sequence[Shift]) -> tuple[Window, ...]:
    """List the parts of the week in which nobody has a shift, in pieces of a day at most."""
    found: list[Window] = []
    for begin, end in _gaps(shifts):
        for start in range(begin, end, DAY):
            day, minute = divmod(start % WEEK, DAY)
            found.append(Window(day, minute, (minute + min(DAY, end - start)) % DAY or DAY))
    return tuple(found)


def _gaps(shifts: Sequence[Shift]) -> Iterator[tuple[int, int]]:
    """Give the gaps in minutes since Monday's midnight; one that goes on past the end of the week ends beyond it."""
    spans = sorted((_begins(one.window), _begins(one.window) + length_of(one.window)) for one in shifts)
    if not spans:
        yield 0, WEEK
        return
    # What the last shifts of the week before still hold.
    until = max(end for _begin, end in spans) - WEEK
    for begin, end in spans:
        if begin > until:
            yield (until, begin) if until >= 0 else (until + WEEK, begin + WEEK)
        until = max(until, end)


def _begins(window: Window) -> int:
    return window.weekday * DAY + window.opens_minute


def _moved(window: Window, minutes: int) -> Window:
    begins = (_begins(window) + minutes) % WEEK
    ends = (begins + length_of(window)) % DAY
    return Window(begins // DAY, begins % DAY, ends or DAY)
