"""What the slot engine is asked. Instants are minutes since the epoch (UTC), intervals half-open; Monday is 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

DAY: Final = 1440

Id = int | str
Run = tuple[int, int]


class Mode(StrEnum):
    """Who of the hosts must be free: any one, any one in fair turn, or all of them."""

    ONE = "ONE"
    ROUND_ROBIN = "ROUND_ROBIN"
    COLLECTIVE = "COLLECTIVE"


class Anchor(StrEnum):
    """From where starts are counted: from the beginning of each free run, or from midnight on the clock."""

    RUN = "RUN"
    CLOCK = "CLOCK"


class BusyKind(StrEnum):
    """What makes somebody busy."""

    BOOKED = "BOOKED"
    HELD = "HELD"
    BLOCKED = "BLOCKED"
    EXTERNAL = "EXTERNAL"
    # A calendar elsewhere that cannot be read may hide anything.
    UNREADABLE = "UNREADABLE"


class WindowKind(StrEnum):
    """How far ahead may be booked: days, business days, or between two dates."""

    ROLLING = "ROLLING"
    BUSINESS_DAYS = "BUSINESS_DAYS"
    RANGE = "RANGE"


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Minutes after midnight of its day; an end beyond 1440 lies on a later day. An end not after the start is none."""

    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """A span of every such weekday; Monday is 0."""

    weekday: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class DateOverride:
    """Replaces all weekly windows that start on a date; without spans the day is closed."""

    on: date
    spans: tuple[DaySpan, ...] = ()


@dataclass(frozen=True, slots=True)
class TravelZone:
    """Windows of these days, both included, are read in another zone; the first that covers a day holds."""

    from_on: date
    to_on: date | None
    timezone: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody, a room or a place is there, on the wall clock of `timezone`.

    On a closed date no window starts, and none of the day before reaches into it.
    """

    timezone: str
    weekly: tuple[WeeklyWindow, ...] = ()
    overrides: tuple[DateOverride, ...] = ()
    closed_dates: frozenset[date] = frozenset()
    travel: tuple[TravelZone, ...] = ()
    # What a schedule says is the key of the cache of its runs, so it is not hashed anew at each look-up.
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        what = (self.timezone, self.weekly, self.overrides, self.closed_dates, self.travel)
        object.__setattr__(self, "_hash", hash(what))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Busy:
    """Time that is taken, with the buffers of that booking; `counts` toward caps. `hold` names the hold it is of.

    `drive_to`: minutes from where it is asked about to there, and `drive_from` back, if they are at different places.
    """

    start: int
    end: int
    buffer_before: int = 0
    buffer_after: int = 0
    counts: bool = False
    kind: BusyKind = BusyKind.BOOKED
    hold: Id | None = None
    drive_to: int = 0
    drive_from: int = 0


@dataclass(frozen=True, slots=True)
class Resource:
    """A room, vehicle or piece of equipment; without a schedule it is always there.

    `free_ranges` stand instead of the schedule where somebody else has worked them out.
    """

    id: Id
    schedule: Schedule | None = None
    busy: tuple[Busy, ...] = ()
    free_ranges: tuple[Run, ...] | None = None


@dataclass(frozen=True, slots=True)
class Host(Resource):
    """A provider. One who is fixed must be free themselves; of the others, one of each group."""

    group: str = ""
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """Resources of a kind, of which a booking takes `units`, the same ones from beginning to end."""

    id: Id
    units: int
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A group session that takes place already and has `taken` of its seats."""

    id: Id
    start: int
    end: int
    seats: int
    taken: int
    hosts: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingWindow:
    """The dates on which a start may lie, counted in `timezone` (else that of the grid).

    ROLLING: today and `days` more; BUSINESS_DAYS: up to the `days`-th day that is neither weekend nor among `free_days`;
    RANGE: from `first_on` to `last_on`, both included, either may be left out.
    """

    kind: WindowKind
    days: int = 0
    first_on: date | None = None
    last_on: date | None = None
    timezone: str = ""
    free_days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Caps:
    """How much a host takes of this service, by the local date of the start, in `timezone` (else the host's own)."""

    per_day: int | None = None
    per_week: int | None = None
    minutes_per_day: int | None = None
    minutes_per_week: int | None = None
    week_starts: int = 0
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """How a service is booked, in minutes; `interval` is the length unless told, `seats` above 1 is a group session."""

    length: int
    interval: int | None = None
    offset: int = 0
    buffer_before: int = 0
    buffer_after: int = 0
    notice: int = 0
    optimize: bool = False
    anchor: Anchor = Anchor.RUN
    mode: Mode = Mode.ONE
    booking_window: BookingWindow | None = None
    caps: Caps = Caps()
    seats: int = 1

    def __post_init__(self) -> None:
        if self.length <= 0 or (self.interval is not None and self.interval <= 0) or self.seats <= 0:
            raise ValueError("A length, an interval and seats are more than nothing.")
        if min(self.offset, self.buffer_before, self.buffer_after, self.notice) < 0:
            raise ValueError("Offset, buffers and notice are not negative.")


@dataclass(frozen=True, slots=True)
class Reserve:
    """How many visits of `length` minutes must still fit into each local date (by ordinal), for what cannot wait."""

    length: int
    kept: Mapping[int, int]
    timezone: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which starts are free in `window`, at `now`.

    `opening`: the hours of the location, in which everything lies. `timezone`: of the grid, else of the first host.
    `own_hold`: what this hold keeps is free for who holds it. `party`: seats wanted of a group session.
    """

    now: datetime
    window: Run
    service: ServiceRules
    hosts: tuple[Host, ...] = ()
    pools: tuple[Pool, ...] = ()
    sessions: tuple[Session, ...] = ()
    opening: Schedule | None = None
    timezone: str = ""
    own_hold: Id | None = None
    party: int = 1
    reserve: Reserve | None = None

    @property
    def zone(self) -> str:
        """The zone on whose clock starts are gridded."""
        of_hosts = (host.schedule.timezone for host in self.hosts if host.schedule)
        return self.timezone or next(of_hosts, self.opening.timezone if self.opening else "UTC")
