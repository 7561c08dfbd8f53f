"""Versions of flows: published, rolled back, thrown away, taken from a file, given to lines."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from conversations.errors import TemplateTells
from core import clock
from core.errors import Refused
from routing import errors, services
from routing.domain import editing
from routing.domain.document import parse
from routing.forms import as_uuid
from routing.presenters import flow_lists, flow_words
from routing.presenters.problems import problem_rows
from routing.views.flow_conflicts import file_conflict
from routing.views.flows import changes_page

LARGEST_FILE = 512 * 1024


@require_POST
@member_required
def replace_draft(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Take a file as the draft, if the draft is still the one that was looked at."""
    policies.check_can_supervise(request.member)
    revision = whole(request.POST.get("revision", ""))
    try:
        document = file_of(request)
        services.edit_flow(
            by=request.member,
            flow_id=flow_id,
            edit=lambda _draft: document,
            seen_revision=revision,
            now=clock.now(),
        )
    except errors.FlowChangedMeanwhile as refusal:
        if parse(document).flow is None:
            return changes_page(request, flow_id, problem=said(refusal), status=409)
        return file_conflict(request, flow_id, document, seen_revision=revision)
    except (Refused, ValueError) as refusal:
        return changes_page(request, flow_id, problem=said(refusal), status=422)
    messages.success(request, _("The file is the draft now."))
    return redirect("routing:flow", flow_id=flow_id)


@require_POST
@member_required
def publish(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Let the draft handle calls."""
    policies.check_can_supervise(request.member)
    try:
        version = services.publish_flow(
            by=request.member,
            flow_id=flow_id,
            note=request.POST.get("note", "")[:200],
            seen_revision=whole(request.POST.get("revision", "")),
            now=clock.now(),
        )
    except (
        errors.FlowUnproven, errors.FlowChangedMeanwhile, errors.FlowPutAway, TemplateTells,
    ) as refusal:  # fmt: skip
        return _refused(request, flow_id, refusal)
    messages.success(request, _("Version %(number)d handles calls from now on.") % {"number": version.number})
    return redirect("routing:flow_changes", flow_id=flow_id)


@require_POST
@member_required
def discard(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    policies.check_can_supervise(request.member)
    try:
        services.discard_draft(by=request.member, flow_id=flow_id, now=clock.now())
    except (errors.NothingLive, errors.FlowPutAway) as refusal:
        return changes_page(request, flow_id, problem=said(refusal), status=422)
    messages.success(request, _("The draft is thrown away; what is live stays."))
    return redirect("routing:flow", flow_id=flow_id)


@require_POST
@member_required
def roll_back(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Let an earlier version handle calls again."""
    policies.check_can_supervise(request.member)
    number = whole(request.POST.get("number", ""))
    try:
        version = services.roll_back(by=request.member, flow_id=flow_id, number=number, now=clock.now())
    except (errors.FlowUnproven, errors.FlowChangedMeanwhile, errors.FlowPutAway) as refusal:
        return _refused(request, flow_id, refusal)
    messages.success(request, _("Version %(number)d handles calls from now on.") % {"number": version.number})
    return redirect("routing:flow_changes", flow_id=flow_id)


@require_POST
@member_required
def assign(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Choose the lines whose calls the flow handles."""
    policies.check_can_supervise(request.member)
    chosen = {key for text in request.POST.getlist("line") if (key := as_uuid(text)) is not None}
    try:
        services.assign_lines(by=request.member, flow_id=flow_id, line_ids=chosen, now=clock.now())
    except (
        errors.FlowUnproven,
        errors.NothingLive,
        errors.FlowChangedMeanwhile,
        errors.FlowPutAway,
    ) as refusal:
        return _refused(request, flow_id, refusal)
    messages.success(request, _("The lines are saved."))
    return redirect("routing:flow_changes", flow_id=flow_id)


@require_POST
@member_required
def archive(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Put a flow away that no line follows."""
    policies.check_can_supervise(request.member)
    try:
        flow = services.archive_flow(by=request.member, flow_id=flow_id, now=clock.now())
    except errors.FlowInUse as refusal:
        return changes_page(request, flow_id, problem=said(refusal), status=422)
    messages.success(request, _("%(title)s is put away.") % {"title": flow.title})
    return redirect("routing:flows")


@require_POST
@member_required
def restore(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Bring a flow back."""
    policies.check_can_supervise(request.member)
    flow = services.restore_flow(by=request.member, flow_id=flow_id, now=clock.now())
    messages.success(request, _("%(title)s is back.") % {"title": flow.title})
    return redirect("routing:flow", flow_id=flow_id)


def _refused(request: MemberRequest, flow_id: UUID, refusal: Refused) -> HttpResponse:
    """Show the page again with why not, and with the way to each problem where the verifier found some."""
    found = problem_rows(refusal.problems) if isinstance(refusal, errors.FlowUnproven) else ()
    is_moved = isinstance(refusal, errors.FlowChangedMeanwhile)
    return changes_page(
        request,
        flow_id,
        problem=said(refusal),
        unproven=found,
        seen_revision=whole(request.POST.get("revision", "")) if is_moved else 0,
        status=409 if is_moved else 422,
    )


def file_of(request: MemberRequest) -> dict[str, Any]:
    """Read an uploaded file, or one that was put on top of somebody else's change; it is judged where it is stored.

    Raises:
        ValueError: there is none, it is too large, or it is not JSON; the sentence says which.
    """
    upload, typed = request.FILES.get("file"), request.POST.get("document", "")
    if upload is None and not typed:
        raise ValueError(_("Choose a file."))
    if (len(typed) if upload is None else upload.size or 0) > LARGEST_FILE:
        raise ValueError(_("The file is larger than 512 kB."))
    try:
        document = json.loads(typed if upload is None else upload.read().decode())
    except (ValueError, RecursionError) as fault:
        raise ValueError(_("The file is not JSON.")) from fault
    if not isinstance(document, dict):
        raise ValueError(_("The file is not a flow."))
    return document


def whole(text: str) -> int:
    """Read a number of a form; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def said(refusal: Exception) -> str:
    """Give a sentence to show."""
    if isinstance(refusal, editing.EditImpossible):
        return flow_words.why_not(refusal.why, refusal.name)
    if isinstance(refusal, errors.FlowUnreadable):
        return "; ".join(f"{one.path}: {flow_words.fault_sentence(one)}" for one in refusal.found[:8])
    if isinstance(refusal, errors.FlowChangedMeanwhile) and refusal.at is not None:
        return flow_lists.changed_by(refusal.by, refusal.at)
    return str(refusal.sentence) if isinstance(refusal, Refused) else str(refusal)
