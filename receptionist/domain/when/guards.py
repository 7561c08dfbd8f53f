"""What must stand around a number or a name for it to be a time."""

from receptionist.domain.spoken.folding import words
from receptionist.domain.when.matching import Symbol
from receptionist.domain.when.vocabulary import english as words_en
from receptionist.domain.when.vocabulary import spanish as words_es

_FOLLOW = words_en.FOLLOW | words_es.FOLLOW
_BEFORE_THINGS = frozenset(
    words(
        "$ # € £ suite apartment apt unit room number no extension ext page highway route exit interstate bus "
        "gate flight case numero departamento apartamento cuarto ruta code codigo account invoice factura "
        "caso policy claim order zip"
    )
)
_LEADING = frozenset(
    words(
        "about how say maybe or and like at around is make to do have y o en mejor the between from after before got by "
        "until sobre tipo"
    )
)
_BEFORE_MONTHS = frozenset(
    words("in of this until till before after for during late early mid or and by through next since about")
)
_CHOICES = frozenset(words("one uno available appointment opening slot thing"))
_NAMING = frozenset(
    words(
        "is im doctor dr ms mrs miss mr with named called nurse soy llamo doctora señora señor aunt ask tell "
        "for see llama daughter son wife husband sister brother mom mother friend hija hijo esposa hermana"
    )
)
_COUNTED = frozenset(("THING", "NUM", "UNIT"))
_STREETS_FIRST = frozenset(words("calle avenida av camino paseo calzada"))
_TIME_CLASSES = frozenset(
    (
        "WEEKDAY",
        "DAY",
        "DAYWORD",
        "PART",
        "PARTWORD",
        "TIME",
        "AMPM",
        "DAYS",
        "CORR",
        "MONTH",
        "NEG",
        "PARTS",
        "OR",
        "BREAK",
        "FILL",
    )
)


def no_thing(symbols: list[Symbol], start: int, end: int) -> bool:
    """Refuse a number that counts something, is part of an address, or belongs to a longer one."""
    if start and (symbols[start - 1].word in _BEFORE_THINGS or "THING" in symbols[start - 1].classes):
        return False
    if start > 1 and symbols[start - 1].word in ("is", "es") and "THING" in symbols[start - 2].classes:
        return False
    following = symbols[end : end + 3]
    for index, symbol in enumerate(following):
        if symbol.gap and index:
            break
        if "STREET" in symbol.classes:
            return False
        if not index and (not _COUNTED.isdisjoint(symbol.classes) or symbol.word == "%"):
            return False
        if "MONTH" in symbol.classes:
            continue
        if symbol.word in _FOLLOW or not _TIME_CLASSES.isdisjoint(symbol.classes):
            break
    return True


def free(symbols: list[Symbol], start: int, end: int) -> bool:
    """Ask besides that a known word of talk, a time or nothing follows: a noun we do not know may be counted."""
    if not no_thing(symbols, start, end):
        return False
    if end == len(symbols) or symbols[end].gap:
        return True
    following = symbols[end]
    return following.word in _FOLLOW or not _TIME_CLASSES.isdisjoint(following.classes)


def alone(symbols: list[Symbol], start: int, end: int) -> bool:
    """Ask besides that nothing leads to it but a beginning, a time, or a word that leads to times."""
    if not free(symbols, start, end):
        return False
    if not start or symbols[start].gap:
        return True
    before = symbols[start - 1]
    return not _TIME_CLASSES.isdisjoint(before.classes) or before.word in _LEADING


def no_name(symbols: list[Symbol], start: int, end: int) -> bool:
    """Refuse a month that is a name or a street: "my name is April", "9 March Avenue", "may I"."""
    if start and symbols[start - 1].word in _NAMING:
        return False
    if start and ("NUM" in symbols[start - 1].classes or "STREET" in symbols[start - 1].classes):
        return False
    if start > 1 and symbols[start - 1].word == "de" and "NUM" in symbols[start - 2].classes:
        return False
    if end < len(symbols) and ("STREET" in symbols[end].classes or symbols[end].word in ("i", "we", "smith")):
        return False
    if start == end - 1 and symbols[start].word in ("march", "may"):
        return bool(start) and symbols[start - 1].word in _BEFORE_MONTHS
    return True


def no_street(symbols: list[Symbol], start: int, end: int) -> bool:
    """Refuse what a street is called after."""
    if start and any(symbol.word in _STREETS_FIRST for symbol in symbols[max(start - 2, 0) : start]):
        return False
    if end < len(symbols) and "STREET" in symbols[end].classes:
        return False
    return not (
        end + 1 < len(symbols)
        and "STREET" in symbols[end + 1].classes
        and not symbols[end].classes.get("DAY")
    )


def no_verb(symbols: list[Symbol], start: int, end: int) -> bool:
    """Refuse "he sat" and "in the sun"."""
    word = symbols[end - 1].word
    if word == "sat":
        return not start or symbols[start - 1].word not in ("i", "he", "she", "they", "we", "it", "just")
    return word != "sun" or not start or symbols[start - 1].word != "the"


def free_day(symbols: list[Symbol], start: int, end: int) -> bool:
    """Ask that an ordinal stands for a day: "the second Tuesday" and "the second one" are none."""
    if end < len(symbols) and ("WEEKDAY" in symbols[end].classes or symbols[end].word in _CHOICES):
        return False
    return free(symbols, start, end)


def alone_day(symbols: list[Symbol], start: int, end: int) -> bool:
    """Ask the same of an ordinal without an article."""
    return alone(symbols, start, end) and free_day(symbols, start, end)


def not_moved(symbols: list[Symbol], start: int, end: int) -> bool:
    """Refuse days from one to another where an appointment is moved from one to the other."""
    return not any("MOVE" in symbol.classes for symbol in symbols[:start])
