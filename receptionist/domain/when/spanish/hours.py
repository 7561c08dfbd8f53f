"""How Spanish says when: times of day and parts of it."""

from datetime import timedelta
from typing import Final

from receptionist.domain.when import meanings as say
from receptionist.domain.when.guards import free, no_thing
from receptionist.domain.when.matching import Found, Rows, Symbol
from receptionist.domain.when.spanish.common import part_of_day

_LEADS: Final = frozenset(
    [
        "a",
        "de",
        "entre",
        "y",
        "o",
        "u",
        "sobre",
        "hasta",
        "desde",
        "antes",
        "despues",
        "para",
        "tipo",
        "como",
        "eso",
        "hacia",
        "pasadas",
        "mejor",
        "son",
        "como",
        "partir",
        "que",
    ]
)


def _opening(c: say.Context) -> Found:
    return Found("PART", ("opening", c.opens, c.opens + 60))


def _closing(c: say.Context) -> Found:
    return Found("PART", ("closing", c.closes - 60, c.closes))


def _hour(c: say.Context, n: int, m: int = 0) -> Found | None:
    return say.at(n, m) if 0 < n <= 24 else None


def _led(symbols: list[Symbol], start: int, end: int) -> bool:
    """Ask that "las dos" is an hour: something leads to it, and it counts no noun."""
    if not no_thing(symbols, start, end):
        return False
    before = symbols[start - 1] if start else None
    return (
        before is None
        or symbols[start].gap
        or before.word in _LEADS
        or not {"WEEKDAY", "PARTWORD", "NUM", "MONTH"}.isdisjoint(before.classes)
        or before.word in ("hoy", "cita")
    )


def _greeting(symbols: list[Symbol], start: int, end: int) -> bool:
    return not start or symbols[start - 1].word not in ("buenas", "buenos", "buena", "buen")


TIMES: Rows = [
    ("las|la NUM", _hour, _led),
    ("las|la NUM en punto", _hour),
    ("las|la NUM y media", lambda c, n: _hour(c, n, 30)),
    ("las|la NUM y cuarto", lambda c, n: _hour(c, n, 15)),
    ("las|la NUM y NUM", lambda c, n, m: _hour(c, n, m) if m > 4 else None, no_thing),
    ("las|la NUM con NUM", _hour, no_thing),
    ("las|la NUM NUM", lambda c, n, m: _hour(c, n, m) if m > 4 else None, no_thing),
    ("las|la NUM menos cuarto", lambda c, n: say.before_hour(n, 15)),
    ("las|la NUM menos NUM", lambda c, n, m: say.before_hour(n, m)),
    ("un? cuarto para|pa las|la NUM", lambda c, n: say.before_hour(n, 15)),
    ("faltan? NUM para las|la NUM", lambda c, m, n: say.before_hour(n, m)),
    ("NUM y media", lambda c, n: _hour(c, n, 30) if n <= 12 else None, free),
    ("NUM y cuarto", lambda c, n: _hour(c, n, 15) if n <= 12 else None, free),
    ("NUM menos cuarto", lambda c, n: say.before_hour(n, 15)),
    ("NUM AMPM", lambda c, n, p: say.at(n, 0, p)),
    ("las|la NUM AMPM", lambda c, n, p: say.at(n, 0, p)),
    ("las|la NUM NUM AMPM", lambda c, n, m, p: say.at(n, m, p)),
    ("las|la NUM y media AMPM", lambda c, n, p: say.at(n, 30, p)),
    ("las|la? CLOCK horas|hrs|h?", lambda c, hm: say.at(*hm)),
    ("las|la? CLOCK AMPM", lambda c, hm, p: say.at(hm[0], hm[1], p)),
    ("NUM horas|hrs", lambda c, n: say.at(n) if 12 < n < 25 else None),
    ("las|la NUM horas|hrs", _hour),
    ("tipo|tipo|sobre NUM", lambda c, n: say.at(n) if n <= 12 else None, no_thing),
    ("mediodia", lambda c: say.at(say.Clock(720, fixed=True))),
    ("medio dia", lambda c: say.at(say.Clock(720, fixed=True))),
    ("medianoche", lambda c: say.at(say.Clock(0, fixed=True))),
]

DAY_PARTS: Rows = [
    ("a? primera hora", _opening),
    ("al abrir", _opening),
    ("cuando abran|abren|abra|abre", _opening),
    ("apenas|en? cuanto abran|abren", _opening),
    ("a? primera hora de|por|en la mañana", _opening),
    ("a? ultima hora", _closing),
    ("al? final|fin del dia", _closing),
    ("antes de cerrar", _closing),
    ("antes de que cierren", _closing),
    ("al cierre", _closing),
    ("temprano", lambda c: part_of_day("early_morning")),
    ("tempranito", lambda c: part_of_day("early_morning")),
    ("temprano en|por|de la mañana", lambda c: part_of_day("early_morning")),
    ("temprano en|por|de la tarde", lambda c: part_of_day("early_afternoon")),
    ("tarde en la noche", lambda c: part_of_day("late_evening")),
    ("media mañana", lambda c: part_of_day("mid_morning")),
    ("media tarde", lambda c: part_of_day("mid_afternoon")),
    ("hora del? almuerzo|comida|comer|almorzar", lambda c: part_of_day("midday")),
    ("hora de la comida", lambda c: part_of_day("midday")),
    ("despues del almuerzo|mediodia", lambda c: part_of_day("after_lunch")),
    ("despues de comer|almorzar|almuerzo", lambda c: part_of_day("after_lunch")),
    ("despues de la comida", lambda c: part_of_day("after_lunch")),
    ("antes del almuerzo|mediodia", lambda c: part_of_day("morning")),
    ("antes de comer|almorzar", lambda c: part_of_day("morning")),
    ("despues del trabajo", lambda c: part_of_day("evening")),
    ("despues de trabajar|salir", lambda c: part_of_day("evening")),
    ("saliendo del trabajo", lambda c: part_of_day("evening")),
    ("despues de la escuela", lambda c: part_of_day("after_school")),
    ("por|en|de|a|durante la PARTWORD", lambda c, p: part_of_day(p), _greeting),
    ("la PARTWORD", lambda c, p: part_of_day(p), _greeting),
    ("WEEKDAY PARTWORD", lambda c, w, p: [say.weekday(c, w), part_of_day(p)]),
    ("mañana tarde|noche", lambda c: None),
    ("mañana tardecita|tarde", lambda c: [say.one(c.today + timedelta(1)), part_of_day("afternoon")]),
    ("mañana noche", lambda c: [say.one(c.today + timedelta(1)), part_of_day("evening")]),
    ("por|en|de? las PARTS", lambda c, p: [Found("ALWAYS"), part_of_day(p)], _greeting),
]
