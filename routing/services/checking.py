"""Versions and the verifier: a draft is proven after each save, outside any transaction, and the outcome is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from accounts import policies as account_policies
from accounts.models import Location, Member
from core.errors import NotFound
from core.events import record
from core.transactions import reading, step, use_case
from routing import selectors
from routing.domain.document import parse
from routing.domain.editing import content_of
from routing.domain.graph import Flow as Graph
from routing.domain.verify import Problem, World
from routing.domain.verifying import kept
from routing.domain.verifying.trial import Trial
from routing.events import FlowProofDue
from routing.models import Flow, FlowState, FlowVersion
from routing.services.proving import prove_in, world_of

# Saves that follow each other as fast as this are judged once.
PATIENCE: Final = timedelta(milliseconds=400)
# Whoever waits longer is told that it is not judged, and may ask again.
LONGEST_CHECK: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Case:
    """A version with the worlds of the places where it is to handle calls; `key` tells this case from any other."""

    version: FlowVersion
    graph: Graph
    worlds: tuple[World, ...]
    key: str

    @property
    def is_known(self) -> bool:
        """Say whether the outcome kept beside the version is of this very case."""
        return self.version.proof_key == self.key and self.version.proof is not None


class Check(StrEnum):
    """How far the verifier is with a version: it has judged it as it is, it is about to, or things changed since."""

    DONE = "done"
    UNDER_WAY = "checking"
    OUT_OF_DATE = "stale"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a version. `found` is of its content as it is, None where that was never judged."""

    check: Check
    found: tuple[tuple[Problem, Trial | None], ...] | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the verifier finds of a case, as it is kept."""

    key: str
    found: list[dict[str, Any]]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong."""
        return tuple(problem for problem, _trial in kept.from_json(self.found))


@step
def case_of(version: FlowVersion, places: Iterable[Location], *, now: datetime) -> Case | None:
    """Put together what a version is to be proven against; None where the document cannot be read."""
    graph = parse(version.document).flow
    if graph is None:
        return None
    worlds = tuple(world_of(place, now=now) for place in places)
    key = f"{content_of(version.document)}{kept.world_mark(worlds)}"
    return Case(version, graph, worlds, key)


@step
def places_of(flow: Flow) -> list[Location]:
    """List the places whose calls the flow handles; of a flow without lines those of every line, else the main one."""
    lines = selectors.list_lines(organisation_id=flow.organisation_id)
    mine = [row.line.location for row in lines if row.handling.flow_id == flow.pk]
    places = distinct(mine or [row.line.location for row in lines])
    return places or list(Location.objects.filter(organisation_id=flow.organisation_id, is_default=True))


def distinct(locations: Sequence[Location]) -> list[Location]:
    """Give each place once."""
    return list({location.pk: location for location in locations}.values())


def outcome_of(case: Case) -> Outcome:
    """Give what is kept of this very case, else prove it: outside any transaction."""
    if case.is_known:
        return Outcome(case.key, case.version.proof or [])
    proof = prove_in(case.graph, case.worlds)
    return Outcome(case.key, kept.to_json(proof.problems, case.graph))


@step
def ask_proof(version: FlowVersion, *, now: datetime) -> None:
    """Have a version proven: a draft that was just saved, or one whose hours or people changed since."""
    version.proof_asked_at = now
    version.save(update_fields=["proof_asked_at"])
    fact = FlowProofDue(version_id=version.pk, content=content_of(version.document))
    record(fact, due_at=now + PATIENCE, now=now)


@step
def standing_of(version: FlowVersion, *, now: datetime) -> Standing:
    """Say what the verifier knows of a version, and whether that still holds."""
    case = case_of(version, places_of(version.flow), now=now)
    is_same = version.proof_key.startswith(content_of(version.document))
    found = kept.from_json(version.proof) if is_same and version.proof is not None else None
    if case is not None and case.is_known:
        return Standing(Check.DONE, found, version.proven_at)
    asked, told = version.proof_asked_at, version.proven_at
    waits = asked is not None and now - asked < LONGEST_CHECK and (told is None or told <= asked)
    return Standing(Check.UNDER_WAY if waits else Check.OUT_OF_DATE, found, told if is_same else None)


@use_case
def check_again(*, by: Member, flow_id: UUID, now: datetime) -> None:
    """Have the draft, else what is live, proven again, since hours or people changed.

    Raises:
        NotFound: the organisation has no such flow.
    """
    account_policies.check_can_supervise(by)
    of_flow = FlowVersion.objects.of(by.organisation_id).filter(flow_id=flow_id)
    # DRAFT comes before PUBLISHED.
    shown = of_flow.exclude(state=FlowState.ARCHIVED).order_by("state").first()
    if shown is None:
        raise NotFound
    ask_proof(shown, now=now)


def check_version(*, organisation: UUID, version_id: UUID, content: str, now: datetime) -> None:
    """Prove a version and keep the outcome, unless it was saved again meanwhile: then that save is proven instead."""
    with reading(organisation):
        rows = FlowVersion.objects.of(organisation).select_related("flow").filter(pk=version_id)
        version = rows.first()
        if version is None or content_of(version.document) != content:
            return
        case = case_of(version, places_of(version.flow), now=now)
    if case is not None:
        keep_outcome(organisation=organisation, case=case, outcome=outcome_of(case), now=now)


@use_case
def keep_outcome(*, organisation: UUID, case: Case, outcome: Outcome, now: datetime) -> None:
    """Write down what was found, if the version is still what was proven."""
    rows = FlowVersion.objects.of(organisation).select_for_update(no_key=True)
    row = rows.filter(pk=case.version.pk).first()
    if row is not None and content_of(row.document) == content_of(case.version.document):
        row.proof_key, row.proof, row.proven_at = outcome.key, outcome.found, now
        row.save(update_fields=["proof_key", "proof", "proven_at"])
