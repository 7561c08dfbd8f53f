"""How English says when: lapses, dates, weekdays, weeks and months."""

from datetime import date, timedelta

from receptionist.domain.when import almanac
from receptionist.domain.when import meanings as say
from receptionist.domain.when.english.common import part_of_day
from receptionist.domain.when.guards import alone, alone_day, free, free_day, no_name, no_street, no_verb
from receptionist.domain.when.matching import Found, Rows, Symbol
from receptionist.domain.when.vocabulary.english import HOLIDAYS


def _today(c: say.Context) -> Found:
    return say.one(c.today)


def _no_relation(symbols: list[Symbol], start: int, end: int) -> bool:
    return end == len(symbols) or symbols[end].word not in ("of", "before", "after")


def _not_of_a_month(symbols: list[Symbol], start: int, end: int) -> bool:
    return end == len(symbols) or symbols[end].word not in ("of", "in")


def _ordinals_of(c: say.Context, first: int, last: int, month: int) -> Found | None:
    begins, ends = say.month_day(c, month, first), say.month_day(c, month, last)
    return say.days_to(begins.value, ends.value) if begins and ends else None


def _dashed(c: say.Context, month: int, day: int) -> Found | None:
    """Read 5-20 as a date: no window of hours ends at twenty."""
    figures = isinstance(month, say.Figure) and isinstance(day, say.Figure)
    return say.month_day(c, month, day) if figures and month <= 12 < day <= 31 else None


LAPSES: Rows = [
    ("NUM UNIT", lambda c, n, u: say.lapse(u, n)),
    ("a|an|one|another UNIT", lambda c, u: say.lapse(u, 1)),
    ("a couple of? UNIT", lambda c, u: say.lapse(u, 2)),
    ("couple of? UNIT", lambda c, u: say.lapse(u, 2)),
    ("a? few|several UNIT", lambda c, u: say.lapse(u, 3, unsure=True)),
    (
        "NUM|a|an UNIT and NUM UNIT",
        lambda c, n, u, m, v: (
            say.lapse("minute", (n if isinstance(n, int) else 1) * 60 + m)
            if (u, v) == ("hour", "minute")
            else None
        ),
    ),
    ("half an|a UNIT", lambda c, u: say.lapse(u, 0.5)),
    ("a half UNIT", lambda c, u: say.lapse(u, 0.5)),
    ("NUM and a half UNIT", lambda c, n, u: say.lapse(u, n + 0.5)),
    ("NUM UNIT and a half", lambda c, n, u: say.lapse(u, n + 0.5)),
    ("a|an UNIT and a half", lambda c, u: say.lapse(u, 1.5)),
    ("a|an UNIT or two|so", lambda c, u: say.lapse(u, 1, more=1, unsure=True)),
    ("three quarters of an hour", lambda c: say.lapse("minute", 45)),
    ("NUM or|to NUM UNIT", lambda c, n, m, u: say.lapse(u, n, more=max(m - n, 0), unsure=True)),
    ("NUM NUM UNIT", lambda c, n, m, u: say.lapse(u, n, more=1, unsure=True) if m == n + 1 else None),
    ("NUM UNIT old", lambda c, n, u: Found("PAST")),
    ("NUM UNIT ago", lambda c, n, u: Found("PAST")),
    ("a|an UNIT ago", lambda c, u: Found("PAST")),
    ("for NUM|a|an UNIT", lambda c, n, u=None: Found("LENGTH")),
    ("for NUM or|to NUM UNIT", lambda c, n, m, u: Found("LENGTH")),
    ("for the past|last NUM? UNIT", lambda c, n, u: Found("PAST")),
    ("for about NUM UNIT", lambda c, n, u: Found("LENGTH")),
    ("NUM UNIT long|late|early|appointment|session|drive|away|per|notice", lambda c, n, u: Found("LENGTH")),
    ("NUM times|visits a|per UNIT", lambda c, n, u: Found("LENGTH")),
    ("once|twice a UNIT", lambda c, u: Found("LENGTH")),
    ("in a|one minute", lambda c: Found("LENGTH")),
    ("give|just|one|wait|hold|hang on? me? a|one minute|day|hour|week", lambda c: Found("LENGTH")),
    ("the other day|night|week", lambda c: Found("PAST")),
    ("yesterday PARTWORD?", lambda c, p: Found("PAST")),
    ("day before yesterday", lambda c: Found("PAST")),
    ("last night|week|month|year|time|summer|fall|spring|winter", lambda c: Found("PAST")),
    ("last MONTH", lambda c, m: Found("PAST")),
    ("last WEEKDAY PARTWORD?", lambda c, w, p: Found("PAST"), _not_of_a_month),
    ("WEEKDAY last week", lambda c, w: Found("PAST")),
    ("all|every|per|each day|week|month|year", lambda c: Found("LENGTH")),
    ("open|closed|24 NUM hours|days", lambda c, n: Found("LENGTH")),
]

