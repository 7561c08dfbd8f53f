"""Names heard in what somebody writes or says: who is against them, and whose case it is. English and Spanish.

It looks for names after words that name an opponent ("against X", "my ex-husband X", "X v. Y"), never for any two
capitalised words: a check of every place and brand would hide the one that matters.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Heard(StrEnum):
    """What the one named is to whoever speaks."""

    SELF = "SELF"
    ADVERSE = "ADVERSE"
    RELATED = "RELATED"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in some text, as it was written."""

    name: str
    heard: Heard


MOST_NAMES: Final = 8
_PARTICLE: Final = r"(?:(?:de la|de los|de las|van der|van den|de|del|van|von|da|dos|al|el|bin|ben)\s+)?"
_PART: Final = rf"{_PARTICLE}[A-ZÀ-ÖØ-Þ][\w'’\-À-ÿ]*\.?"
_NAME: Final = rf"({_PART}(?:\s+(?:&\s+|and\s+)?{_PART}){{0,4}})"
_RELATIVE: Final = (
    r"(?:soon[- ]to[- ]be[- ])?(?:ex[- ]?)?(?:husband|wife|spouse|partner|boyfriend|girlfriend|fianc[eé]e?)"
    r"|landlord|tenant|boss|employer|neighbou?r|business partner|stepfather|stepmother|brother|sister|son|daughter|father"
    r"|mother|ex"
)
_FAMILIAR: Final = (
    r"(?:ex[- ]?)?(?:marido|esposo|esposa|mujer|pareja|novio|novia)|casero|casera|arrendador|arrendadora|inquilino"
    r"|inquilina|jefe|jefa|patr[oó]n|vecino|vecina|socio|socia|hermano|hermana|hijo|hija|padre|madre|ex"
)
_OPPONENTS: Final = (
    r"[Aa]gainst", r"[Ss]uing", r"(?:[Ss]ued|[Aa]rrested|[Ee]victed|[Ff]ired|[Hh]it|[Aa]ttacked|[Ss]cammed) by",
    r"[Ff]iled on", r"[Oo]pposing (?:party|side|counsel)(?: is|:)?", r"[Tt]he other (?:side|driver|party)(?: is|:)?",
    r"[Cc]ontra", r"[Dd]emand(?:ar|o|é|ando) a", r"[Mm]e (?:demand[oó]|despidi[oó]|atropell[oó]|estaf[oó])",
    r"[Ll]a otra parte(?: es|:)?",
)  # fmt: skip
_PATTERNS: Final = (
    (re.compile(rf"\b(?:my|My|our|Our|his|her)\s+(?:{_RELATIVE}),?(?:\s+is|\s+named|,)?\s+{_NAME}"), Heard.RELATED),
    (re.compile(rf"\b(?:mi|Mi|nuestro|nuestra)\s+(?:{_FAMILIAR}),?(?:\s+es|\s+se llama|,)?\s+{_NAME}"), Heard.RELATED),
    (re.compile(rf"\b(?:{'|'.join(_OPPONENTS)})\s+(?:my|mi)?\s*{_NAME}"), Heard.ADVERSE),
    (re.compile(rf"{_NAME}\s+(?:v\.?|vs\.?|versus|contra)\s+{_NAME}"), Heard.ADVERSE),
    (re.compile(rf"\b(?:[Mm]y name is|[Tt]his is|I am|I'm|[Mm]e llamo|[Mm]i nombre es|[Ss]oy)\s+{_NAME}"), Heard.SELF),
)  # fmt: skip
# What begins with a capital and is nobody's name.
_NOBODY: Final = frozenset(
    {
        *(
            "i",
            "the",
            "a",
            "an",
            "my",
            "our",
            "he",
            "she",
            "they",
            "we",
            "it",
            "this",
            "that",
            "him",
            "her",
            "them",
        ),
        *(
            "yes",
            "no",
            "please",
            "thanks",
            "thank",
            "you",
            "hello",
            "hi",
            "all",
            "ok",
            "okay",
            "someone",
            "somebody",
        ),
        *("hola", "gracias", "el", "la", "los", "las", "un", "una", "si", "mi", "me", "usted"),
        *("court", "state", "county", "city", "police", "department"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december"),
    }
)


def names_in(text: str) -> tuple[Named, ...]:
    """List the names a text says somebody is against, related to, or is; each once, in the order they stand there."""
    found: dict[str, tuple[int, Named]] = {}
    for pattern, heard in _PATTERNS:
        for match in pattern.finditer(text[:4000]):
            for group in range(1, (match.lastindex or 0) + 1):
                name = _trimmed(match.group(group))
                if name and name.casefold() not in found:
                    found[name.casefold()] = (match.start(group), Named(name, heard))
    ordered = sorted(found.values(), key=lambda item: item[0])
    return tuple(named for _at, named in ordered[:MOST_NAMES])


def _trimmed(name: str) -> str:
    """Cut words that are nobody's name off both ends; empty where nothing is left."""
    words = name.replace("’", "'").split()
    while words and words[0].casefold().strip(".,'") in _NOBODY:
        words.pop(0)
    while words and words[-1].casefold().strip(".,'") in {*_NOBODY, "and", "&"}:
        words.pop()
    cleaned = " ".join(words)
    is_initial = len(cleaned.replace(".", "")) < 2
    cleaned = cleaned if re.search(r"\b(?:Inc|Co|Corp|Ltd|Jr|Sr)\.$", cleaned) else cleaned.rstrip(".")
    return "" if is_initial else re.sub(r"'s$", "", cleaned)
