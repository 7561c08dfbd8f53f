"""Symbols put together: which time belongs to which day, what is an alternative, what is taken back or ruled out."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from receptionist.domain.when import almanac
from receptionist.domain.when.matching import Symbol
from receptionist.domain.when.meanings import Clock, Day
from receptionist.domain.when.readings import PARTS

_LONG = 13
_TO = frozenset(("to", "a", "al", "para"))
Part = tuple[str, int, int]
FACETS = ("clock", "window", "part", "bounds")


@dataclass(slots=True)
class Clause:
    """One thing asked for: a day with its time."""

    day: Day | None = None
    clock: Clock | None = None
    window: tuple[Clock, ...] | None = None
    part: Part | None = None
    bounds: tuple[tuple[str, Clock], ...] = ()
    limits: tuple[tuple[str, Day], ...] = ()
    moment: datetime | None = None
    days: frozenset[int] = frozenset()
    always: bool = False
    unsure: bool = False
    joined: bool = False

    @property
    def timed(self) -> bool:
        """Whether a time, a part of the day or a bound was said."""
        return any(getattr(self, facet) for facet in FACETS)

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not (self.timed or self.day or self.limits or self.moment or self.days)


@dataclass(slots=True)
class Talk:
    """What a whole utterance says about time."""

    clauses: list[Clause] = field(default_factory=lambda: [Clause()])
    not_days: set[int] = field(default_factory=set)
    not_dates: set[date] = field(default_factory=set)
    not_parts: list[Part] = field(default_factory=list)
    soon: bool = False
    any: bool = False
    start: int = -1
    end: int = -1


def combined(old: Day, new: Day) -> Day | None:
    """Return the one day two mentions speak of ("Monday the 9th", "next week, on Tuesday"), or `None` for two days."""
    for a, b in ((old, new), (new, old)):
        if a.weekday is not None and b.single and b.weekday is None:
            if b.first.weekday() == a.weekday:
                return replace(b, others=(), unsure=False) if b.spelled else b
            return replace(b, others=(replace(a, weekday=None),), unsure=True) if b.spelled else None
        if not b.single and a.weekday is not None and (b.last - b.first).days <= _LONG:
            found = almanac.next_weekday(b.first - timedelta(1), a.weekday)
            return Day(found, found, unsure=b.unsure) if found <= b.last else None
        if not b.single and a.weekday is None and b.first <= a.first and a.last <= b.last:
            return a
    return None


class Assembler:
    """This will take symbols one after the other and keep what they add up to."""

    def __init__(self) -> None:
        self.talk = Talk()
        self.joining = False
        self.ruling_out = False
        self.moving = False
        self.gap = False
        self.before_fix: Clause | None = None

    @property
    def here(self) -> Clause:
        """The clause being filled."""
        return self.talk.clauses[-1]

    def opened(self, **known: object) -> Clause:
        """Begin another clause beside the last."""
        self.talk.clauses.append(Clause(joined=self.joining, **known))  # type: ignore[arg-type]
        self.joining = False
        return self.here

    def take(self, symbol: Symbol) -> None:
        """Take the next symbol."""
        if symbol.gap and not self.joining:
            self.ruling_out = False
        self.gap = symbol.gap
        if self.moving and not symbol.read and symbol.word in _TO and not self.here.empty:
            self.talk.clauses, self.joining = [Clause()], False
        for name, value in symbol.classes.items():
            act = getattr(self, f"on_{name.lower()}", None)
            if act is not None:
                act(value)
                if name not in ("OR", "BREAK", "CORR", "FILL", "MOVE"):
                    self.talk.start = symbol.start if self.talk.start < 0 else self.talk.start
                    self.talk.end = symbol.end
                return

    def on_or(self, _: object) -> None:
        """Something else may do as well."""
        self.joining = not self.here.empty or self.ruling_out

    def on_break(self, _: object) -> None:
        """What was ruled out before says nothing of what follows."""
        self.ruling_out = False

    def on_neg(self, _: object) -> None:
        """What follows is ruled out."""
        self.ruling_out = True

    def on_move(self, _: object) -> None:
        """What follows is moved to what comes after "to"."""
        self.moving = True

    def on_postneg(self, _: object) -> None:
        """What was said last is ruled out."""
        if self.here.day:
            self._rule_out(self.here.day)
            self.talk.clauses[-1] = Clause()

    def on_corr(self, _: object) -> None:
        """What follows stands in place of what was said."""
        self.ruling_out = False
        if not self.here.empty:
            self._settle_fix()
            self.before_fix = self.here
            self.talk.clauses[-1] = Clause(joined=self.before_fix.joined)

    def _settle_fix(self) -> None:
        old, new = self.before_fix, self.here
        self.before_fix = None
        if old is None:
            return
        if new.empty:
            self.talk.clauses[-1] = old
            return
        if not (new.day or new.days or new.moment or new.limits):
            new.day, new.days, new.limits = old.day, old.days, old.limits
        if not new.timed and not new.moment:
            new.clock, new.window, new.part, new.bounds = old.clock, old.window, old.part, old.bounds

    def on_soon(self, _: object) -> None:
        """The sooner the better."""
        self.talk.soon = True

    def on_any(self, _: object) -> None:
        """Any time will do."""
        self.talk.any = True

    def on_always(self, _: object) -> None:
        """It is a habit, not one day."""
        if not self.ruling_out:
            self.here.always = True

    def on_moment(self, moment: datetime) -> None:
        """A moment counted from now."""
        self.here.moment = moment

    def _rule_out(self, day: Day) -> None:
        if day.weekday is not None:
            self.talk.not_days.add(day.weekday)
        else:
            last = min(day.last, day.first + timedelta(62))
            self.talk.not_dates |= {day.first + timedelta(n) for n in range((last - day.first).days + 1)}

    def on_day(self, day: Day) -> None:
        """A day, or days."""
        if self.ruling_out:
            self._rule_out(day)
            return
        here = self.here
        if here.day is None and not here.days:
            here.day = day
            self.joining = False
            return
        both = combined(here.day, day) if here.day and not self.joining else None
        if both is not None:
            here.day = both
        elif here.day and here.day == day:
            return
        else:
            # "my Friday appointment Monday": two days nobody joined are not two wishes.
            self.opened(day=day, unsure=not (self.joining or self.gap))

    def on_days(self, days: frozenset[int]) -> None:
        """Days of the week, whichever week."""
        if self.ruling_out:
            self.talk.not_days |= days
            return
        self.here.days |= days
        self.joining = False

    def on_limit(self, limit: tuple[str, Day]) -> None:
        """A first or a last day."""
        self.here.limits += (limit,)

    def on_time(self, clock: Clock) -> None:
        """A time of day."""
        if self.ruling_out:
            return
        here = self.here
        if here.clock is None and here.window is None:
            here.clock = clock
            self.joining = False
        elif self.joining:
            self.opened(day=here.day, days=here.days, part=here.part, clock=clock)
        elif here.clock is None or here.clock.minutes % 720 != clock.minutes % 720:
            self.opened(day=here.day, clock=clock, unsure=True)
            self.talk.clauses[-2].unsure = True
        elif clock.fixed:
            here.clock = clock

    def on_between(self, window: tuple[Clock, ...]) -> None:
        """A window of time."""
        here = self.here
        if here.window is None and here.clock is None:
            here.window = window
            self.joining = False
        else:
            self.opened(day=here.day, days=here.days, window=window)

    def on_bound(self, bound: tuple[str, Clock]) -> None:
        """A bound of the time of day."""
        if self.ruling_out:
            bound = ("before" if bound[0] == "after" else "after", bound[1])
        self.here.bounds += (bound,)
        self.joining = False

    def on_part(self, part: Part) -> None:
        """A part of the day."""
        if self.ruling_out:
            self.talk.not_parts.append(part)
            return
        here = self.here
        if here.part is None and not (self.joining and here.timed):
            here.part = part
            self.joining = False
            return
        if here.part is not None and not self.joining:
            low, high = max(part[1], here.part[1]), min(part[2], here.part[2])
            if low < high:
                name = part[0] if (part[1], part[2]) == (low, high) else here.part[0]
                here.part = (name, low, high)
                return
        self.opened(day=here.day, days=here.days, always=here.always, part=part)

    def finished(self) -> Talk:
        """Return what it came to: a time said once at the end holds for the days joined before it."""
        self._settle_fix()
        clauses = [clause for clause in self.talk.clauses if not clause.empty]
        for earlier, later in zip(clauses[-2::-1], clauses[:0:-1], strict=True):
            if (
                later.joined
                and later.timed
                and not earlier.timed
                and earlier.day
                and earlier.day is not later.day
            ):
                earlier.clock, earlier.window = later.clock, later.window
                earlier.part, earlier.bounds = later.part, later.bounds
            if (
                later.joined
                and later.day
                and earlier.timed
                and not (earlier.day or earlier.days or earlier.limits)
            ):
                earlier.day = later.day
        for clause in clauses:
            clause.always |= self.talk.any and not (clause.day or clause.clock)
        self.talk.clauses = clauses
        return self.talk


def known_part(part: Part) -> bool:
    """Say whether a part has a name of its own, not the house's opening or closing."""
    return part[0] in PARTS
