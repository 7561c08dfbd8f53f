"""The project's own phrases: what people say at front doors, by intent, trade and language, with how urgent it is."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from receptionist.domain.meaning import Intent, Urgency

FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "phrases"
TRADES: Final = (
    "auto", "counseling", "dental", "electrical", "general", "hvac", "legal", "medical", "plumbing", "real_estate",
    "roofing", "salon", "veterinary",
)  # fmt: skip
_URGENT: Final = " !"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence and what it means."""

    text: str
    lang: str
    industry: str
    intent: Intent
    urgency: Urgency


def plain(text: str) -> str:
    """This will make one spelling of a sentence: what differs only by case, accents or marks is the same."""
    letters = unicodedata.normalize("NFD", text.lower())
    return " ".join(
        "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split()
    )


def phrases(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """This will read all phrases in the order of their files; a sentence written twice counts once."""
    found: dict[tuple[str, str], Phrase] = {}
    for file in sorted(folder.glob("*/*.txt")):
        for phrase in _read(file):
            found.setdefault((plain(phrase.text), phrase.industry), phrase)
    return tuple(found.values())


def stamp(folder: Path = FOLDER) -> str:
    """This will name the state of the phrases by what is written in them."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*/*.txt")):
        digest.update(f"{file.parent.name}/{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read(file: Path) -> Iterator[Phrase]:
    """This will read one file: `[trade]` or `[trade intent]` opens a section, ` !` ends what is urgent."""
    industry, intent = "general", file.stem
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        if line.startswith("["):
            industry, _, named = line.strip("[]").partition(" ")
            intent = named or file.stem
            if industry not in TRADES or intent not in set(Intent):
                raise ValueError(f"{file.name}:{number}: {line} names no trade or no intent.")
            continue
        yield Phrase(
            text=line.removesuffix(_URGENT),
            lang=file.parent.name,
            industry=industry,
            intent=Intent(intent),
            urgency=_urgency(Intent(intent), line.endswith(_URGENT)),
        )


def _urgency(intent: Intent, urgent: bool) -> Urgency:
    """This will tell how urgent a phrase is."""
    if intent is Intent.EMERGENCY:
        return Urgency.EMERGENCY
    return Urgency.URGENT if urgent else Urgency.ROUTINE
