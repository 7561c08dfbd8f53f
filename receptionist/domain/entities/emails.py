"""E-mail addresses as they are said: "j doe forty two at yahoo dot com"."""

import re
from typing import Final

from receptionist.domain.entities.digits import digits_at
from receptionist.domain.entities.letters import with_letter
from receptionist.domain.entities.spelling import spelled_at
from receptionist.domain.spoken.folding import Piece, pieces, words

_WRITTEN: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SOUND: Final = re.compile(r"[a-z0-9](?:[a-z0-9._%+-]*[a-z0-9_+-])?@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}")
_SIGNS: Final = {
    "dot": ".", "period": ".", "point": ".", "punto": ".", "underscore": "_", "dash": "-", "hyphen": "-",
    "minus": "-",
    "guion": "-", "plus": "+", "arroba": "@", "at": "@", "@": "@", "_": "_", "+": "+",
}  # fmt: skip
_PHRASES: Final = (
    ("at sign", "arroba"), ("at symbol", "arroba"), ("under score", "underscore"), ("guion bajo", "underscore"),
    ("raya baja", "underscore"), ("guion medio", "dash"), ("g mail", "gmail"), ("hot mail", "hotmail"),
    ("i cloud", "icloud"),
    ("out look", "outlook"), ("proton mail", "protonmail"), ("you tube", "youtube"), ("a o l", "aol"),
    ("m s n", "msn"),
    ("g mall", "gmail"), ("all one word", ""), ("one word", ""), ("all lower case", ""), ("all lowercase", ""),
    ("lower case", ""), ("no spaces", ""), ("no space", ""), ("todo junto", ""), ("todo en minusculas", ""),
    ("en minusculas", ""), ("all together", ""), ("the number", ""), ("number", ""), ("el numero", ""),
    ("the letter", ""),
    ("la letra", ""), ("the word", ""), ("dot calm", "dot com"), ("dot come", "dot com"), ("dot gov", "dot gov"),
    ("first initial", ""), ("last name", ""), ("first name", ""), ("thats", "is"), ("and then", ""),
    ("followed by", ""),
)  # fmt: skip
_TALK: Final = frozenset(
    words(
        "is its it im email mail address e-mail to no wait sorry actually yeah yes sure ok okay so well um uh "
        "er hmm please correo es electronico direccion mi el la un que sea claro si send reach use have my "
        "the write try contact-me be would be hold on one second oh mean digo perdon okay great"
    )
)
_DROPPED: Final = frozenset(words("lowercase capital uppercase um uh er like mayuscula minuscula the"))
_PROVIDERS: Final = {
    "gmail": "gmail.com", "yahoo": "yahoo.com", "hotmail": "hotmail.com", "outlook": "outlook.com",
    "icloud": "icloud.com",
    "aol": "aol.com", "msn": "msn.com", "protonmail": "protonmail.com", "proton": "proton.me",
    "comcast": "comcast.net",
    "verizon": "verizon.net", "live": "live.com", "att": "att.net", "sbcglobal": "sbcglobal.net",
}  # fmt: skip
_HINT: Final = re.compile(
    r"\b(?P<word>[\w.]+) (?:with (?:a|an|the)|con(?: la| el)?) (?:number |letter |numero |letra )?"
    r"(?P<letter>\w+)\b(?! (?:dot|punto))",
    re.IGNORECASE,
)
_ENDINGS: Final = frozenset(
    words("com net org edu gov io co us info biz me mil law health dental app dev ai uk mx es ca tv online")
)


def _hinted(match: re.Match[str]) -> str:
    """Write "katie with a k" as it is meant; what is said of figures is known already."""
    letter = match["letter"].lower()
    return (
        " ".join(with_letter(word, letter) for word in match["word"].split())
        if len(letter) == 1
        else match["word"]
    )


def _swapped(text: str) -> str:
    parts = pieces(text)
    said = []
    for place, part in enumerate(parts):
        tight = (
            0 < place < len(parts) - 1
            and parts[place - 1].end == part.start
            and part.end == parts[place + 1].start
        )
        said.append({".": "dot", "-": "dash"}.get(part.text, part.text) if tight else part.text)
    folded = " ".join(word for word in said if word not in (".", "-", ","))
    for phrase, sign in _PHRASES:
        folded = re.sub(rf"\b{phrase}\b", sign, folded)
    return folded


def _figure(parts: list[Piece], place: int, lang: str) -> tuple[str, int] | None:
    """Read a number inside an address: years and pairs together, but no more than one run."""
    if parts[place].text in ("o", "oh") and not (place and parts[place - 1].kind == "number"):
        return None
    run = digits_at(parts, place, lang)
    return (run.text, run.end) if run else None


def _signs(parts: list[Piece], lang: str) -> list[str]:
    """Turn pieces into what they stand for; a word that is then spelled is the spelling."""
    out: list[str] = []
    place = 0
    while place < len(parts):
        part = parts[place]
        if part.text in _DROPPED or (part.kind == "mark" and part.text not in _SIGNS):
            place += 1
            continue
        if part.text in _SIGNS:
            out.append(_SIGNS[part.text])
            place += 1
            continue
        run = spelled_at(parts, place, lang)
        if run is not None:
            if out and len(out[-1]) > 1 and (run.text.startswith(out[-1]) or _like(out[-1], run.text)):
                out.pop()
            out.append(run.text)
            place = run.end
            continue
        number = _figure(parts, place, lang)
        if number is not None:
            out.append(number[0])
            place = number[1]
            continue
        out.append(part.text)
        place += 1
    return out


def _like(heard: str, spelled: str) -> bool:
    """Say whether letters spell a word just heard, as it sounds or nearly."""
    return (
        heard[0] == spelled[0]
        and abs(len(heard) - len(spelled)) < 3
        and len(set(heard) & set(spelled)) * 2 > len(set(heard))
    )


def _domain(after: list[str]) -> str:
    """Read a domain up to its ending; a well-known house needs none said."""
    out = ""
    for place, sign in enumerate(after):
        if sign == "@":
            return ""
        if out.endswith(".") and sign in _ENDINGS:
            out += sign
            if after[place + 1 : place + 2] != ["."]:
                return out
            continue
        if not out and sign in _PROVIDERS and after[place + 1 : place + 2] != ["."]:
            return _PROVIDERS[sign]
        out += sign
    return out if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,12}", out) else ""


def _local(before: list[str]) -> str:
    """Read what stands before the sign: the last stretch that is no talk."""
    out: list[str] = []
    for sign in reversed(before):
        if (
            sign == "@"
            or (sign in _TALK and out and sign not in ("me", "no"))
            or (sign in _TALK and not out and sign != "me")
        ):
            break
        out.insert(0, sign)
    if len(out) > 2 and out[0] == "at":
        out = out[1:]
    return "".join(out).strip(".-")


def email(text: str, *, lang: str = "en") -> str | None:
    """Read an e-mail address, in small letters; `None` when none was said."""
    written = _WRITTEN.search(text)
    if written:
        return written[0].lower().strip(".")
    parts = pieces(_swapped(_HINT.sub(_hinted, text)))
    signs = _signs(parts, "es" if lang.startswith("es") else "en")
    for place in range(len(signs) - 1, 0, -1):
        if signs[place] != "@":
            continue
        domain = _domain(signs[place + 1 :])
        local = _local(signs[:place])
        if domain and local and _SOUND.fullmatch(f"{local}@{domain}"):
            return f"{local}@{domain}"
    return None
