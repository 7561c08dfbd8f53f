"""What hours mean."""

from receptionist.domain.when.matching import Found
from receptionist.domain.when.things import BETWEEN, BOUND, TIME, Clock, Figure


def hour(number: int, minute: int = 0, meridiem: str | None = None) -> Clock | None:
    """Return a time of day, or `None` where no clock shows it."""
    if number >= 100 and not minute:
        number, minute = divmod(number, 100)
    if not (0 <= number <= 24 and 0 <= minute < 60) or (number == 24 and minute):
        return None
    if meridiem is not None and number <= 12:
        return Clock((number % 12 + (12 if meridiem == "pm" else 0)) * 60 + minute, fixed=True)
    return Clock(number * 60 + minute, fixed=number > 12 or number == 0)


def at(number: int | Clock, minute: int = 0, meridiem: str | None = None) -> Found | None:
    """Name a time of day."""
    clock = number if isinstance(number, Clock) else hour(number, minute, meridiem)
    return None if clock is None else Found(TIME, clock)


def before_hour(number: int, minutes: int) -> Found | None:
    """Name a time that is minutes before a full hour."""
    if not (1 <= number <= 12 and 0 < minutes < 60):
        return None
    return Found(TIME, Clock(((number - 1) or 12) * 60 + 60 - minutes))


def as_clock(value: int | Clock) -> Clock | None:
    """Return a time from a time or from a bare hour."""
    if isinstance(value, Clock):
        return value
    return hour(value) if value <= 12 or 100 <= value < 2400 else None


def between(first: int | Clock, second: int | Clock) -> Found | None:
    """Name a window between two times."""
    low, high = as_clock(first), as_clock(second)
    return None if low is None or high is None else Found(BETWEEN, (low, high))


def between_or_minutes(first: int, second: int) -> Found | None:
    """Name "ten to four" in words: a window, or ten minutes before the hour; in figures it is a window."""
    found = between(first, second)
    if found is None or isinstance(first, Figure) or first not in (5, 10):
        return found
    minutes = before_hour(second, first)
    return found if minutes is None else Found(BETWEEN, (*found.value, minutes.value))


def window(low: Clock, high: Clock, part: tuple[int, int] | None) -> tuple[int, int]:
    """Return the minutes of a window; what was said of one end holds for the other."""
    ends = high.settled(part)
    if low.fixed:
        begins = low.minutes
        if not high.fixed and ends <= begins:
            ends += 720
        return begins, ends
    if high.fixed or part is not None:
        early = low.minutes % 720
        late = early + 720
        return (late if late < ends else early), ends
    begins = low.settled(None)
    while ends <= begins:
        ends += 720
    return begins, min(ends, 1440)


def bound(side: str, value: int | Clock) -> Found | None:
    """Name a bound of the time of day: `after` or `before`."""
    clock = as_clock(value)
    return None if clock is None else Found(BOUND, (side, clock))
