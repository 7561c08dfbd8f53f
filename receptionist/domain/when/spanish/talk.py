"""How Spanish says when: what people say around it, ranges and bounds."""

from datetime import timedelta

from receptionist.domain.when import almanac
from receptionist.domain.when import meanings as say
from receptionist.domain.when.guards import alone, free, no_thing, not_moved
from receptionist.domain.when.matching import Found, Rows, Symbol


def _not_neighbour(symbols: list[Symbol], start: int, end: int) -> bool:
    return symbols[start].gap or (end < len(symbols) and symbols[end].gap)


TALK: Rows = [
    ("lo mas|antes pronto|rapido? posible", lambda c: Found("SOON")),
    ("lo antes que pueda|puedan", lambda c: Found("SOON")),
    ("cuanto antes|primero", lambda c: Found("SOON")),
    ("tan pronto como|sea? sea|pueda|puedan? posible?", lambda c: Found("SOON")),
    (
        "primera|primer|proxima cita|hora|horario|turno|espacio|lugar disponible|libre?",
        lambda c: Found("SOON"),
    ),
    ("inmediatamente|enseguida|urgente|ahorita", lambda c: Found("SOON")),
    ("cualquier dia|hora|momento|horario", lambda c: Found("ANY")),
    ("cualquier UNIT", lambda c, u: Found("ANY")),
    ("cuando sea|pueda|puedan|quiera|gusten", lambda c: Found("ANY")),
    ("me da igual", lambda c: Found("ANY")),
    ("no puedo", lambda c: Found("POSTNEG"), lambda s, i, j: j == len(s) or s[j].gap),
    ("no puedo|podria|podre|tengo|trabajo|estoy|es|sea", lambda c: Found("NEG")),
    ("no puedo ir|venir|asistir", lambda c: Found("NEG")),
    ("que no sea", lambda c: Found("NEG")),
    ("menos|excepto|salvo", lambda c: Found("NEG")),
    ("en vez|lugar de|del", lambda c: Found("NEG")),
    ("no el|los|la|las", lambda c: Found("NEG"), lambda s, i, j: not s[i + 1].gap),
    ("no por|en la|las", lambda c: None),
    ("no me queda|sirve|funciona|conviene", lambda c: Found("POSTNEG")),
    ("no espera|espere|perdon|mejor", lambda c: Found("CORR")),
    ("perdon|digo|espera|espere|disculpe|corrijo", lambda c: Found("CORR")),
    ("mas bien", lambda c: Found("CORR")),
    ("mejor dicho?", lambda c: Found("CORR")),
    ("quise|quiero|queria decir", lambda c: Found("CORR")),
    ("no", lambda c: Found("CORR"), _not_neighbour),
    ("o|u|y|ni", lambda c: Found("OR")),
    ("o bien", lambda c: Found("OR")),
    ("pero|entonces|quizas|podria|puede|quiero|prefiero|puedo", lambda c: Found("BREAK")),
    ("tal vez", lambda c: Found("BREAK")),
    (
        "cambiar|mover|pasar|reprogramar|cambio|cambie|muevan|mueva|cambien|pasarla|cambiarla|moverla",
        lambda c: Found("MOVE"),
    ),
    ("que tal", lambda c: Found("BREAK")),
]