DATES: Rows = [
    ("FIGURES", say.numeric),
    ("NUM to NUM", _dashed, alone),
    ("the? ORD day? of MONTH YEAR?", lambda c, d, m, y: say.month_day(c, m, d, y), no_street),
    ("the? ORD MONTH", lambda c, d, m: say.month_day(c, m, d), no_street),
    ("MONTH the? ORD|NUM YEAR?", say.month_day, no_street),
    ("NUM of? MONTH", lambda c, d, m: say.month_day(c, m, d), no_street),
    ("the? ORD to|through|and the? ORD of MONTH", _ordinals_of, no_street),
    ("the ORD of next month", lambda c, d: say.month_day(c, (n := say.month_on(c, 1))[1], d, n[0])),
    ("the ORD of the|this month", say.day_of_month),
    ("first of the month", lambda c: say.day_of_month(c, 1)),
    ("the ORD", say.day_of_month, free_day),
    ("the NUM", lambda c, d: say.day_of_month(c, d) if d > 12 else None, free),
    ("ORD", say.day_of_month, alone_day),
    ("today", _today),
    ("later|sometime today", _today),
    ("tomorrow", lambda c: say.one(c.today + timedelta(1))),
    ("the? day after tomorrow", lambda c: say.one(c.today + timedelta(2))),
    ("overmorrow", lambda c: say.one(c.today + timedelta(2))),
    ("tonight", lambda c: [_today(c), part_of_day("evening")]),
    ("this|later PARTWORD", lambda c, p: [_today(c), part_of_day(p)]),
    ("later this PARTWORD", lambda c, p: [_today(c), part_of_day(p)]),
    (
        "NUM DAYS from now",
        lambda c, n, d: say.week_on(c, min(d), n - 1) if 0 < n < 20 and len(d) == 1 else None,
    ),
    ("not this WEEKDAY but? the? next|following one?", say.week_on),
    ("right now|away", lambda c: Found("SOON")),
    ("week after next", lambda c: Found("WEEK", almanac.monday(c.today) + timedelta(14))),
    ("next|following|coming week", lambda c: Found("WEEK", almanac.monday(c.today) + timedelta(7))),
    ("this|current week", lambda c: Found("WEEK", almanac.monday(c.today))),
    ("month after next", lambda c: Found("MONTHOF", say.month_on(c, 2))),
    ("next|following|coming month", lambda c: Found("MONTHOF", say.month_on(c, 1))),
    ("this|the month", lambda c: Found("MONTHOF", say.this_month(c))),
    ("MONTH", lambda c, m: Found("MONTHOF", say.month_of(c, m)), no_name),
    ("weekend after next", lambda c: say.weekend(c, 2)),
    ("next weekend", lambda c: say.weekend(c, 1)),
    ("the|this|coming weekend", say.weekend, _no_relation),
    ("this coming weekend", say.weekend),
    ("a? weekend day?", lambda c: Found("DAYS", frozenset({5, 6}))),
    ("a|any weekday but|except", lambda c: [Found("DAYS", frozenset(range(5))), Found("NEG")]),
    ("a|any weekday", lambda c: Found("DAYS", frozenset(range(5)))),
    ("business|working|work days", lambda c: Found("DAYS", frozenset(range(5)))),
    *(
        (name, lambda c, holiday=holiday: say.one(almanac.coming(holiday, c.today)))
        for name, holiday in HOLIDAYS.items()
    ),
]

