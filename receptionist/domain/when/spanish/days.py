"""How Spanish says when: lapses, dates, weekdays, weeks and months."""

from datetime import date, timedelta

from receptionist.domain.when import almanac
from receptionist.domain.when import meanings as say
from receptionist.domain.when.guards import free, no_name, no_street, no_thing
from receptionist.domain.when.matching import Found, Rows
from receptionist.domain.when.spanish.common import part_of_day
from receptionist.domain.when.vocabulary.spanish import HOLIDAYS


def _today(c: say.Context) -> Found:
    return say.one(c.today)


def _next(c: say.Context) -> Found:
    return Found("WEEK", almanac.monday(c.today) + timedelta(7))


def _second_weekday(c: say.Context, w: int) -> Found:
    return say.week_on(c, w, 1)


def _days_of(c: say.Context, first: int, last: int, month: int) -> Found | None:
    begins, ends = say.month_day(c, month, first), say.month_day(c, month, last)
    return say.days_to(begins.value, ends.value) if begins and ends else None


LAPSES: Rows = [
    ("NUM UNIT", lambda c, n, u: say.lapse(u, n)),
    ("un par de UNIT", lambda c, u: say.lapse(u, 2)),
    ("unos|unas|algunos|algunas|varios|varias UNIT", lambda c, u: say.lapse(u, 3, unsure=True)),
    ("unos|unas NUM UNIT", lambda c, n, u: say.lapse(u, n, unsure=n > 1)),
    ("media hora", lambda c: say.lapse("minute", 30)),
    ("NUM? hora y media", lambda c, n: say.lapse("minute", 90)),
    ("NUM UNIT y media|medio", lambda c, n, u: say.lapse(u, n + 0.5)),
    ("tres cuartos de hora", lambda c: say.lapse("minute", 45)),
    ("NUM o|a NUM UNIT", lambda c, n, m, u: say.lapse(u, n, more=max(m - n, 0), unsure=True)),
    ("hace NUM? UNIT", lambda c, n, u: Found("PAST")),
    ("hace un par de UNIT", lambda c, u: Found("PAST")),
    ("hace unos|unas|varios|varias|algunos NUM? UNIT", lambda c, n, u: Found("PAST")),
    ("desde hace NUM? UNIT", lambda c, n, u: Found("PAST")),
    ("por|durante NUM UNIT", lambda c, n, u: Found("LENGTH")),
    ("tengo|tiene|cumple|cumplio NUM UNIT", lambda c, n, u: Found("LENGTH")),
    ("NUM UNIT de edad|espera|duracion|tratamiento", lambda c, n, u: Found("LENGTH")),
    ("NUM veces por|al|a UNIT", lambda c, n, u: Found("LENGTH")),
    ("la? UNIT pasado|pasada", lambda c, u: Found("PAST")),
    ("WEEKDAY pasado", lambda c, w: Found("PAST")),
    ("el pasado WEEKDAY", lambda c, w: Found("PAST")),
    ("MONTH pasado", lambda c, m: Found("PAST")),
    ("fin de semana pasado", lambda c: Found("PAST")),
    ("ayer|anoche|anteayer|antier", lambda c: Found("PAST")),
    ("antes de ayer", lambda c: Found("PAST")),
    ("el otro dia", lambda c: Found("PAST")),
    ("buenos|buenas|buen dia|dias|PARTS|PARTWORD|UNIT", lambda c, p=None: Found("LENGTH")),
    ("24 horas", lambda c: Found("LENGTH")),
]

