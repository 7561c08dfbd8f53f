"""Number words of English and Spanish, as cardinals and ordinals."""

from typing import Final

from receptionist.domain.spoken.folding import words

_EN_UNITS: Final = words("zero one two three four five six seven eight nine")
_EN_TEENS: Final = (
    words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
)  # fmt: skip
_EN_TENS: Final = words("twenty thirty forty fifty sixty seventy eighty ninety")
_EN_ORDINALS: Final = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ES_NUMBERS: Final = words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS: Final = words("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_ORDINALS: Final = {
    "primero": 1, "primer": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercer": 3, "tercera": 3,
    "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5,
}  # fmt: skip

UNITS: Final[dict[str, dict[str, int]]] = {
    "en": {word: value for value, word in enumerate(_EN_UNITS)},
    "es": {word: value for value, word in enumerate(_ES_NUMBERS[:10])} | {"un": 1, "una": 1},
}
CARDINALS: Final[dict[str, dict[str, int]]] = {
    "en": UNITS["en"]
    | {word: value for value, word in enumerate(_EN_TEENS, 10)}
    | {word: 10 * value for value, word in enumerate(_EN_TENS, 2)}
    | {"fourty": 40, "ninty": 90, "twelf": 12},
    "es": {word: value for value, word in enumerate(_ES_NUMBERS)}
    | {word: 10 * value for value, word in enumerate(_ES_TENS, 2)}
    | {"un": 1, "una": 1, "veintiun": 21},
}
TENS: Final[dict[str, dict[str, int]]] = {
    "en": {word: 10 * value for value, word in enumerate(_EN_TENS, 2)} | {"fourty": 40},
    "es": {word: 10 * value for value, word in enumerate(_ES_TENS[1:], 3)},
}
ORDINALS: Final[dict[str, dict[str, int]]] = {
    "en": {word: value for value, word in enumerate(_EN_ORDINALS, 1)} | {"thirtieth": 30},
    "es": _ES_ORDINALS,
}
SCALES: Final[dict[str, dict[str, int]]] = {
    "en": {"hundred": 100, "thousand": 1000},
    "es": {"cien": 100, "ciento": 100, "mil": 1000},
}


def number_at(words: list[str], place: int, lang: str) -> tuple[int, bool, int] | None:
    """Read the number words that begin at `place`: the value, whether it is an ordinal, how many words it takes."""
    ordinals, cardinals, tens = ORDINALS[lang], CARDINALS[lang], TENS[lang]
    word = words[place]
    if word in ordinals:
        return ordinals[word], True, 1
    if word not in cardinals:
        return None
    if word in tens:
        glue = 2 if lang == "es" and words[place + 1 : place + 2] == ["y"] else 1
        if words[place + 1 : place + 2] == ["-"]:
            glue = 2
        following = words[place + glue] if place + glue < len(words) else ""
        unit = UNITS[lang].get(following, 0)
        if unit and (lang == "en" or glue == 2):
            return tens[word] + unit, False, glue + 1
        if lang == "en" and 0 < ordinals.get(following, 0) < 10:
            return tens[word] + ordinals[following], True, glue + 1
    return cardinals[word], False, 1
