"""How English says when: times of day and parts of it."""

from datetime import timedelta
from typing import Final

from receptionist.domain.when import meanings as say
from receptionist.domain.when.english.common import part_of_day
from receptionist.domain.when.guards import alone, free, no_thing
from receptionist.domain.when.matching import Found, Rows
from receptionist.domain.when.readings import PARTS

_AT: Final = "at|around|about|approximately|near|like|@"


def _opening(c: say.Context) -> Found:
    return Found("PART", ("opening", c.opens, c.opens + 60))


def _closing(c: say.Context) -> Found:
    return Found("PART", ("closing", c.closes - 60, c.closes))


def _in_part(c: say.Context, n: int, part: str) -> Found | None:
    clock = say.as_clock(n)
    if clock is None:
        return None
    name = "evening" if part == "night" else part
    return say.at(say.Clock(clock.settled(PARTS[name]), fixed=True))


def _minutes_to(c: say.Context, minutes: int, n: int) -> Found | None:
    return say.before_hour(n, minutes) if minutes in (5, 10, 20, 25) else None


def _half(c: say.Context, n: int) -> Found | None:
    return say.at(n, 30) if 1 <= n <= 12 else None


TIMES: Rows = [
    ("half past NUM", _half),
    ("quarter past|after NUM", lambda c, n: say.at(n, 15) if n <= 12 else None),
    ("quarter to|until|of|before NUM", lambda c, n: say.before_hour(n, 15)),
    ("quarter past|after noon", lambda c: say.at(say.Clock(735, fixed=True))),
    ("quarter to|until|of noon", lambda c: say.at(say.Clock(705, fixed=True))),
    ("half past noon", lambda c: say.at(say.Clock(750, fixed=True))),
    ("NUM minutes|mins past|after NUM", lambda c, m, n: say.at(n, m) if n <= 12 else None),
    ("NUM minutes|mins to|until|before|of NUM", lambda c, m, n: say.before_hour(n, m)),
    ("NUM to|until|of NUM", lambda c, m, n: say.before_hour(n, m) if m in (20, 25) else None, alone),
    ("NUM past NUM", lambda c, m, n: say.at(n, m) if n <= 12 else None),
    (f"{_AT} NUM to|until|of|before NUM", _minutes_to),
    ("NUM oclock AMPM?", lambda c, n, m: say.at(n, 0, m) if n <= 12 else None),
    ("NUM NUM oclock?  AMPM", lambda c, n, m, p: say.at(n, m, p) if n <= 12 else None),
    ("NUM AMPM", lambda c, n, p: say.at(n, 0, p)),
    (f"{_AT} NUM oh|o NUM AMPM?", lambda c, n, m, p: say.at(n, m, p) if n <= 12 and m < 10 else None, free),
    ("NUM oh|o NUM AMPM?", lambda c, n, m, p: say.at(n, m, p) if n <= 12 and m < 10 else None, free),
    ("CLOCK AMPM?", lambda c, hm, p: say.at(hm[0], hm[1], p)),
    (f"{_AT} CLOCK AMPM?", lambda c, hm, p: say.at(hm[0], hm[1], p)),
    ("NUM oclock? in the PARTWORD", _in_part, no_thing),
    ("NUM oclock? at night", lambda c, n: _in_part(c, n, "night")),
    ("noon|midday", lambda c: say.at(say.Clock(720, fixed=True))),
    ("midnight", lambda c: say.at(say.Clock(0, fixed=True))),
    (f"{_AT} noon", lambda c: say.at(say.Clock(720, fixed=True))),
    (f"{_AT} {_AT}? NUM NUM", lambda c, n, m: say.at(n, m) if n <= 12 and m >= 5 else None, no_thing),
    (f"{_AT} {_AT}? NUM ish?", lambda c, n: Found("TIME", k) if (k := say.as_clock(n)) else None, no_thing),
    ("NUM ish", lambda c, n: say.at(n) if n <= 12 else None, free),
    ("NUM NUM", lambda c, n, m: say.at(n, m) if 0 < n <= 12 and m in range(10, 60, 5) else None, alone),
    ("NUM sharp", lambda c, n: say.at(n) if n <= 12 else None),
    # What the telephone hears: "at to thirty", "at ate", "at for".
    (f"{_AT} to|too", lambda c: say.at(2), alone),
    (f"{_AT} for|fore", lambda c: say.at(4), alone),
    (f"{_AT} ate", lambda c: say.at(8), alone),
    (f"{_AT} won", lambda c: say.at(1), alone),
    (f"{_AT} to|too NUM", lambda c, m: say.at(2, m) if m in (15, 30, 45) else None, no_thing),
    (f"{_AT} for|fore NUM", lambda c, m: say.at(4, m) if m in (15, 30, 45) else None, no_thing),
    (f"{_AT} ate NUM", lambda c, m: say.at(8, m) if m in (15, 30, 45) else None, no_thing),
    (f"{_AT} tree NUM?", lambda c, m: say.at(3, m or 0)),
]

