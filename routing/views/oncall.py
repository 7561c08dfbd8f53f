"""Who is on call when, and whom to ring for somebody who cannot wait."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import Conflict, NotAllowed, NotFound, Refused
from core.transactions import reading
from routing import selectors
from routing.forms import as_uuid
from routing.forms.oncall import LadderForm, read_rungs, rungs_after
from routing.presenters import ladders as pages
from routing.presenters.rotas import rota_card
from routing.selectors import oncall as rows
from routing.services import oncall as services
from routing.services.oncall import WantedRung

SAVE = "save"


@require_GET
@member_required
def on_call(request: MemberRequest) -> HttpResponse:
    """Say who is on call now and next, and list the ladders."""
    return _list_page(request)


@require_POST
@member_required
def rota_new(request: MemberRequest) -> HttpResponse:
    """Begin a rota."""
    policies.check_can_supervise(request.member)
    name = request.POST.get("name", "")
    try:
        row = services.create_rota(
            by=request.member,
            name=name,
            location_id=as_uuid(request.POST.get("location", "")),
            now=clock.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _list_page(request, problem=str(refusal.sentence), typed=name, status=422)
    messages.success(request, _("%(name)s is begun. Now say who is on when.") % {"name": row.name})
    return redirect("routing:rota", rota_id=row.pk)


@require_http_methods(["GET", "POST"])
@member_required
def ladder_new(request: MemberRequest) -> HttpResponse:
    """Draw up a ladder; buttons of the rungs change only the page."""
    policies.check_can_supervise(request.member)
    return _ladder(request, None)


@require_http_methods(["GET", "POST"])
@member_required
def ladder(request: MemberRequest, ladder_id: UUID) -> HttpResponse:
    """Show a ladder; supervisors change it. Buttons of the rungs change only the page."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    with reading(request.member.organisation_id):
        found = rows.get_ladder(
            organisation_id=request.member.organisation_id, ladder_id=ladder_id, now=clock.now()
        )
    return _ladder(request, found)


@require_POST
@member_required
def ladder_act(request: MemberRequest, ladder_id: UUID) -> HttpResponse:
    """Rehearse a ladder now, or remove it."""
    policies.check_can_supervise(request.member)
    try:
        if request.POST.get("act") == "remove":
            name = services.remove_ladder(by=request.member, ladder_id=ladder_id, now=clock.now())
            messages.success(request, _("%(name)s is removed.") % {"name": name})
            return redirect("routing:on_call")
        services.drill_now(by=request.member, ladder_id=ladder_id, now=clock.now())
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The drill has begun: the first rung has a task to tick off."))
    return redirect("routing:ladder", ladder_id=ladder_id)


def _list_page(
    request: MemberRequest, *, problem: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    organisation, now = request.member.organisation_id, clock.now()
    with reading(organisation):
        rotas = rows.list_rotas(organisation_id=organisation, now=now)
        ladders = rows.list_ladders(organisation_id=organisation, now=now, rotas=rotas)
        ringable = selectors.list_ringable(organisation_id=organisation)
        for one in ladders:
            one.ladder.organisation = request.member.organisation
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("oncall", request.member),
        "rotas": [rota_card(one, ringable, now=now) for one in rotas],
        "ladders": [pages.ladder_card(one, ringable, now=now) for one in ladders],
        "places": accounts.list_locations(organisation_id=organisation),
        "problem": problem,
        "typed": typed,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/on_call.html", context, status=status)


def _ladder(request: MemberRequest, found: rows.LadderRows | None) -> HttpResponse:
    if request.method == "GET":
        initial: dict[str, object] = {"version": found.ladder.version if found else 0}
        if found is not None:
            initial |= {"name": found.ladder.name, "has_drills": found.ladder.has_drills}
        return _ladder_page(request, found, LadderForm(initial=initial), _saved_rungs(found))
    rungs = read_rungs(request.POST)
    if (act := request.POST.get("act", SAVE)) != SAVE:
        rungs = rungs_after(rungs, act, added=request.POST.get("added", ""))
        typed: dict[str, object] = {name: request.POST.get(name, "") for name in ("version", "name")}
        form = LadderForm(initial=typed | {"has_drills": "has_drills" in request.POST})
        return _ladder_page(request, found, form, rungs)
    form = LadderForm(request.POST)
    if not form.is_valid():
        return _ladder_page(request, found, form, rungs, status=422)
    try:
        row = services.save_ladder(
            by=request.member,
            ladder_id=found.ladder.pk if found else None,
            name=form.cleaned_data["name"],
            rungs=rungs,
            has_drills=form.cleaned_data["has_drills"],
            seen_version=form.cleaned_data["version"] or 0,
            now=clock.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        if isinstance(refusal, Conflict) and found is not None:
            # What was typed stays, over the version that is there now: the next press of Save means it.
            form = LadderForm({**request.POST.dict(), "version": str(found.ladder.version)})
            form.is_valid()
        form.add_error(None, str(refusal.sentence))
        return _ladder_page(request, found, form, rungs, status=409 if isinstance(refusal, Conflict) else 422)
    messages.success(request, _("%(name)s is saved.") % {"name": row.name})
    return redirect("routing:ladder", ladder_id=row.pk)


def _saved_rungs(found: rows.LadderRows | None) -> list[WantedRung]:
    return [
        WantedRung(member_id=one.member_id, rota_id=one.rota_id, seconds=one.seconds, times=one.times)
        for one in (found.rungs if found else ())
    ]


def _ladder_page(
    request: MemberRequest,
    found: rows.LadderRows | None,
    form: LadderForm,
    rungs: Sequence[WantedRung],
    *,
    status: int = 200,
) -> HttpResponse:
    organisation, now = request.member.organisation_id, clock.now()
    with reading(organisation):
        rotas = rows.list_rotas(organisation_id=organisation, now=now)
        ringable = selectors.list_ringable(organisation_id=organisation)
        owners = rows.list_owners(organisation)
    if found is not None:
        found.ladder.organisation = request.member.organisation
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("oncall", request.member),
        "ladder": found.ladder if found else None,
        "card": pages.ladder_card(found, ringable, now=now) if found else None,
        "form": form,
        "rungs": pages.rung_rows(rungs, rotas, ringable, now=now),
        "choices": pages.rung_choices(rotas, ringable),
        "owners": pages.owner_words(owners, ringable),
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/ladder.html", context, status=status)
