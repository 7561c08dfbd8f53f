"""Names of people as they are said and spelled; the spelled form wins over the one that was heard."""

import re
from typing import Final

from receptionist.domain.entities.letters import LETTER_NAMES, doubled, single, with_letter, without_letter
from receptionist.domain.entities.name_stretches import Part, sounds_like, stretches_of
from receptionist.domain.entities.spelling import plain, spelled
from receptionist.domain.spoken.folding import folded, pieces, words

_PARTICLES: Final = frozenset(
    words("de la del las los van von der den da dos du le bin al el y san santa st mac mc")
)
# Where a name begins.
_INTRO: Final = re.compile(
    r"(?:\b(?:my|the|his|her|full|nombre|first|last|legal|given|family) )*\b(?:names?|nombre|surname"
    r"|apellidos?|last|first)\b"
    r"(?: (?:is|s|its|es|on the account|under|completo|y apellido)\b)*"
    r"|\b(?:this is|it is|its|im|i am|call me|called|speaking with|names|under|name of|goes by|go by"
    r"|(?:patients?|clients?) is|"
    r"put (?:it |me )?(?:down )?(?:under|as)|make it(?: out)? to|spelled|thats|that is|me llamo|se llama"
    r"|soy|habla|de parte de|"
    r"a nombre de|le habla|mi hija es|mi hijo es|i said|meant|actually|sorry|wait|no(?! [a-z]\b)|rather"
    r"|its for|for|perdon|digo|you have)\b"
)
_REFUSED: Final = re.compile(
    r"\b(dont want|rather not|prefer not|not (going to|gonna) (say|give|tell)|wont (say|give|tell)"
    r"|none of your|no quiero|"
    r"prefiero no|anonymous|anonimo|no name)\b"
)
_HINTS: Final = re.compile(
    r"\b(?P<how>with|without|no|con|sin|minus|not)\s+(?:an?\s+|the\s+|la\s+|una\s+)?(?:letter\s+|letra\s+)?"
    r"(?P<many>double|two|doble|dos|one|single|una sola|un solo)?\s*(?P<letter>ph|ch|sh|[a-zñ]|"
    + "|".join(LETTER_NAMES)
    + r")(?:'?s)?\b(?!\s+[a-z]\b)"
)
_ASIDE: Final = re.compile(
    r"\b(?:capital|mayuscula|(?:at|in) the (?:end|beginning|middle|start)|al (?:final|principio))\b"
)
_LONGEST: Final = 5


def _clean(text: str) -> str:
    said = " ".join(part.text for part in pieces(text) if part.kind != "mark" or part.text == "-")
    return said.replace("i griega", "y")


