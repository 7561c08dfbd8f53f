"""Undo and redo of a draft's edits: its steps are kept by the server, so that they are the same on every screen."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from accounts import policies as account_policies
from accounts.models import Member
from core.errors import NotFound
from core.transactions import step, use_case
from routing import errors
from routing.domain.editing import content_of
from routing.models import Flow, FlowState, FlowStep, FlowVersion
from routing.services.checking import ask_proof
from routing.services.flow_rows import changed_meanwhile, locked, note_change, rename, versions_of

# How many edits can be undone.
MOST: Final = 40


@step
def keep_step(draft: FlowVersion, before: FlowStep) -> None:
    """Add what a draft says now to its steps, after `before`, which is what it said until now.

    What was undone before it is gone for good.
    """
    steps = steps_of(draft)
    if not steps.filter(position=draft.step).exists():
        before.save()
    steps.filter(position__gt=draft.step).delete()
    draft.step += 1
    draft.save(update_fields=["step"])
    _step_now(draft).save()
    steps.filter(position__lt=draft.step - MOST).delete()


@step
def step_of(draft: FlowVersion) -> FlowStep:
    """Give a draft as it stands as a step that is not kept yet."""
    return _step_now(draft)


@step
def steps_of(version: FlowVersion) -> "QuerySet[FlowStep]":
    """Give the steps of a draft that are kept."""
    return FlowStep.objects.of(version.organisation_id).filter(version=version)


@use_case
def undo_edit(*, by: Member, flow_id: UUID, seen_revision: int, now: datetime) -> FlowVersion:
    """Let the draft say again what it said one edit before.

    Raises:
        NotFound: the organisation has no such flow, or it has no draft.
        FlowChangedMeanwhile: the draft is not the one that was looked at.
        NothingToUndo: it has no edit before this one.
    """
    return _moved(by, flow_id, seen_revision, by_steps=-1, now=now)


@use_case
def redo_edit(*, by: Member, flow_id: UUID, seen_revision: int, now: datetime) -> FlowVersion:
    """Let the draft say again what was undone.

    Raises:
        NotFound: the organisation has no such flow, or it has no draft.
        FlowChangedMeanwhile: the draft is not the one that was looked at.
        NothingToUndo: nothing was undone since the latest edit.
    """
    return _moved(by, flow_id, seen_revision, by_steps=1, now=now)


def _moved(by: Member, flow_id: UUID, seen_revision: int, *, by_steps: int, now: datetime) -> FlowVersion:
    account_policies.check_can_supervise(by)
    flow = locked(by, flow_id)
    draft = versions_of(flow).filter(state=FlowState.DRAFT).select_related("edited_by__user").first()
    if draft is None:
        raise NotFound
    if draft.revision != seen_revision:
        raise changed_meanwhile(draft)
    to = steps_of(draft).filter(position=draft.step + by_steps).first()
    if to is None:
        raise errors.NothingToUndo
    was = content_of(draft.document)
    draft.document, draft.step, draft.revision = to.document, to.position, draft.revision + 1
    draft.edited_by, draft.edited_at = by, now
    draft.save(update_fields=["document", "step", "revision", "edited_by", "edited_at"])
    to.revision = draft.revision
    to.save(update_fields=["revision"])
    _settle(by, flow, draft, was, now=now)
    return draft


def _settle(by: Member, flow: Flow, draft: FlowVersion, was: str, *, now: datetime) -> None:
    rename(flow, draft.document)
    note_change(by, flow, "edited", now=now)
    if content_of(draft.document) != was:
        ask_proof(draft, now=now)


def _step_now(draft: FlowVersion) -> FlowStep:
    values: dict[str, Any] = {"document": draft.document, "by": draft.edited_by, "at": draft.edited_at}
    return FlowStep(
        organisation_id=draft.organisation_id,
        version=draft,
        position=draft.step,
        revision=draft.revision,
        **values,
    )
