"""Whether a message goes on with a conversation, reopens one, or opens a new one.

Source: research/contact-center.md §5A (reopen window, "stays spam on reply").
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from conversations.domain.states import LIVE, Status

DEFAULT_REOPEN_WINDOW: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Closed:
    """The latest conversation of this party at this location that is no longer live."""

    conversation_id: UUID
    status: Status
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Continue:
    """Add the entry to this conversation as it is."""

    conversation_id: UUID


@dataclass(frozen=True, slots=True)
class Reopen:
    """Bring this resolved conversation back: the same inquiry goes on."""

    conversation_id: UUID


@dataclass(frozen=True, slots=True)
class OpenNew:
    """Open a conversation with a fresh owner and fresh clocks, linked to the one before."""

    previous_id: UUID | None


Opening = Continue | Reopen | OpenNew


def decide(
    live: UUID | None, latest_closed: Closed | None, now: datetime, reopen_window: timedelta
) -> Opening:
    """Choose the conversation an inbound message belongs to.

    A live one always wins; a sender marked as spam stays in the spam conversation; a resolved one is
    reopened up to and including `reopen_window` after it closed.

    Raises:
        ValueError: `latest_closed` is live or merged; a merged one is followed to its target before asking.
    """
    if live is not None:
        return Continue(live)
    if latest_closed is None:
        return OpenNew(None)
    if latest_closed.status in LIVE or latest_closed.status is Status.MERGED:
        raise ValueError(f"A conversation that is {latest_closed.status} is not closed.")
    if latest_closed.status is Status.SPAM:
        return Continue(latest_closed.conversation_id)
    if now - latest_closed.closed_at <= reopen_window:
        return Reopen(latest_closed.conversation_id)
    return OpenNew(latest_closed.conversation_id)
