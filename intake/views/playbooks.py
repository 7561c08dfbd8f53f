"""Settings: playbooks. Inquiries: their outcomes, and the funnel."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, owner_required, status_of, writer_required
from accounts.models import Member, Team
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations.models import Line
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake.domain.forms.document import read
from intake.domain.playbooks.stages import Next
from intake.forms.playbooks import identifier, read_playbook
from intake.models import Playbook
from intake.presenters import funnel as present_funnel
from intake.presenters import playbooks as present
from intake.selectors import forms as form_selectors
from intake.selectors import playbooks as selectors
from intake.services.playbooks import following, keeping
from scheduling.models import Service

EMPTY: dict[str, Any] = {
    "name": "", "line_id": None, "service_id": None, "form_id": None, "asked": [], "outcomes": [],
}  # fmt: skip


@require_GET
@member_required
def playbooks(request: MemberRequest) -> HttpResponse:
    """List playbooks."""
    with reading(request.member.organisation_id):
        rows = selectors.list_playbooks(organisation_id=request.member.organisation_id)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("playbooks", request.member),
        "rows": [present.row_of(row) for row in rows],
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "intake/playbooks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def playbook_new(request: MemberRequest) -> HttpResponse:
    """Make a playbook."""
    return _keep(request, None) if request.method == "POST" else _page(request, None, EMPTY)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def playbook(request: MemberRequest, playbook_id: UUID) -> HttpResponse:
    """Show a playbook, keep it, or put it away."""
    with reading(request.member.organisation_id):
        row = selectors.get_playbook(organisation_id=request.member.organisation_id, playbook_id=playbook_id)
    if request.method != "POST":
        return _page(request, row, _held(row))
    if request.POST.get("act") == "away":
        keeping.put_away(by=request.member, playbook_id=playbook_id, now=clock.now())
        return redirect("intake:playbook", playbook_id=playbook_id)
    return _keep(request, row)


@require_POST
@writer_required
def inquiry_outcome(request: MemberRequest, inquiry_id: UUID) -> HttpResponse:
    """Record what came of an inquiry; what is to be booked goes on at the booking page."""
    row, kind = following.take_outcome(
        by=request.member,
        inquiry_id=inquiry_id,
        outcome=request.POST.get("outcome", ""),
        reason=request.POST.get("reason", ""),
        now=clock.now(),
    )
    url = reverse("conversations:conversation", args=[row.conversation_id])
    if kind is Next.BOOK:
        url = f"{reverse('scheduling:appointment_new')}?{urlencode(present.booking_values(row, url))}"
    if "hx-request" not in request.headers:
        return redirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


@require_POST
@writer_required
def inquiry_book(request: MemberRequest, inquiry_id: UUID) -> HttpResponse:
    """Go on by another playbook."""
    playbook_id = identifier(request.POST.get("playbook", ""))
    row = following.choose_playbook(
        by=request.member, inquiry_id=inquiry_id, playbook_id=playbook_id or inquiry_id, now=clock.now()
    )
    if "hx-request" not in request.headers:
        return redirect("conversations:conversation", row.conversation_id)
    return HttpResponse(status=204)


@require_GET
@member_required
def funnel(request: MemberRequest) -> HttpResponse:
    """Show how far inquiries came, and the rows of a figure."""
    wanted = request.GET.get("days", "")
    days = next((n for n in present_funnel.DAYS if f"{n}" == wanted), 30)
    with reading(request.member.organisation_id):
        rows = selectors.list_inquiries(member=request.member, since=clock.now() - timedelta(days=days))
        books = selectors.list_playbooks(organisation_id=request.member.organisation_id)
        page = present_funnel.funnel_page(
            rows,
            request.member,
            days=days,
            at=request.GET.get("at", ""),
            kind=request.GET.get("kind", ""),
            source=request.GET.get("source"),
            has_playbook=bool(books),
        )
    context = {"shell": shell(request, current="inquiries"), "page": page}
    return render(request, "intake/funnel.html", context)


def _held(row: Playbook) -> dict[str, Any]:
    return {
        "name": row.name,
        "line_id": row.line_id,
        "service_id": row.service_id,
        "form_id": row.form_id,
        "asked": row.asked,
        "outcomes": row.outcomes,
    }


def _keep(request: MemberRequest, row: Playbook | None) -> HttpResponse:
    values = read_playbook(request.POST)
    version = request.POST.get("version", "")
    try:
        kept = keeping.keep_playbook(
            by=request.member,
            playbook_id=row.pk if row else None,
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
            values=keeping.Values(**values),
            now=clock.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(request, row, values, problem=str(refusal.sentence), status=status_of(refusal))
    messages.success(request, _("“%(name)s” is kept.") % {"name": kept.name})
    return redirect("intake:playbook", playbook_id=kept.pk)


def _page(
    request: MemberRequest,
    row: Playbook | None,
    values: dict[str, Any],
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    with reading(request.member.organisation_id):
        around = _around(request.member.organisation_id, values["form_id"])
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("playbooks", request.member),
        "page": present.playbook_page(row, values, around),
        "problem": problem,
    }
    return render(request, "intake/playbook.html", context, status=status)


def _around(organisation_id: UUID, form_id: UUID | None) -> present.Around:
    members = Member.objects.select_related("user").filter(organisation_id=organisation_id, is_active=True)
    version = (
        form_selectors.find_published(organisation_id=organisation_id, form_id=form_id) if form_id else None
    )
    return present.Around(
        lines=tuple(Line.objects.of(organisation_id).order_by("name").values_list("id", "name")),
        services=tuple(
            Service.objects.of(organisation_id)
            .filter(is_active=True)
            .order_by("name")
            .values_list("id", "name")
        ),
        forms=tuple((one.pk, one.name) for one in form_selectors.list_open(organisation_id=organisation_id)),
        members=tuple((one.pk, one.name) for one in members if policies.can_write(one)),
        teams=tuple(
            Team.objects.filter(organisation_id=organisation_id).order_by("name").values_list("id", "name")
        ),
        definition=read(version.document) if version else None,
    )
