"""Words as symbols: numbers, weekdays, months, units, with what marks and abbreviations say."""

from typing import Final

from receptionist.domain.spoken.folding import Piece, pieces
from receptionist.domain.spoken.numbers import SCALES, number_at
from receptionist.domain.when.matching import Symbol
from receptionist.domain.when.meanings import Figure
from receptionist.domain.when.vocabulary import english as words_en
from receptionist.domain.when.vocabulary import spanish as words_es

LEXICONS: Final = {"en": words_en.LEXICON, "es": words_es.LEXICON}
SAME: Final = {"en": words_en.SAME, "es": words_es.SAME}
SLIPPERY: Final = {"en": words_en.SLIPPERY, "es": words_es.SLIPPERY}
HOURS: Final = {"en": words_en.HOURS, "es": words_es.HOURS}
_KEPT: Final = frozenset("$#%€£+@")
_LONGEST_RUN: Final = 4
_LEAST_LETTERS: Final = 6


def _one_slip(heard: str, word: str) -> bool:
    """Say whether two words differ by one letter: changed, missing, added, or two swapped."""
    if abs(len(heard) - len(word)) > 1:
        return False
    start = 0
    while start < min(len(heard), len(word)) and heard[start] == word[start]:
        start += 1
    a, b = heard[start:], word[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _heard_as(word: str, lang: str) -> str:
    """Return the word of time a mishearing or a slip of the thumb stands for, or the word itself."""
    word = SAME[lang].get(word, word)
    if len(word) >= _LEAST_LETTERS and word not in LEXICONS[lang]:
        for right in SLIPPERY[lang]:
            if right[0] == word[0] and _one_slip(word, right):
                return right
    return word


def _numbered(parts: list[Piece], place: int, texts: list[str], lang: str) -> tuple[Symbol, int] | None:
    piece = parts[place]
    if piece.kind == "number":
        value = int(piece.text) if len(piece.text) <= 4 else 10**9
        classes: dict[str, object] = {"NUM": Figure(value)}
        if 1900 <= value < 2200:
            classes["YEAR"] = value
        return Symbol(piece.text, classes, piece.start, piece.end), 1
    if piece.kind == "ordinal":
        return Symbol(
            piece.text, {"ORD": int(piece.text.rstrip("stndrhoaº°ª")), "FIGURE": True}, piece.start, piece.end
        ), 1
    found = number_at(texts, place, lang) if piece.kind == "word" else None
    if found is None:
        return None
    value, ordinal, taken = found
    word = piece.text if taken == 1 else ""
    classes = dict(LEXICONS[lang].get(piece.text, {})) if taken == 1 else {}
    classes["ORD" if ordinal else "NUM"] = value
    return Symbol(word, classes, piece.start, parts[place + taken - 1].end), taken


def _of(parts: list[Piece], place: int, texts: list[str], lang: str) -> tuple[Symbol | None, int]:
    piece = parts[place]
    if piece.kind in ("iso", "slash", "dashed"):
        return Symbol(piece.text, {"FIGURES": piece.text}, piece.start, piece.end), 1
    if piece.kind in ("clock", "hours"):
        high, _, low = piece.text.replace("h", ":").partition(":")
        return Symbol(piece.text, {"CLOCK": (int(high), int(low or 0))}, piece.start, piece.end), 1
    if piece.text in ("a", "p") and place + 1 < len(parts):
        mark = place + 1 + (parts[place + 1].text == ".")
        if mark < len(parts) and parts[mark].text == "m":
            return Symbol("", {"AMPM": piece.text + "m"}, piece.start, parts[mark].end), mark - place + 1
    numbered = _numbered(parts, place, texts, lang)
    if numbered is not None:
        return numbered
    return _marked(parts, place) if piece.kind == "mark" else _worded(piece, lang), 1


def _worded(piece: Piece, lang: str) -> Symbol:
    word = _heard_as(piece.text, lang)
    if word.endswith("ish") and word[:-3] in HOURS[lang]:
        return Symbol("", {"NUM": HOURS[lang][word[:-3]]}, piece.start, piece.end)
    return Symbol(word, dict(LEXICONS[lang].get(word, {})), piece.start, piece.end)


def _marked(parts: list[Piece], place: int) -> Symbol | None:
    piece = parts[place]
    if (
        piece.text in "-–—"
        and 0 < place < len(parts) - 1
        and _figure(parts[place - 1])
        and _figure(parts[place + 1])
    ):
        return Symbol("to", {}, piece.start, piece.end)
    if piece.text == "&":
        return Symbol("and", {}, piece.start, piece.end)
    return Symbol(piece.text, {}, piece.start, piece.end) if piece.text in _KEPT else None


def _figure(piece: Piece) -> bool:
    return piece.kind in ("number", "clock", "ordinal", "slash", "hours") or piece.text in (
        "am", "pm", "m", ".", "noon", *words_en.HOURS, *words_es.HOURS,
    )  # fmt: skip


def _is_number(symbol: Symbol) -> bool:
    return "NUM" in symbol.classes or symbol.word in ("oh", "o", "double", "triple", "doble")


def _without_long_numbers(symbols: list[Symbol], lang: str) -> list[Symbol]:
    """Blank what is a telephone, an account or a sum: runs of numbers, and hundreds and thousands."""
    place = 0
    while place < len(symbols):
        end = place
        while end < len(symbols) and _is_number(symbols[end]):
            end += 1
        scaled = end < len(symbols) and end > place and symbols[end].word in SCALES[lang]
        run = symbols[place:end]
        if scaled or len(run) >= _LONGEST_RUN or any(symbol.classes.get("NUM", 0) > 9999 for symbol in run):
            for symbol in [*run, *symbols[end : end + scaled]]:
                symbol.word, symbol.classes = "number", {"THING": True}
        place = max(end, place + 1)
    return symbols


def symbols_of(text: str, lang: str) -> list[Symbol]:
    """Turn a text into symbols; commas and stops become a gap before what follows."""
    parts = pieces(text)
    texts = [piece.text for piece in parts]
    found: list[Symbol] = []
    place, gap = 0, True
    while place < len(parts):
        symbol, taken = _of(parts, place, texts, lang)
        place += taken
        if symbol is None:
            gap = gap or parts[place - 1].text in ",.;?!:"
            continue
        symbol.gap, gap = gap, False
        found.append(symbol)
    return _without_long_numbers(found, lang)
