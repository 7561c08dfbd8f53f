"""What higher apps let a member do next about a conversation: beside a task, on the page of a call."""

from collections.abc import Callable
from uuid import UUID

from accounts.pages import Link

# Takes the conversation and whom it is with; prints no more than an address.
FollowUp = Callable[[UUID, UUID], Link]
_followups: dict[str, FollowUp] = {}


def register_followup(key: str, printer: FollowUp) -> None:
    """Let `printer` add a way on."""
    _followups[key] = printer


def followups(conversation_id: UUID | None, contact_id: UUID | None) -> tuple[Link, ...]:
    """Gather the ways on; nothing without a person."""
    if conversation_id is None or contact_id is None:
        return ()
    return tuple(printer(conversation_id, contact_id) for printer in _followups.values())
