"""Whom of its own parties a firm may mean by a name: candidates from the index, judged by the engine, and their kin."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.db.models import Q

from core.transactions import require_organisation
from intake.domain.conflicts import companies
from intake.domain.conflicts.engine import Candidate, Hit, Policy, Query, Tier, Via, judge, read_query
from intake.domain.conflicts.reasons import Reason, Why
from intake.domain.names.entries import Entry, readings_of
from intake.domain.names.keys import word_key
from intake.domain.names.letters import without_umlauts
from intake.domain.names.trade_words import COMMON
from intake.models import PartyIdentifier, PartyRelation, RelationKind
from intake.selectors.party_names import FoundName, count_words, list_candidates, list_outdated

# Who controls whom is followed twice: a parent's parent is as near as a parent.
CONTROL: Final = frozenset({RelationKind.PARENT, RelationKind.SUBSIDIARY, RelationKind.OWNER})
STANDARD: Final = Policy()
_FARTHER: Final = 0.9
_MOST_FOLLOWED: Final = 200


def find_conflicts(
    *, query: Query, policy: Policy = STANDARD, follows_relations: bool = True
) -> list[Hit[UUID]]:
    """List the parties of the organisation in force that may be meant, the best first; with those related to them."""
    asked = read_query(query)
    words = {word for entry in asked for word in entry.words}
    counts = _counted(words)
    keys = {key for entry in asked for key in entry.asked_keys()}
    keys |= {_key_of(word) for word, count in counts.items() if companies.tells_alone(word, count)}
    names = list_candidates(keys=keys) if keys else ()
    if asked and not names:
        # Nothing the keys foresee: look for what is merely written alike.
        names = list_candidates(keys=keys, near=asked[0].norm)
    if asked and (outdated := list_outdated()):
        names = list({name.name_id: name for name in (*names, *outdated)}.values())
    hits = _judged(query, asked, names, counts, policy)
    found = {hit.party: hit for hit in hits}
    found |= {hit.party: hit for hit in _by_identifiers(query)}
    if follows_relations:
        _add_related(found)
    return sorted(found.values(), key=lambda hit: (hit.tier is not Tier.BLOCKING, -hit.score, hit.party))


def _judged(
    query: Query,
    asked: tuple[Entry, ...],
    names: Iterable[FoundName],
    counts: Mapping[str, int],
    policy: Policy,
) -> list[Hit[UUID]]:
    candidates = [_candidate(name) for name in names]
    # Words only a candidate has are counted for those who pass while these words count for little.
    hits = judge(query, asked, candidates, count=lambda word: counts.get(word, 1_000_000), policy=policy)
    likely = {hit.party for hit in hits}
    left = [candidate for candidate in candidates if candidate.party in likely]
    others = {word for candidate in left for word in candidate.words} - counts.keys()
    if not others - COMMON:
        return hits
    known = {**counts, **_counted(others)}
    return judge(query, asked, left, count=lambda word: known.get(word, 0), policy=policy)


def _counted(words: set[str]) -> dict[str, int]:
    """Count the names that have each word; what common words weigh does not depend on it, and they are left out."""
    keys = {word: _key_of(word) for word in words - COMMON}
    found = count_words(keys=set(keys.values())) if keys else {}
    return {word: found.get(key, 0) for word, key in keys.items()}


def _key_of(word: str) -> int:
    return word_key(without_umlauts(word))


def _candidate(name: FoundName) -> Candidate[UUID]:
    persons, words, acronym = readings_of(name.readings)
    return Candidate(name.party_id, name.dob, persons, words, acronym, name.raw, name.name_kind)


def _by_identifiers(query: Query) -> list[Hit[UUID]]:
    if not query.identifiers:
        return []
    wanted = Q()
    for kind, value in query.identifiers:
        wanted |= Q(kind=kind, value_norm=value)
    rows = PartyIdentifier.objects.of(require_organisation()).filter(wanted).select_related("party")
    return [
        Hit(
            row.party_id, 1.0, Tier.BLOCKING, (Reason(Why.IDENTIFIER, ours=row.value_norm),), row.party.display_name
        )
        for row in rows.order_by("party_id", "id")
    ]  # fmt: skip


def _add_related(found: dict[UUID, Hit[UUID]]) -> None:
    """Add whoever is related to who blocks: one step, or two where each is of control."""
    near = [hit for hit in found.values() if hit.tier is Tier.BLOCKING]
    for is_second in (False, True):
        near = _step(found, near[:_MOST_FOLLOWED], only_control=is_second)


def _step(found: dict[UUID, Hit[UUID]], hits: list[Hit[UUID]], *, only_control: bool) -> list[Hit[UUID]]:
    sources = {hit.party: hit for hit in hits}
    if not sources:
        return []
    rows = PartyRelation.objects.of(require_organisation()).filter(
        Q(source_party__in=sources) | Q(target_party__in=sources)
    )
    fresh: list[Hit[UUID]] = []
    for row in rows.select_related("source_party", "target_party").order_by("id"):
        ends = ((row.source_party, row.target_party, False), (row.target_party, row.source_party, True))
        for start, end, is_back in ends:
            source = sources.get(start.pk)
            if source is None or end.pk in found or (only_control and not _is_control(source, row)):
                continue
            hit = replace(
                source,
                party=end.pk,
                score=round(source.score * _FARTHER, 4),
                reasons=(
                    *source.reasons,
                    Reason(Why.RELATION, ours=start.display_name, theirs=end.display_name),
                ),
                name=end.display_name,
                path=(*source.path, Via(start.pk, row.kind, is_back)),
            )
            found[end.pk] = hit
            fresh.append(hit)
    return fresh


def _is_control(source: Hit[UUID], row: PartyRelation) -> bool:
    return row.kind in CONTROL and all(via.relation in CONTROL for via in source.path)
