"""Searching for everybody named: firm-wide and across every wall, one lawyer's conflict being all lawyers' (1.10).

What is found is kept whole; who may not know of a walled matter is shown that there is a hit, and whom to ask.
"""

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from accounts.models import Member
from core.transactions import step
from intake.domain.clearance.deciding import Level, level_of
from intake.domain.clearance.states import SEARCHABLE, CheckMove, CheckState
from intake.errors import CheckMovedOn
from intake.models import (
    ConflictCheck,
    ConflictHit,
    ConflictRun,
    HitDecision,
    MatterParty,
    MatterStatus,
    Party,
    PartyName,
    PartyRole,
)
from intake.selectors.conflicts import ENGINE_NAME, Asked, Match, find_matches
from intake.services.law.standing import move

# Hits of one name are shown up to here; the rest is counted in the run.
MOST_OF_A_NAME = 40
# Said on every report: where nobody looked.
NOT_SEARCHED = ("DOCUMENTS", "TIME_ENTRIES", "OTHER_MAIL")
# The gravest first.
ORDER = {level: place for place, level in enumerate(Level)}


@step
def search_step(check: ConflictCheck, *, by: Member | None, trigger: str, now: datetime) -> ConflictRun:
    """Search for everybody a locked check names; answers to the same hits are taken over.

    Raises:
        CheckMovedOn: it was declined, or is being searched.
    """
    if CheckState(check.state) not in SEARCHABLE:
        raise CheckMovedOn
    began = time.perf_counter()
    terms, own = _terms(check)
    earlier = _answers(check)
    before = ConflictRun.objects.of(check.organisation_id).filter(check_of=check).count()
    move(check, CheckMove.SEARCH, by=by, now=now, values={"run": before + 1, "trigger": trigger})
    found = [(term, match) for term in terms for match in find_matches(term)[:MOST_OF_A_NAME]]
    found = [(term, match) for term, match in found if match.party_id not in own]
    names = PartyName.objects.of(check.organisation_id)
    run = ConflictRun(
        organisation_id=check.organisation_id,
        check_of=check,
        number=before + 1,
        trigger=trigger,
        by=by,
        terms=[_said(term) for term in terms],
        sources=_sources(check.organisation_id),
        missed=list(NOT_SEARCHED),
        engine=ENGINE_NAME,
        corpus_rows=names.count(),
        high_water=names.aggregate(newest=Max("created_at"))["newest"],
        milliseconds=int((time.perf_counter() - began) * 1000),
        run_at=now,
    )
    run.save(force_insert=True)
    hits = _keep_hits(run, found)
    _carry(run, hits, earlier)
    is_found = any(Level(hit.level) is not Level.SUPPRESSED for hit in hits)
    way = CheckMove.FIND_HITS if is_found else CheckMove.FIND_NOTHING
    check.expires_at = None
    move(check, way, by=by, now=now, values={"run": run.number, "hits": len(hits)}, fields=["expires_at"])
    return run


def _terms(check: ConflictCheck) -> tuple[list[Asked], set[UUID]]:
    """List what is searched for, each with what else it is called, and the parties that are the matter's own."""
    terms, own = [], set()
    if check.matter_id is not None:
        parts = MatterParty.objects.of(check.organisation_id).filter(matter_id=check.matter_id, until=None)
        for part in parts.select_related("party").prefetch_related("party__names", "party__identifiers"):
            own.add(part.party_id)
            names = dict.fromkeys(row.raw for row in part.party.names.all())
            terms.append(
                Asked(
                    name=part.party.display_name,
                    kind=part.party.kind,
                    dob=part.party.dob,
                    role=part.role,
                    also=tuple(name for name in names if name != part.party.display_name),
                    identifiers=tuple((row.kind, row.value_norm) for row in part.party.identifiers.all()),
                )
            )
    known = {term.name.casefold() for term in terms}
    heard = [one for one in check.heard if one["name"].casefold() not in known]
    terms += [Asked(name=one["name"], kind="", dob=None, role=one["heard"]) for one in heard]
    return terms, own


def _said(term: Asked) -> dict[str, Any]:
    return {
        "name": term.name,
        "kind": term.kind,
        "dob": term.dob.isoformat() if term.dob else "",
        "role": term.role,
        "also": list(term.also),
        "expanded": list(term.expanded()),
    }


