"""Drafts of flows: begun, edited one node at a time, thrown away."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from accounts import policies as account_policies
from accounts.models import Member
from core.errors import NotFound
from core.events import record
from core.transactions import use_case
from routing import errors
from routing.domain.document import parse
from routing.domain.editing import content_of
from routing.events import FlowChanged
from routing.models import Flow, FlowState, FlowVersion
from routing.services.checking import ask_proof

Document = Mapping[str, Any]
Edit = Callable[[Document], Document]


@use_case
def create_flow(*, by: Member, document: Document, now: datetime) -> Flow:
    """Begin a flow with a draft.

    Raises:
        FlowUnreadable: the document is not one; says where.
    """
    account_policies.check_can_supervise(by)
    _check_readable(document)
    flow = Flow.objects.create(organisation_id=by.organisation_id, title=document["title"])
    draft = FlowVersion.objects.create(
        organisation_id=by.organisation_id,
        flow=flow,
        number=1,
        document=document,
        edited_by=by,
        edited_at=now,
    )
    note_change(by, flow, "created", now=now)
    ask_proof(draft, now=now)
    return flow


@use_case
def edit_flow(
    *, by: Member, flow_id: UUID, edit: Edit, now: datetime, seen_revision: int | None = None
) -> FlowVersion:
    """Change the draft; a flow without one gets a draft of what is live.

    `seen_revision` is of the draft that was looked at (0: there was none) where the whole of it is replaced.

    Raises:
        NotFound: the organisation has no such flow.
        FlowChangedMeanwhile: the draft is not the one that was looked at.
        EditImpossible, NodeChanged: the edit does not fit the draft as it is now.
        FlowUnreadable: the outcome would be no document; says where. Nothing is kept.
    """
    account_policies.check_can_supervise(by)
    flow = locked(by, flow_id)
    if seen_revision is not None and seen_revision != _revision(flow):
        raise errors.FlowChangedMeanwhile
    draft = _draft(flow, by, now=now)
    before, document = content_of(draft.document), edit(draft.document)
    _check_readable(document)
    draft.document, draft.revision, draft.edited_by, draft.edited_at = document, draft.revision + 1, by, now
    draft.save(update_fields=["document", "revision", "edited_by", "edited_at"])
    if flow.title != document["title"]:
        flow.title = document["title"]
        flow.save(update_fields=["title"])
    note_change(by, flow, "edited", now=now)
    if draft.proof_asked_at is None or content_of(document) != before:
        ask_proof(draft, now=now)
    return draft


@use_case
def discard_draft(*, by: Member, flow_id: UUID, now: datetime) -> None:
    """Throw the draft away; what is live stays.

    Raises:
        NotFound: the organisation has no such flow, or it has no draft.
        NothingLive: it would be left without any version.
    """
    account_policies.check_can_supervise(by)
    flow = locked(by, flow_id)
    if not versions_of(flow).filter(state=FlowState.PUBLISHED).exists():
        raise errors.NothingLive
    if not versions_of(flow).filter(state=FlowState.DRAFT).delete()[0]:
        raise NotFound
    note_change(by, flow, "discarded", now=now)


def locked(by: Member, flow_id: UUID) -> Flow:
    """Get a flow that nobody else changes until the transaction ends.

    Raises:
        NotFound: the organisation has no such flow.
    """
    flow = Flow.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=flow_id).first()
    if flow is None:
        raise NotFound
    return flow


def versions_of(flow: Flow) -> "QuerySet[FlowVersion]":
    """Give the versions of a flow."""
    return FlowVersion.objects.of(flow.organisation_id).filter(flow=flow)


def _draft(flow: Flow, by: Member, *, now: datetime) -> FlowVersion:
    draft = versions_of(flow).filter(state=FlowState.DRAFT).first()
    if draft is not None:
        return draft
    live = versions_of(flow).filter(state=FlowState.PUBLISHED).get()
    return FlowVersion.objects.create(
        organisation_id=flow.organisation_id,
        flow=flow,
        number=next_number(flow),
        document=live.document,
        based_on=live,
        edited_by=by,
        edited_at=now,
    )


def _revision(flow: Flow) -> int:
    draft = versions_of(flow).filter(state=FlowState.DRAFT).first()
    return draft.revision if draft else 0


def next_number(flow: Flow) -> int:
    """Give the number of a version to come."""
    return (versions_of(flow).aggregate(most=Max("number"))["most"] or 0) + 1


def note_change(by: Member, flow: Flow, change: str, *, now: datetime) -> None:
    """Record what became of a flow."""
    record(FlowChanged(flow_id=flow.pk, change=change), actor_id=by.pk, now=now)


def _check_readable(document: Document) -> None:
    if not str(document.get("title", "")).strip():
        raise errors.TitleMissing
    found = parse(document)
    if found.flow is None:
        raise errors.FlowUnreadable(found.found)
