"""What an index holds of a name, so that its other spellings find it: some thirty numbers each.

What is looked for is not quite what is held. A name with a given name looks for bare family names only, an acronym for
whole names and a whole name for acronyms: what both sides hold in the same form would bring namesakes who never agree.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, permutations, product
from typing import Final

from rapidfuzz.distance import OSA

from intake.domain.names import codes
from intake.domain.names.chinese import FAMILY_FIRST, sound, surname_sounds
from intake.domain.names.letters import without_umlauts
from intake.domain.names.lexicon import given_clusters, surname_clusters
from intake.domain.names.persons import Reading
from intake.domain.names.trade_words import COMMON, REACH

# Raise with every change that gives a stored name other readings or keys; older rows are then written anew.
ENGINE: Final = 3
_SHORTEST_SLIP: Final = 4
_SHORTEST_RARE: Final = 3
# From this length on two words with two slips between them may be one (`conflicts.companies.compare`).
_LONG: Final = 8
_HALVES: Final = 6
_ACRONYM: Final = range(3, 8)


def person_keys(readings: Iterable[Reading], *, is_asked: bool = False) -> frozenset[int]:
    """Give the keys a person's name is kept under, or those it is looked for by."""
    return frozenset(codes.key(text) for reading in readings for text in _of_reading(reading, is_asked))


def company_keys(words: tuple[str, ...], acronym: str, *, is_asked: bool = False) -> frozenset[int]:
    """Give the keys a company's name is kept under, or those it is looked for by.

    What is looked for lacks the words themselves: whoever knows how many names have one adds the rare ones (`word_key`).
    """
    plain = tuple(without_umlauts(word) for word in words)
    texts = (*_of_company(plain, acronym, is_asked), *_of_long_words(words))
    kept = () if is_asked else map(word_key, plain)
    return frozenset((*map(codes.key, texts), *kept))


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


def _of_reading(reading: Reading, is_asked: bool) -> Iterator[str]:
    families = [one for family in reading.family for one in bare(family)]
    if reading.is_turned and not any(stands_first(family) for family in families):
        return
    givens = [one for given in reading.given for one in bare(given)]
    middles = [one for middle in reading.middle for one in bare(middle)]
    for family in families:
        plain = without_umlauts(family)
        if not reading.is_turned:
            yield from _family(plain, is_bare=not givens and not middles, is_asked=is_asked)
        for given in givens:
            yield from _both(family, given)
            yield from _slips(plain, given)
        for word in (*givens, *middles):
            yield from _known(family, word)
        for middle in middles:
            yield from _both(family, middle, with_initial=False)
        for word in (*givens, *middles):
            # A slip in one name's middle word, which is the other's given name.
            yield from (f"m{plain}|{end}" for end in _ends(without_umlauts(word)))
    for middle in middles:
        for given in givens:
            yield from _both(middle, given)


def _family(family: str, *, is_bare: bool, is_asked: bool) -> Iterator[str]:
    """Give the family name by itself, which matters only where one side has nothing else.

    Kept under s by everybody, and under S too by who has nothing else; looked for under the one or the other.
    """
    if not is_asked or is_bare:
        yield f"s{family}"
    if is_asked != is_bare:
        yield f"S{family}"


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


def _of_company(words: tuple[str, ...], acronym: str, is_asked: bool) -> Iterator[str]:
    if not words:
        return
    yield "G" + "".join(words)
    yield "G" + "".join(dict.fromkeys(_stem(word) for word in words))
    for word in words:
        yield from _of_rare_word(word)
    yield from _of_pairs(tuple(dict.fromkeys(words)))
    yield from _of_acronym(words, acronym, is_asked)


def _of_pairs(words: tuple[str, ...]) -> Iterator[str]:
    """Give two words at a time, as they sound: one that many names have tells nothing, two of them do.

    Neighbours count as one word too (Green Leaf), where they stand beside a third.
    """
    for one, other in combinations(words, 2):
        yield from _pair(one, other)
    for place in range(len(words) - 1):
        both = words[place] + words[place + 1]
        for other in (*words[:place], *words[place + 2 :]):
            yield from _pair(both, other)


def _pair(one: str, other: str) -> Iterator[str]:
    # Where two names are (USA, Holdings) never makes them agree.
    if one in REACH and other in REACH:
        return
    for mine, yours in product(_spoken(one), _spoken(other)):
        yield "P" + "|".join(sorted((mine, yours)))


def _of_long_words(words: tuple[str, ...]) -> Iterator[str]:
    """Give how a long word begins, beside another: two slips may leave no more of it."""
    for word, beside in permutations(dict.fromkeys(words), 2):
        if len(word) >= _LONG and word not in COMMON and beside not in REACH:
            yield f"L{word[0]}|{_stem(without_umlauts(beside))}"


@lru_cache(maxsize=100_000)
def _spoken(word: str) -> tuple[str, ...]:
    """Give how a word sounds without its plural, and how the common word sounds that it misses by a letter."""
    meant = [word]
    if word not in COMMON and len(word) >= _SHORTEST_SLIP:
        meant += sorted(
            one
            for one in COMMON
            if len(one) >= _SHORTEST_SLIP
            and abs(len(one) - len(word)) < 2
            and OSA.distance(one, word, score_cutoff=1) == 1
        )
    return tuple(dict.fromkeys(code for one in meant for code in codes.consonants(_stem(one))))


def _stem(word: str) -> str:
    return word.rstrip("s") or word


def _of_rare_word(word: str) -> Iterator[str]:
    if word in COMMON or len(word) < _SHORTEST_RARE:
        return
    yield f"O{codes.scanned(word)}"
    if len(word) >= _SHORTEST_SLIP:
        for near in codes.neighbourhood(word):
            yield f"N{near}"


def _of_acronym(words: tuple[str, ...], acronym: str, is_asked: bool) -> Iterator[str]:
    """Give an acronym under one mark and the letters of a whole name under the other; each looks for the other's."""
    short, letters = ("B", "A") if is_asked else ("A", "B")
    if len(words) == 1 and len(words[0]) in _ACRONYM:
        yield f"{short}{words[0]}"
    if len(acronym) in _ACRONYM and len(words) > 1:
        yield f"{letters}{acronym}"
        if len(acronym) > len(words) and len(words) in _ACRONYM:
            yield f"{letters}{acronym[: len(words)]}"
