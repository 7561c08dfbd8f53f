"""Reading a phrase: symbols, levels, clauses, spans."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from receptionist.domain.spoken.folding import words
from receptionist.domain.when import english, spanish
from receptionist.domain.when.clauses import Assembler, Clause, Part, Talk, known_part
from receptionist.domain.when.matching import Symbol, rewritten
from receptionist.domain.when.meanings import Clock, Context, Day, at, window
from receptionist.domain.when.readings import DAY_MINUTES, NOTHING, Constraint, Kind, Reading, Span
from receptionist.domain.when.symbols import symbols_of

_LEVELS: Final = {"en": english.LEVELS, "es": spanish.LEVELS}
_OPENS, _CLOSES = 8 * 60, 17 * 60
_FILL: Final = frozenset(
    words(
        "um uh er hmm please yes yeah ok okay how about maybe lets say works fine good at around like i think "
        "the is make it would be great for me do si pues este a las la como por favor mejor esta bien seria"
    )
)
Hours = Mapping[int, tuple[time, time]]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _context(now: datetime, tz: str | tzinfo, lang: str, hours: Hours | None) -> Context:
    zone = ZoneInfo(tz) if isinstance(tz, str) else tz
    local = now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
    opening = hours.get(local.weekday()) if hours else None
    if hours and opening is None:
        opening = next(iter(hours.values()))
    opens, closes = (_minutes(opening[0]), _minutes(opening[1])) if opening else (_OPENS, _CLOSES)
    return Context(local, opens, max(closes, opens + 60), lang == "es")


def _window(clause: Clause) -> tuple[int, int] | None:
    """Return the minutes a clause leaves open, `None` if it says nothing of time or contradicts itself."""
    part = clause.part[1:] if clause.part else None
    low, high = part or (0, DAY_MINUTES)
    if clause.window:
        low, high = window(clause.window[0], clause.window[1], part)
    for side, clock in clause.bounds:
        minutes = clock.settled(part)
        low, high = (max(low, minutes), high) if side == "after" else (low, min(high, minutes))
    return (low, high) if low < high else None


def _on_day(context: Context, clause: Clause, day: Day, clock: Clock | None) -> tuple[Span, bool]:
    """Return the span of a clause on a day, and whether it may be meant otherwise."""
    if clock is not None and day.single:
        minutes = clock.settled(clause.part[1:] if clause.part else None)
        now = context.now.hour * 60 + context.now.minute
        past = day.first == context.today and minutes < now
        if past and not clock.fixed and now < minutes + 720 < DAY_MINUTES:
            minutes += 720
        return Span(day.first, day.first, minutes, minutes), past
    if day.single and (clause.part or clause.window or clause.bounds):
        open_ = _window(clause)
        if open_ is not None:
            return Span(day.first, day.first, *open_), False
        return Span(day.first, day.last), True
    return Span(day.first, day.last), False


def _day_without(context: Context, clause: Clause) -> Day:
    """Return the day a time belongs to that was said without one: today, or tomorrow when it is over."""
    now = context.now.hour * 60 + context.now.minute
    if clause.clock is not None:
        end = clause.clock.settled(clause.part[1:] if clause.part else None)
        over = end <= now
    else:
        over = (_window(clause) or (0, DAY_MINUTES))[1] <= now
    day = context.today + timedelta(over)
    return Day(day, day, unsure=over)


def _limited(context: Context, limits: tuple[tuple[str, Day], ...]) -> Day | None:
    """Return the days that bounds of days leave, when they have an end."""
    first, last = context.today, None
    for side, day in limits:
        if side == "before":
            last = day.first - timedelta(1)
        elif side == "until":
            last = day.last
        else:
            first = day.first if side == "from" else day.last + timedelta(1)
    return Day(first, last) if last is not None and first <= last else None


def _spans(context: Context, clause: Clause) -> tuple[list[Span], list[Span], bool]:
    """Return what a clause asks for, what else it may mean, and whether that must be asked."""
    if clause.moment is not None:
        minutes = clause.moment.hour * 60 + clause.moment.minute
        return [Span(clause.moment.date(), clause.moment.date(), minutes, minutes)], [], False
    day = clause.day or _limited(context, clause.limits)
    if day is None:
        if not clause.timed or clause.days or clause.always or clause.limits:
            return [], [], clause.unsure
        day = _day_without(context, clause)
    span, unsure = _on_day(context, clause, day, clause.clock)
    others = [_on_day(context, clause, other, clause.clock)[0] for other in day.others]
    if clause.clock is not None:
        others += [_on_day(context, clause, day, clock)[0] for clock in clause.clock.others]
    if clause.window and len(clause.window) > 2:
        others.append(_on_day(context, clause, day, clause.window[2])[0])
    return [span], others, unsure or day.unsure or clause.unsure or bool(others)


def _asked(context: Context, talk: Talk) -> Constraint:
    """Return what cuts availability beyond the spans themselves."""
    days: frozenset[int] = frozenset()
    start: date | None = None
    until: date | None = None
    names: list[str] = []
    low, high = 0, DAY_MINUTES
    for clause in talk.clauses:
        days |= clause.days
        for side, day in clause.limits:
            if side in ("from", "after"):
                start = day.first if side == "from" else day.last + timedelta(1)
            else:
                until = day.first - timedelta(1) if side == "before" else day.last
        if clause.day and clause.day.single and not clause.days:
            continue
        if clause.part and known_part(clause.part) and not clause.clock:
            names.append(clause.part[0])
        elif clause.clock and not clause.moment:
            minutes = clause.clock.settled(clause.part[1:] if clause.part else None)
            low, high = max(low, minutes), min(high, minutes + 1)
        if clause.window or clause.bounds or (clause.part and not known_part(clause.part)):
            open_ = _window(replace(clause, part=None) if clause.part and known_part(clause.part) else clause)
            low, high = (max(low, open_[0]), min(high, open_[1])) if open_ else (low, high)
    low, high, names = _without_parts(talk.not_parts, low, high, names)
    return Constraint(
        days, frozenset(talk.not_days), frozenset(talk.not_dates), low or None,
        high if high < DAY_MINUTES else None, tuple(names), start, until, talk.soon,
    )  # fmt: skip


def _without_parts(
    ruled_out: list[Part], low: int, high: int, names: list[str]
) -> tuple[int, int, list[str]]:
    for name, begins, ends in ruled_out:
        if begins <= 360:
            low = max(low, ends)
        elif ends >= 1020 and begins >= 1020:
            high = min(high, begins)
        elif name == "afternoon" and not names:
            names = ["morning", "evening"]
    return low, high, names


def _kind(spans: list[Span], asked: Constraint, talk: Talk) -> Kind:
    """Say what shape it has: bounds nobody tied to a day are a constraint, whatever day they first fall on."""
    tied = any(
        clause.day or clause.moment or clause.clock or clause.window or clause.part for clause in talk.clauses
    )
    if not spans or (asked.days and not tied):
        return Kind.CONSTRAINT if not asked.empty or talk.any else Kind.NONE
    if not tied and not any(clause.limits for clause in talk.clauses):
        return Kind.CONSTRAINT
    if len(spans) > 1:
        return Kind.MULTI
    span = spans[0]
    if not span.timed:
        return Kind.DATE if span.first == span.last else Kind.RANGE
    return Kind.INSTANT if span.opens == span.closes else Kind.WINDOW


def _bare_hour(symbols: list[Symbol]) -> Clock | None:
    """Return the hour of an utterance that is nothing else: "three", "how about three please"."""
    left = [symbol for symbol in symbols if symbol.word not in _FILL or "NUM" in symbol.classes]
    if len(left) != 1 or not 1 <= left[0].classes.get("NUM", 0) <= 12:
        return None
    found = at(left[0].classes["NUM"])
    return found.value if found else None


def _read(text: str, context: Context, lang: str, *, bare: bool) -> Reading:
    symbols = plain = symbols_of(text, lang)
    for level in _LEVELS[lang]:
        symbols = rewritten(symbols, level, context)
    assembler = Assembler()
    for symbol in symbols:
        assembler.take(symbol)
    talk = assembler.finished()
    hour = _bare_hour(plain) if bare and not talk.clauses and not talk.not_days else None
    if hour is not None:
        talk.clauses = [Clause(clock=hour, unsure=True)]
    spans: list[Span] = []
    others: list[tuple[Span, ...]] = []
    unsure = False
    for clause in talk.clauses:
        found, instead, doubtful = _spans(context, clause)
        spans += [span for span in found if span not in spans]
        others += [(span,) for span in instead]
        unsure |= doubtful
    asked = _asked(context, talk)
    kind = _kind(spans, asked, talk)
    if kind is Kind.NONE:
        return NOTHING
    dated = any(c.day or c.days or c.limits or c.moment for c in talk.clauses) or bool(
        talk.not_days or talk.not_dates
    )
    return Reading(
        kind, tuple(spans), tuple(others), unsure or not (spans or asked.days), asked, dated,
        any(clause.timed or clause.moment for clause in talk.clauses),
        (talk.start, talk.end) if talk.start >= 0 else None,
    )  # fmt: skip


def read(text: str, now: datetime, tz: str | tzinfo, lang: str = "en", hours: Hours | None = None) -> Reading:
    """Read what a text says about time.

    `now` is a moment, or a local time without a zone; `tz` the zone of the place; `lang` "en" or "es" is tried first,
    the other when it finds nothing; `hours` maps weekdays (Monday 0) to opening and closing, for "first thing" and
    "the end of the day". It never raises on any text, and reads nothing where a number is no time.
    """
    first = "es" if lang.startswith("es") else "en"
    second = "en" if first == "es" else "es"
    context = _context(now, tz, first, hours)
    found = _read(text, context, first, bare=True)
    if found.kind is Kind.NONE:
        found = _read(text, replace(context, day_first=second == "es"), second, bare=False)
    return found
