"""What an index holds of a name, so that its other spellings find it: some twenty numbers each."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from intake.domain.names import codes
from intake.domain.names.chinese import FAMILY_FIRST, sound, surname_sounds
from intake.domain.names.letters import without_umlauts
from intake.domain.names.lexicon import given_clusters, surname_clusters
from intake.domain.names.persons import Reading
from intake.domain.names.trade_words import COMMON

# Raise with every change that gives a stored name other readings or keys; older rows are then written anew.
ENGINE: Final = 2
_SHORTEST_SLIP: Final = 4
_SHORTEST_RARE: Final = 3
_HALVES: Final = 6
_ACRONYM: Final = range(3, 8)


def person_keys(readings: Iterable[Reading]) -> frozenset[int]:
    """Give the keys of a person's name."""
    return frozenset(codes.key(text) for reading in readings for text in _of_reading(reading))


def company_keys(words: tuple[str, ...], acronym: str) -> frozenset[int]:
    """Give the keys of a company's name."""
    return frozenset(codes.key(text) for text in _of_company(words, acronym))


def word_key(word: str) -> int:
    """Give the key every company with this word has."""
    return codes.key(f"w{word}")


def stands_first(word: str) -> bool:
    """Tell whether a family name comes from where it is written first."""
    return word in FAMILY_FIRST or bool(surname_sounds(word))


def bare(token: str) -> tuple[str, ...]:
    """Give a word with its particles, and without."""
    whole = token.replace("+", "")
    _, plus, core = token.partition("+")
    if plus:
        return (whole, core)
    if len(whole) >= 6 and whole[:2] in ("al", "el"):
        return (whole, whole[2:])
    if len(whole) >= 8 and whole.startswith("abdul"):
        return (whole, whole[5:])
    return (whole,)


def _of_reading(reading: Reading) -> Iterator[str]:
    families = [one for family in reading.family for one in bare(family)]
    if reading.is_turned and not any(stands_first(family) for family in families):
        return
    givens = [one for given in reading.given for one in bare(given)]
    middles = [one for middle in reading.middle for one in bare(middle)]
    for family in families:
        plain = without_umlauts(family)
        if not reading.is_turned:
            yield f"s{plain}"
        for given in givens:
            yield from _both(family, given)
            yield from _slips(plain, given)
        for word in (*givens, *middles):
            yield from _known(family, word)
        for middle in middles:
            yield from _both(family, middle, with_initial=False)
    for middle in middles:
        for given in givens:
            yield from _both(middle, given)


def _both(family: str, given: str, *, with_initial: bool = True) -> Iterator[str]:
    """Give what sounds alike: both words, or the family name and an initial."""
    if len(given) > 1 and len(family) > 1:
        for one in _sounds(family):
            for other in _sounds(given):
                yield "p" + "|".join(sorted((one, other)))
    if with_initial:
        for one in _sounds(family):
            yield f"i{one}|{codes.first_sound(given)}"
    own = sound(given)
    if own:
        for name in surname_sounds(family):
            yield f"z{name}|{own}"


def _known(family: str, given: str) -> Iterator[str]:
    """Give what the lexicon joins: nicknames beside a family name that sounds alike, spellings of a family name."""
    clusters, families = given_clusters(given), surname_clusters(family)
    for cluster in clusters:
        for one in _sounds(family):
            yield f"c{one}|{cluster}"
    for one_family in families:
        yield f"d{one_family}|{codes.first_sound(given)}"
        for cluster in clusters:
            yield f"e{one_family}|{cluster}"


def _sounds(word: str) -> Iterator[str]:
    for code in codes.consonants(word):
        yield code if len(code) > 1 else without_umlauts(word)


def _slips(family: str, given: str) -> Iterator[str]:
    first = codes.first_sound(given)
    yield f"o{codes.scanned(family)}|{codes.scanned(given)[:1]}"
    if len(family) >= _SHORTEST_SLIP:
        for near in codes.neighbourhood(family):
            yield f"n{near}|{first}"
    for one in _ends(family):
        for other in _ends(without_umlauts(given)):
            yield f"h{one}|{other}"
    if _SHORTEST_SLIP <= len(given) < _HALVES:
        for near in codes.neighbourhood(given):
            yield f"g{family}|{near}"


def _ends(word: str) -> tuple[str, ...]:
    """Give both ends of a word: a slip leaves one of them whole."""
    return (f"^{word[:3]}", f"{word[-3:]}$") if len(word) >= _SHORTEST_SLIP else ()


def _of_company(words: tuple[str, ...], acronym: str) -> Iterator[str]:
    plain = tuple(without_umlauts(word) for word in words)
    if not plain:
        return
    yield "G" + "".join(plain)
    for word in plain:
        yield f"w{word}"
        yield from _of_rare_word(word)
    for one, other in combinations(dict.fromkeys(plain), 2):
        if one not in COMMON or other not in COMMON:
            yield "P" + "|".join(sorted((codes.consonants(one)[0], codes.consonants(other)[0])))
    yield from _of_acronym(plain, acronym)


def _of_rare_word(word: str) -> Iterator[str]:
    if word in COMMON or len(word) < _SHORTEST_RARE:
        return
    yield f"O{codes.scanned(word)}"
    if len(word) >= _SHORTEST_SLIP:
        for near in codes.neighbourhood(word):
            yield f"N{near}"


def _of_acronym(words: tuple[str, ...], acronym: str) -> Iterator[str]:
    if len(words) == 1 and len(words[0]) in _ACRONYM:
        yield f"A{words[0]}"
    if len(acronym) in _ACRONYM and len(words) > 1:
        yield f"A{acronym}"
        if len(acronym) > len(words) and len(words) in _ACRONYM:
            yield f"A{acronym[: len(words)]}"
