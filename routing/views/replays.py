"""Replays of recorded calls through a draft: begun, watched, cancelled, read."""

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from routing import selectors
from routing.models import Flow, FlowVersion
from routing.presenters import replay as pages
from routing.presenters.flows import shown_version
from routing.selectors import replays as rows
from routing.services import pasts, replaying

USUAL_DAYS = 30


@require_GET
@never_cache
@member_required
def replay(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Show the latest replay of the draft, and begin another."""
    return _page(request, flow_id)


@require_GET
@never_cache
@member_required
def progress(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Show how far the replay is, asked every second while it is under way."""
    if not request.htmx:
        return redirect("routing:flow_replay", flow_id=flow_id)
    organisation = request.member.organisation_id
    with reading(organisation):
        flow = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        run = _run(request, flow, shown_version(selectors.list_versions(flow=flow)))
    context = {"run": run, "can_change": policies.can_supervise(request.member)}
    return render(request, "routing/_flow_replay.html", context)


@require_POST
@member_required
def start(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Begin a replay of the days that were chosen."""
    policies.check_can_supervise(request.member)
    typed = (request.POST.get("from", ""), request.POST.get("to", ""))
    first, last = _day(typed[0]), _day(typed[1])
    if first is None or last is None:
        return _page(
            request, flow_id, typed=typed, problem=_("Choose the first and the last day."), status=422
        )
    try:
        replaying.start_replay(
            by=request.member, flow_id=flow_id, starts_on=first, ends_on=last, now=clock.now()
        )
    except replaying.EXPECTED as refusal:
        return _page(request, flow_id, typed=typed, problem=str(refusal.sentence), status=422)
    return redirect("routing:flow_replay", flow_id=flow_id)


@require_POST
@member_required
def cancel(request: MemberRequest, flow_id: UUID, replay_id: UUID) -> HttpResponse:
    """End the replay that is under way."""
    replaying.cancel_replay(by=request.member, flow_id=flow_id, replay_id=replay_id, now=clock.now())
    return redirect("routing:flow_replay", flow_id=flow_id)


def _page(
    request: MemberRequest,
    flow_id: UUID,
    *,
    typed: tuple[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    member = request.member
    today = clock.now().astimezone(ZoneInfo(member.organisation.time_zone)).date()
    window = typed or ((today - timedelta(days=USUAL_DAYS - 1)).isoformat(), today.isoformat())
    with reading(member.organisation_id):
        flow = selectors.get_flow(organisation_id=member.organisation_id, flow_id=flow_id)
        lines = pasts.lines_of(flow)
        tried = shown_version(selectors.list_versions(flow=flow))
        run = _run(request, flow, tried)
    page = pages.replay_page(
        flow,
        tried=tried,
        window=window,
        today=today,
        lines=[row.line.name for row in lines],
        run=run,
        problem=problem,
    )
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls", request.member),
        "page": page,
        "run": run,
        "can_change": policies.can_supervise(member),
    }
    return render(request, "routing/flow_replay.html", context, status=status)


def _run(request: MemberRequest, flow: Flow, tried: FlowVersion) -> pages.RunShown | None:
    member = request.member
    digest = replaying.digest(tried.document)
    run = rows.latest_replay(flow=flow, digest=digest)
    if run is None:
        return None
    people = selectors.list_ringable(organisation_id=member.organisation_id)
    queues = selectors.list_queue_names(organisation_id=member.organisation_id)
    return pages.run_shown(
        run,
        rows.list_changed(replay=run, member=member, page=_number(request.GET.get("page", ""))),
        reader=reader_of(member, now=clock.now()),
        digest=digest,
        names={one.pk: one.name for one, _phone in people},
        queues={UUID(key): name for key, name in queues},
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 7 else 1
