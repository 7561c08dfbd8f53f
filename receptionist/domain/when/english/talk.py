"""How English says when: what people say around it, ranges and bounds."""

from datetime import timedelta

from receptionist.domain.when import almanac
from receptionist.domain.when import meanings as say
from receptionist.domain.when.guards import alone, free, no_thing, not_moved
from receptionist.domain.when.matching import Found, Rows, Symbol


def _taken_back(symbols: list[Symbol], start: int, end: int) -> bool:
    if end < len(symbols) and symbols[end].word in ("later", "earlier", "sooner", "more", "before", "after"):
        return False
    return end < len(symbols)


TALK: Rows = [
    ("as soon|early|quick|quickly as possible", lambda c: Found("SOON")),
    ("as soon|early|quick|quickly as you|we|i|they possibly? can|could", lambda c: Found("SOON")),
    ("sooner the better", lambda c: Found("SOON")),
    ("asap|immediately|soonest|earliest|quickest|straightaway", lambda c: Found("SOON")),
    (
        "the? first|next|soonest|earliest|quickest available|opening|appointment|slot|possible|availability|cancellation",
        lambda c: Found("SOON"),
    ),
    ("the? first|next thing available", lambda c: Found("SOON")),
    ("the? first|next available opening|appointment|slot|time|day", lambda c: Found("SOON")),
    ("anytime|whenever", lambda c: Found("ANY")),
    ("any time|day|of", lambda c: Found("ANY")),
    ("im|i flexible|open", lambda c: Found("ANY")),
    ("no preference", lambda c: Found("ANY")),
    ("cant|cannot|couldnt|wont do|make|come|be|work", lambda c: Found("NEG")),
    ("not sure", lambda c: Found("BREAK")),
    ("not|except|excluding|besides", lambda c: Found("NEG")),
    ("but not|for", lambda c: Found("NEG")),
    ("except for|on", lambda c: Found("NEG")),
    ("instead of NUM", lambda c, n: Found("FILL")),
    ("instead of", lambda c: Found("NEG")),
    ("rather|other than", lambda c: Found("NEG")),
    ("anything|anytime|everything|whenever but", lambda c: [Found("ANY"), Found("NEG")]),
    ("any|every day|time but|except", lambda c: [Found("ANY"), Found("NEG")]),
    ("cant|busy|unavailable", lambda c: Found("NEG")),
    ("doesnt|wont|isnt|dont|not really? work|good|great|suit|possible", lambda c: Found("POSTNEG")),
    ("is no good", lambda c: Found("POSTNEG")),
    ("is bad|out|terrible", lambda c: Found("POSTNEG")),
    ("no wait|sorry|actually|i", lambda c: Found("CORR")),
    ("wait|actually|sorry|correction|oops|rather", lambda c: Found("CORR")),
    ("wait no", lambda c: Found("CORR")),
    ("no", lambda c: Found("CORR"), _taken_back),
    ("i mean|meant", lambda c: Found("CORR")),
    ("scratch|strike that", lambda c: Found("CORR")),
    ("make that|it", lambda c: Found("CORR")),
    ("or rather|actually|better", lambda c: Found("CORR")),
    ("no problem|rush|hurry|preference|thanks", lambda c: Found("BREAK")),
    ("or|and", lambda c: Found("OR")),
    ("how|what about", lambda c: Found("BREAK")),
    ("but|maybe|could|can|instead|so|because|lets|need|want|prefer|works|work", lambda c: Found("BREAK")),
    (
        "move|reschedule|change|switch|push|bump|shift|swap|moved|rescheduled|changed|switched",
        lambda c: Found("MOVE"),
    ),
    ("either", lambda c: Found("FILL")),
]

