"""What is known of names: which are forms of one name, and which only look alike. It is written in `intake/data/names`.

Tokens are as `fold` gives them: lowercase letters a to z. A cluster is one name with its spellings and its short and pet
forms; its number is the same on every machine as long as the files are.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from intake.domain.names.lexicon_file import Cluster, files
from intake.domain.names.syllables import readings

NOTHING: Final[frozenset[int]] = frozenset()
FORM: Final = 0
TRANSLITERATED: Final = 1
PET: Final = 2
SHORTEST_STEM: Final = 3
FEMININE: Final = (
    *("a", "e", "ia", "ya", "ie", "ta", "te", "la", "le", "na", "ne", "ina", "ine", "een", "iana"),
    *("ita", "isa", "inda", "etta", "ette", "ella", "elle"),
)
MASCULINE: Final = ("", "o", "e", "i", "y", "er", "us", "os", "as", "is", "ian")


class LinkKind(StrEnum):
    """How two given names or surnames belong together."""

    NICKNAME = "nickname"
    SPELLING = "spelling"
    TRANSLITERATION = "transliteration"
    CROSS_LANGUAGE = "cross_language"
    GENDER_PAIR = "gender_pair"


@dataclass(frozen=True)
class Lexicon:
    """The files as they are asked: by token."""

    given: dict[str, dict[int, int]] = field(default_factory=dict)
    surnames: dict[str, dict[int, int]] = field(default_factory=dict)
    sexes: dict[str, str] = field(default_factory=dict)
    groups: dict[int, frozenset[int]] = field(default_factory=dict)
    pairs: frozenset[tuple[str, str]] = frozenset()
    given_count: int = 0
    surname_count: int = 0


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the files once a process."""
    given = _Gathering()
    for file in files("given-"):
        for cluster in file.clusters():
            given.add(cluster)
    surnames = _Gathering()
    for file in files("surnames-"):
        for cluster in file.clusters():
            surnames.add(cluster)
    return Lexicon(
        given=given.tokens,
        surnames=surnames.tokens,
        sexes=given.sexes,
        groups=_groups(given),
        pairs=frozenset(_pairs()),
        given_count=len(given.numbers),
        surname_count=len(surnames.numbers),
    )


class _Gathering:
    """Clusters of several files: the same name of the same sex in two of them is one cluster."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}
        self.tokens: dict[str, dict[int, int]] = {}
        self.sexes: dict[str, str] = {}

    def add(self, cluster: Cluster) -> None:
        """Take a cluster in."""
        sexes = cluster.sexes
        number = self.numbers.setdefault((cluster.forms[0], sexes), len(self.numbers))
        kind = TRANSLITERATED if cluster.is_transliterated else FORM
        for tokens, how in ((cluster.forms, kind), (cluster.pets, PET)):
            for token in tokens:
                where = self.tokens.get(token)
                if where is None:
                    self.tokens[token] = {number: how}
                    self.sexes[token] = sexes
                    continue
                if where.get(number, PET) >= how:
                    where[number] = how
                if sexes not in self.sexes[token]:
                    self.sexes[token] = "mf"


def _groups(given: _Gathering) -> dict[int, frozenset[int]]:
    """Say of each cluster in which groups of names across languages it is; a pet form does not bring a cluster in."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for file in files("cross"):
        for group, (sex, *names) in enumerate(file.rows()):
            for name in names:
                for number, kind in given.tokens.get(name, {}).items():
                    if kind != PET and sex in given.sexes[name]:
                        found[number].add(group)
    return {number: frozenset(groups) for number, groups in found.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    for file in files("pairs"):
        for one, other in file.rows():
            yield one, other
            yield other, one


def given_clusters(token: str) -> frozenset[int]:
    """Give the clusters a given name, in full or short, belongs to."""
    return frozenset(lexicon().given.get(token, ()))


def surname_clusters(token: str) -> frozenset[int]:
    """Give the clusters a surname belongs to."""
    return frozenset(lexicon().surnames.get(token, ()))


def is_given(token: str) -> bool:
    """Say whether a token is known as a given name, in full or short."""
    return token in lexicon().given


def is_surname(token: str) -> bool:
    """Say whether a token is known as a surname."""
    return token in lexicon().surnames


def sexes(token: str) -> frozenset[str]:
    """Give "m" and "f" of those who bear a given name; nothing where it is not known."""
    return frozenset(lexicon().sexes.get(token, ""))


def cross_groups(token: str) -> frozenset[int]:
    """Give the groups of names across languages (John, Juan, Giovanni) that a given name belongs to."""
    groups = lexicon().groups
    return frozenset(group for number in given_clusters(token) for group in groups.get(number, NOTHING))


def link(one: str, other: str) -> LinkKind | None:
    """Say how two tokens belong together, None where nothing is known to join them or they are the same.

    A gender pair (Martin, Martina) says that they are never the same person.
    """
    if one == other:
        return None
    if (one, other) in lexicon().pairs:
        return LinkKind.GENDER_PAIR
    found = _shared(lexicon().given, one, other) or _shared(lexicon().surnames, one, other)
    if found is not None:
        return found
    if are_gender_pair(one, other):
        return LinkKind.GENDER_PAIR
    if cross_groups(one) & cross_groups(other):
        return LinkKind.CROSS_LANGUAGE
    is_known_apart = is_given(one) and is_given(other)
    return LinkKind.TRANSLITERATION if not is_known_apart and readings(one) & readings(other) else None


def _shared(tokens: dict[str, dict[int, int]], one: str, other: str) -> LinkKind | None:
    """Give the closest way in which two tokens share a cluster."""
    left, right = tokens.get(one, {}), tokens.get(other, {})
    kinds = [max(kind, right[number]) for number, kind in left.items() if number in right]
    if not kinds:
        return None
    return (LinkKind.SPELLING, LinkKind.TRANSLITERATION, LinkKind.NICKNAME)[min(kinds)]


def are_gender_pair(one: str, other: str) -> bool:
    """Say whether two known given names are a man's and a woman's on one stem: Paul and Paula, Mario and Maria."""
    left, right = sexes(one), sexes(other)
    if len(left) != 1 or len(right) != 1 or left == right:
        return False
    his, hers = (one, other) if "m" in left else (other, one)
    return any(
        hers == stem + ending
        for masculine in MASCULINE
        if his.endswith(masculine)
        for stem in (his[: len(his) - len(masculine)],)
        if len(stem) >= SHORTEST_STEM
        for ending in FEMININE
    )
