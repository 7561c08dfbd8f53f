"""What administrators leave in the event log; `actor_id` is the user, who need not be a member."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("core.message_read_by_support")
@dataclass(frozen=True, kw_only=True)
class MessageReadBySupport(Fact):
    """An administrator with the grant opened a row that holds message text; `model` is `app.model`."""

    model: str
    row_id: UUID


@event("core.row_changed_by_support")
@dataclass(frozen=True, kw_only=True)
class RowChangedBySupport(Fact):
    """An administrator added, changed or deleted a row; `change` is ADDED, CHANGED or DELETED."""

    model: str
    row_id: UUID
    change: str
