"""Who of those a firm knows may be meant by a name: scored, in two tiers, with the reasons."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Generic, TypeVar

from intake.domain.conflicts import companies, persons
from intake.domain.conflicts.dates import Dates, compare_dates
from intake.domain.conflicts.persons import Agreement
from intake.domain.conflicts.reasons import Part, Reason, Why
from intake.domain.names.entries import Entry, entries
from intake.domain.names.persons import Reading

# Written beside every run, with the number of the keys (`intake.domain.names.keys.ENGINE`).
VERSION: Final = 1
P = TypeVar("P", bound=Hashable)


class Tier(StrEnum):
    """What a hit does: it stops the check, it is shown, or it is shown folded away because the dates of birth differ."""

    BLOCKING = "blocking"
    LOW = "low"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Query:
    """Whom to look for, under one name or several. `kind` is PERSON, COMPANY or empty if nobody knows."""

    name: str
    kind: str = ""
    dob: date | None = None
    identifiers: frozenset[tuple[str, str]] = frozenset()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """From which score a hit counts."""

    person: float = 0.82
    company: float = 0.74
    low_person: float = 0.74
    low_company: float = 0.7


@dataclass(frozen=True, slots=True)
class Candidate(Generic[P]):
    """One name of one party that the index holds possible."""

    party: P
    dob: date | None
    persons: tuple[Reading, ...]
    words: tuple[str, ...]
    acronym: str
    raw: str = ""
    name_kind: str = "LEGAL"


@dataclass(frozen=True, slots=True)
class Via(Generic[P]):
    """A step from a party found by its name: `party` is the `relation` of the next, or the other way round."""

    party: P
    relation: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class Hit(Generic[P]):
    """A party that may be meant, the name of it that says so, and why."""

    party: P
    score: float
    tier: Tier
    reasons: tuple[Reason, ...]
    name: str = ""
    name_kind: str = "LEGAL"
    path: tuple[Via[P], ...] = ()


def read_query(query: Query) -> tuple[Entry, ...]:
    """Make entries of what was asked; both kinds if nobody knows which it is."""
    kinds = {"PERSON": (False,), "COMPANY": (True,)}.get(query.kind, (False, True))
    names = (query.name, *query.also)
    return tuple(
        dict.fromkeys(entry for name in names for kind in kinds for entry in entries(name, of_company=kind))
    )


def judge(
    query: Query,
    asked: Iterable[Entry],
    candidates: Iterable[Candidate[P]],
    *,
    count: Callable[[str], int],
    policy: Policy,
) -> list[Hit[P]]:
    """Score candidates; of several names of one party the best counts. The best hits come first."""
    asked = tuple(asked)
    best: dict[P, Hit[P]] = {}

    def weigh(word: str) -> float:
        return companies.weight(word, count(word))

    for candidate in candidates:
        for entry in asked:
            hit = _hit(query, entry, candidate, weigh, policy)
            if hit is None:
                continue
            known = best.get(hit.party)
            if known is None or _rank(hit) < _rank(known):
                best[hit.party] = hit
    return sorted(best.values(), key=lambda hit: (*_rank(hit), str(hit.party)))


_ORDER: Final = {Tier.BLOCKING: 0, Tier.LOW: 1, Tier.SUPPRESSED: 2}


def _rank(hit: Hit[P]) -> tuple[int, float]:
    return (_ORDER[hit.tier], -hit.score)


def _hit(
    query: Query, entry: Entry, candidate: Candidate[P], weigh: companies.Weigh, policy: Policy
) -> Hit[P] | None:
    found: Agreement | None
    if entry.words:
        if not candidate.words:
            return None
        found = companies.agree(entry.words, entry.acronym, candidate.words, candidate.acronym, weigh)
        high, low, dates = policy.company, policy.low_company, Dates.UNKNOWN
    else:
        if not candidate.persons:
            return None
        found = persons.agree(entry.persons, candidate.persons)
        high, low, dates = policy.person, policy.low_person, compare_dates(query.dob, candidate.dob)
    if found is None:
        return None
    tier = _tier(found, dates, high, low)
    if tier is None:
        return None
    reasons = list(found.reasons)
    if dates is not Dates.UNKNOWN:
        reasons.append(Reason(Why(f"dob_{dates.value}"), Part.WHOLE))
    return Hit(
        candidate.party,
        round(max(0.0, min(1.0, found.score)), 4),
        tier,
        tuple(reasons),
        candidate.raw,
        candidate.name_kind,
    )


def _tier(found: Agreement, dates: Dates, high: float, low: float) -> Tier | None:
    if dates is Dates.OTHER:
        return Tier.SUPPRESSED if found.score >= high and not found.weak else None
    if dates is Dates.SAME:
        found.score = min(1.0, found.score + 0.1)
        found.weak = found.weak and found.score < high
    if found.score >= high and not found.weak:
        return Tier.BLOCKING
    return Tier.LOW if found.score >= low else None
