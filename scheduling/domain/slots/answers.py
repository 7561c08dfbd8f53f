"""What the slot engine answers: slots, verdicts and why; presenters put them into words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduling.domain.slots.model import BusyKind, Id


@dataclass(frozen=True, slots=True)
class Slot:
    """A start that can be booked.

    `choices`: for each part somebody has to play, who is free for the whole of it (one of each is booked; in a
    collective every part has one). `resources`: of the pools, those to take. `session`: joins this session.
    """

    start: int
    end: int
    choices: tuple[tuple[Id, ...], ...]
    resources: tuple[Id, ...] = ()
    session: Id | None = None
    seats_left: int = 1

    @property
    def hosts(self) -> tuple[Id, ...]:
        """Everybody who is free for the whole of it."""
        return tuple(host for part in self.choices for host in part)


class Rule(StrEnum):
    """What refuses a start, in the order in which reasons are told."""

    PAST = "PAST"
    NOTICE = "NOTICE"
    OUTSIDE_WINDOW = "OUTSIDE_WINDOW"  # of the question
    BOOKING_WINDOW = "BOOKING_WINDOW"  # of the service
    SEATS_FULL = "SEATS_FULL"
    NOBODY = "NOBODY"
    CLOSED = "CLOSED"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    BUSY = "BUSY"
    BUFFER = "BUFFER"
    TOO_FAR_BEFORE = "TOO_FAR_BEFORE"  # to come in time from the visit before
    TOO_FAR_AFTER = "TOO_FAR_AFTER"  # to reach the visit after in time
    RESERVED = "RESERVED"
    CAP = "CAP"
    NO_RESOURCE = "NO_RESOURCE"
    GRID = "GRID"


class CapKind(StrEnum):
    """Which cap is reached."""

    PER_DAY = "PER_DAY"
    PER_WEEK = "PER_WEEK"
    MINUTES_PER_DAY = "MINUTES_PER_DAY"
    MINUTES_PER_WEEK = "MINUTES_PER_WEEK"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule that refuses a start.

    `who`: the host or resource it is about, None the service or location. `until`: the first start at which this is over,
    None if that is not known. `busy`: with what. `limit`: the cap, or how many of `pool` are needed of which `free` are.
    `on`: the last (or first) date of the booking window, or the closed day.
    """

    rule: Rule
    who: Id | None = None
    until: int | None = None
    busy: BusyKind | None = None
    cap: CapKind | None = None
    limit: int | None = None
    pool: Id | None = None
    free: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A start that is free, with whom, or the rules that refuse it."""

    slot: Slot | None
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_free(self) -> bool:
        """Say whether the start can be booked."""
        return self.slot is not None


@dataclass(frozen=True, slots=True)
class ReasonOfDay:
    """A refusal as it stands for several starts of a day: the first of them, their number, and whether it is all."""

    refusal: Refusal
    starts: int
    first: int
    is_whole_day: bool


@dataclass(frozen=True, slots=True)
class DayExplanation:
    """What a day offers, and what refuses the rest, the most frequent reason first."""

    on: date
    slots: tuple[Slot, ...]
    starts: int
    reasons: tuple[ReasonOfDay, ...]