RELATIONS: Rows = [
    ("in about|around|roughly|maybe|like? DUR", say.after_lapse),
    ("DUR from now|today", say.after_lapse),
    ("DUR out|hence", say.after_lapse),
    ("DUR from|after|on? DAY", say.after_lapse),
    ("DUR before|until TIME", lambda c, d, t: say.before_time(d, t, -1)),
    ("DUR after|past TIME", lambda c, d, t: say.before_time(d, t, 1)),
    ("DUR before DAY", lambda c, d, day: say.after_lapse(c, d, day, -1)),
    ("within|inside the? next? DUR", say.within),
    ("in|over|during|sometime the? next DUR", say.within),
    ("the? next DUR", lambda c, d: say.within(c, d) if d.days > 1 or d.more or d.months else None),
    (
        "in? the? next couple|few of? UNIT",
        lambda c, u: (
            say.one(c.today, (n.value.later(c.today)))
            if u in ("day", "week", "month") and (n := say.lapse(u, 3))
            else None
        ),
    ),
    (
        "the? week of|with DAY",
        lambda c, d: say.one(
            almanac.monday(d.first), almanac.monday(d.first) + timedelta(6), unsure=d.unsure
        ),
    ),
    (
        "the? week after|following DAY",
        lambda c, d: say.one(m := almanac.monday(d.first) + timedelta(7), m + timedelta(6)),
    ),
    (
        "the? week before DAY",
        lambda c, d: say.one(m := almanac.monday(d.first) - timedelta(7), m + timedelta(6)),
    ),
    (
        "the? weekend before DAY",
        lambda c, d: say.one(s := almanac.weekday_before(d.first, 5), s + timedelta(1)),
    ),
    ("the? weekend after DAY", lambda c, d: say.one(s := almanac.next_weekday(d.last, 5), s + timedelta(1))),
    (
        "the? weekend of DAY",
        lambda c, d: say.one(s := almanac.monday(d.first) + timedelta(5), s + timedelta(1)),
    ),
    ("the? day before DAY", lambda c, d: say.one(d.first - timedelta(1))),
    ("the? day after|following DAY", lambda c, d: say.one(d.last + timedelta(1))),
    ("the day after", lambda c: None),
    ("WEEK", lambda c, m: say.part_of_week(c, m, "whole")),
    ("MONTHOF", lambda c, m: say.part_of_month(c, m, "whole")),
    ("since DAY|TIME|NUM", lambda c, d: Found("PAST")),
    # Hours from one to another.
    ("between TIME|NUM and|to TIME|NUM", lambda c, a, b: say.between(a, b), no_thing),
    ("from TIME|NUM to|until|through TIME|NUM", lambda c, a, b: say.between(a, b), no_thing),
    ("TIME to|until|through TIME|NUM", lambda c, a, b: say.between(a, b), no_thing),
    ("NUM to|until|through TIME", lambda c, a, b: say.between(a, b)),
    ("NUM to|until NUM", lambda c, a, b: say.between_or_minutes(a, b), alone),
    ("after|past|following about|around? TIME|NUM", lambda c, t: say.bound("after", t), no_thing),
    ("before|by TIME|NUM", lambda c, t: say.bound("before", t), no_thing),
    ("until TIME|NUM", lambda c, t: say.bound("before", t), no_thing),
    ("TIME or|and later|after|onwards|onward|beyond", lambda c, t: say.bound("after", t)),
    ("NUM or|and later|after", lambda c, t: say.bound("after", t)),
    ("TIME onwards|onward|forward", lambda c, t: say.bound("after", t)),
    ("from TIME on|onwards|onward", lambda c, t: say.bound("after", t)),
    ("from|starting NUM on|onwards|onward", lambda c, t: say.bound("after", t)),
    ("starting TIME", lambda c, t: say.bound("after", t)),
    ("TIME or earlier|before|sooner", lambda c, t: say.bound("before", t)),
    ("TIME at the latest", lambda c, t: say.bound("before", t)),
    ("TIME at the earliest", lambda c, t: say.bound("after", t)),
    ("no|not later than TIME|NUM", lambda c, t: say.bound("before", t)),
    ("no|not earlier|sooner than TIME|NUM", lambda c, t: say.bound("after", t)),
    ("NEG|CORR earlier|sooner than TIME|NUM", lambda c, n, t: say.bound("after", t)),
    ("NEG|CORR later than TIME|NUM", lambda c, n, t: say.bound("before", t)),
    ("BREAK than TIME|NUM", lambda c, n, t: None),
    ("NEG before|until TIME|NUM", lambda c, n, t: say.bound("after", t)),
    ("NEG after|past TIME|NUM", lambda c, n, t: say.bound("before", t)),
    ("get|off work at|around TIME|NUM", lambda c, t: say.bound("after", t)),
    ("get off work? TIME", lambda c, t: say.bound("after", t)),
]

