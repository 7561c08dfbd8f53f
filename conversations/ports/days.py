"""What higher apps say on top of a member's day: on call until tonight, an appointment to prepare."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import Member

# Asked inside `reading`; gives sentences, at most a few.
DayReader = Callable[[Member, datetime], list[str]]
_readers: dict[str, DayReader] = {}


def register_day_notes(key: str, reader: DayReader) -> None:
    """Let `reader` add sentences to the page of a member's day."""
    _readers[key] = reader


def day_notes(member: Member, now: datetime) -> tuple[str, ...]:
    """Gather what every app says."""
    return tuple(note for reader in _readers.values() for note in reader(member, now))
