"""Facts of this app."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("receptionist.version_asked")
@dataclass(frozen=True, kw_only=True)
class VersionAsked(Fact):
    """Somebody asked for a version of what was learnt; it is examined before anybody may use it."""

    version_id: UUID


@event("receptionist.digest_due")
@dataclass(frozen=True, kw_only=True)
class DigestDue(Fact):
    """A member is told by mail what the assistant did on a day."""

    member_id: UUID
    day: str
