"""Facts of this app."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("routing.text_back_due")
@dataclass(frozen=True, kw_only=True)
class TextBackDue(Fact):
    """A missed call may be answered by a text, unless the caller is reached meanwhile."""

    call_id: UUID


@event("routing.handling_changed")
@dataclass(frozen=True, kw_only=True)
class HandlingChanged(Fact):
    """How a line handles calls was changed."""

    line_id: UUID
    version: int
