"""An index in memory, for checks of whole lists; the firm's own parties stand in PostgreSQL under the same keys."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Generic, TypeVar

from intake.domain.conflicts.companies import tells_alone
from intake.domain.conflicts.engine import Candidate, Hit, Policy, Query, judge, read_query
from intake.domain.names.entries import entries
from intake.domain.names.keys import word_key
from intake.domain.names.letters import without_umlauts

P = TypeVar("P", bound=Hashable)


class Index(Generic[P]):
    """Names under their keys."""

    def __init__(self) -> None:
        self._names: list[Candidate[P]] = []
        self._by_key: defaultdict[int, list[int]] = defaultdict(list)
        self._words: defaultdict[str, int] = defaultdict(int)

    def __len__(self) -> int:
        return len(self._names)

    def add(
        self, party: P, name: str, *, of_company: bool, dob: date | None = None, kind: str = "LEGAL"
    ) -> bool:
        """Take a name up; False if there is nothing in it to look for."""
        found = entries(name, of_company=of_company, kind=kind)
        for entry in found:
            place = len(self._names)
            self._names.append(
                Candidate(party, dob, entry.persons, entry.words, entry.acronym, entry.raw, entry.kind)
            )
            for key in entry.keys:
                self._by_key[key].append(place)
            for word in set(entry.words):
                self._words[word] += 1
        return bool(found)

    def candidates(self, keys: Iterable[int]) -> list[Candidate[P]]:
        """Give the names that share a key."""
        places = {place for key in keys for place in self._by_key.get(key, ())}
        return [self._names[place] for place in sorted(places)]

    def search(self, query: Query, policy: Policy) -> list[Hit[P]]:
        """Give the hits, the best first."""
        asked = read_query(query)
        keys = {key for entry in asked for key in entry.asked_keys()}
        for word in {word for entry in asked for word in entry.words}:
            if tells_alone(word, self._words.get(word, 0)):
                keys.add(word_key(without_umlauts(word)))
        return judge(
            query, asked, self.candidates(keys), count=lambda word: self._words.get(word, 0), policy=policy
        )