BOUNDS: Rows = [
    ("between DAY and|to DAY", lambda c, a, b: say.days_to(a, b)),
    ("from? DAY to|until|through DAY", lambda c, a, b: say.days_to(a, b), not_moved),
    ("from|between? DAY to|until|through|and NUM|ORD", lambda c, a, b: say.to_number(a, b)),
    ("before|prior to? the? DAY", lambda c, d: Found("LIMIT", ("before", d))),
    ("by|until the? DAY", lambda c, d: Found("LIMIT", ("until", d))),
    ("DAY at the latest", lambda c, d: Found("LIMIT", ("until", d))),
    ("no|not later than DAY", lambda c, d: Found("LIMIT", ("until", d))),
    ("CORR|NEG later than DAY", lambda c, n, d: Found("LIMIT", ("until", d))),
    ("after|past|beyond the? DAY", lambda c, d: Found("LIMIT", ("after", d))),
    ("NEG before|until DAY", lambda c, n, d: Found("LIMIT", ("from", d))),
    ("from|starting|beginning DAY on|onward|onwards?", lambda c, d: Found("LIMIT", ("from", d))),
    (
        "DAY on|onwards|onward",
        lambda c, d: Found("LIMIT", ("from", d)),
        lambda s, i, j: j == len(s) or s[j].gap,
    ),
    ("DAY or|and later|after|onwards|beyond", lambda c, d: Found("LIMIT", ("from", d))),
    (
        "TIME or NUM",
        lambda c, a, n: [Found("TIME", a), Found("OR"), t] if n <= 12 and (t := say.at(n)) else None,
        free,
    ),
    ("CORR NUM", lambda c, _, n: [Found("CORR"), t] if n <= 12 and (t := say.at(n)) else None, free),
    (
        "DAY or ORD",
        lambda c, d, n: (
            [Found("DAY", d), Found("OR"), other]
            if d.spelled and (other := say.month_day(c, d.first.month, n))
            else None
        ),
        free,
    ),
    # A bare number beside a day is its hour.
    (
        "DAY NUM NUM",
        lambda c, d, n, m: [Found("DAY", d), t] if n <= 12 and m < 60 and (t := say.at(n, m)) else None,
        free,
    ),
    (
        "DAY for|to NUM",
        lambda c, d, m: (
            [Found("DAY", d), Found("TIME", say.Clock(150, others=(say.Clock(270),)))]
            if m == 30 and d.single
            else None
        ),
        alone,
    ),
    (
        "DAY NUM",
        lambda c, d, n: [Found("DAY", d), t] if d.single and n <= 12 and (t := say.at(n)) else None,
        free,
    ),
    ("PART NUM", lambda c, p, n: [Found("PART", p), t] if n <= 12 and (t := say.at(n)) else None, free),
    (
        "NUM on? DAY",
        lambda c, n, d: [t, Found("DAY", d)] if d.single and n <= 12 and (t := say.at(n)) else None,
        alone,
    ),
    (
        "NUM NUM on? DAY|PART",
        lambda c, n, m, d: (
            [t, Found("DAY" if isinstance(d, say.Day) else "PART", d)]
            if n <= 12 and 5 <= m < 60 and (t := say.at(n, m))
            else None
        ),
        no_thing,
    ),
]
