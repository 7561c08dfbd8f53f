"""The ways callers took through a flow in the last 90 days, the calls behind them, and rehearsing those nobody took."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from routing import ports, selectors
from routing.domain.verifying.problems import MoveKind
from routing.models import FlowState
from routing.presenters import taken as pages
from routing.presenters.flow_proof import walk_url
from routing.presenters.problems import told_of
from routing.selectors import taken as rows
from routing.services import ways


@require_GET
@member_required
def taken(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Show how often each node and exit of the live flow was taken, and what nobody took."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        flow = selectors.get_flow(organisation_id=member.organisation_id, flow_id=flow_id)
        versions = selectors.list_versions(flow=flow)
        live = next((one for one in versions if one.state == FlowState.PUBLISHED), None)
        found = rows.read_taken(flow=flow, document=live.document, member=member, now=now) if live else None
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls", request.member),
        "page": pages.taken_page(flow, live, found, reader=reader_of(member, now=now)),
    }
    return render(request, "routing/flow_taken.html", context)


@require_GET
@member_required
def taken_calls(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """List the calls behind a figure."""
    member, now = request.member, clock.now()
    node, exit_ = request.GET.get("node", ""), request.GET.get("exit", "")
    page = request.GET.get("page", "")
    with reading(member.organisation_id):
        flow = selectors.get_flow(organisation_id=member.organisation_id, flow_id=flow_id)
        versions = selectors.list_versions(flow=flow)
        live = next((one for one in versions if one.state == FlowState.PUBLISHED), None)
        if live is None or node not in live.document["nodes"]:
            raise Http404
        found = rows.list_taken(
            flow=flow,
            document=live.document,
            member=member,
            node=node,
            exit_=exit_,
            page=int(page) if page.isdecimal() and len(page) < 7 else 1,
            now=now,
        )
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls", request.member),
        "page": pages.taken_calls_page(
            flow, found, node=node, exit_=exit_, reader=reader_of(member, now=now)
        ),
    }
    return render(request, "routing/flow_taken_calls.html", context)


@require_GET
@member_required
def rehearse(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Begin to rehearse a way: on the make-believe telephone if a call can go it now, else in the preview."""
    node, exit_ = request.GET.get("node", ""), request.GET.get("exit", "")
    found = ways.find_way(by=request.member, flow_id=flow_id, node=node, exit_=exit_, now=clock.now())
    if found.way is None:
        messages.warning(request, _("No call of the coming year comes that way: the verifier found none."))
        return redirect("routing:flow_taken", flow_id=flow_id)
    handset, line = ports.handset(), found.line
    if found.is_now and handset is not None and line is not None:
        to_do = [move for move in found.way.path if move.kind is not MoveKind.MOMENT]
        address = handset.page(line_id=line.pk, steps=told_of(to_do))
        if address:
            return redirect(address)
    if not found.is_now:
        messages.info(request, _("Nobody can come that way at this time: here it is in the preview."))
    return redirect(walk_url(node, found.way.trial, flow_id, found.lines))