DATES: Rows = [
    ("FIGURES", say.numeric),
    ("dia? NUM|ORD de MONTH", lambda c, d, m: say.month_day(c, m, d), no_street),
    ("dia? NUM|ORD de MONTH de|del YEAR", lambda c, d, m, y: say.month_day(c, m, d, y), no_street),
    ("el|al|del dia? NUM|ORD de MONTH", lambda c, d, m: say.month_day(c, m, d), no_street),
    ("del NUM al NUM de MONTH", _days_of, no_street),
    ("entre el NUM y el NUM de MONTH", _days_of, no_street),
    ("NUM MONTH", lambda c, d, m: say.month_day(c, m, d), no_street),
    ("MONTH NUM", say.month_day, no_street),
    ("MONTH primero", lambda c, m: say.month_day(c, m, 1), no_street),
    ("el|al|del dia NUM|ORD", say.day_of_month),
    ("el|al|del NUM", say.day_of_month, free),
    ("el|al|del primero", lambda c: say.day_of_month(c, 1), free),
    ("el? NUM|ORD de este mes", say.day_of_month),
    (
        "el? NUM|ORD del mes que viene|entra",
        lambda c, d: say.month_day(c, (n := say.month_on(c, 1))[1], d, n[0]),
    ),
    ("el? NUM|ORD del proximo mes", lambda c, d: say.month_day(c, (n := say.month_on(c, 1))[1], d, n[0])),
    ("hoy", _today),
    ("hoy mismo|dia?", _today),
    ("mañana", lambda c: say.one(c.today + timedelta(1)), lambda s, i, j: not i or s[i - 1].word != "la"),
    ("mañana mismo", lambda c: say.one(c.today + timedelta(1))),
    ("pasado mañana", lambda c: say.one(c.today + timedelta(2))),
    ("mañana pasado", lambda c: say.one(c.today + timedelta(2))),
    ("de? hoy en|a ocho dias?", lambda c: say.one(c.today + timedelta(7))),
    ("de? hoy en|a quince dias?", lambda c: say.one(c.today + timedelta(14))),
    ("de? mañana en|a ocho dias?", lambda c: say.one(c.today + timedelta(8))),
    ("de? mañana en|a quince dias?", lambda c: say.one(c.today + timedelta(15))),
    ("de|del|el? WEEKDAY en|a ocho dias?", _second_weekday),
    ("de|del|el? WEEKDAY en|a quince dias?", lambda c, w: say.week_on(c, w, 2)),
    ("esta PARTWORD", lambda c, p: [_today(c), part_of_day(p)]),
    ("hoy en|por|a? la PARTWORD", lambda c, p: [_today(c), part_of_day(p)]),
    ("ahora mismo|ya?", lambda c: Found("SOON")),
    ("semana que viene|entra|sigue", _next),
    ("semana proxima|entrante|siguiente|proximo", _next),
    ("proxima|proximo|siguiente semana", _next),
    ("esta semana", lambda c: Found("WEEK", almanac.monday(c.today))),
    ("esta misma semana", lambda c: Found("WEEK", almanac.monday(c.today))),
    ("dentro de dos semanas", lambda c: say.one(c.today + timedelta(14))),
    ("mes que viene|entra", lambda c: Found("MONTHOF", say.month_on(c, 1))),
    ("mes proximo|entrante|siguiente", lambda c: Found("MONTHOF", say.month_on(c, 1))),
    ("proximo|siguiente mes", lambda c: Found("MONTHOF", say.month_on(c, 1))),
    ("este mes", lambda c: Found("MONTHOF", say.month_on(c, 0))),
    ("mes de MONTH", lambda c, m: Found("MONTHOF", say.month_of(c, m))),
    ("MONTH", lambda c, m: Found("MONTHOF", say.month_of(c, m)), no_name),
    ("MONTH que viene|entra", lambda c, m: Found("MONTHOF", say.month_of(c, m))),
    ("este|el? fin de semana", say.weekend),
    ("este|el? finde", say.weekend),
    ("el? proximo fin de semana", lambda c: say.weekend(c, 1)),
    ("el? fin de semana que viene|entra", lambda c: say.weekend(c, 1)),
    ("el? fin de semana proximo|siguiente", lambda c: say.weekend(c, 1)),
    ("entre semana", lambda c: Found("DAYS", frozenset(range(5)))),
    ("dias de semana", lambda c: Found("DAYS", frozenset(range(5)))),
    ("dias laborables|habiles|laborales", lambda c: Found("DAYS", frozenset(range(5)))),
    ("fines de semana", lambda c: Found("DAYS", frozenset({5, 6}))),
    *(
        (f"{name} que? viene?", lambda c, holiday=holiday: say.one(almanac.coming(holiday, c.today)))
        for name, holiday in HOLIDAYS.items()
    ),
    ("semana santa", lambda c: say.one((e := almanac.coming("easter", c.today)) - timedelta(7), e)),
]

