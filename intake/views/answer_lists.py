"""Settings: lists of answers that several forms offer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake.errors import NoSuchList
from intake.forms.builder import read_answers_offered
from intake.presenters.forms.builder import lists_page
from intake.selectors import forms as selectors
from intake.services.forms import lists as services


@require_GET
@member_required
def lists(request: MemberRequest) -> HttpResponse:
    """Show the lists, with room for a new one."""
    return _page(request, None)


@require_GET
@member_required
def one_list(request: MemberRequest, list_id: UUID) -> HttpResponse:
    """Show a list with its answers."""
    return _page(request, list_id)


@require_POST
@owner_required
def list_new(request: MemberRequest) -> HttpResponse:
    """Make a list."""
    return _keep(request, None)


@require_POST
@owner_required
def list_act(request: MemberRequest, list_id: UUID) -> HttpResponse:
    """Keep a list as it was sent, or take it away."""
    if request.POST.get("act") != "remove":
        return _keep(request, list_id)
    try:
        services.remove_list(by=request.member, list_id=list_id, now=clock.now())
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(request, list_id, problem=str(refusal.sentence), status=status_of(refusal))
    messages.success(request, _("The list is gone."))
    return redirect("intake:answer_lists")


def _keep(request: MemberRequest, list_id: UUID | None) -> HttpResponse:
    try:
        row = services.keep_list(
            by=request.member,
            list_id=list_id,
            name=request.POST.get("name", ""),
            options=read_answers_offered(request.POST),
            now=clock.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(request, list_id, problem=str(refusal.sentence), status=status_of(refusal))
    return redirect("intake:answer_list", list_id=row.pk)


def _page(
    request: MemberRequest, list_id: UUID | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        rows = selectors.list_option_sets(organisation_id=organisation_id)
        uses = selectors.uses_of_lists(organisation_id=organisation_id)
    chosen = next((one for one in rows if one.pk == list_id), None)
    if list_id is not None and chosen is None:
        raise NoSuchList
    typed = request.POST.get("name", "") if problem else ""
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("forms", request.member),
        "page": lists_page(rows, uses, chosen, read_answers_offered(request.POST) if problem else None),
        "typed": typed or (chosen.name if chosen else ""),
        "problem": problem,
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "intake/answer_lists.html", context, status=status)
