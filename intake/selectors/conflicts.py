"""Who a name may be, as a check keeps it: the search of `matching`, its scores of a hundred, its reasons as JSON."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from intake.domain.conflicts.engine import VERSION, Hit, Query, Tier, read_query
from intake.domain.conflicts.reasons import Why
from intake.domain.names.expanding import other_forms
from intake.domain.names.keys import ENGINE
from intake.models import Party, PartyKind
from intake.selectors.matching import find_conflicts

ENGINE_NAME = f"names {VERSION}.{ENGINE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom a check looks for; `kind` is empty where nobody knows."""

    name: str
    kind: str
    dob: date | None
    role: str
    also: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()

    def query(self) -> Query:
        """Ask the engine."""
        return Query(self.name, self.kind, self.dob, frozenset(self.identifiers), self.also)

    def expanded(self) -> tuple[str, ...]:
        """List what else the name is looked for as: names within it, and other forms of its given names."""
        own = [entry.norm for entry in read_query(self.query()) if entry.norm != self.name.casefold()]
        forms = () if self.kind == PartyKind.COMPANY else other_forms(self.name)
        return tuple(dict.fromkeys((*own, *forms)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A party that may be meant, with its best name, how sure that is of a hundred, and why."""

    party_id: UUID
    name: str
    score: int
    is_blocking: bool
    is_identifier: bool = False
    suppressed_by: str = ""
    reasons: list[dict[str, Any]] = field(default_factory=list)
    path: list[dict[str, Any]] = field(default_factory=list)


def find_matches(asked: Asked) -> tuple[Match, ...]:
    """Find the parties a name may be, those with its number or address, and those related to them; the best first."""
    hits = find_conflicts(query=asked.query())
    steps = {via.party for hit in hits for via in hit.path}
    names = dict(Party.objects.filter(pk__in=steps).values_list("pk", "display_name")) if steps else {}
    return tuple(_match(hit, names) for hit in hits)


def _match(hit: Hit[UUID], names: dict[UUID, str]) -> Match:
    return Match(
        party_id=hit.party,
        name=hit.name,
        score=round(hit.score * 100),
        is_blocking=hit.tier is Tier.BLOCKING,
        is_identifier=any(reason.why is Why.IDENTIFIER for reason in hit.reasons) and not hit.path,
        suppressed_by="DOB" if hit.tier is Tier.SUPPRESSED else "",
        reasons=[asdict(reason) for reason in hit.reasons],
        path=[
            {"name": names[via.party], "relation": via.relation, "is_back": via.is_back} for via in hit.path
        ],
    )
