"""What a phrase of time was read as."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

DAY_MINUTES: Final = 24 * 60


class Kind(StrEnum):
    """This will say what shape a reading has."""

    DATE = "date"
    INSTANT = "instant"
    WINDOW = "window"
    RANGE = "date_range"
    MULTI = "multi"
    CONSTRAINT = "constraint"
    NONE = "none"


def clock(minutes: int) -> str:
    """Write minutes of a day as on a clock; the end of a day is 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Span:
    """Days `first` to `last`, both included; with `opens` and `closes` (minutes of the day) an instant or a window."""

    first: date
    last: date
    opens: int | None = None
    closes: int | None = None

    @property
    def timed(self) -> bool:
        """Whether it names a time, not only days."""
        return self.opens is not None

    def as_dict(self) -> dict[str, str]:
        """Write it as the case files do."""
        if self.opens is None or self.closes is None:
            return {"start": self.first.isoformat(), "end": self.last.isoformat()}
        return {"start": f"{self.first}T{clock(self.opens)}", "end": f"{self.last}T{clock(self.closes)}"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """What availability is cut with. Weekdays count from Monday 0, times are minutes of the day."""

    days: frozenset[int] = frozenset()
    not_days: frozenset[int] = frozenset()
    not_dates: frozenset[date] = frozenset()
    after: int | None = None
    before: int | None = None
    part: tuple[str, ...] = ()
    start: date | None = None
    until: date | None = None
    soonest: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Constraint()

    def admits(self, moment: datetime) -> bool:
        """Say whether an appointment may begin at this local moment."""
        day, minute = moment.date(), moment.hour * 60 + moment.minute
        return (
            (not self.days or day.weekday() in self.days)
            and day.weekday() not in self.not_days
            and day not in self.not_dates
            and (self.start is None or day >= self.start)
            and (self.until is None or day <= self.until)
            and (self.after is None or minute >= self.after)
            and (self.before is None or minute < self.before)
            and (
                not self.part or any(low <= minute < high for low, high in map(PARTS.__getitem__, self.part))
            )
        )

    def as_dict(self) -> dict[str, object]:
        """Write what is asked as JSON can hold it."""
        told: dict[str, object] = {
            "days": sorted(self.days),
            "not_days": sorted(self.not_days),
            "not_dates": [day.isoformat() for day in sorted(self.not_dates)],
            "after": None if self.after is None else clock(self.after),
            "before": None if self.before is None else clock(self.before),
            "part": list(self.part),
            "from": self.start and self.start.isoformat(),
            "until": self.until and self.until.isoformat(),
            "soonest": self.soonest,
        }
        return {name: value for name, value in told.items() if value}


PARTS: Final[dict[str, tuple[int, int]]] = {
    "morning": (360, 720),
    "afternoon": (720, 1020),
    "evening": (1020, 1260),
    "early_morning": (360, 540),
    "mid_morning": (540, 660),
    "late_morning": (600, 720),
    "midday": (720, 780),
    "after_lunch": (780, 1020),
    "early_afternoon": (720, 840),
    "mid_afternoon": (840, 960),
    "late_afternoon": (900, 1020),
    "early_evening": (1020, 1140),
    "late_evening": (1140, 1260),
    "after_school": (900, 1020),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says about time.

    `spans` is what we would take; `alternatives` are whole other readings; an `ambiguous` one must be read back as
    weekday, date and time, and confirmed. `dated` and `timed` say which of the two the words named: a bare "at three"
    is put on the next three o'clock, but belongs to whatever day is being talked about. `phrase` is where the words
    stood.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    alternatives: tuple[tuple[Span, ...], ...] = ()
    ambiguous: bool = False
    constraint: Constraint = field(default_factory=Constraint)
    dated: bool = False
    timed: bool = False
    phrase: tuple[int, int] | None = None


NOTHING: Final = Reading(Kind.NONE)