DAY_PARTS: Rows = [
    ("first thing", _opening),
    ("as|right early|soon as|when you open", _opening),
    ("right when|as you open", _opening),
    ("as early|soon as you open|can|possible in the morning", _opening),
    ("when you|yall|they open", _opening),
    ("when the|your doors|office open|opens", _opening),
    ("first appointment|slot|thing|opening of the day", _opening),
    ("opening time", _opening),
    ("at opening|open", _opening),
    ("beginning|start of the? day", _opening),
    ("as early as you|yall open", _opening),
    ("crack of dawn", _opening),
    ("end of the? day|business", _closing),
    ("eod|cob", _closing),
    ("close of business", _closing),
    ("last appointment|slot|thing|opening of? the? day?", _closing),
    ("right before you close", _closing),
    ("in? the AMPM", lambda c, p: part_of_day("morning" if p == "am" else "afternoon")),
    (
        "early WEEKDAY PARTWORD",
        lambda c, w, p: [say.weekday(c, w), part_of_day(f"early_{p}")] if p != "night" else None,
    ),
    (
        "late WEEKDAY PARTWORD",
        lambda c, w, p: [say.weekday(c, w), part_of_day(f"late_{p}")] if p != "night" else None,
    ),
    (
        "early tomorrow PARTWORD?",
        lambda c, p: (
            [say.one(c.today + timedelta(1)), part_of_day(f"early_{p or 'morning'}")]
            if p != "night"
            else None
        ),
    ),
    (
        "late tomorrow PARTWORD?",
        lambda c, p: (
            [say.one(c.today + timedelta(1)), part_of_day(f"late_{p or 'afternoon'}")]
            if p != "night"
            else None
        ),
    ),
    (
        "early PARTWORD",
        lambda c, p: part_of_day(f"early_{p}") if p != "night" else part_of_day("early_evening"),
    ),
    (
        "mid PARTWORD",
        lambda c, p: part_of_day(f"mid_{p}") if p in ("morning", "afternoon") else part_of_day(p),
    ),
    ("late PARTWORD", lambda c, p: part_of_day(f"late_{p}") if p != "night" else part_of_day("late_evening")),
    (
        "in|during? the? early|earlier PARTWORD",
        lambda c, p: part_of_day(f"early_{p}") if p != "night" else part_of_day("evening"),
    ),
    (
        "in|during? the? late|later PARTWORD",
        lambda c, p: part_of_day(f"late_{p}") if p != "night" else part_of_day("evening"),
    ),
    ("midmorning", lambda c: part_of_day("mid_morning")),
    ("midafternoon", lambda c: part_of_day("mid_afternoon")),
    (
        "middle of the PARTWORD",
        lambda c, p: part_of_day(f"mid_{p}") if p in ("morning", "afternoon") else part_of_day(p),
    ),
    ("middle of the day", lambda c: part_of_day("midday")),
    ("lunch|lunchtime time|hour|break?", lambda c: part_of_day("midday")),
    ("over|during|around|at my? lunch", lambda c: part_of_day("midday")),
    ("after lunch|lunchtime", lambda c: part_of_day("after_lunch")),
    ("before lunch|lunchtime", lambda c: part_of_day("morning")),
    ("before work|school", lambda c: part_of_day("early_morning")),
    ("after work", lambda c: part_of_day("evening")),
    ("after school", lambda c: part_of_day("after_school")),
    ("dinner|supper time?", lambda c: part_of_day("early_evening")),
    ("PARTWORD", lambda c, p: part_of_day(p)),
    ("in|during? the PARTWORD", lambda c, p: part_of_day(p)),
    ("at night", lambda c: part_of_day("night")),
    ("PARTS", lambda c, p: [Found("ALWAYS"), part_of_day(p)]),
]
