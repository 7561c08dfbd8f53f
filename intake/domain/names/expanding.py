"""Which other names a given name is looked for as: what a report says was searched beside what was typed."""

from collections import defaultdict
from functools import lru_cache
from typing import Final

from intake.domain.names.entries import entries
from intake.domain.names.lexicon import given_clusters, lexicon

MOST: Final = 12


@lru_cache(maxsize=1)
def _members() -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for token, clusters in lexicon().given.items():
        for cluster in clusters:
            found[cluster].append(token)
    return {cluster: tuple(tokens) for cluster, tokens in found.items()}


def other_forms(name: str) -> tuple[str, ...]:
    """List forms of the given names in a person's name, at most a dozen: of Bob Hale robert, rob, bobby."""
    found: dict[str, None] = {}
    for entry in entries(name, of_company=False):
        for reading in entry.persons:
            for given in () if reading.is_turned else (*reading.given, *reading.middle):
                for cluster in sorted(given_clusters(given)):
                    found |= dict.fromkeys(token for token in _members()[cluster] if token != given)
    return tuple(found)[:MOST]
