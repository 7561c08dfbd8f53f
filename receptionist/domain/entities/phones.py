"""Telephone numbers as they are said."""

import re
from dataclasses import dataclass
from typing import Final

from phonenumbers import is_valid_number, parse

from contacts.domain.phone_numbers import Wrong, read_typed, stored
from receptionist.domain.entities.digits import BETWEEN, Digits, runs
from receptionist.domain.spoken.folding import Piece, pieces, words

_SAME: Final = re.compile(
    r"\b(this|the same|that same|same) (number|one|phone|line)\b|\bcalling (you )?(from|on)\b"
    r"|\bcall(ed)? (you )?from\b"
    r"|\bcaller id\b|\b(number|one) (that )?(showed|shows|came|comes) up\b|\byou (already )?have (it|my number)\b"
    r"|\bon (this|my) (phone|cell|line)\b|\beste (mismo )?(numero|telefono|celular)\b"
    r"|\bel mismo( numero)?\b|\bdesde (el|donde) "
    r"(que )?(llamo|estoy llamando)\b|\bdel que (le )?(llamo|estoy llamando)\b|\bmismo numero\b"
)
_NOT_SAME: Final = re.compile(
    r"\b(not|isnt|dont (use|call)|different from|other than|no (es|use))\b[^.;]{0,24}\b(this|same"
    r"|calling|call|este|mismo)\b"
)
_EXTENSION: Final = frozenset(("extension", "ext", "x", "extn"))
_TAKEN_BACK: Final = frozenset(
    words("no wait sorry actually scratch rather correction oops perdon espera digo mejor mean")
)
_OTHER: Final = re.compile(
    r"\b(account|member|policy|claim|case|invoice|order|card|social|routing|license|id|confirmation"
    r"|poliza|tarjeta|cuenta|"
    r"factura|seguro social)\b( (number|id|numero))?( (is|es))?\s*$"
)
_KEYS: Final = {
    letter: digit
    for digit, letters in zip("23456789", words("abc def ghi jkl mno pqrs tuv wxyz"), strict=True)
    for letter in letters
}


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164, the extension behind it, and whether it is the one they call from."""

    number: str
    extension: str = ""
    from_caller_id: bool = False


def _stored(digits: str, region: str, plus: bool) -> str | None:
    if not 7 < len(digits) < 16:
        return None
    number = read_typed(f"+{digits}" if plus else digits, region)
    return None if isinstance(number, Wrong) else stored(number)


def _corrected(found: list[Digits], parts: list[Piece]) -> list[str]:
    """List what the runs may make, the latest and longest first."""
    kept: list[str] = []
    whole, plus, last_end = "", False, 0
    for run in found:
        between = {part.text for part in parts[last_end : run.start]}
        back = bool(whole and not _TAKEN_BACK.isdisjoint(between))
        plus = plus or run.plus
        if back and len(run.text) < 10 and len(whole) >= len(run.text):
            negated = bool({"not", "instead"} & between) and not {"no", "wait", "sorry"} & between
            whole = whole if negated else whole[: -len(run.text)] + run.text
        elif back:
            whole, plus = run.text, run.plus
        else:
            whole += run.text
        if len(run.text) >= 10:
            kept.append(run.text)
        last_end = run.end
    # "Not 0142, it's 0143, 312 555 0143": a number said whole after one was taken back.
    talk = {part.text for part in parts}
    again = [run.text[-10:] for run in found if len(run.text) > 11] if _TAKEN_BACK & talk else []
    return [whole, *reversed(kept), *again]


def _vanity(text: str) -> str | None:
    match = re.search(r"\b1?[\s-]*8(?:00|33|44|55|66|77|88)[\s-]+([a-z][a-z\s-]{5,10}[a-z])\b", text.lower())
    letters = re.sub(r"[^a-z]", "", match[1]) if match else ""
    if match is None or len(letters) < 7:
        return None
    code = re.sub(r"\D", "", match[0])[-3:]
    return "1" + code + "".join(_KEYS[letter] for letter in letters[:7])


def phone(text: str, *, caller_id: str = "", region: str = "US", lang: str = "en") -> Phone | None:
    """Read a telephone number; "this number" is the caller's own."""
    parts = pieces(text)
    cut = next((place for place, part in enumerate(parts) if place and part.text in _EXTENSION), len(parts))
    extension = runs(parts[cut:], lang)[:1]
    main = _split([part for part in parts[:cut] if part.kind not in ("clock", "slash", "iso")])
    read = [number for pairs in (True, False) for number in _read(main, region, lang, pairs=pairs)]
    # "Four four twenty seven" may be 44 20 7: a number that exists is believed before one that might.
    sound = [number for number in read if is_valid_number(parse(number))]
    if read:
        return Phone((sound or read)[0], extension[0].text if extension else "")
    vanity = _vanity(text)
    if vanity is not None and (number := _stored(vanity, region, plus=False)):
        return Phone(number)
    said = " ".join(part.text for part in parts)
    if caller_id and _SAME.search(said) and not _NOT_SAME.search(said):
        return Phone(caller_id, extension[0].text if extension else "", from_caller_id=True)
    return None


def _read(parts: list[Piece], region: str, lang: str, *, pairs: bool) -> list[str]:
    """List the numbers that may have been said, the likeliest first."""
    found = [
        run
        for run in runs(parts, lang, over=BETWEEN, pairs=pairs)
        if not _OTHER.search(" ".join(part.text for part in parts[: run.start]))
    ]
    plus = any(run.plus for run in found)
    numbers = [_stored(digits, region, plus) for digits in _corrected(found, parts)]
    return [number for number in numbers if number is not None]


def _split(parts: list[Piece]) -> list[Piece]:
    """Write dates with dashes as the figures they are made of: 646-555-0133 begins like one."""
    out: list[Piece] = []
    for part in parts:
        if part.kind in ("dashed", "ordinal"):
            out += [Piece("number", figure, part.start, part.end) for figure in re.findall(r"\d+", part.text)]
        else:
            out.append(part)
    return out