def _cased(word: str) -> str:
    if word in _PARTICLES:
        return word
    if word.startswith("mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    if word.startswith("o'") and len(word) > 3:
        return "O'" + word[2:].capitalize()
    return "-".join(piece.capitalize() for piece in word.split("-"))


_TALKING: Final = frozenset(
    words(
        "what when where how why who do does can could need want there theres is are you open close time "
        "hours price cost much que cuando donde cuanto puede pueden quiero necesito hay abren cierran hora"
    )
)


def _shown(stretch: list[Part]) -> str:
    names: list[str] = []
    for part in stretch:
        if names and names[-1] in ("o", "O") and not part.spelled:
            names[-1] = "o'" + part.text
        elif names and names[-1] in ("mc", "mac"):
            names[-1] += part.text
        else:
            names.append(part.text)
    while names and names[0] in _PARTICLES - {"mc", "mac", "st", "san", "santa", "de", "van", "von", "la"}:
        names.pop(0)
    while names and names[-1] in _PARTICLES:
        names.pop()
    return " ".join(_cased(name) for name in names)


def _hinted(name: str, said: str) -> str:
    """Apply what was said about a letter to the last name it can be said of."""
    for match in _HINTS.finditer(said):
        how, letter = match["how"], LETTER_NAMES.get(match["letter"], match["letter"])
        parts = name.split()
        if not parts:
            return name
        many = match["many"] or ""
        for place in range(len(parts) - 1, -1, -1):
            if many in ("double", "two", "doble", "dos"):
                changed = doubled(parts[place], letter)
            elif many:
                changed = single(parts[place], letter)
            elif how in ("with", "con"):
                changed = with_letter(parts[place], letter)
            else:
                changed = without_letter(parts[place], letter)
            if changed != parts[place] or letter in parts[place].lower():
                parts[place] = changed
                break
        name = " ".join(parts)
    return name


def _said_once(stretch: list[Part]) -> list[Part]:
    """Leave out what is said again: "McAllister, Rob McAllister", "Marisol, Marisol Vega"."""
    while len(stretch) > 1 and any(part.text == stretch[0].text for part in stretch[1:]):
        stretch = stretch[1:]
    return stretch


def _whole(text: str, lang: str) -> str:
    """Read the name of one stretch of talk."""
    parts = plain(pieces(text))
    stretches = stretches_of(parts, lang)
    if not stretches:
        return ""
    spelled_ones = [stretch for stretch in stretches if any(part.spelled for part in stretch)]
    stretch = _said_once(spelled_ones[-1] if spelled_ones else stretches[0])
    if len(stretch) > _LONGEST:
        return ""
    return _shown(stretch)


def _first_and_last(said: str, lang: str) -> str:
    """Read "first name Maria, last name Gonzalez", in either order."""
    first = re.search(
        r"\b(?:first|given) (?:name )?(?:is )?(.*?)(?=\b(?:and )?(?:my )?(?:last|family|surname)\b|$)", said
    )
    last = re.search(
        r"\b(?:last|family) name (?:is )?(.*?)(?=\b(?:and )?(?:my )?(?:first|given) name\b|$)", said
    )
    if not (first and last):
        return ""
    names = _whole(first[1], lang), _whole(last[1], lang)
    return " ".join(names) if all(names) else ""


def name(text: str, *, lang: str = "en") -> str | None:
    """Read a person's name from an answer or a sentence, without titles; `None` when none was given."""
    lang = "es" if lang.startswith("es") else "en"
    text = re.sub(r"(?<=\w\w)-(?=\w\w)", " hyphen ", text)
    written = {part.text: text[part.start : part.end] for part in pieces(text)}
    said = _clean(text)
    found = " ".join(_written(word, written) for word in _heard(said, lang).split())
    return _hinted(found, said) or None


def _written(word: str, written: dict[str, str]) -> str:
    """Write a name with the accents and capitals it came with, where it came as a word."""
    original = written.get(folded(word), "")
    if len(original) < 2 or original.isupper():
        return word
    return original if original != original.lower() else _cased(original) if word != word.lower() else word


def _heard(said: str, lang: str) -> str:
    told = said
    if _REFUSED.search(said):
        return ""
    said = _HINTS.sub(" ", _ASIDE.sub(" ", re.sub(r"\b(the )?names\b", "name is", said)))
    both = _first_and_last(said, lang)
    if both:
        return both
    found = ""
    # The last thing said of a name stands: "this is Shawn, no, Shane". Before it, what was heard may be spelled after.
    before = re.match(r"^(.*?)\b(?:speaking|here|calling)\b", said)
    starts = [match.end() for match in _INTRO.finditer(said)]
    for start in starts:
        read = _whole(said[start:], lang)
        if read and not (
            found and sounds_like(found, read) and len(read) < len(found) and not _corrects(said, start)
        ):
            found = read
    if not found and before and len(before[1].split()) <= _LONGEST:
        found = _whole(before[1], lang)
    bare = len(said.split()) <= _LONGEST and _TALKING.isdisjoint(said.split())
    if not found and (bare or spelled(plain(pieces(said)), lang) or said != told):
        found = _whole(_after_correction(said), lang) or _whole(said, lang)
    return found


def _corrects(said: str, start: int) -> bool:
    return (
        re.search(r"\b(no|not|sorry|wait|actually|meant|perdon|digo)\b", said[max(start - 30, 0) : start])
        is not None
    )


def _after_correction(said: str) -> str:
    return re.split(r"\b(?:no(?! [a-z]\b)|wait|sorry|actually|i mean|perdon|digo|mas bien)\b", said)[-1]
