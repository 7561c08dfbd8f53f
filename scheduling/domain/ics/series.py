"""When events that repeat, move and are dropped truly take place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from scheduling.domain.ics.events import Event, Length, Moment, Weight
from scheduling.domain.ics.recurrence import Budget, occurrences
from scheduling.domain.ics.rules import Rule, end_of

_DAY: Final = timedelta(days=1)
_LATEST: Final = datetime(9990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Interval:
    """Time that is taken, half-open."""

    start: datetime
    end: datetime
    weight: Weight


def take_place(events: list[Event], *, since: datetime, until: datetime, budget: Budget) -> list[Interval]:
    """List when the events of one UID truly take place between two instants."""
    if not any(event.weight for event in events):
        return []
    masters = _newest([event for event in events if event.replaces is None])
    dropped = [_Named(master.dropped, master) for master in masters]
    changes = [
        one for one in _changes(events, masters) if not any(named.has(one.replaces) for named in dropped)
    ]
    # A change is of the instance it names even if that one is of no rule we know: it takes place all the same.
    found = [_interval(change, change.start, change.length) for change in changes if not change.is_cancelled]
    for master in masters:
        found += _instances(master, changes, since, until, budget)
    return [one for one in found if one.start < until and one.end > since and one.start < one.end]


def _changes(events: list[Event], masters: list[Event]) -> list[Event]:
    by_instance: dict[datetime, list[Event]] = {}
    ended = max((master.version[0] for master in masters if master.is_cancelled), default=-1)
    for event in events:
        # A series that was called off takes the changes with it that were known by then.
        if event.replaces is not None and event.version[0] > ended - (ended < 0):
            by_instance.setdefault(event.replaces.instant, []).append(event)
    return [event for same in by_instance.values() for event in _newest(same)]


def _instances(
    master: Event, changes: list[Event], since: datetime, until: datetime, budget: Budget
) -> Iterable[Interval]:
    lasting = sorted(
        (change for change in changes if change.is_from_there_on),
        key=lambda change: change.replaces.instant if change.replaces else since,
    )
    reach = max((abs(_moved(change)) for change in lasting), default=timedelta(0))
    gone = _Named((*master.dropped, *(change.replaces for change in changes if change.replaces)), master)
    starts = _starts(master, since - reach - _DAY, until + reach + _DAY, budget)
    for start, own_length in sorted(starts.items()):
        at = Moment(start, master.start.zone, master.start.is_date)
        if gone.has(at):
            continue
        change = next(
            (one for one in reversed(lasting) if one.replaces and one.replaces.instant <= at.instant), None
        )
        if change is None:
            yield _interval(master, at, own_length or master.length)
        else:
            yield _interval(change, Moment(at.wall + _moved(change), at.zone, at.is_date), change.length)


def _starts(master: Event, since: datetime, until: datetime, budget: Budget) -> dict[datetime, Length | None]:
    """List the wall times at which it starts, with the length of those that have their own."""
    zone, start = master.start.zone, master.start.wall
    longest = max([master.length.of, *(length.of for _, length in master.extra if length)])
    begin, last = (
        zone.wall(max(since - longest, datetime(2, 1, 1, tzinfo=UTC))),
        zone.wall(min(until, _LATEST)),
    )
    ends = [_ended(rule, master.start) for rule in master.rules]
    starts: dict[datetime, Length | None] = {}
    # A series cut off before it began keeps its start in the file and never takes place.
    if not master.rules or any(end is None or end >= start for end in ends):
        starts[start] = None
    for rule, ended in zip(master.rules, ends, strict=True):
        found = occurrences(rule, start, since=begin, until=last, ended=ended, budget=budget)
        starts.update(dict.fromkeys(found))
    for at, length in master.extra:
        wall = at.wall if at.zone == zone or master.start.is_date else zone.wall(at.instant)
        starts[wall] = length or starts.get(wall)
    return starts


def _ended(rule: Rule, start: Moment) -> datetime | None:
    """Tell a rule's UNTIL on the clock of the start; without a Z it is told on that clock (RFC 5545 3.3.10)."""
    if rule.until is None:
        return None
    if rule.until.is_utc:
        return start.zone.wall(rule.until.wall.replace(tzinfo=UTC))
    return end_of(rule.until)


class _Named:
    """This will know instances by whatever names them: an instant, a wall time, or only the date."""

    def __init__(self, named: Iterable[Moment], master: Event) -> None:
        moments = list(named)
        self._zone = master.start.zone
        self._days = {one.wall.date() for one in moments if one.is_date or master.start.is_date}
        self._instants = {one.instant for one in moments if not one.is_date}

    def has(self, at: Moment | None) -> bool:
        if at is None:
            return False
        day = at.wall if at.is_date else self._zone.wall(at.instant)
        return at.instant in self._instants or day.date() in self._days


def _interval(event: Event, start: Moment, length: Length) -> Interval:
    return Interval(start.instant, length.end(start), event.weight)


def _moved(change: Event) -> timedelta:
    if change.replaces is None:
        return timedelta(0)
    if change.replaces.is_date and not change.start.is_date:
        return timedelta(0)
    return change.start.wall - change.start.zone.wall(change.replaces.instant)


def _newest(events: list[Event]) -> list[Event]:
    """Keep the latest version; what cannot be told apart is kept, since two events may share a UID by mistake."""
    latest = max((event.version for event in events), default=None)
    return [event for event in events if event.version == latest]
