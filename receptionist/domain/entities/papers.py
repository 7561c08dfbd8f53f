"""What stands on papers and plates: member numbers, insurers, licence plates, who is on the other side."""

import re
from typing import Final

from receptionist.domain.entities.digits import digits_at
from receptionist.domain.entities.spelling import NATO, plain, spelled_at
from receptionist.domain.spoken.folding import Piece, folded, pieces, words

INSURERS: Final[dict[str, tuple[str, ...]]] = {
    "Blue Cross Blue Shield": ("blue cross blue shield", "blue cross", "blue shield", "bcbs", "b c b s"),
    "Aetna": ("aetna", "etna"),
    "UnitedHealthcare": (
        "united healthcare",
        "unitedhealthcare",
        "united health care",
        "united health",
        "u h c",
        "uhc",
    ),
    "Cigna": ("cigna", "signa"),
    "Humana": ("humana",),
    "Kaiser Permanente": ("kaiser permanente", "kaiser"),
    "Anthem": ("anthem",),
    "Medicare": ("medicare",),
    "Medicaid": ("medicaid",),
    "Medi-Cal": ("medi cal", "medical california"),
    "Tricare": ("tricare", "tri care"),
    "Molina": ("molina",),
    "Ambetter": ("ambetter",),
    "Oscar": ("oscar health",),
    "Delta Dental": ("delta dental", "delta"),
    "MetLife": ("metlife", "met life"),
    "Guardian": ("guardian",),
    "VSP": ("vsp", "v s p"),
    "State Farm": ("state farm",),
    "Geico": ("geico", "gecko"),
    "Progressive": ("progressive",),
    "Allstate": ("allstate", "all state"),
    "Farmers": ("farmers insurance", "farmers"),
    "USAA": ("usaa", "u s a a"),
    "Liberty Mutual": ("liberty mutual",),
    "Nationwide": ("nationwide",),
    "Travelers": ("travelers",),
}
_MEMBER: Final = re.compile(
    r"\b(?:member|membership|policy|subscriber|group|insurance|id|poliza|miembro"
    r"|afiliado)\b(?: (?:member|id|number|card|numero|de|"
    r"poliza|miembro))*(?: (?:is|its|es))?\b"
)
_PLATE: Final = re.compile(
    r"\b(?:license plate|licence plate|plate number|plates?|tag number|tag|placas?|matricula)\b(?: (?:is"
    r"|its|number|es))*"
)
_OTHER_SIDE: Final = re.compile(
    r"\b(?:against|versus|vs|suing|sue|opposing party(?: is| would be)?|other (?:side|party"
    r"|driver)(?:'?s)?(?: name)?(?: is| was)?|"
    r"(?:dispute|problem|case|lawsuit) with|defendant is|plaintiff is|being sued by|sued by|divorcing"
    r"|contra|demandar a|"
    r"la otra parte es|el otro conductor (?:es|fue)|demanda a)\b\s*",
    re.IGNORECASE,
)
_ROLES: Final = frozenset(
    words(
        "my the our a an his her their landlord landlady tenant boss employer husband wife ex ex-husband "
        "ex-wife exhusband exwife spouse partner brother sister mother father son daughter neighbor neighbour "
        "contractor roommate doctor company called named former old insurance driver builder roofer mi mis el "
        "la su casero casera arrendador jefe esposo esposa marido vecino vecina patron llamado llamada "
        "compañia dueño dueña de business and who is name its uncle aunt cousin manager supervisor ex-boss "
        "coworker colleague friend mr mrs ms dr"
    )
)
_ENDS: Final = frozenset(
    words(
        "and for because over about who that in on at from after when they he she it is was did does i we my "
        "to wont hasnt por porque que cuando sobre desde y con en"
    )
)


def _characters(parts: list[Piece], lang: str) -> str:
    """Read letters and figures said one by one, until a word is neither."""
    out, place = "", 0
    while place < len(parts):
        part = parts[place]
        letters = spelled_at(parts, place, lang)
        figures = digits_at(parts, place, lang)
        if letters is not None:
            out, place = out + letters.text, letters.end
        elif figures is not None and part.text != "o":
            out, place = out + figures.text, figures.end
        elif part.text in NATO or (len(part.text) == 1 and part.text.isalpha()):
            out, place = out + part.text[0], place + 1
        elif part.kind == "number" or (
            part.text in ("dash", "hyphen", "guion", "uh", "um", "then", "and", "oh") and out
        ):
            place += 1
        elif (
            re.fullmatch(r"[a-z]{1,3}", part.text)
            and place + 1 < len(parts)
            and parts[place + 1].kind == "number"
        ):
            out, place = out + part.text, place + 1
        else:
            break
    return out.upper()


def _after(text: str, pattern: re.Pattern[str], lang: str, least: int) -> str | None:
    parts = plain(pieces(text))
    said = " ".join(part.text for part in parts)
    for match in pattern.finditer(said):
        found = _characters(
            parts[len(said[: match.end()].split()) :], "es" if lang.startswith("es") else "en"
        )
        if len(found) >= least and any(letter.isdigit() for letter in found):
            return found
    return None


def member_id(text: str, *, lang: str = "en") -> str | None:
    """Read the number of a membership or a policy."""
    return _after(text, _MEMBER, lang, 4)


def plate(text: str, *, lang: str = "en") -> str | None:
    """Read a licence plate."""
    return _after(text, _PLATE, lang, 3)


def insurer(text: str) -> str | None:
    """Read which insurer was named, the longest name first."""
    said = f" {' '.join(part.text for part in plain(pieces(text)))} "
    named = sorted(
        ((heard, name) for name, hearings in INSURERS.items() for heard in hearings),
        key=lambda pair: -len(pair[0]),
    )
    return next((name for heard, name in named if f" {heard} " in said), None)


def opposing(text: str) -> str | None:
    """Read who is on the other side: "against my landlord Mark Weber"."""
    for match in _OTHER_SIDE.finditer(text):
        names: list[str] = []
        for word in re.findall(r"[\w&'’.-]+", text[match.end() :]):
            plain_word = folded(word.strip(".,"))
            if not names and plain_word in _ROLES:
                continue
            if plain_word in _ENDS and not (
                plain_word in ("and", "y") and names and names[-1][:1].isupper() and "LLC" in text
            ):
                break
            if plain_word in _ROLES and not word[:1].isupper():
                break
            names.append(word.rstrip(".,") if not word.lower().startswith("inc") else word)
            if len(names) > 6:
                break
        if names:
            return " ".join(
                name if any(letter.isupper() for letter in name) else name.capitalize() for name in names
            )
    return None
