"""Facts of this app."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("receptionist.version_asked")
@dataclass(frozen=True, kw_only=True)
class VersionAsked(Fact):
    """Somebody asked for a version of what was learnt; it is examined before anybody may use it."""

    version_id: UUID


@event("receptionist.message_given_back")
@dataclass(frozen=True, kw_only=True)
class MessageGivenBack(Fact):
    """Whom a flow led here in writing needs a person: the flow goes on by `exit`, and `why` says so."""

    conversation_id: UUID
    entry_id: UUID
    exit: str
    why: str


@event("receptionist.digest_due")
@dataclass(frozen=True, kw_only=True)
class DigestDue(Fact):
    """A member is told by mail what the assistant did on a day."""

    member_id: UUID
    day: str
