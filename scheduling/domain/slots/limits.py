"""What filters starts after the grid: the dates that may be booked, and caps of each host."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from scheduling.domain.slots import clock
from scheduling.domain.slots.answers import CapKind
from scheduling.domain.slots.model import BookingWindow, Busy, Caps, Host, Id, Question, WindowKind

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Reached:
    """Days and weeks in which a host takes no more, with the cap that says so."""

    days: dict[int, tuple[CapKind, int]]
    weeks: dict[int, tuple[CapKind, int]]


def bookable_dates(question: Question) -> tuple[date | None, date | None]:
    """Give the first and the last date on which a start may lie, None where there is no such bound."""
    window = question.service.booking_window
    if window is None:
        return None, None
    if window.kind is WindowKind.RANGE:
        return window.first_on, window.last_on
    today = clock.date_at(booking_zone(question), clock.minute_of(question.now))
    ordinal = _last_business_day(today, window) if window.kind is WindowKind.BUSINESS_DAYS else None
    last = today.toordinal() + window.days if ordinal is None else ordinal
    return today, date.fromordinal(min(last, date.max.toordinal()))


def booking_zone(question: Question) -> str:
    """Give the zone in which the dates of the booking window are counted."""
    window = question.service.booking_window
    return (window.timezone if window else "") or question.zone


def _last_business_day(today: date, window: BookingWindow) -> int:
    day, left = today.toordinal(), window.days
    free = {free_day.toordinal() for free_day in window.free_days}
    while left and day < date.max.toordinal():
        day += 1
        left -= (day - 1) % 7 < _SATURDAY and day not in free
    return day


def in_booking_window(question: Question, starts: Sequence[int]) -> list[int]:
    """Keep the starts on dates that may be booked."""
    first, last = bookable_dates(question)
    if first is None and last is None:
        return list(starts)
    low = first.toordinal() if first else 0
    high = last.toordinal() if last else date.max.toordinal() + 1
    days = clock.ordinals(booking_zone(question), starts)
    return [start for start, day in zip(starts, days, strict=True) if low <= day <= high]


def cap_zone(caps: Caps, host: Host, question: Question) -> str:
    """Give the zone in which a host's days are counted: the cap's, the host's own, else that of the grid."""
    return caps.timezone or (host.schedule.timezone if host.schedule else question.zone)


def week_of(ordinal: int, caps: Caps) -> int:
    """Number the week in which a date lies."""
    return (ordinal - 1 - caps.week_starts) // 7


@dataclass(slots=True)
class _Used:
    bookings: dict[int, int] = field(default_factory=dict)
    minutes: dict[int, int] = field(default_factory=dict)

    def add(self, key: int, minutes: int) -> None:
        self.bookings[key] = self.bookings.get(key, 0) + 1
        self.minutes[key] = self.minutes.get(key, 0) + minutes

    def reached(
        self, length: int, most: int | None, most_minutes: int | None, kinds: tuple[CapKind, CapKind]
    ) -> Iterator[tuple[int, tuple[CapKind, int]]]:
        for key, used in self.bookings.items():
            if most is not None and used >= most:
                yield key, (kinds[0], most)
            elif most_minutes is not None and self.minutes[key] + length > most_minutes:
                yield key, (kinds[1], most_minutes)


def has_caps(caps: Caps) -> bool:
    """Say whether there is any cap."""
    bounds = (caps.per_day, caps.per_week, caps.minutes_per_day, caps.minutes_per_week)
    return any(bound is not None for bound in bounds)


def never(caps: Caps, length: int) -> tuple[CapKind, int] | None:
    """Find a cap that not even the first booking keeps."""
    for kind, bound, needed in (
        (CapKind.PER_DAY, caps.per_day, 1),
        (CapKind.PER_WEEK, caps.per_week, 1),
        (CapKind.MINUTES_PER_DAY, caps.minutes_per_day, length),
        (CapKind.MINUTES_PER_WEEK, caps.minutes_per_week, length),
    ):
        if bound is not None and bound < needed:
            return kind, bound
    return None


def caps_reached(question: Question, host: Host) -> Reached:
    """Find the days and weeks in which a host's caps leave no room for another booking."""
    caps, length = question.service.caps, question.service.length
    zone = cap_zone(caps, host, question)
    days, weeks = _Used(), _Used()
    for busy in counted(host.busy, question.own_hold):
        day = clock.ordinal_at(zone, busy.start)
        days.add(day, busy.end - busy.start)
        weeks.add(week_of(day, caps), busy.end - busy.start)
    of_day = (CapKind.PER_DAY, CapKind.MINUTES_PER_DAY)
    of_week = (CapKind.PER_WEEK, CapKind.MINUTES_PER_WEEK)
    return Reached(
        dict(days.reached(length, caps.per_day, caps.minutes_per_day, of_day)),
        dict(weeks.reached(length, caps.per_week, caps.minutes_per_week, of_week)),
    )


def counted(busy: Sequence[Busy], own_hold: Id | None) -> Iterator[Busy]:
    """List what counts toward caps; what one's own hold keeps does not."""
    return (one for one in busy if one.counts and (own_hold is None or one.hold != own_hold))
