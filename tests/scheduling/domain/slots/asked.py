"""Short ways to ask the slot engine."""

from datetime import UTC, datetime

from scheduling.domain.slots import clock
from scheduling.domain.slots.find import find_slots
from scheduling.domain.slots.model import Busy, Question, Schedule, WeeklyWindow

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def at(written: str) -> int:
    """Read `2026-03-02 09:00` (UTC) as a minute."""
    return clock.minute_of(datetime.fromisoformat(written).replace(tzinfo=UTC))


def every_day(zone: str, starts: str = "09:00", ends: str = "17:00") -> Schedule:
    """Make a schedule with one window on every day."""
    return Schedule(zone, tuple(WeeklyWindow(day, clock_(starts), clock_(ends)) for day in range(7)))


def clock_(written: str) -> int:
    """Read `09:30` as minutes after midnight."""
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)


def busy(starts: str, ends: str, **more: object) -> Busy:
    """Make a busy time of two instants."""
    return Busy(at(starts), at(ends), **more)  # type: ignore[arg-type]


def listed(question: Question) -> list[str]:
    """List the starts as they are written."""
    return [f"{clock.instant_of(slot.start):%Y-%m-%d %H:%M}" for slot in find_slots(question)]


def times(question: Question) -> list[str]:
    """List the times of day of the starts, UTC."""
    return [one[11:] for one in listed(question)]
