"""The clock of a calendar: an IANA zone, an offset, or the rules that the file itself brings."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from scheduling.domain.ics.lines import Component
from scheduling.domain.ics.recurrence import Budget, occurrences
from scheduling.domain.ics.rules import Rule, RuleUnreadable, read_rule
from scheduling.domain.ics.values import ValueUnreadable, read_dates, read_offset
from scheduling.domain.ics.zone_names import is_iana, understand

_MOST_OBSERVANCES: Final = 200
_ONSET_STEPS: Final = 20_000
_YEAR: Final = timedelta(days=366)
_EARLIEST: Final = datetime.combine(date(4, 1, 1), time())


class Zone(Protocol):
    """A clock on a wall."""

    def instant(self, wall: datetime) -> datetime:
        """Read a wall time: the first of two, and the offset before the gap where it is skipped (RFC 5545 3.3.5)."""

    def wall(self, instant: datetime) -> datetime:
        """Tell what the clock shows, without an offset."""


@dataclass(frozen=True, slots=True)
class Iana:
    """A zone of the IANA database."""

    info: ZoneInfo

    def instant(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.info, fold=0).astimezone(UTC)

    def wall(self, instant: datetime) -> datetime:
        return instant.astimezone(self.info).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Offset:
    """A clock that never changes."""

    offset: timedelta

    def instant(self, wall: datetime) -> datetime:
        return (wall - self.offset).replace(tzinfo=UTC)

    def wall(self, instant: datetime) -> datetime:
        return (instant + self.offset).replace(tzinfo=None)


UTC_ZONE: Final = Iana(ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class Observance:
    """One STANDARD or DAYLIGHT of a VTIMEZONE: from its onsets on, `after` holds instead of `before`."""

    before: timedelta
    after: timedelta
    start: datetime
    rules: tuple[Rule, ...] = ()
    dates: tuple[datetime, ...] = ()

    def onsets(self, since: datetime, until: datetime) -> list[datetime]:
        """List when it begins on the wall; a rule that ended long ago still counts with its last onset."""
        found = [self.start, *self.dates]
        for rule in self.rules:
            ended = rule.until_wall(self.before)
            begin = min(since, ended) - 2 * _YEAR if ended else since
            begin = max(self.start, begin) if begin > _EARLIEST else self.start
            found += occurrences(
                rule, self.start, since=begin, until=until, ended=ended, budget=Budget(_ONSET_STEPS)
            )
        return [onset for onset in found if onset <= until]


@dataclass(frozen=True, slots=True)
class Custom:
    """A zone by the rules of a VTIMEZONE."""

    observances: tuple[Observance, ...]
    _years: dict[int, list[tuple[datetime, timedelta, timedelta]]] = field(
        default_factory=dict, compare=False
    )

    def instant(self, wall: datetime) -> datetime:
        return (wall - self._offset(wall)).replace(tzinfo=UTC)

    def wall(self, instant: datetime) -> datetime:
        bare = instant.replace(tzinfo=None)
        offsets = {offset for _, before, after in self._turns(bare.year) for offset in (before, after)}
        shown = [bare + offset for offset in sorted(offsets, reverse=True)]
        # Rules that begin only later tell no turn of that year.
        usual = shown[0] if shown else bare + self.observances[0].after
        return next((wall for wall in shown if self.instant(wall) == instant), usual)

    def _offset(self, wall: datetime) -> timedelta:
        offset = None
        for onset, before, after in self._turns(wall.year):
            if offset is None:
                offset = before
            # Onsets are told on the clock before the change: a repeated hour still has the offset from before,
            # and what is skipped is read with it as well.
            if wall >= max(onset, onset + after - before):
                offset = after
        return offset if offset is not None else self.observances[0].after

    def _turns(self, year: int) -> list[tuple[datetime, timedelta, timedelta]]:
        if year not in self._years:
            since, until = _new_year(max(year - 2, 1)), _new_year(min(year + 1, 9999))
            self._years[year] = sorted(
                (onset, one.before, one.after)
                for one in self.observances
                for onset in one.onsets(since, until)
            )
        return self._years[year]


def _new_year(year: int) -> datetime:
    return datetime.combine(date(year, 1, 1), time())


def read_zone(component: Component) -> Zone | None:
    """Read a VTIMEZONE, or None where it has no rule that can be read."""
    observances = [
        found
        for child in component.children[:_MOST_OBSERVANCES]
        if child.name in {"STANDARD", "DAYLIGHT"} and (found := _observance(child)) is not None
    ]
    if observances:
        return Custom(tuple(observances))
    place = component.text("X-LIC-LOCATION")
    return Iana(ZoneInfo(place)) if is_iana(place) else None


def _observance(component: Component) -> Observance | None:
    start = component.first("DTSTART")
    try:
        before, after = read_offset(component.text("TZOFFSETFROM")), read_offset(component.text("TZOFFSETTO"))
        if start is None:
            return None
        dates = [date.wall for one in component.all("RDATE") for date in read_dates(one)]
        rules = [read_rule(one.value) for one in component.all("RRULE")]
        if any(rule.is_within_a_day for rule in rules):
            return None
        return Observance(before, after, read_dates(start)[0].wall, tuple(rules), tuple(dates))
    except (ValueUnreadable, RuleUnreadable, IndexError):
        return None


@dataclass(slots=True)
class Clocks:
    """The zones of one calendar: its own, those known by name, and the owner's for the rest."""

    owner: Zone
    customs: dict[str, Zone]
    unknown: set[str] = field(default_factory=set)
    guessed: set[str] = field(default_factory=set)
    _found: dict[str, Zone] = field(default_factory=dict)

    def find(self, name: str) -> Zone:
        """Find the clock of a TZID; one that nobody knows is the owner's, and is remembered as unknown."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Zone:
        # IANA's own rules are newer than those a program once copied into its files.
        if "/" in name and is_iana(name):
            return Iana(ZoneInfo(name))
        if custom := self.customs.get(name.strip()):
            return custom
        named = understand(name)
        if named is None:
            self.unknown.add(name)
            return self.owner
        if named.is_guess:
            self.guessed.add(name)
        return Iana(ZoneInfo(named.iana)) if named.iana else Offset(named.offset)
