"""Whether a member who took a call has met its customer.

That they took it is stored before the carrier is answered. If that answer is lost, their line stays where it was when
they took it, and ends there: nobody was joined, and the customer waits for somebody as before.

The rule: with all it tells of a line the carrier names the room the line is in. A line that ended, or whose question
was given up, in the very room in which its call was taken has met nobody. Nor has one that came to the customer's room,
or took the call at all, only once the customer had gone, by the carrier's clock. What the carrier told no room of counts
as a talk, and so does what lasted: it gives up an unanswered question long before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

# Twice a question without an answer, and the fallback, come to less (research/vonage.md §2.1).
LONGEST: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Taken:
    """How a line took a call: in which of the carrier's rooms (empty: not known, or left since), and when."""

    room: str
    at: datetime | None


def ended_unmet(taken: Taken, *, room: str, at: datetime | None) -> bool:
    """Say whether a line whose end the carrier tells, in `room` and `at` its clock, met nobody."""
    was_long = taken.at is not None and at is not None and at - taken.at >= LONGEST
    return bool(taken.room) and room == taken.room and not was_long


def failed_unmet(taken: Taken, *, room: str, at: datetime | None) -> bool:
    """Say whether the carrier's word that it could not go on with a line (`at`, in `room`) means that it met nobody.

    Word of an earlier question, which was put again and answered, comes late and means nothing.
    """
    is_old = at is None or (taken.at is not None and at < taken.at)
    return bool(taken.room) and room == taken.room and not is_old


def came_too_late(*, came_at: datetime | None, gone_at: datetime | None) -> bool:
    """Say whether a line came only when its customer had gone, by the carrier's clock; at one moment they met."""
    return came_at is not None and gone_at is not None and came_at > gone_at
