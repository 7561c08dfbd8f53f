"""What a customer's text answers: a reminder, or times they were offered. Pure.

C, M and numbers only: words such as CANCEL would stop all texts (contacts.domain.opt_out), so none is asked for or read.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Answer(StrEnum):
    """What a short text says to a reminder."""

    CONFIRM = "CONFIRM"
    MOVE = "MOVE"


CONFIRMS: Final = frozenset(
    [
        "c",
        "1",
        "y",
        "s",
        "yes",
        "yes please",
        "ok",
        "okay",
        "confirm",
        "confirmed",
        "si",
        "si gracias",
        "confirmo",
        "confirmar",
        "vale",
    ]
)
MOVES: Final = frozenset(
    ["m", "2", "move", "change", "reschedule", "mover", "cambiar", "cambio", "reagendar"]
)
PASSES: Final = frozenset(["n", "no", "2", "no thanks", "no thank you", "no gracias", "pass", "paso"])
NUMBER: Final = re.compile(r"\W*(?:option |opcion |number |numero |#)?([1-9])\W*")
# What would be taken for an opt-out if a customer did as the words say.
TRAPS: Final = re.compile(
    r"\b(stop|cancel|end|quit|unsubscribe|alto|parar|cancelar|baja|salir|fin|terminar|anular)\b",
    re.IGNORECASE,
)
ASKS: Final = re.compile(
    r"\b(reply|text|send|write|answer|respond|responda|responde|conteste|contesta|envie|envia|escriba|escribe)\b",
    re.IGNORECASE,
)


def read_answer(text: str) -> Answer | None:
    """Read what a text answers to a reminder; None for anything that a person has to read."""
    words = " ".join(re.sub(r"[^\w\s]", " ", _plain(text)).split())
    if words in CONFIRMS:
        return Answer.CONFIRM
    return Answer.MOVE if words in MOVES else None


def passes_on(text: str) -> bool:
    """Say whether a text gives an offered time to the next one."""
    return " ".join(re.sub(r"[^\w\s]", " ", _plain(text)).split()) in PASSES


def read_number(text: str, *, most: int) -> int | None:
    """Read which of `most` numbered times a text chooses."""
    found = NUMBER.fullmatch(_plain(text))
    return int(found[1]) if found and int(found[1]) <= most else None


def asks_for_opt_out(words: str) -> bool:
    """Say whether words ask the reader to send what their telephone takes for an opt-out."""
    return any(
        ASKS.search(clause) and TRAPS.search(clause) for clause in re.split(r"[.!?;\n]", _plain(words))
    )


def _plain(text: str) -> str:
    """Write small letters without accents."""
    split = unicodedata.normalize("NFKD", text.strip().lower())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
