"""One rota: two weeks ahead, its shifts, and what deviates from them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.models import Member
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from routing import selectors
from routing.errors import NoSuchRota
from routing.forms import as_uuid
from routing.forms.oncall import CoverForm, ShiftForm, SwapForm
from routing.presenters import rotas as pages
from routing.presenters.lines import Ringable
from routing.selectors import oncall as rows
from routing.services import oncall as services


@require_GET
@member_required
def rota(request: MemberRequest, rota_id: UUID) -> HttpResponse:
    """Show a rota: two weeks ahead, its shifts, and what deviates from them."""
    return _rota_page(request, rota_id)


@require_POST
@member_required
def rota_act(request: MemberRequest, rota_id: UUID) -> HttpResponse:
    """Change a rota; what cannot be done is said on top and what was typed stays."""
    policies.check_can_supervise(request.member)
    act = request.POST.get("act", "")
    with reading(request.member.organisation_id):
        found = rows.get_rota(
            organisation_id=request.member.organisation_id, rota_id=rota_id, now=clock.now()
        )
        ringable = selectors.list_ringable(organisation_id=request.member.organisation_id)
    bound = _bound(act, request.POST, found, ringable)
    with timezone.override(found.rota.location.time_zone):
        is_good = all(form.is_valid() for form in bound.values())
    if act not in _ACTS or not is_good:
        problem = "" if act in _ACTS else _("Nothing was asked for.")
        if act == "change":
            problem = _("Say from when to when the shift lasts.")
        return _rota_page(request, rota_id, problem=problem, bound=bound, status=422)
    try:
        said = _ACTS[act](request, found, bound.get(act))
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _rota_page(request, rota_id, problem=str(refusal.sentence), bound=bound, status=422)
    messages.success(request, said)
    return redirect("routing:on_call") if act == "remove" else redirect("routing:rota", rota_id=rota_id)


def _bound(act: str, data: QueryDict, found: rows.RotaRows, ringable: Ringable) -> dict[str, forms.Form]:
    """Give the form of what is asked for, with what was typed."""
    members = pages.member_choices(ringable)
    match act:
        case "shift" | "change":
            return {act: ShiftForm(data, members=members)}
        case "cover":
            return {act: CoverForm(data, members=members)}
        case "swap":
            turns = pages.turn_choices(found, ringable, now=clock.now())
            # The turn that is on began, and began to be told of, a moment ago.
            typed = [(value, value) for name in ("one", "other") if _is_instant(value := data.get(name, ""))]
            return {act: SwapForm(data, turns=[*turns, *typed])}
    return {}


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _rota_page(
    request: MemberRequest,
    rota_id: UUID,
    *,
    problem: str = "",
    bound: Mapping[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    organisation, now = request.member.organisation_id, clock.now()
    with reading(organisation):
        found = rows.get_rota(organisation_id=organisation, rota_id=rota_id, now=now)
        ringable = selectors.list_ringable(organisation_id=organisation)
    zone, members = found.rota.location.time_zone, pages.member_choices(ringable)
    bound = bound or {}
    turns = pages.turn_choices(found, ringable, now=now)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("oncall", request.member),
        "rota": found.rota,
        "card": pages.rota_card(found, ringable, now=now),
        "days": pages.day_rows(found, ringable, now=now),
        "shifts": pages.shift_rows(found.shifts, ringable),
        "overrides": pages.override_rows(found.overrides, zone),
        "members": members,
        "shift_form": bound.get("shift") or ShiftForm(members=members),
        "cover_form": bound.get("cover") or CoverForm(members=members),
        "swap_form": bound.get("swap") or SwapForm(turns=turns),
        "can_swap": len({words.partition(",")[0] for _key, words in turns}) > 1,
        "problem": problem,
        "can_change": policies.can_supervise(request.member),
    }
    with timezone.override(zone):
        return render(request, "routing/rota.html", context, status=status)


def _id(data: QueryDict, name: str) -> UUID:
    found = as_uuid(data.get(name, ""))
    if found is None:
        raise NoSuchRota
    return found


def _add_shifts(request: MemberRequest, found: rows.RotaRows, form: Any) -> str:
    services.add_shifts(by=request.member, rota_id=found.rota.pk, wanted=form.wanted(), now=clock.now())
    return _("The shift is added.")


def _change_shift(request: MemberRequest, found: rows.RotaRows, form: Any) -> str:
    services.change_shift(
        by=request.member,
        rota_id=found.rota.pk,
        shift_id=_id(request.POST, "shift"),
        wanted=form.wanted(),
        now=clock.now(),
    )
    return _("The shift is changed.")


def _remove_shift(request: MemberRequest, found: rows.RotaRows, _form: Any) -> str:
    services.remove_shift(
        by=request.member, rota_id=found.rota.pk, shift_id=_id(request.POST, "shift"), now=clock.now()
    )
    return _("The shift is removed.")


def _cover(request: MemberRequest, found: rows.RotaRows, form: Any) -> str:
    services.cover(by=request.member, rota_id=found.rota.pk, wanted=form.wanted(), now=clock.now())
    return _("The cover is agreed.")


def _swap(request: MemberRequest, found: rows.RotaRows, form: Any) -> str:
    one, other = form.turns()
    services.swap(by=request.member, rota_id=found.rota.pk, one=one, other=other, now=clock.now())
    return _("The two turns are swapped.")


def _take_back(request: MemberRequest, found: rows.RotaRows, _form: Any) -> str:
    services.take_back(
        by=request.member, rota_id=found.rota.pk, override_id=_id(request.POST, "override"), now=clock.now()
    )
    return _("The week holds again.")


def _rename(request: MemberRequest, found: rows.RotaRows, _form: Any) -> str:
    row = services.rename_rota(
        by=request.member, rota_id=found.rota.pk, name=request.POST.get("name", ""), now=clock.now()
    )
    return _("%(name)s is saved.") % {"name": row.name}


def _remove(request: MemberRequest, found: rows.RotaRows, _form: Any) -> str:
    name = services.remove_rota(by=request.member, rota_id=found.rota.pk, now=clock.now())
    return _("%(name)s is removed.") % {"name": name}


_ACTS: Mapping[str, Callable[[MemberRequest, rows.RotaRows, Any], str]] = {
    "shift": _add_shifts,
    "change": _change_shift,
    "unshift": _remove_shift,
    "cover": _cover,
    "swap": _swap,
    "back": _take_back,
    "rename": _rename,
    "remove": _remove,
}


def notes_of_day(member: Member, now: datetime) -> list[str]:
    """Say to a member when they are on call; asked inside `reading`."""
    return pages.own_notes(rows.list_rotas(organisation_id=member.organisation_id, now=now), member, now=now)
