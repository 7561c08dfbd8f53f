"""The return timer: when a conversation its owner leaves unanswered goes back to the team.

Source: research/contact-center.md §5B (ownership) and issue 2 §4. The time is business time of the conversation's
place: a text at 17:55 with half an hour to answer, where work ends at 18:00 and begins at 9:00, is due at 9:25.
"""

from datetime import datetime, timedelta
from typing import Protocol


class BusinessClock(Protocol):
    """The one thing the timer needs of a business calendar; `accounts.domain.hours.Calendar` fits."""

    def subtract_business_seconds(self, instant: datetime, seconds: float) -> datetime | None:
        """Find the latest instant since which the place had been open for `seconds` by `instant`."""
        ...


def overdue_since(
    *, reply_minutes: int | None, calendar: BusinessClock | None, now: datetime
) -> datetime | None:
    """Give the latest start that is overdue at `now`; None when nothing is, or the timer is off (`None` or 0).

    A start is whichever is later: the customer's first unanswered message or the moment the owner got the
    conversation. A place without opening hours (`calendar` None) is taken to work round the clock.
    """
    if not reply_minutes:
        return None
    if calendar is None:
        return now - timedelta(minutes=reply_minutes)
    return calendar.subtract_business_seconds(now, reply_minutes * 60)
