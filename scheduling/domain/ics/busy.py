"""The busy times that a calendar file tells of, whoever wrote it and however badly.

Events are worked out by UID, each group by itself: one that cannot be read costs a warning and no other event.
Where a file says too little, time counts as busy rather than free (research/scheduling.md §7).
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from scheduling.domain.ics.events import Event, Length, Moment, Reader, Weight
from scheduling.domain.ics.lines import Component, read_file
from scheduling.domain.ics.recurrence import Budget, BudgetSpent
from scheduling.domain.ics.series import Interval, take_place
from scheduling.domain.ics.values import ValueUnreadable, Written, read_dates
from scheduling.domain.ics.zone_names import is_iana, understand
from scheduling.domain.ics.zones import UTC_ZONE, Clocks, Iana, Zone, read_zone

MOST_EVENTS: Final = 20_000
MOST_INTERVALS: Final = 50_000
_STEPS: Final = 600_000
_STEPS_OF_ONE: Final = 100_000
_MOST_WARNINGS: Final = 50
_MOST_ZONES: Final = 200


class Concern(StrEnum):
    """What the reader of a calendar should know about what was made of it."""

    CUT_OFF = "CUT_OFF"
    BAD_LINES = "BAD_LINES"
    EVENT_UNREADABLE = "EVENT_UNREADABLE"
    RULE_UNREADABLE = "RULE_UNREADABLE"
    ZONE_UNKNOWN = "ZONE_UNKNOWN"
    ZONE_GUESSED = "ZONE_GUESSED"
    ZONE_UNREADABLE = "ZONE_UNREADABLE"
    TOO_OFTEN = "TOO_OFTEN"
    TOO_MANY = "TOO_MANY"


@dataclass(frozen=True, slots=True)
class Warned:
    """One concern and whom it is about: a UID, a zone's name, or a number of lines."""

    concern: Concern
    about: str = ""


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """What a file told: intervals in order, each once, and what was made of its faults.

    `is_whole` is wrong where events are missing that the calendar has: such a set replaces no better one.
    """

    intervals: tuple[Interval, ...]
    warnings: tuple[Warned, ...]
    is_whole: bool
    events: int


def _nobodys(_uids: Collection[str]) -> Collection[str]:
    return ()


def read_busy(
    content: bytes,
    *,
    zone: ZoneInfo,
    since: datetime,
    until: datetime,
    owners: Collection[str] = (),
    ours: Callable[[Collection[str]], Collection[str]] = _nobodys,
    tentative_is_busy: bool = True,
) -> BusyTimes:
    """Work out the busy times between two instants, or raise CalendarUnreadable.

    `zone` is the clock of the calendar's owner, `owners` their addresses, `ours` says of UIDs which are of
    events that we wrote ourselves.
    """
    file = read_file(content)
    warnings: dict[Warned, None] = {}
    if file.is_cut_off:
        warnings[Warned(Concern.CUT_OFF)] = None
    if file.bad_lines:
        warnings[Warned(Concern.BAD_LINES, str(file.bad_lines))] = None
    people = {owner.strip().casefold().removeprefix("mailto:") for owner in owners}
    groups: dict[str, list[Event]] = {}
    found: list[Interval] = []
    unnamed = count()
    for calendar in file.calendars:
        reader, clocks = _reader(calendar, Iana(zone), people, warnings)
        for component in calendar.walk("VEVENT"):
            # Without a UID nothing can belong together.
            uid = component.text("UID") or f"\0{next(unnamed)}"
            _add(groups, uid, component, reader, warnings)
        found += _published(calendar)
        warnings |= {Warned(Concern.ZONE_UNKNOWN, name): None for name in sorted(clocks.unknown)}
        warnings |= {Warned(Concern.ZONE_GUESSED, name): None for name in sorted(clocks.guessed)}
    for uid in ours(groups.keys()):
        groups.pop(uid, None)
    if len(groups) > MOST_EVENTS:
        warnings[Warned(Concern.TOO_MANY, str(len(groups)))] = None
    found += _expanded(groups, since, until, warnings)
    least = Weight.TENTATIVE if tentative_is_busy else Weight.BUSY
    intervals = _ordered(
        one for one in found if one.weight >= least and one.start < until and one.end > since
    )
    if len(intervals) > MOST_INTERVALS:
        warnings[Warned(Concern.TOO_MANY, str(len(intervals)))] = None
    missing = {Concern.CUT_OFF, Concern.TOO_MANY}
    return BusyTimes(
        tuple(intervals[:MOST_INTERVALS]),
        tuple(warnings)[:_MOST_WARNINGS],
        is_whole=not any(warned.concern in missing for warned in warnings),
        events=len(groups),
    )


