"""Drafts of flows: begun, edited one node at a time, published with a note, rolled back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from accounts import policies as account_policies
from accounts.models import Location, Member
from core.errors import NotFound
from core.events import record
from core.transactions import use_case
from routing import errors, selectors
from routing.domain.document import parse
from routing.events import FlowChanged
from routing.models import Flow, FlowState, FlowVersion, LineHandling
from routing.services.proving import prove_at

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
    FlowVersion.objects.create(
        organisation_id=by.organisation_id,
        flow=flow,
        number=1,
        document=document,
        edited_by=by,
        edited_at=now,
    )
    _record(by, flow, "created", now=now)
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
    flow = _locked(by, flow_id)
    if seen_revision is not None and seen_revision != _revision(flow):
        raise errors.FlowChangedMeanwhile
    draft = _draft(flow, by, now=now)
    document = edit(draft.document)
    _check_readable(document)
    draft.document, draft.revision, draft.edited_by, draft.edited_at = document, draft.revision + 1, by, now
    draft.save(update_fields=["document", "revision", "edited_by", "edited_at"])
    if flow.title != document["title"]:
        flow.title = document["title"]
        flow.save(update_fields=["title"])
    _record(by, flow, "edited", now=now)
    return draft


@use_case
def discard_draft(*, by: Member, flow_id: UUID, now: datetime) -> None:
    """Throw the draft away; what is live stays.

    Raises:
        NotFound: the organisation has no such flow, or it has no draft.
        NothingLive: it would be left without any version.
    """
    account_policies.check_can_supervise(by)
    flow = _locked(by, flow_id)
    if not _versions(flow).filter(state=FlowState.PUBLISHED).exists():
        raise errors.NothingLive
    if not _versions(flow).filter(state=FlowState.DRAFT).delete()[0]:
        raise NotFound
    _record(by, flow, "discarded", now=now)


@use_case
def publish_flow(*, by: Member, flow_id: UUID, note: str, seen_revision: int, now: datetime) -> FlowVersion:
    """Let the draft handle calls from the next one on. Calls under way keep their version.

    Raises:
        NotFound: the organisation has no such flow, or it has no draft.
        FlowChangedMeanwhile: the draft is not the one that was looked at.
        FlowUnproven: the verifier found a way in which a caller is let fall; carries every problem.
    """
    account_policies.check_can_supervise(by)
    flow = _locked(by, flow_id)
    draft = _versions(flow).filter(state=FlowState.DRAFT).first()
    if draft is None:
        raise NotFound
    if draft.revision != seen_revision:
        raise errors.FlowChangedMeanwhile
    _check_proven(draft.document, _places(flow), now=now)
    return _put_live(flow, draft, by, note, now=now)


@use_case
def roll_back(*, by: Member, flow_id: UUID, number: int, now: datetime) -> FlowVersion:
    """Let an earlier version handle calls again, as a new version; a draft stays as it is.

    Raises:
        NotFound: the flow has no such earlier version.
        FlowUnproven: it let nobody fall then and would now, since members left, say, or hours changed.
    """
    account_policies.check_can_supervise(by)
    flow = _locked(by, flow_id)
    earlier = _versions(flow).filter(state=FlowState.ARCHIVED, number=number).first()
    if earlier is None:
        raise NotFound
    _check_proven(earlier.document, _places(flow), now=now)
    again = FlowVersion.objects.create(
        organisation_id=by.organisation_id,
        flow=flow,
        number=_next_number(flow),
        document=earlier.document,
        based_on=earlier,
        edited_by=by,
        edited_at=now,
        state=FlowState.ARCHIVED,
    )
    return _put_live(flow, again, by, _("Rolled back to %(number)d") % {"number": number}, now=now)


@use_case
def assign_lines(*, by: Member, flow_id: UUID, line_ids: set[UUID], now: datetime) -> None:
    """Let a flow handle the calls of these lines and of no others; those it leaves get the built-in flow again.

    Raises:
        NotFound: the organisation has no such flow or line.
        NothingLive: the flow was never published.
        FlowUnproven: at the place of one of these lines a caller would be let fall.
    """
    account_policies.check_can_supervise(by)
    flow = _locked(by, flow_id)
    live = _versions(flow).filter(state=FlowState.PUBLISHED).first()
    if line_ids and live is None:
        raise errors.NothingLive
    known = selectors.list_lines(organisation_id=by.organisation_id)
    missing = line_ids - {row.line.pk for row in known}
    if missing:
        raise NotFound
    taken = [
        row.line.location for row in known if row.line.pk in line_ids and row.handling.flow_id != flow.pk
    ]
    if live is not None and taken:
        _check_proven(live.document, _distinct(taken), now=now)
    of_ours = LineHandling.objects.of(by.organisation_id)
    of_ours.filter(flow=flow).exclude(line_id__in=line_ids).update(flow=None)
    for row in known:
        if row.line.pk in line_ids:
            row.handling.flow = flow
            row.handling.save(update_fields=None if row.handling._state.adding else ["flow"])
    _record(by, flow, "assigned", now=now)


def _put_live(flow: Flow, version: FlowVersion, by: Member, note: str, *, now: datetime) -> FlowVersion:
    _versions(flow).filter(state=FlowState.PUBLISHED).update(state=FlowState.ARCHIVED)
    version.state, version.note, version.published_by, version.published_at = (
        FlowState.PUBLISHED,
        note.strip(),
        by,
        now,
    )
    version.save(update_fields=["state", "note", "published_by", "published_at"])
    _record(by, flow, "published", now=now)
    return version


def _places(flow: Flow) -> list[Location]:
    """List the places whose calls the flow handles, of a flow without lines those of every line."""
    lines = selectors.list_lines(organisation_id=flow.organisation_id)
    mine = [row.line.location for row in lines if row.handling.flow_id == flow.pk]
    return _distinct(mine or [row.line.location for row in lines])


def _distinct(locations: Iterable[Location]) -> list[Location]:
    return list({location.pk: location for location in locations}.values())


def _check_proven(document: Document, places: Iterable[Location], *, now: datetime) -> None:
    """Refuse what handles calls where the verifier finds a caller let fall: the one gate before a version goes live."""
    read = parse(document)
    if read.flow is None:
        raise errors.FlowUnreadable(read.found)
    proof = prove_at(read.flow, places, now=now)
    if proof.has_errors:
        raise errors.FlowUnproven(proof.problems)


def _locked(by: Member, flow_id: UUID) -> Flow:
    flow = Flow.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=flow_id).first()
    if flow is None:
        raise NotFound
    return flow


def _versions(flow: Flow) -> "QuerySet[FlowVersion]":
    return FlowVersion.objects.of(flow.organisation_id).filter(flow=flow)


def _draft(flow: Flow, by: Member, *, now: datetime) -> FlowVersion:
    draft = _versions(flow).filter(state=FlowState.DRAFT).first()
    if draft is not None:
        return draft
    live = _versions(flow).filter(state=FlowState.PUBLISHED).get()
    return FlowVersion.objects.create(
        organisation_id=flow.organisation_id,
        flow=flow,
        number=_next_number(flow),
        document=live.document,
        based_on=live,
        edited_by=by,
        edited_at=now,
    )


def _revision(flow: Flow) -> int:
    draft = _versions(flow).filter(state=FlowState.DRAFT).first()
    return draft.revision if draft else 0


def _next_number(flow: Flow) -> int:
    return (_versions(flow).aggregate(most=Max("number"))["most"] or 0) + 1


def _record(by: Member, flow: Flow, change: str, *, now: datetime) -> None:
    record(FlowChanged(flow_id=flow.pk, change=change), actor_id=by.pk, now=now)


def _check_readable(document: Document) -> None:
    if not str(document.get("title", "")).strip():
        raise errors.TitleMissing
    found = parse(document)
    if found.flow is None:
        raise errors.FlowUnreadable(found.found)
