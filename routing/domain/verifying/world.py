"""What a flow is judged against: the coming year of its place, and who could take a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from accounts.domain.hours import Calendar, Window
from routing.domain.kinds import NodeKind
from routing.domain.settings import SkillNeed

YEAR: Final = timedelta(days=365)
EVERYTHING: Final = frozenset({NodeKind.QUEUE, NodeKind.ON_CALL, NodeKind.RECEPTIONIST, NodeKind.CALLBACK})


@dataclass(frozen=True, slots=True)
class Person:
    """A member: do they work here still, and at this place; have they a telephone; what are they skilled in (1 to 5)?"""

    name: str
    is_active: bool = True
    has_telephone: bool = True
    is_elsewhere: bool = False
    skills: Mapping[UUID, int] = field(default_factory=dict, hash=False)

    @property
    def can_be_rung(self) -> bool:
        """Say whether a call can reach them at all."""
        return self.is_active and self.has_telephone and not self.is_elsewhere


@dataclass(frozen=True, slots=True)
class Staffed:
    """A queue and who serves it, or a ladder and who stands on its rungs.

    `gaps` are the parts of the week, on the place's clock, in which a ladder has nobody but the owners.
    """

    name: str
    members: tuple[UUID, ...]
    gaps: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody a flow may name, by id."""

    members: Mapping[UUID, Person] = field(default_factory=dict, hash=False)
    queues: Mapping[UUID, Staffed] = field(default_factory=dict, hash=False)
    ladders: Mapping[UUID, Staffed] = field(default_factory=dict, hash=False)
    skills: Mapping[UUID, str] = field(default_factory=dict, hash=False)

    def meets(self, member_id: UUID, need: SkillNeed) -> bool:
        """Say whether a member is skilled enough, or is once the need has relaxed."""
        least = min((need.level, *(one.level for one in need.relaxes)))
        known = self.members.get(member_id)
        return known is not None and known.skills.get(need.skill_id, 0) >= least

    def name_of(self, member_id: UUID) -> str:
        """Give a member's name, "" when nobody has that id."""
        known = self.members.get(member_id)
        return known.name if known else ""


@dataclass(frozen=True)
class World:
    """The year from `starts` at one place. Without `staff` every id a flow names is taken to be somebody at work.

    `calendar` must cover the year; a place without any hours is open round the clock, as it is for a real call.
    `installed` lists the kinds of node there is something to hand callers to.
    """

    calendar: Calendar
    starts: datetime
    staff: Staff | None = None
    installed: frozenset[NodeKind] = EVERYTHING

    @property
    def ends(self) -> datetime:
        """Give the instant up to which the year is judged."""
        return self.starts + YEAR