RELATIONS: Rows = [
    ("dentro de DUR", say.after_lapse),
    ("en DUR", say.after_lapse),
    ("en|dentro de? como|unos DUR", say.after_lapse),
    ("de aqui a DUR", say.after_lapse),
    (
        "DUR a partir de|del ahora|DAY",
        lambda c, d, day: say.after_lapse(c, d, day if isinstance(day, say.Day) else None),
    ),
    ("DUR despues de|del el? DAY", say.after_lapse),
    ("DUR antes de|del el? DAY", lambda c, d, day: say.after_lapse(c, d, day, -1)),
    (
        "proximos|proximas|siguientes DUR|UNIT",
        lambda c, d: (
            say.within(c, d)
            if isinstance(d, say.Lapse)
            else say.one(c.today, c.today + timedelta(3))
            if d == "day"
            else say.one(c.today, c.today + timedelta(21))
        ),
    ),
    ("proximos|proximas NUM UNIT", lambda c, n, u: (k := say.lapse(u, n)) and say.within(c, k.value)),
    ("semana del? DAY", lambda c, d: say.one(m := almanac.monday(d.first), m + timedelta(6))),
    (
        "semana del|de NUM",
        lambda c, n: (
            (d := say.day_of_month(c, n)) and say.one(m := almanac.monday(d.value.first), m + timedelta(6))
        ),
    ),
    (
        "semana despues de|del DAY",
        lambda c, d: say.one(m := almanac.monday(d.first) + timedelta(7), m + timedelta(6)),
    ),
    (
        "semana antes de|del DAY",
        lambda c, d: say.one(m := almanac.monday(d.first) - timedelta(7), m + timedelta(6)),
    ),
    ("el? dia antes de|del DAY", lambda c, d: say.one(d.first - timedelta(1))),
    ("el? dia despues de|del DAY", lambda c, d: say.one(d.last + timedelta(1))),
    ("la? vispera de|del DAY", lambda c, d: say.one(d.first - timedelta(1))),
    ("WEEK", lambda c, m: say.part_of_week(c, m, "whole")),
    ("MONTHOF", lambda c, m: say.part_of_month(c, m, "whole")),
    ("entre TIME|NUM y TIME|NUM", lambda c, a, b: say.between(a, b), no_thing),
    ("de TIME|NUM a TIME|NUM", lambda c, a, b: say.between(a, b), no_thing),
    ("desde|de TIME hasta TIME|NUM", lambda c, a, b: say.between(a, b), no_thing),
    ("TIME a|to|hasta TIME", lambda c, a, b: say.between(a, b)),
    ("NUM a|to TIME|NUM", lambda c, a, b: say.between(a, b), alone),
    ("despues de TIME|NUM", lambda c, t: say.bound("after", t), no_thing),
    ("pasadas TIME", lambda c, t: say.bound("after", t)),
    ("desde TIME", lambda c, t: say.bound("after", t)),
    ("a? partir de TIME", lambda c, t: say.bound("after", t)),
    ("de TIME en adelante", lambda c, t: say.bound("after", t)),
    ("antes de TIME|NUM", lambda c, t: say.bound("before", t), no_thing),
    ("hasta TIME", lambda c, t: say.bound("before", t)),
    ("mas tardar a? TIME", lambda c, t: say.bound("before", t)),
    ("no antes de TIME", lambda c, t: say.bound("after", t)),
    ("no despues de TIME", lambda c, t: say.bound("before", t)),
    ("no hasta TIME", lambda c, t: say.bound("after", t)),
    ("NEG antes de TIME", lambda c, n, t: say.bound("after", t)),
    ("NEG despues de TIME", lambda c, n, t: say.bound("before", t)),
    ("NEG hasta TIME", lambda c, n, t: say.bound("after", t)),
    ("salgo del? trabajo? a TIME", lambda c, t: say.bound("after", t)),
]

BOUNDS: Rows = [
    ("de|del|desde? DAY a|al|hasta el? DAY", lambda c, a, b: say.days_to(a, b), not_moved),
    ("entre DAY y DAY", lambda c, a, b: say.days_to(a, b)),
    ("de|del|desde? DAY a|al|hasta|to el? NUM", lambda c, a, n: say.to_number(a, n)),
    ("antes de|del DAY", lambda c, d: Found("LIMIT", ("before", d))),
    ("hasta DAY", lambda c, d: Found("LIMIT", ("until", d))),
    ("mas tardar DAY", lambda c, d: Found("LIMIT", ("until", d))),
    ("despues de|del DAY", lambda c, d: Found("LIMIT", ("after", d))),
    ("a? partir de|del DAY", lambda c, d: Found("LIMIT", ("from", d))),
    ("desde DAY", lambda c, d: Found("LIMIT", ("from", d))),
    ("no|NEG antes de|del DAY", lambda c, d, e=None: Found("LIMIT", ("from", e or d))),
    ("no|NEG hasta DAY", lambda c, d, e=None: Found("LIMIT", ("from", e or d))),
    ("DAY en adelante", lambda c, d: Found("LIMIT", ("from", d))),
    (
        "DAY NUM NUM",
        lambda c, d, n, m: [Found("DAY", d), t] if n <= 12 and 5 <= m < 60 and (t := say.at(n, m)) else None,
        free,
    ),
    (
        "DAY NUM",
        lambda c, d, n: [Found("DAY", d), t] if d.single and n <= 12 and (t := say.at(n)) else None,
        free,
    ),
    ("PART NUM", lambda c, p, n: [Found("PART", p), t] if n <= 12 and (t := say.at(n)) else None, free),
]
