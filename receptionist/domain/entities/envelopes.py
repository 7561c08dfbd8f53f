"""What was said, as it is written on an envelope: house numbers, ordinals, units, states."""

from typing import Final

from receptionist.domain.entities.digits import Digits, digits_at
from receptionist.domain.entities.spelling import spelled_at
from receptionist.domain.spoken.folding import Piece, words
from receptionist.domain.spoken.numbers import ORDINALS, TENS, number_at

TYPES: Final = frozenset(
    words(
        "street st avenue ave road rd drive dr lane ln boulevard blvd court ct place pl highway hwy route "
        "parkway pkwy circle cir terrace ter trail way alley plaza square loop run ridge row crescent pike "
        "path walk crossing bend cove point broadway calle avenida camino paseo expressway turnpike"
    )
)
UNITS: Final = {
    "apartment": "Apt", "apt": "Apt", "suite": "Suite", "ste": "Suite", "unit": "Unit", "floor": "Floor",
    "room": "Room",
    "departamento": "Apt", "apartamento": "Apt", "#": "#", "lot": "Lot", "trailer": "Trailer", "building": "Bldg",
}  # fmt: skip
_STATES: Final = dict(
    pair.split(":")
    for pair in words(
        "alabama:AL alaska:AK arizona:AZ arkansas:AR california:CA colorado:CO connecticut:CT delaware:DE "
        "florida:FL georgia:GA hawaii:HI idaho:ID illinois:IL indiana:IN iowa:IA kansas:KS kentucky:KY "
        "louisiana:LA maine:ME maryland:MD massachusetts:MA michigan:MI minnesota:MN mississippi:MS "
        "missouri:MO montana:MT nebraska:NE nevada:NV ohio:OH oklahoma:OK oregon:OR pennsylvania:PA "
        "tennessee:TN texas:TX utah:UT vermont:VT virginia:VA washington:WA wisconsin:WI wyoming:WY "
        "new_york:NY new_jersey:NJ new_mexico:NM new_hampshire:NH north_carolina:NC south_carolina:SC "
        "north_dakota:ND south_dakota:SD west_virginia:WV rhode_island:RI"
    )
)
POSTED: Final = frozenset(_STATES.values()) | {"DC"}
_TALK: Final = frozenset(
    words(
        "uh um er hmm yeah yes sure so the its please okay ok that thats like zip code postal codigo right "
        "over and my house is on in at comma de"
    )
)
_ENDS: Final = frozenset(
    words(
        "and but because my i its thats please thanks thank near by across behind next between right where it "
        "there you which spelled yeah ok okay with for pero cerca porque junto"
    )
)


def house_number(parts: list[Piece], place: int, lang: str) -> Digits | None:
    """Read the number of a house; "two twenty one B" has its letter, "forty second" begins a street."""
    texts = [part.text for part in parts]
    ordinal = number_at(texts, place, lang) if parts[place].kind == "word" else None
    if ordinal is not None and ordinal[1] and texts[place] in ORDINALS[lang] | TENS[lang]:
        return None
    run = digits_at(parts, place, lang)
    if run is None:
        return None
    # "one twenty first street" is 1, 21st: the last number belongs to the ordinal behind it.
    if run.end < len(parts) and texts[run.end] in ORDINALS["en"] and texts[run.end - 1] in TENS["en"]:
        if run.end - 1 == place:
            return None
        shorter = digits_at(parts[: run.end - 1], place, lang)
        run = shorter or run
    return run


def _ordinal(parts: list[Piece], place: int, lang: str) -> tuple[str, int] | None:
    found = number_at([part.text for part in parts], place, lang) if parts[place].kind == "word" else None
    if found is None or not found[1]:
        return None
    value = found[0]
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}", place + found[2]


def _unit_at(parts: list[Piece], place: int, lang: str) -> tuple[str, int] | None:
    """Read "apartment four B": the kind and what it is called."""
    kind = UNITS.get(parts[place].text)
    at = place + 1
    while (
        kind is not None and at < len(parts) and parts[at].text in ("number", "numero", "#", "is", "uh", "um")
    ):
        at += 1
    if kind is None or at >= len(parts):
        return None
    name = ""
    while at < len(parts) and len(name) < 5:
        part = parts[at]
        if len(part.text) == 1 and part.text.isalpha() and len(name) < 5:
            name, at = name + part.text.upper(), at + 1
            if at + 2 < len(parts) and parts[at].text == "as" and parts[at + 1].text == "in":
                at += 3
            continue
        run = digits_at(parts, at, lang)
        if run is None or (name and name[-1].isdigit()):
            break
        name, at = name + run.text, run.end
    return (f"{kind} {name}" if kind != "#" else f"#{name}", at) if name else None


def words_of(parts: list[Piece], text: str, lang: str) -> tuple[list[str], str]:
    """Turn what was said into what is written on an envelope, and the unit apart."""
    out: list[str] = []
    unit, place = "", 0
    while place < len(parts):
        part = parts[place]
        if part.kind == "mark" and part.text != "#":
            place += 1
            continue
        found = _unit_at(parts, place, lang)
        if found is not None and out:
            unit, place = found
            continue
        ordinal = _ordinal(parts, place, lang)
        if ordinal is not None and out:
            out.append(ordinal[0])
            place = ordinal[1]
            continue
        run = house_number(parts, place, lang)
        if run is not None:
            out.append(run.text)
            place = run.end
            continue
        letters = spelled_at(parts, place, lang, figures=True)
        if letters is not None and out and letters.end - place > 1:
            _take_letters(out, letters.text)
            place = letters.end
            continue
        if (
            len(part.text) == 1
            and part.text.isalpha()
            and len(out) == 1
            and out[0].isdigit()
            and part.text not in "nsew"
        ):
            out[0] += part.text.upper()
        elif out and part.text in _ENDS and any(word.lower() in TYPES for word in out):
            break
        elif part.text not in _TALK or (out and part.text == "de"):
            out.append(text[part.start : part.end])
        place += 1
    return out, unit


def _take_letters(out: list[str], letters: str) -> None:
    """Put spelled letters in: a state, the end of a British postcode, or the spelling of the word before."""
    if letters.upper() in POSTED or any(letter.isdigit() for letter in letters):
        out.append(letters.upper())
    elif len(out) > 1 and out[-1][:1].lower() == letters[0] and len(letters) > 2:
        out[-1] = letters.capitalize()
    elif len(out) > 2 and out[-2][:1].lower() == letters[0] and len(letters) > 2 and out[-1].lower() in TYPES:
        out[-2] = letters.capitalize()
    else:
        out.append(letters.capitalize() if len(letters) > 2 else letters.upper())


def with_states(out: list[str]) -> list[str]:
    """Write states by their two letters, when one stands near the end."""
    done: list[str] = []
    for place, word in enumerate(out):
        pair = f"{done[-1].lower()}_{word.lower()}" if done else ""
        late = place >= 3 and place >= len(out) - 3
        if late and pair in _STATES and place > 3:
            done[-1] = _STATES[pair]
        elif late and word.lower() in _STATES and not _goes_on(out[place + 1 : place + 2]):
            done.append(_STATES[word.lower()])
        else:
            done.append(word)
    return done


def _goes_on(following: list[str]) -> bool:
    """Say whether a state's name is a street's or a town's: "Washington Street", "Washington DC"."""
    return bool(following) and (following[0].lower() in TYPES or following[0].upper() in POSTED)
