"""Card and social security numbers: nobody may collect them by talk, so what volunteers them is blanked."""

import re
from dataclasses import dataclass
from typing import Final

from receptionist.domain.entities.digits import BETWEEN, Digits, runs
from receptionist.domain.spoken.folding import Piece, pieces

CARD: Final = "card"
SOCIAL: Final = "social"
_CARD_TALK: Final = re.compile(
    r"\b(card|visa|mastercard|amex|american express|debit|credit|tarjeta|cvv|security code|expir\w*)\b"
)
_SOCIAL_TALK: Final = re.compile(r"\b(social|ssn|s s n|seguro social|itin|tax id)\b")
_BLANKS: Final = {CARD: "[card number removed]", SOCIAL: "[social security number removed]"}
_NEAR: Final = 60


@dataclass(frozen=True, slots=True)
class Secrets:
    """What secrets a text held, and the text without them."""

    kinds: tuple[str, ...]
    text: str


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _kind(run: Digits, parts: list[Piece], text: str) -> str | None:
    """Say what a run of digits is, by its length, its shape, and what was said before it."""
    start, end = parts[run.start].start, parts[run.end - 1].end
    before = " ".join(part.text for part in parts[: run.start])[-_NEAR:]
    written, length = text[start:end], len(run.text)
    if 13 <= length <= 19 and (_luhn(run.text) or _CARD_TALK.search(before)):
        return CARD
    if length in (3, 4) and re.search(r"\b(cvv|security code|codigo de seguridad)\b[a-z ]*$", before):
        return CARD
    if length == 9 and (_SOCIAL_TALK.search(before) or re.fullmatch(r"\d{3}[- ]\d{2}[- ]\d{4}", written)):
        return SOCIAL
    if length == 4 and re.search(r"\b(social|ssn|seguro social)\b[a-z ]*$", before):
        return SOCIAL
    return (
        CARD
        if 8 <= length < 13 and re.search(r"\b(card|tarjeta) (number|numero)?\b[a-z ]*$", before)
        else None
    )


def without_secrets(text: str, *, lang: str = "en") -> Secrets:
    """Blank card and social security numbers, spoken or written; the kinds found say what to refuse."""
    parts = [
        Piece("number", piece.text.replace("-", ""), piece.start, piece.end)
        if piece.kind in ("dashed", "iso") and re.fullmatch(r"[\d-]+", piece.text)
        else piece
        for piece in pieces(text)
    ]
    out, kinds, done = "", [], 0
    for run in runs(parts, "es" if lang.startswith("es") else "en", over=BETWEEN):
        kind = _kind(run, parts, text)
        if kind is None:
            continue
        out += text[done : parts[run.start].start] + _BLANKS[kind]
        done = parts[run.end - 1].end
        kinds.append(kind)
    return Secrets(tuple(dict.fromkeys(kinds)), out + text[done:])