WEEKS: Rows = [
    ("this? coming|upcoming WEEKDAY", say.weekday),
    ("this WEEKDAY coming?", say.weekday),
    ("next WEEKDAY", say.next_week_or_this),
    ("WEEKDAY next", say.next_week_or_this),
    ("the? following WEEKDAY", say.week_on),
    ("the? WEEKDAY after next", say.week_on),
    ("WEEKDAY week", say.week_on),
    ("the? WEEKDAY after this|that one?", say.week_on),
    ("WEEKDAY of|in|on? WEEK", lambda c, w, m: say.in_week(m, w)),
    ("WEEKDAY the WEEK", lambda c, w, m: say.in_week(m, w)),
    ("WEEK on? WEEKDAY", lambda c, m, w: say.in_week(m, w)),
    (
        "in about|around|roughly|maybe|like? DUR on? a|the? WEEKDAY",
        lambda c, d, w: say.in_week(almanac.monday(d.later(c.today)), w) if d.days or d.months else None,
    ),
    (
        "WEEKDAY in DUR",
        lambda c, w, d: say.in_week(almanac.monday(d.later(c.today)), w) if d.days or d.months else None,
    ),
    ("every|each|any WEEKDAY", lambda c, w: Found("DAYS", frozenset({w}))),
    ("on? a WEEKDAY", lambda c, w: Found("DAYS", frozenset({w}))),
    ("the? WEEKDAY before|prior to? DAY", lambda c, w, d: say.weekday_near(d, w, -1)),
    ("the? WEEKDAY after|following DAY", lambda c, w, d: say.weekday_near(d, w, 1)),
    ("the? ORD WEEKDAY of|in MONTHOF", say.nth_weekday),
    ("the? last WEEKDAY of|in MONTHOF", lambda c, w, m: say.nth_weekday(c, -1, w, m)),
    ("MONTHOF on? the? ORD WEEKDAY", lambda c, m, n, w: say.nth_weekday(c, n, w, m)),
    ("last day of|in MONTHOF", lambda c, m: say.part_of_month(c, m, "last")),
    ("first day of|in MONTHOF", lambda c, m: say.month_day(c, m[1], 1)),
    (
        "before|by the? end of MONTHOF",
        lambda c, m: Found("LIMIT", ("until", say.part_of_month(c, m, "last").value)),
    ),
    (
        "before|by the? end of WEEK",
        lambda c, m: Found("LIMIT", ("until", say.part_of_week(c, m, "friday").value)),
    ),
    (
        "before|by the? end of the? week",
        lambda c: Found("LIMIT", ("until", say.part_of_week(c, almanac.monday(c.today), "friday").value)),
    ),
    ("end of MONTHOF", lambda c, m: say.part_of_month(c, m, "end")),
    ("month end", lambda c: say.part_of_month(c, say.month_on(c, 0), "end")),
    ("beginning|start|early of|in? MONTHOF", lambda c, m: say.part_of_month(c, m, "start")),
    ("first part of MONTHOF", lambda c, m: say.part_of_month(c, m, "start")),
    ("middle|mid of? MONTHOF", lambda c, m: say.part_of_month(c, m, "mid")),
    ("late in? MONTHOF", lambda c, m: say.part_of_month(c, m, "late")),
    ("later in|this MONTHOF", lambda c, m: say.part_of_month(c, m, "whole")),
    ("last week of|in MONTHOF", lambda c, m: say.one((e := almanac.month_end(*m)) - timedelta(6), e)),
    (
        "first|1st week of|in MONTHOF",
        lambda c, m: say.one(date(m[0], m[1], 1), date(m[0], m[1], 7)),
    ),
    (
        "ORD week of|in MONTHOF",
        lambda c, n, m: (
            say.one(date(m[0], m[1], 7 * n - 6), date(m[0], m[1], min(7 * n, 28))) if n < 5 else None
        ),
    ),
    ("early|beginning|start of|in? WEEK", lambda c, m: say.part_of_week(c, m, "start")),
    ("middle|mid of|in? WEEK", lambda c, m: say.part_of_week(c, m, "mid")),
    (
        "early|beginning|start of|in? the week",
        lambda c: say.part_of_week(c, almanac.monday(c.today), "start"),
    ),
    ("middle of the week", lambda c: say.part_of_week(c, almanac.monday(c.today), "mid")),
    ("end of the week", lambda c: say.part_of_week(c, almanac.monday(c.today), "friday")),
    ("later in the week", lambda c: say.one(c.today, almanac.monday(c.today) + timedelta(6))),
    ("rest of the week", lambda c: say.one(c.today, almanac.monday(c.today) + timedelta(6))),
    ("midweek", lambda c: say.part_of_week(c, almanac.monday(c.today), "mid")),
    ("end|back of WEEK", lambda c, m: say.part_of_week(c, m, "end")),
    (
        "late|later|latter in? WEEK",
        lambda c, m: (
            say.part_of_week(c, max(m, c.today), "whole")
            if m > c.today
            else say.one(c.today, m + timedelta(6))
        ),
    ),
    ("DAY weekend", lambda c, d: say.holiday_weekend(d)),
    (
        "DAY week",
        lambda c, d: (
            say.one(almanac.monday(d.first), almanac.monday(d.first) + timedelta(6))
            if d.weekday is None
            else None
        ),
    ),
    ("WEEKDAY", say.weekday, no_verb),
]
