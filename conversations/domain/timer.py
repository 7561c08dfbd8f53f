"""The return timer: when a conversation its owner leaves unanswered goes back to the team.

Source: research/contact-center.md §5B (ownership) and issue 2 §4.
"""

from datetime import datetime
from typing import Protocol


class BusinessClock(Protocol):
    """The one thing the timer needs of a business calendar; `accounts.domain.hours.Calendar` fits."""

    def business_seconds_between(self, start: datetime, end: datetime) -> float:
        """Count the open seconds between two instants."""
        ...


def is_overdue(
    *,
    waiting_since: datetime | None,
    owner_since: datetime | None,
    last_reply_at: datetime | None,
    reply_minutes: int | None,
    calendar: BusinessClock | None,
    now: datetime,
) -> bool:
    """Say whether an owner has had `reply_minutes` to answer a waiting customer and has not.

    The time counts from whichever is later: the customer's first unanswered message or the moment the owner
    got the conversation, in business time when a calendar is given. False when nobody waits, nobody owns
    it, a reply came since, or the timer is off (`None` or 0).
    """
    if not reply_minutes or waiting_since is None or owner_since is None:
        return False
    if last_reply_at is not None and last_reply_at >= waiting_since:
        return False
    start = max(waiting_since, owner_since)
    if now <= start:
        return False
    spent = (
        (now - start).total_seconds() if calendar is None else calendar.business_seconds_between(start, now)
    )
    return spent >= reply_minutes * 60
