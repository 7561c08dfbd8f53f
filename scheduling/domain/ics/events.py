"""Events as their file tells them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from scheduling.domain.ics.lines import Component, Property
from scheduling.domain.ics.rules import Rule, RuleUnreadable, read_rule
from scheduling.domain.ics.values import ValueUnreadable, Written, read_date, read_dates, read_duration
from scheduling.domain.ics.zones import UTC_ZONE, Clocks, Zone

_DAY: Final = timedelta(days=1)
_LONGEST: Final = timedelta(days=3660)


class Weight(IntEnum):
    """How much of somebody's time an event takes."""

    FREE = 0
    TENTATIVE = 1
    BUSY = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on a clock."""

    wall: datetime
    zone: Zone
    is_date: bool = False

    @property
    def instant(self) -> datetime:
        """Tell when that is."""
        return self.zone.instant(self.wall)


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: on the clock of its start or, where it ends on another, exactly."""

    of: timedelta
    is_exact: bool = False

    def end(self, start: Moment) -> datetime:
        """Tell when it ends."""
        if self.is_exact:
            return start.instant + self.of
        # Where the start is skipped in spring, it and its end are as much later.
        return start.zone.instant(start.zone.wall(start.instant) + self.of)


@dataclass(frozen=True, slots=True)
class Event:
    """A VEVENT that could be read."""

    start: Moment
    length: Length
    weight: Weight
    version: tuple[int, str, str]
    rules: tuple[Rule, ...] = ()
    extra: tuple[tuple[Moment, Length | None], ...] = ()
    dropped: tuple[Moment, ...] = ()
    replaces: Moment | None = None
    is_from_there_on: bool = False
    is_cancelled: bool = False
    has_bad_rule: bool = False


class Reader:
    """This will read the events of one calendar, whose clocks and whose owner it knows."""

    def __init__(
        self, clocks: Clocks, *, floating: Zone, owners: Collection[str], is_cancelling: bool
    ) -> None:
        self._clocks, self._floating, self._owners = clocks, floating, owners
        self._is_cancelling = is_cancelling

    def event(self, component: Component) -> Event:
        """Read a VEVENT, or raise ValueUnreadable."""
        begin = component.first("DTSTART")
        if begin is None:
            raise ValueUnreadable("DTSTART")
        start = self.moment(read_date(begin))
        start, length = self._length(component, start)
        rules, has_bad_rule = _rules(component.all("RRULE"))
        which = component.first("RECURRENCE-ID")
        is_cancelled = self._is_cancelling or component.text("STATUS").upper() in {"CANCELLED", "CANCELED"}
        return Event(
            start=start,
            length=length,
            weight=Weight.FREE if is_cancelled else self._weight(component),
            version=(_number(component.text("SEQUENCE")), *_stamps(component)),
            rules=() if which else rules,
            extra=() if which else tuple(self._extra(component.all("RDATE"), start)),
            dropped=tuple(self.moment(one) for one in _readable(component.all("EXDATE"))),
            replaces=self.moment(read_date(which)) if which else None,
            is_from_there_on=which is not None
            and which.parameters.get("RANGE", "").upper() == "THISANDFUTURE",
            is_cancelled=is_cancelled,
            has_bad_rule=has_bad_rule,
        )

    def moment(self, written: Written) -> Moment:
        """Put a written time on its clock: dates on the owner's, floating times on the calendar's."""
        if written.is_date:
            return Moment(written.wall, self._clocks.owner, is_date=True)
        if written.is_utc:
            return Moment(written.wall, UTC_ZONE)
        return Moment(written.wall, self._clocks.find(written.zone) if written.zone else self._floating)

    def _length(self, component: Component, start: Moment) -> tuple[Moment, Length]:
        """Tell how long it lasts; an event that ends before it starts is turned round."""
        end, duration = component.first("DTEND"), component.first("DURATION")
        if end is None and duration is None:
            return start, Length(_DAY if start.is_date else timedelta(0))
        if end is None and duration is not None:
            length = Length(read_duration(duration.value))
        elif end is not None:
            length = self._until(start, self.moment(read_date(end)))
        if start.is_date and length.of == timedelta(0):
            length = Length(_DAY)
        if length.of < timedelta(0):
            start = Moment(start.wall + length.of, start.zone, start.is_date)
            length = Length(-length.of, length.is_exact)
        return start, Length(min(length.of, _LONGEST), length.is_exact)

    def _until(self, start: Moment, end: Moment) -> Length:
        if end.zone == start.zone:
            return Length(end.wall - start.wall)
        return Length(end.instant - start.instant, is_exact=True)

    def _extra(self, found: list[Property], start: Moment) -> Iterable[tuple[Moment, Length | None]]:
        for one in _readable(found):
            at = self.moment(one)
            if at.is_date and not start.is_date:
                at = Moment(datetime.combine(at.wall, start.wall.time()), start.zone)
            if one.end is None:
                yield at, None
                continue
            length = (
                Length(one.end) if isinstance(one.end, timedelta) else self._until(at, self.moment(one.end))
            )
            if length.of < timedelta(0):
                at, length = Moment(at.wall + length.of, at.zone), Length(-length.of, length.is_exact)
            yield at, length

    def _weight(self, component: Component) -> Weight:
        """Tell how much it counts: out of office always, a declined one never, Outlook's word where TRANSP is silent."""
        outlook = component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
        answer = self._answer(component)
        if answer in {"DECLINED", "DELEGATED"}:
            return Weight.FREE
        if outlook == "OOF":
            return Weight.BUSY
        transparent = component.text("TRANSP").upper()
        if transparent == "TRANSPARENT" or (not transparent and outlook == "FREE"):
            return Weight.FREE
        if "TENTATIVE" in {component.text("STATUS").upper(), answer, outlook}:
            return Weight.TENTATIVE
        return Weight.BUSY

    def _answer(self, component: Component) -> str:
        """Find what the owner of the calendar answered to the invitation."""
        for attendee in component.all("ATTENDEE") if self._owners else ():
            named = {attendee.value, attendee.parameters.get("EMAIL", "")}
            if any(
                name.strip().casefold().removeprefix("mailto:").strip() in self._owners
                for name in named
                if name
            ):
                return attendee.parameters.get("PARTSTAT", "").upper()
        return ""


def _rules(found: list[Property]) -> tuple[tuple[Rule, ...], bool]:
    rules = []
    for one in found:
        try:
            rules.append(read_rule(one.value))
        except RuleUnreadable:
            continue
    return tuple(dict.fromkeys(rules)), len(rules) < len(found)


def _readable(found: list[Property]) -> Iterable[Written]:
    for one in found:
        try:
            yield from read_dates(one)
        except ValueUnreadable:
            continue


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _stamps(component: Component) -> tuple[str, str]:
    return component.text("DTSTAMP"), component.text("LAST-MODIFIED")
