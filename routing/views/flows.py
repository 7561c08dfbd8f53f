"""Flows as they are: the list, the page of one, its versions and changes, its file."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from core import clock
from core.transactions import reading
from routing import selectors
from routing.domain.differences import differences
from routing.domain.document import parse
from routing.models import FlowState
from routing.presenters import flow_lists
from routing.presenters import flows as pages
from routing.presenters.flow_graph import Rows, node_url
from routing.presenters.flow_node import NodeForm
from routing.presenters.problems import ProblemRow
from routing.services.rehearsing import Supposed, rehearse_draft

# Holidays of the years in between are surely known.
FARTHEST = timedelta(days=1000)


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


def flows_page(
    request: MemberRequest, *, problem: str = "", title: str = "", status: int = 200
) -> HttpResponse:
    """Draw the list of flows."""
    organisation = request.member.organisation_id
    with reading(organisation):
        rows = flow_lists.flow_rows(selectors.list_flows(organisation_id=organisation))
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls"),
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
        shown = pages.shown_version(versions)
        preview = _preview(request, shown.document)
        page = pages.flow_page(
            found, versions, node=node, rows=rows, preview=preview, form=form, refusal=refusal
        )
    context = {
        "shell": shell(request, current="settings"),
        "page": page,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/flow.html", context, status=status)


def changes_page(
    request: MemberRequest,
    flow_id: UUID,
    *,
    problem: str = "",
    unproven: tuple[ProblemRow, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw what the draft changes; `unproven` is what the verifier found as it was to be published."""
    organisation = request.member.organisation_id
    with reading(organisation):
        found = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        versions = selectors.list_versions(flow=found)
        rows, lines = rows_of(request), selectors.list_lines(organisation_id=organisation)
    draft = next((one for one in versions if one.state == FlowState.DRAFT), None)
    live = next((one for one in versions if one.state == FlowState.PUBLISHED), None)
    changed = differences(live.document, draft.document) if live and draft else ()
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls"),
        "flow": found,
        "draft": draft,
        "live": live,
        "changes": flow_lists.change_rows(changed, rows),
        "faults": len(parse(draft.document).found) if draft else 0,
        "versions": flow_lists.version_rows(versions),
        "lines": [(row.line, row.handling.flow_id == found.pk) for row in lines],
        "problem": problem,
        "unproven": [(row, node_url(found.pk, row.node)) for row in unproven],
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/flow_changes.html", context, status=status)


def rows_of(request: MemberRequest) -> Rows:
    """List what boxes choose among."""
    organisation = request.member.organisation_id
    members = selectors.list_ringable(organisation_id=organisation)
    return Rows(
        {
            "member": [(str(member.pk), member.name) for member, _phone in members],
            "queue": selectors.list_queue_names(organisation_id=organisation),
            "skill": selectors.list_skill_names(organisation_id=organisation),
        }
    )


def _preview(request: MemberRequest, document: object) -> pages.FlowPreview:
    """Try the flow at the moment that was asked for, on one of its lines; a flow that cannot be read is not tried."""
    asked = request.GET if request.method == "GET" else QueryDict()
    lines = selectors.list_lines(organisation_id=request.member.organisation_id)
    drawn = parse(document).flow
    if not lines or drawn is None:
        return pages.no_preview(
            clock.now(), _("There is no telephone line to try it on.") if not lines else ""
        )
    line = lines[0].line
    at = _moment(asked.get("at", ""), line.location.time_zone)
    supposed = Supposed(
        at=at,
        number=_number(asked.get("caller", "")),
        caller=asked.get("who", "new"),
        language=asked.get("language", ""),
        staffing=asked.get("staffing", "there"),
    )
    problem = ""
    if abs(at - clock.now()) > FARTHEST:
        problem = _("That is too far away. Here is what happens now.")
        supposed = Supposed(at=clock.now())
    seen = rehearse_draft(line, drawn, supposed)
    names = {
        member.pk: member.name
        for member, _phone in selectors.list_ringable(organisation_id=line.organisation_id)
    }
    return pages.preview_of(
        seen,
        supposed,
        names=names,
        zone=line.location.time_zone,
        asked=bool(asked.get("at")),
        problem=problem,
    )


def _moment(typed: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        return clock.now()


def _number(typed: str) -> str:
    try:
        return normalise(typed.strip()[:40], kind=AddressKind.PHONE).value
    except AddressInvalid:
        return ""
