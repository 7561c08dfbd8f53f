"""Flows as they are: the list, the page of one, its versions and changes, its file."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from routing import ports, selectors, services
from routing.domain.differences import differences
from routing.models import FlowState, FlowVersion
from routing.presenters import flow_lists, flow_proof
from routing.presenters import flows as pages
from routing.presenters.flow_graph import ProblemRow, Rows, node_url
from routing.presenters.flow_node import NodeForm
from routing.presenters.problems import ProblemRow as UnprovenRow
from routing.views import flow_trials


@require_GET
@member_required
def flows(request: MemberRequest) -> HttpResponse:
    """List the flows, with a form for a new one."""
    return flows_page(request)


@require_GET
@member_required
def flow(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Show a flow: its draft, else what is live."""
    return flow_page(request, flow_id, node=request.GET.get("node", ""))


@require_GET
@member_required
def changes(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Show what the draft changes, the versions, and which lines follow the flow."""
    return changes_page(request, flow_id)


@require_GET
@member_required
def export(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Give the flow as a file."""
    organisation = request.member.organisation_id
    with reading(organisation):
        found = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        shown = pages.shown_version(selectors.list_versions(flow=found))
    answer = JsonResponse(shown.document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    name = slugify(found.title) or "flow"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{shown.number}.json"'
    return answer


@require_GET
@member_required
def proof(request: MemberRequest, flow_id: UUID) -> JsonResponse:
    """Say how far the verifier is; a page that waits for it asks every second."""
    organisation = request.member.organisation_id
    with reading(organisation):
        found = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        shown = pages.shown_version(selectors.list_versions(flow=found))
        standing = services.standing_of(shown, now=clock.now())
    return JsonResponse({"state": standing.check})


def flows_page(
    request: MemberRequest, *, problem: str = "", title: str = "", status: int = 200
) -> HttpResponse:
    """Draw the list of flows."""
    organisation = request.member.organisation_id
    with reading(organisation):
        rows = flow_lists.flow_rows(selectors.list_flows(organisation_id=organisation))
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls", request.member),
        "flows": rows,
        "trade": request.member.organisation.get_industry_display(),
        "problem": problem,
        "typed_title": title,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/flows.html", context, status=status)


def flow_page(
    request: MemberRequest,
    flow_id: UUID,
    *,
    node: str,
    form: NodeForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the page of a flow; `form` is the chosen node as it was typed."""
    organisation = request.member.organisation_id
    with reading(organisation):
        found = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        versions = selectors.list_versions(flow=found)
        rows = rows_of(request)
        shown, now = pages.shown_version(versions), clock.now()
        lines = selectors.list_lines(organisation_id=organisation)
        standing = services.standing_of(shown, now=now)
        page = pages.flow_page(
            found,
            versions,
            node=node,
            rows=rows,
            preview=flow_trials.preview(request, shown, lines),
            problems=_problems(shown, lines, standing),
            proof=flow_proof.proof_row(standing, now=now),
            steps=selectors.has_steps(version=shown),
            form=form,
            refusal=refusal,
            try_url=_try_url(shown, lines),
        )
    context = {
        "shell": shell(request, current="settings"),
        "page": page,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/flow.html", context, status=status)


def _try_url(shown: FlowVersion, lines: Sequence[selectors.LineSettings]) -> str:
    """Give where the draft is called, "" where there is no make-believe telephone or no line."""
    handset = ports.handset()
    if handset is None or not lines:
        return ""
    return handset.page(line_id=flow_trials.tried_line("", lines, shown).pk, draft=shown.flow_id)


def changes_page(
    request: MemberRequest,
    flow_id: UUID,
    *,
    problem: str = "",
    unproven: tuple[UnprovenRow, ...] = (),
    seen_revision: int = 0,
    status: int = 200,
) -> HttpResponse:
    """Draw what the draft changes; `unproven` is what the verifier found as it was to be published.

    `seen_revision` is of a draft that somebody else has changed since it was looked at.
    """
    organisation = request.member.organisation_id
    with reading(organisation):
        found = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        versions = selectors.list_versions(flow=found)
        rows, lines = rows_of(request), selectors.list_lines(organisation_id=organisation)
        draft = next((one for one in versions if one.state == FlowState.DRAFT), None)
        found_wrong = _problems(draft, lines) if draft else ()
        seen = draft and selectors.seen_document(version=draft, revision=seen_revision)
    live = next((one for one in versions if one.state == FlowState.PUBLISHED), None)
    changed = differences(live.document, draft.document) if live and draft else ()
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls", request.member),
        "flow": found,
        "draft": draft,
        "live": live,
        "changes": flow_lists.change_rows(changed, rows),
        "faults": len([row for row in found_wrong if row.is_error]),
        "meanwhile": flow_lists.change_rows(differences(seen, draft.document), rows)
        if seen and draft
        else (),
        "versions": flow_lists.version_rows(versions),
        "lines": [(row.line, row.handling.flow_id == found.pk) for row in lines],
        "problem": problem,
        "unproven": [(row, node_url(found.pk, row.node)) for row in unproven],
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/flow_changes.html", context, status=status)


def _problems(
    version: FlowVersion,
    lines: Sequence[selectors.LineSettings],
    standing: services.Standing | None = None,
) -> tuple[ProblemRow, ...]:
    known = standing or services.standing_of(version, now=clock.now())
    return flow_proof.problems_of(
        known, version.document, flow_id=version.flow_id, lines=[row.line for row in lines]
    )


def rows_of(request: MemberRequest) -> Rows:
    """List what boxes choose among."""
    organisation = request.member.organisation_id
    members = selectors.list_ringable(organisation_id=organisation)
    return Rows(
        {
            "member": [(str(member.pk), member.name) for member, _phone in members],
            "queue": selectors.list_queue_names(organisation_id=organisation),
            "ladder": selectors.list_ladder_names(organisation_id=organisation),
            "skill": selectors.list_skill_names(organisation_id=organisation),
        }
    )