WEEKS: Rows = [
    ("el|este? WEEKDAY", say.weekday),
    ("el? proximo|siguiente WEEKDAY", say.coming_or_next_week),
    ("el? WEEKDAY proximo|siguiente|entrante", say.coming_or_next_week),
    ("el? WEEKDAY que viene|entra|sigue", say.coming_or_next_week),
    ("este WEEKDAY que viene|entra", say.weekday),
    ("WEEKDAY de? la? WEEK", lambda c, w, m: say.in_week(m, w)),
    ("WEEK el? WEEKDAY", lambda c, m, w: say.in_week(m, w)),
    (
        "dentro|en de? DUR el|un WEEKDAY",
        lambda c, d, w: say.in_week(almanac.monday(d.later(c.today)), w) if d.days or d.months else None,
    ),
    ("todos los WEEKDAY|DAYS", lambda c, w: Found("DAYS", w if isinstance(w, frozenset) else frozenset({w}))),
    ("los WEEKDAY", lambda c, w: Found("DAYS", frozenset({w}))),
    ("los WEEKDAY y|o los? WEEKDAY", lambda c, v, w: Found("DAYS", frozenset({v, w}))),
    ("cualquier|cada|un|algun WEEKDAY", lambda c, w: Found("DAYS", frozenset({w}))),
    ("de WEEKDAY a WEEKDAY", lambda c, v, w: Found("DAYS", frozenset(range(v, w + 1))) if v < w else None),
    ("el? WEEKDAY antes de|del el? DAY", lambda c, w, d: say.weekday_near(d, w, -1)),
    ("el? WEEKDAY despues de|del el? DAY", lambda c, w, d: say.weekday_near(d, w, 1)),
    ("el? ORD WEEKDAY de|del MONTHOF", say.nth_weekday),
    ("el? ORD WEEKDAY del mes", lambda c, n, w: say.nth_weekday(c, n, w, say.this_month(c))),
    ("el? ultimo WEEKDAY de|del MONTHOF", lambda c, w, m: say.nth_weekday(c, -1, w, m)),
    ("el? ultimo WEEKDAY del|de mes", lambda c, w: say.nth_weekday(c, -1, w, say.this_month(c))),
    ("el? ultimo dia de|del MONTHOF", lambda c, m: say.part_of_month(c, m, "last")),
    ("el? ultimo dia del|de mes", lambda c: say.part_of_month(c, say.month_on(c, 0), "last")),
    ("el? ORD dia de|del MONTHOF", lambda c, n, m: say.month_day(c, m[1], n, m[0])),
    (
        "principio|principios|comienzos|inicios|inicio de|del MONTHOF",
        lambda c, m: say.part_of_month(c, m, "start"),
    ),
    ("mediados|medio de|del MONTHOF", lambda c, m: say.part_of_month(c, m, "mid")),
    ("final|finales|fines|fin de|del MONTHOF", lambda c, m: say.part_of_month(c, m, "end")),
    (
        "principio|principios|comienzos|inicios|inicio de|del mes",
        lambda c: say.part_of_month(c, say.month_on(c, 1), "start"),
    ),
    ("mediados de|del mes", lambda c: say.part_of_month(c, say.month_on(c, 0), "mid")),
    ("final|finales|fines|fin de|del mes", lambda c: say.part_of_month(c, say.month_on(c, 0), "end")),
    ("ultima semana de|del MONTHOF", lambda c, m: say.one((e := almanac.month_end(*m)) - timedelta(6), e)),
    ("primera semana de|del MONTHOF", lambda c, m: say.one(date(m[0], m[1], 1), date(m[0], m[1], 7))),
    ("principio|principios|comienzos|inicios de la? WEEK", lambda c, m: say.part_of_week(c, m, "start")),
    ("mediados de la? WEEK", lambda c, m: say.part_of_week(c, m, "mid")),
    ("final|finales|fines de la? WEEK", lambda c, m: say.part_of_week(c, m, "end")),
    (
        "principio|principios|comienzos de la? semana",
        lambda c: say.part_of_week(c, almanac.monday(c.today) + timedelta(7), "start"),
    ),
    ("mediados de la? semana", lambda c: say.part_of_week(c, almanac.monday(c.today), "mid")),
    ("final|finales|fines de la? semana", lambda c: say.part_of_week(c, almanac.monday(c.today), "friday")),
    ("WEEKDAY", say.weekday),
    (
        "el|este? WEEKDAY NUM",
        lambda c, w, n: [say.weekday(c, w), d] if n > 12 and (d := say.day_of_month(c, n)) else None,
        no_thing,
    ),
    ("DAYS", lambda c, d: Found("DAYS", d)),
]
