"""P15: one conflict check from PostgreSQL: how long it takes, whom it finds, among 20,000 parties or a million."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from statistics import median
from time import perf_counter, process_time
from uuid import UUID, uuid4

from accounts.models import Organisation
from core.transactions import reading
from intake.domain.conflicts.engine import Query, Tier
from intake.selectors.matching import find_conflicts
from launcher.bench import Row
from tests.benchmarks._copying import copy_parties
from tests.benchmarks._parties import Made, Wanted, parties, wanted
from tests.factories import accounts as people

SMALL, LARGE = 20_000, 1_000_000
ASKED = {LARGE: 300}
MOST_MS = {SMALL: 25.0}
RECALL, PRECISION = 0.985, 0.94


def measure() -> Iterable[Row]:
    """Ask for disguised parties and strangers, each check a transaction of its own.

    PORTICO_BENCH_PARTIES asks for other sizes than 20,000 and, among the trials, a million: numbers divided by commas.
    """
    sizes = [int(size) for size in os.environ.get("PORTICO_BENCH_PARTIES", "").split(",") if size]
    for size in sizes or ([SMALL, LARGE] if os.environ.get("PORTICO_TRIALS") else [SMALL]):
        yield from _rows(size)


def _rows(size: int) -> Iterator[Row]:
    organisation, made, ids = _firm(size)
    asked = list(wanted(made[:SMALL], ASKED.get(size, 600)))
    namesakes = _namesakes(made)
    for one in asked[:40]:
        _hits(organisation, one)
    took, spent, found = [], [], []
    for one in asked:
        began, worked = perf_counter(), process_time()
        hits = _hits(organisation, one)
        took.append((perf_counter() - began) * 1000)
        spent.append((process_time() - worked) * 1000)
        found.append({ids[party] for party in hits})
    took.sort()
    spent.sort()
    at = int(len(took) * 0.95)
    p95, most = took[at], MOST_MS.get(size, 150.0)
    recall, precision, note = _judged(asked, found, made, namesakes)
    label = f"{size // 1000:,} k parties"
    yield Row(
        f"P15 {label}", round(p95, 1), "ms", f"≤ {most:.0f}", p95 <= most,
        f"p95 of {len(took)} checks; median {median(took):.1f}, slowest {took[-1]:.0f}; "
        f"of our own CPU, without PostgreSQL's: p95 {spent[at]:.1f}, median {median(spent):.1f}",
    )  # fmt: skip
    yield Row(f"P15 recall {label}", round(recall, 4), "", f"≥ {RECALL}", recall >= RECALL, note)
    # Among a million made of few names, namesakes without a date of birth are many, and nothing tells them apart.
    aim = PRECISION if size == SMALL else None
    yield Row(
        f"P15 precision {label}", round(precision, 4), "", f"≥ {aim}" if aim else "",
        precision >= aim if aim else None, "of checks that say anything",
    )  # fmt: skip


def _hits(organisation: Organisation, one: Wanted) -> list[UUID]:
    query = Query(one.name, "COMPANY" if one.of_company else "PERSON", one.dob)
    with reading(organisation):
        hits = find_conflicts(query=query, follows_relations=False)
    return [hit.party for hit in hits if hit.tier is Tier.BLOCKING]


def _namesakes(made: list[Made]) -> dict[tuple[str, str], set[int]]:
    """Group parties whose names say the same: whoever is meant by one may be meant by the others."""
    groups: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for party in made:
        words = party.words
        groups[words[0], words[1] if party.of_company else words[-1]].add(party.number)
    return groups


def _judged(
    asked: list[Wanted], found: list[set[int]], made: list[Made], namesakes: dict[tuple[str, str], set[int]]
) -> tuple[float, float, str]:
    """Count checks that find who is meant, and of those that say something the ones that are right."""
    right = wrong = 0
    missed: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for one, hits in zip(asked, found, strict=True):
        if one.party is not None:
            right += one.party in hits
            missed[one.how] += one.party not in hits
            continue
        # Of somebody who only bears the same name, namesakes without a date of birth are rightly found.
        alike = (
            namesakes[_key(made[one.looks_like])] - {one.looks_like} if one.how == "n_other_dob" else set()
        )
        wrong += bool(hits - alike)
        alarms[one.how] += bool(hits - alike)
    meant = sum(one.party is not None for one in asked)
    extra = sum(
        len(hits - namesakes[_key(made[one.party])])
        for one, hits in zip(asked, found, strict=True)
        if one.party is not None
    )
    said = ", ".join(f"{how} {count}" for how, count in (missed + alarms).most_common()) or "none"
    note = f"of {meant} disguised parties; missed or wrongly found: {said}; {extra} others found beside them"
    return right / meant, right / max(1, right + wrong), note


def _key(party: Made) -> tuple[str, str]:
    return party.words[0], party.words[1] if party.of_company else party.words[-1]


def _firm(size: int) -> tuple[Organisation, list[Made], dict[UUID, int]]:
    slug = f"conflicts-{uuid4().hex[:8]}"
    organisation = people.organisation(name=f"Bench {slug}", slug=slug)
    made = list(parties(size))
    return organisation, made, copy_parties(organisation.pk, made)