def _sources(organisation_id: UUID) -> list[dict[str, Any]]:
    """Count what was searched, by what the parties are to the firm, with the newest row of each."""
    parts = MatterParty.objects.of(organisation_id)
    clients = parts.filter(role=PartyRole.CLIENT)
    ours = {PartyRole.CLIENT, PartyRole.PROSPECT}
    groups: dict[str, QuerySet[Any, Any]] = {
        "CLIENTS": clients.exclude(matter__status=MatterStatus.CLOSED),
        "FORMER_CLIENTS": clients.filter(matter__status=MatterStatus.CLOSED),
        "OTHER_SIDES": parts.filter(role__in=[PartyRole.ADVERSE, PartyRole.COUNSEL]),
        "PROSPECTS": parts.filter(role=PartyRole.PROSPECT).exclude(matter__status=MatterStatus.DECLINED),
        "DECLINED": parts.filter(role=PartyRole.PROSPECT, matter__status=MatterStatus.DECLINED),
        "RELATED": parts.exclude(role__in=ours | {PartyRole.ADVERSE, PartyRole.COUNSEL}),
        "WALLED": parts.filter(matter__walls__lifted_at=None, matter__walls__isnull=False),
        "OWN_INTERESTS": Party.objects.of(organisation_id).filter(is_self_interest=True),
        "NO_MATTER": Party.objects.of(organisation_id).filter(matters=None, is_self_interest=False),
    }
    found = []
    for name, rows in groups.items():
        figures = rows.aggregate(rows=Count("pk", distinct=True), newest=Max("created_at"))
        newest = figures["newest"]
        found.append({"name": name, "rows": figures["rows"], "newest": newest.isoformat() if newest else ""})
    return found


def _keep_hits(run: ConflictRun, found: Iterable[tuple[Asked, Match]]) -> list[ConflictHit]:
    """Keep a hit for each part that who was found has in a matter, the gravest first."""
    pairs = list(found)
    parts: dict[UUID, list[MatterParty]] = {}
    rows = MatterParty.objects.of(run.organisation_id).filter(
        party__in={match.party_id for _term, match in pairs}
    )
    for part in rows.exclude(matter_id=run.check_of.matter_id).order_by("created_at"):
        parts.setdefault(part.party_id, []).append(part)
    nowhere: list[MatterParty | None] = [None]
    hits = [
        ConflictHit(
            organisation_id=run.organisation_id,
            run=run,
            party_id=match.party_id,
            matter_party=part,
            term=term.name[:300],
            name=match.name[:300],
            score=match.score,
            level=level_of(
                score=match.score,
                is_blocking=match.is_blocking,
                is_identifier=match.is_identifier,
                is_suppressed=bool(match.suppressed_by),
            ).value,
            reasons=match.reasons,
            path=match.path,
            suppressed_by=match.suppressed_by,
        )
        for term, match in pairs
        for part in (parts.get(match.party_id) or nowhere)
    ]
    hits.sort(key=lambda hit: (ORDER[Level(hit.level)], -hit.score, hit.name, hit.term))
    for number, hit in enumerate(hits, start=1):
        hit.number = number
        hit.save(force_insert=True)
    return hits


Key = tuple[UUID, UUID | None, str]


def _answers(check: ConflictCheck) -> dict[Key, tuple[HitDecision, str]]:
    """Give the latest answer to each hit of the latest run, with the level it was given at."""
    latest = ConflictRun.objects.of(check.organisation_id).filter(check_of=check).order_by("-number").first()
    rows = HitDecision.objects.of(check.organisation_id).filter(hit__run=latest).select_related("hit__run")
    return {_key(row.hit): (row, row.hit.level) for row in rows} if latest is not None else {}


def _carry(
    run: ConflictRun, hits: Iterable[ConflictHit], earlier: dict[Key, tuple[HitDecision, str]]
) -> None:
    """Take answers over to hits that are the same and no graver than when they were answered."""
    for hit in hits:
        answer, level = earlier.get(_key(hit), (None, ""))
        if answer is None or ORDER[Level(hit.level)] < ORDER[Level(level)]:
            continue
        HitDecision(
            organisation_id=run.organisation_id,
            hit=hit,
            by_id=answer.by_id,
            verdict=answer.verdict,
            reason=answer.reason,
            decided_at=answer.decided_at,
            carried_from=answer.hit.run.number,
        ).save(force_insert=True)


def _key(hit: ConflictHit) -> Key:
    return hit.party_id, hit.matter_party_id, hit.term
