"""What a replay rests on: the calls as they came, and who was at work and took calls how readily."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID
from zlib import crc32

from routing.domain.happenings import Heard
from routing.domain.kinds import NodeKind
from routing.domain.settings import SkillNeed
from routing.domain.verifying.world import EVERYTHING
from routing.domain.walk import CallerFacts

USUAL_TALK: Final = 180.0
USUAL_DELAY: Final = 8.0
# Turns every draw by a golden part of the circle, so that a few seeds are spread as many would be.
_TURN: Final = 0x9E3779B9
_WHOLE: Final = 2**32
# Longer than anybody waits; also a level of those of whose skills nothing is known.
NEVER: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Arrival:
    """One call as it came. `said` is what the caller pressed or said, in order.

    `waited` is how long they listened and waited before anybody spoke with them or they left; `gave_up` that they left.
    `taken_by` answered, `missed_by` were rung and did not. `hears_notice` that a recording would be announced to them.
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
    hears_notice: bool = False
    declines_recording: bool = False


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
    """Who serves a queue or stands on a ladder, in the order they are asked.

    `opens_after` is how long somebody waits before a member of a further tier is asked too.
    """

    members: tuple[UUID, ...]
    longest_seconds: int = 600
    places: int = 0
    ring_seconds: int = 20
    opens_after: Mapping[UUID, int] = field(default_factory=dict)
    keeps_hours: bool = False


@dataclass(frozen=True)
class Staffing:
    """Who was at work when, and how they take calls.

    `telephones` ring outside queues whether or not their owner is on shift (None: on shift only). `assumed` lists whose
    shifts nobody recorded. `seed` draws anew what has to be supposed.
    """

    shifts: Mapping[UUID, tuple[Shift, ...]]
    habits: Mapping[UUID, Habit] = field(default_factory=dict)
    queues: Mapping[UUID, Served] = field(default_factory=dict)
    ladders: Mapping[UUID, Served] = field(default_factory=dict)
    outside_answers: bool = True
    telephones: tuple[UUID, ...] | None = None
    skills: Mapping[UUID, Mapping[UUID, int]] | None = None
    assumed: frozenset[UUID] = frozenset()
    installed: frozenset[NodeKind] = EVERYTHING
    seed: int = 0

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
        drawn = (crc32(arrival.id.bytes + member_id.bytes) + self.seed * _TURN) % _WHOLE
        return drawn / _WHOLE < share, False

    def asked_after(self, served: Served, needs: Sequence[SkillNeed]) -> dict[UUID, int]:
        """Give, for each of a queue who is skilled enough or ever will be, after how long a wait they are asked."""
        found: dict[UUID, int] = {}
        for one in served.members:
            relaxed = max((self._enough_after(one, need) for need in needs), default=0)
            if relaxed < NEVER:
                found[one] = max(relaxed, served.opens_after.get(one, 0))
        return found

    def _enough_after(self, member_id: UUID, need: SkillNeed) -> int:
        level = NEVER if self.skills is None else self.skills.get(member_id, {}).get(need.skill_id, 0)
        if level >= need.level:
            return 0
        return min((one.after_seconds for one in need.relaxes if one.level <= level), default=NEVER)

    def delay(self, member_id: UUID) -> float:
        """Give after how many seconds a member takes a call they take."""
        return self.habits.get(member_id, Habit()).delay
