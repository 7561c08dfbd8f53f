"""What a replay rests on: the calls as they came, and who was at work and took calls how readily."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID
from zlib import crc32

from routing.domain.happenings import Heard
from routing.domain.walk import CallerFacts

USUAL_TALK: Final = 180.0
USUAL_DELAY: Final = 8.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """One call as it came. `said` is what the caller pressed or said, in order.

    `waited` is how long they listened and waited before anybody spoke with them or they left; `gave_up` that they left.
    `taken_by` answered, `missed_by` were rung and did not.
    """

    id: UUID
    at: datetime
    caller: CallerFacts = field(default_factory=CallerFacts)
    dialled: str = ""
    is_blocked: bool = False
    said: tuple[Heard, ...] = ()
    waited: float = 0.0
    gave_up: bool = False
    talked: float = USUAL_TALK
    taken_by: UUID | None = None
    missed_by: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Habit:
    """How a member treats a ringing telephone: the share of calls they take, and after how many seconds."""

    takes: float = 1.0
    delay: float = USUAL_DELAY


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch in which a member was at work and took calls."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Served:
    """Who serves a queue or stands on a ladder, in the order they are asked."""

    members: tuple[UUID, ...]
    longest_seconds: int = 600
    places: int = 0
    ring_seconds: int = 20


@dataclass(frozen=True)
class Staffing:
    """Who was at work when, and how they take calls."""

    shifts: Mapping[UUID, tuple[Shift, ...]]
    habits: Mapping[UUID, Habit] = field(default_factory=dict)
    queues: Mapping[UUID, Served] = field(default_factory=dict)
    ladders: Mapping[UUID, Served] = field(default_factory=dict)
    outside_answers: bool = True

    def shift_at(self, member_id: UUID, at: datetime) -> Shift | None:
        """Find the shift a member is on at an instant; shifts of one member are in order."""
        shifts = self.shifts.get(member_id, ())
        place = bisect_right(shifts, at, key=lambda one: one.starts) - 1
        return shifts[place] if place >= 0 and at < shifts[place].ends else None

    def next_at_work(self, member_id: UUID, at: datetime) -> datetime | None:
        """Find the earliest instant from `at` on at which a member is at work."""
        for shift in self.shifts.get(member_id, ()):
            if shift.ends > at:
                return max(shift.starts, at)
        return None

    def members(self) -> Iterable[UUID]:
        """List everybody who was ever at work."""
        return self.shifts

    def takes(self, arrival: Arrival, member_id: UUID) -> tuple[bool, bool]:
        """Say whether a member takes a call that rings at them, and whether that is known.

        What was recorded of this very call goes first; else their habit decides, the same way each time it is asked.
        """
        if arrival.taken_by == member_id:
            return True, True
        if member_id in arrival.missed_by:
            return False, True
        share = self.habits.get(member_id, Habit()).takes
        if share in {0.0, 1.0}:
            return bool(share), True
        drawn = crc32(arrival.id.bytes + member_id.bytes) / 2**32
        return drawn < share, False

    def delay(self, member_id: UUID) -> float:
        """Give after how many seconds a member takes a call they take."""
        return self.habits.get(member_id, Habit()).delay
