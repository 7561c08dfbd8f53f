"""Drafts of flows: begun, edited one node at a time, thrown away."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts import policies as account_policies
from accounts.models import Member
from core.errors import NotFound
from core.transactions import use_case
from routing import errors
from routing.domain.document import parse
from routing.domain.editing import content_of
from routing.models import Flow, FlowState, FlowVersion, LineHandling
from routing.services.checking import ask_proof
from routing.services.flow_rows import (
    changed_meanwhile,
    locked,
    next_number,
    note_change,
    rename,
    versions_of,
)
from routing.services.stepping import keep_step, step_of

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
        raise changed_meanwhile(versions_of(flow).filter(state=FlowState.DRAFT).first())
    draft = _draft(flow, by, now=now)
    before, document = step_of(draft), edit(draft.document)
    _check_readable(document)
    draft.document, draft.revision, draft.edited_by, draft.edited_at = document, draft.revision + 1, by, now
    draft.save(update_fields=["document", "revision", "edited_by", "edited_at"])
    if document != before.document:
        keep_step(draft, before)
    rename(flow, document)
    note_change(by, flow, "edited", now=now)
    if draft.proof_asked_at is None or content_of(document) != content_of(before.document):
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


@use_case
def archive_flow(*, by: Member, flow_id: UUID, now: datetime) -> Flow:
    """Put a flow away: it stands in no list of flows in use, and can be brought back as it was.

    Raises:
        NotFound: the organisation has no such flow.
        FlowInUse: lines follow it; says which.
    """
    account_policies.check_can_supervise(by)
    flow = locked(by, flow_id, even_put_away=True)
    following = LineHandling.objects.of(by.organisation_id).filter(flow=flow).select_related("line")
    lines = sorted(row.line.name for row in following)
    if lines:
        raise errors.FlowInUse(lines)
    if flow.archived_at is None:
        flow.archived_at = now
        flow.save(update_fields=["archived_at"])
        note_change(by, flow, "archived", now=now)
    return flow


@use_case
def restore_flow(*, by: Member, flow_id: UUID, now: datetime) -> Flow:
    """Bring a flow back that was put away.

    Raises:
        NotFound: the organisation has no such flow.
    """
    account_policies.check_can_supervise(by)
    flow = locked(by, flow_id, even_put_away=True)
    if flow.archived_at is not None:
        flow.archived_at = None
        flow.save(update_fields=["archived_at"])
        note_change(by, flow, "restored", now=now)
    return flow


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


def _check_readable(document: Document) -> None:
    if not str(document.get("title", "")).strip():
        raise errors.TitleMissing
    found = parse(document)
    if found.flow is None:
        raise errors.FlowUnreadable(found.found)
