"""One line that holds several names ("Ana Ruiz née Vega", "Bo Lund dba Lund Heating") taken apart."""

import re
from dataclasses import dataclass
from typing import Final

from intake.domain.names.letters import fold

_SPLIT: Final = re.compile(
    r"[\s,;(]*(?<![\w])(?:"
    r"(?P<dba>d\s?/\s?b\s?/\s?a|d\.b\.a\.?|dba|doing business as|trading as|t\s?/\s?a|operating as|o\s?/\s?a)"
    r"|(?P<alias>a\s?/\s?k\s?/\s?a|a\.k\.a\.?|aka|also known as|alias|known as)"
    r"|(?P<former>f\s?/\s?k\s?/\s?a|f\.k\.a\.?|fka|formerly known as|formerly|previously)"
    r"|(?P<now>n\s?/\s?k\s?/\s?a|n\.k\.a\.?|nka|now known as)"
    r"|(?P<maiden>n[ée]e|geb\.|geborene?|born)"
    r")(?=[\s:])[\s:]*",
    re.IGNORECASE,
)
_TYPES: Final = {"dba": "DBA", "alias": "ALIAS", "former": "FORMER", "now": "ALIAS", "maiden": "MAIDEN"}
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_QUOTED: Final = re.compile(r"[\"“”„]([^\"“”„]{1,40})[\"“”„]|(?<=\s)'([^']{1,40})'(?=\s|$)")
_COMPANY: Final = re.compile(
    r"(?<!\w)(?:inc|incorporated|corp|corporation|co|company|llc|llp|lllp|pllc|plc|ltd|limited|lp|gmbh|ag|kg|b\.?v|n\.?v|"
    r"s\.?a|s\.?r\.?l|sarl|s\.?l|pty|pte|group|holdings|enterprises|associates|partners|services|bank|trust|university|"
    r"l\.l\.c|l\.l\.p|l\.p|p\.l\.l\.c|p\.c|law offices?)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One name of several; `given_from` is the name whose given names a bare maiden name goes with."""

    text: str
    kind: str
    of_company: bool
    given_from: str = ""


def looks_like_company(text: str) -> bool:
    """Tell whether a name carries a word only companies have."""
    return _COMPANY.search(text) is not None


def split_names(text: str, *, of_company: bool) -> tuple[Piece, ...]:
    """Take a line apart into the names in it, the first being the one it is known by."""
    found = list(_SPLIT.finditer(text))
    parts: list[tuple[str, str]] = []
    if found and text[: found[0].start()].strip(" ,;("):
        parts.append(("LEGAL", text[: found[0].start()]))
        for place, mark in enumerate(found):
            end = found[place + 1].start() if place + 1 < len(found) else len(text)
            kind = next(_TYPES[name] for name, value in mark.groupdict().items() if value)
            parts.append((kind, text[mark.end() : end]))
    else:
        parts.append(("LEGAL", text))
    pieces: list[Piece] = []
    for kind, part in parts:
        pieces += _pieces(part.strip(" ,;()"), kind, of_company, pieces[0].text if pieces else "")
    return tuple(piece for piece in pieces if piece.text)


def _pieces(text: str, kind: str, of_company: bool, first: str) -> list[Piece]:
    if of_company or kind == "DBA":
        is_person = kind == "LEGAL" and of_company and _may_be_person(text)
        both = [Piece(text, kind, True)]
        return [*both, Piece(text, kind, False)] if is_person and first == "" and _is_split(text) else both
    if kind == "MAIDEN" and len(text.split()) == 1 and first:
        return [Piece(text, kind, False, given_from=first)]
    called = [one or other for one, other in _QUOTED.findall(text)]
    plain = _QUOTED.sub(" ", text)
    inner = [found for found in _BRACKETS.findall(plain) if found.strip()]
    outer = " ".join(_BRACKETS.sub(" ", plain).split())
    pieces = [Piece(outer, kind, looks_like_company(outer) and len(outer.split()) > 2)]
    for one in (*called, *inner):
        family = fold(outer).replace(",", " ").split()
        whole = len(one.split()) > 1
        if one.strip() and family:
            pieces.append(Piece(one if whole else f"{one} {_family(outer)}", "ALIAS", False))
    return pieces


def _family(text: str) -> str:
    before, _comma, _after = text.partition(",")
    return (before.split() or [""])[-1]


def _is_split(text: str) -> bool:
    return len(text.split()) in (2, 3)


def _may_be_person(text: str) -> bool:
    return not looks_like_company(text) and "&" not in text and not any(letter.isdigit() for letter in text)
