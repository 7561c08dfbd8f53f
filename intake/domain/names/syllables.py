"""Korean and Japanese names in Latin letters: one name has several spellings, made syllable by syllable.

A reading is a name's syllables in one standard spelling; tokens that share one may be one name: Jihoon and Ji-hun, Ohno
and Ono. Chinese names are read in `chinese.py`. Tokens are as `fold` gives them, so without hyphens.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from intake.domain.names.lexicon_file import files

LONGEST_SYLLABLE: Final = 6
MOST_SYLLABLES: Final = 3
SHORTEST: Final = 2

MORA: Final = re.compile(
    r"(?:ky|gy|sh|sy|zy|ch|ty|ny|hy|by|py|my|ry|ts|j|[kgsztdnhbpmrfwy])?[aiueo]|n(?![aiueoy])|kk|ss|tt|pp|tch"
)
MORA_TWINS: Final = (
    *(
        ("tch", "ch"),
        ("sya", "sha"),
        ("syu", "shu"),
        ("syo", "sho"),
        ("tya", "cha"),
        ("tyu", "chu"),
        ("tyo", "cho"),
    ),
    *(
        ("zya", "ja"),
        ("zyu", "ju"),
        ("zyo", "jo"),
        ("jya", "ja"),
        ("jyu", "ju"),
        ("jyo", "jo"),
        ("cch", "ch"),
    ),
    *(("tsu", "tu"), ("shi", "si"), ("chi", "ti"), ("ji", "zi"), ("fu", "hu"), ("dzu", "zu"), ("mb", "nb")),
    ("mp", "np"),
)
LONG_VOWELS: Final = re.compile(r"ou|oo|oh(?![aiueo])|uu|aa|ee|ii")


@lru_cache(maxsize=16_384)
def readings(token: str) -> frozenset[str]:
    """Give what a token may spell in Korean and Japanese, as "ko:ji hun" and "ja:ono"."""
    if len(token) < SHORTEST:
        return frozenset()
    table = _korean()
    found = {
        f"ko:{reading}"
        for parts in _parts(token, table, MOST_SYLLABLES)
        for reading in _product(parts, table)
    }
    japanese = _japanese(token)
    return frozenset(found | {f"ja:{japanese}"} if japanese else found)


def _parts(token: str, table: Mapping[str, frozenset[str]], left: int) -> Iterator[list[str]]:
    """Give each way to cut a token into syllables of the table."""
    if not token:
        yield []
    elif left:
        for size in range(1, min(LONGEST_SYLLABLE, len(token)) + 1):
            if token[:size] in table:
                for rest in _parts(token[size:], table, left - 1):
                    yield [token[:size], *rest]


def _product(parts: list[str], table: Mapping[str, frozenset[str]]) -> Iterator[str]:
    if not parts:
        yield ""
        return
    for rest in _product(parts[1:], table):
        for syllable in table[parts[0]]:
            yield f"{syllable} {rest}".rstrip()


@lru_cache(maxsize=1)
def _korean() -> Mapping[str, frozenset[str]]:
    """Say of each spelling of a syllable which ones it may stand for."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for file in files("syllables-korean"):
        for standard, *others in file.rows():
            for spelling in (standard, *others):
                table[spelling].add(standard)
    return {spelling: frozenset(standards) for spelling, standards in table.items()}


def _japanese(token: str) -> str:
    """Give a token in one romanisation with its long vowels short; "" where it is not made of Japanese syllables."""
    short = LONG_VOWELS.sub(lambda match: match.group()[0], token)
    for one, other in MORA_TWINS:
        short = short.replace(one, other)
    return short if short and "".join(MORA.findall(short)) == short else ""
