"""What the pages of flows show; call these inside `reading`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from conversations.models import Line
from core.errors import NotFound
from routing.domain.editing import mark_of
from routing.models import Flow, FlowState, FlowStep, FlowVersion, LineHandling, Queue, Skill


@dataclass(frozen=True, slots=True)
class FlowSummary:
    """A flow with what its list shows: the versions that are live and edited, without their documents, and its lines."""

    flow: Flow
    live: FlowVersion | None
    draft: FlowVersion | None
    lines: tuple[Line, ...]


def list_flows(*, organisation_id: UUID) -> list[FlowSummary]:
    """List the flows by title, those put away last."""
    flows = sorted(Flow.objects.of(organisation_id), key=lambda flow: flow.archived_at is not None)
    versions = (
        FlowVersion.objects.of(organisation_id).exclude(state=FlowState.ARCHIVED).defer("document", "proof")
    )
    by_state = {(row.flow_id, row.state): row for row in versions.select_related("edited_by__user")}
    followed: dict[UUID, list[Line]] = {}
    for row in LineHandling.objects.of(organisation_id).exclude(flow=None).select_related("line"):
        if row.flow_id is not None:
            followed.setdefault(row.flow_id, []).append(row.line)
    return [
        FlowSummary(
            flow,
            by_state.get((flow.pk, FlowState.PUBLISHED)),
            by_state.get((flow.pk, FlowState.DRAFT)),
            tuple(followed.get(flow.pk, ())),
        )
        for flow in flows
    ]


def get_flow(*, organisation_id: UUID, flow_id: UUID) -> Flow:
    """Get a flow.

    Raises:
        NotFound: the organisation has no such flow.
    """
    flow = Flow.objects.of(organisation_id).filter(pk=flow_id).first()
    if flow is None:
        raise NotFound
    return flow


def list_versions(*, flow: Flow) -> list[FlowVersion]:
    """List the versions of a flow, the newest first."""
    rows = FlowVersion.objects.of(flow.organisation_id).filter(flow=flow)
    return list(rows.select_related("edited_by__user", "published_by__user").order_by("-number"))


def seen_document(*, version: FlowVersion, revision: int) -> dict[str, Any] | None:
    """Give what a draft said at a save, None where that is not kept any more."""
    steps = FlowStep.objects.of(version.organisation_id).filter(version=version, revision=revision)
    found = steps.values_list("document", flat=True).first()
    return dict(found) if found is not None else None


def seen_node(*, version: FlowVersion, name: str, mark: str) -> dict[str, Any] | None:
    """Give a node as it was when it had that mark, None where that is not kept any more."""
    steps = FlowStep.objects.of(version.organisation_id).filter(version=version).order_by("-position")
    for document in steps.values_list("document", flat=True).iterator(chunk_size=5):
        node = document["nodes"].get(name)
        if node is not None and mark_of(node) == mark:
            return dict(node)
    return None


def has_steps(*, version: FlowVersion) -> tuple[bool, bool]:
    """Say whether a draft has an edit to undo, and one to redo."""
    steps = FlowStep.objects.of(version.organisation_id).filter(version=version)
    kept = set(
        steps.filter(position__in=(version.step - 1, version.step + 1)).values_list("position", flat=True)
    )
    return version.step - 1 in kept, version.step + 1 in kept


def list_queue_names(*, organisation_id: UUID) -> list[tuple[str, str]]:
    """List the queues in use, id and name."""
    rows = Queue.objects.of(organisation_id).filter(is_active=True)
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]


def list_skill_names(*, organisation_id: UUID) -> list[tuple[str, str]]:
    """List the skills, id and name."""
    return [(str(key), name) for key, name in Skill.objects.of(organisation_id).values_list("pk", "name")]