def _reader(
    calendar: Component, owner: Zone, people: Collection[str], warnings: dict[Warned, None]
) -> tuple[Reader, Clocks]:
    customs: dict[str, Zone] = {}
    for component in list(calendar.walk("VTIMEZONE"))[:_MOST_ZONES]:
        name = component.text("TZID").replace("\\", "").strip('"')
        read = read_zone(component)
        if read is not None:
            customs.setdefault(name, read)
        elif name and understand(name) is None:
            warnings[Warned(Concern.ZONE_UNREADABLE, name)] = None
    named = calendar.text("X-WR-TIMEZONE")
    floating: Zone = Iana(ZoneInfo(named)) if is_iana(named) else owner
    clocks = Clocks(owner, customs)
    is_cancelling = calendar.text("METHOD").upper() == "CANCEL"
    return Reader(clocks, floating=floating, owners=people, is_cancelling=is_cancelling), clocks


def _add(
    groups: dict[str, list[Event]],
    uid: str,
    component: Component,
    reader: Reader,
    warnings: dict[Warned, None],
) -> None:
    try:
        event = reader.event(component)
    except (ValueError, OverflowError):
        warnings[Warned(Concern.EVENT_UNREADABLE, _shown(uid))] = None
        return
    if event.has_bad_rule:
        warnings[Warned(Concern.RULE_UNREADABLE, _shown(uid))] = None
    if len(groups) <= MOST_EVENTS:
        groups.setdefault(uid, []).append(event)


def _expanded(
    groups: dict[str, list[Event]], since: datetime, until: datetime, warnings: dict[Warned, None]
) -> Iterator[Interval]:
    whole = _STEPS
    for uid, events in list(groups.items())[:MOST_EVENTS]:
        budget = Budget(min(_STEPS_OF_ONE, whole))
        given = budget.left
        try:
            yield from take_place(events, since=since, until=until, budget=budget)
        except BudgetSpent:
            # It repeats more often than can be worked out: while it lasts, its owner is not free.
            warnings[Warned(Concern.TOO_OFTEN, _shown(uid))] = None
            weight = max(event.weight for event in events)
            yield Interval(max(since, min(event.start.instant for event in events)), until, weight)
        except (ValueError, OverflowError):
            warnings[Warned(Concern.EVENT_UNREADABLE, _shown(uid))] = None
        whole -= given - max(budget.left, 0)


def _published(calendar: Component) -> Iterator[Interval]:
    """Read the busy times of a calendar that publishes nothing else (VFREEBUSY)."""
    weights = {"FREE": Weight.FREE, "BUSY-TENTATIVE": Weight.TENTATIVE}
    for component in calendar.walk("VFREEBUSY"):
        for told in component.all("FREEBUSY"):
            weight = weights.get(told.parameters.get("FBTYPE", "BUSY").upper(), Weight.BUSY)
            try:
                periods = read_dates(told)
            except ValueUnreadable:
                continue
            yield from (found for one in periods if (found := _period(one, weight)) is not None)


def _period(written: Written, weight: Weight) -> Interval | None:
    start = Moment(written.wall, UTC_ZONE)
    try:
        if isinstance(written.end, Written):
            return Interval(start.instant, written.end.wall.replace(tzinfo=UTC), weight)
        return Interval(start.instant, Length(written.end).end(start), weight) if written.end else None
    except OverflowError:
        return None


def _ordered(found: Iterator[Interval]) -> list[Interval]:
    """Put them in order, each once, with the most it weighs."""
    kept: dict[tuple[datetime, datetime], Weight] = {}
    for one in found:
        kept[one.start, one.end] = max(one.weight, kept.get((one.start, one.end), Weight.FREE))
    return [Interval(start, end, weight) for (start, end), weight in sorted(kept.items())]


def _shown(uid: str) -> str:
    return "" if uid.startswith("\0") else uid[:80]
