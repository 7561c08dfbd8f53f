"""A week of one service at one location for customers of one language: the hours in which nobody can be booked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar
from routing.domain.covering.weeks import DAYS, HOUR


class Bookable(StrEnum):
    """What can be booked in an hour, the best first. CLOSED: nothing, and the location is closed."""

    FREE = "FREE"
    TAKEN = "TAKEN"
    OTHER = "OTHER"
    NOBODY = "NOBODY"
    CLOSED = "CLOSED"


# What an owner would want to know of.
UNCOVERED = frozenset({Bookable.OTHER, Bookable.NOBODY})


@dataclass(frozen=True, slots=True)
class Time:
    """A time that can be booked, and with whom; with nobody, it is a room or the like that is booked."""

    starts: datetime
    ends: datetime
    hosts: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour, by the local time at which it begins; `hosts` are who could be booked in it."""

    at: datetime
    bookable: Bookable
    hosts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Hours without a break in which nobody can be booked though the location is open, or none who can help."""

    starts: datetime
    ends: datetime
    hour: Hour


@dataclass(frozen=True, slots=True)
class BookedWeek:
    """Seven days of twenty-four hours; one that a clock skips is None."""

    days: tuple[tuple[Hour | None, ...], ...]

    def count(self, bookable: Bookable) -> int:
        """Count the hours in which that is so."""
        return sum(hour is not None and hour.bookable is bookable for day in self.days for hour in day)

    @property
    def uncovered(self) -> tuple[Uncovered, ...]:
        """List what an owner would want to know of, in order."""
        found: list[Uncovered] = []
        for hour in (hour for day in self.days for hour in day if hour is not None):
            if hour.bookable not in UNCOVERED:
                continue
            ends = hour.at.astimezone(UTC) + HOUR
            last = found[-1] if found else None
            if last is not None and last.ends == hour.at and last.hour.bookable is hour.bookable:
                found[-1] = replace(last, ends=ends.astimezone(hour.at.tzinfo))
            else:
                found.append(Uncovered(hour.at, ends.astimezone(hour.at.tzinfo), hour))
        return tuple(found)


def booked_week(
    calendar: Calendar,
    possible: Sequence[Time],
    free: Sequence[Time] | None,
    *,
    is_able: Callable[[UUID], bool],
    starts: datetime,
) -> BookedWeek:
    """Say for each hour of the seven days from local midnight `starts` on what can be booked in it.

    `possible` are the times there would be were nothing booked, `free` those there are; None: nobody asked.
    """
    zone = ZoneInfo(calendar.time_zone)
    midnight = starts.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)

    def hour(wall: datetime) -> Hour | None:
        begins = wall.replace(tzinfo=zone).astimezone(UTC)
        if begins.astimezone(zone).replace(tzinfo=None) != wall:
            return None
        at, ends = begins.astimezone(zone), begins + HOUR
        there = [one for one in possible if one.starts < ends and one.ends > begins]
        helping = [one for one in there if _helps(one, is_able)]
        hosts = tuple(dict.fromkeys(host for one in helping or there for host in one.hosts))
        if helping:
            left = free is None or any(
                one.starts < ends and one.ends > begins and _helps(one, is_able) for one in free
            )
            able = tuple(host for host in hosts if is_able(host))
            return Hour(at, Bookable.FREE if left else Bookable.TAKEN, able)
        if there:
            return Hour(at, Bookable.OTHER, hosts)
        return Hour(at, Bookable.NOBODY if _opens(calendar, begins, ends) else Bookable.CLOSED)

    return BookedWeek(
        tuple(
            tuple(hour(midnight + timedelta(days=day, hours=at)) for at in range(24)) for day in range(DAYS)
        )
    )


def _helps(time: Time, is_able: Callable[[UUID], bool]) -> bool:
    return not time.hosts or any(is_able(host) for host in time.hosts)


def _opens(calendar: Calendar, begins: datetime, ends: datetime) -> bool:
    """Say whether the location is open at any time between two instants; one without hours never is for bookings."""
    if not calendar.windows:
        return False
    return calendar.open_at(begins) or any(one.opens for one in calendar.transitions(begins, ends))
