"""A flow and its versions as rows, for those who change them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from accounts.models import Member
from core.errors import NotFound
from core.events import record
from routing import errors
from routing.events import FlowChanged
from routing.models import Flow, FlowVersion


def locked(by: Member, flow_id: UUID, *, even_put_away: bool = False) -> Flow:
    """Get a flow that nobody else changes until the transaction ends.

    Raises:
        NotFound: the organisation has no such flow.
        FlowPutAway: it was put away, unless that is no matter.
    """
    flow = Flow.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=flow_id).first()
    if flow is None:
        raise NotFound
    if flow.archived_at is not None and not even_put_away:
        raise errors.FlowPutAway
    return flow


def versions_of(flow: Flow) -> "QuerySet[FlowVersion]":
    """Give the versions of a flow."""
    return FlowVersion.objects.of(flow.organisation_id).filter(flow=flow)


def changed_meanwhile(draft: FlowVersion | None) -> errors.FlowChangedMeanwhile:
    """Say that a draft is not the one that was looked at, with who saved it, and when."""
    if draft is None:
        return errors.FlowChangedMeanwhile()
    return errors.FlowChangedMeanwhile(draft.edited_by.name if draft.edited_by else "", draft.edited_at)


def next_number(flow: Flow) -> int:
    """Give the number of a version to come."""
    return (versions_of(flow).aggregate(most=Max("number"))["most"] or 0) + 1


def note_change(by: Member, flow: Flow, change: str, *, now: datetime) -> None:
    """Record what became of a flow."""
    record(FlowChanged(flow_id=flow.pk, change=change), actor_id=by.pk, now=now)


def rename(flow: Flow, document: Mapping[str, Any]) -> None:
    """Call a flow what its draft calls it."""
    if flow.title != document["title"]:
        flow.title = document["title"]
        flow.save(update_fields=["title"])
