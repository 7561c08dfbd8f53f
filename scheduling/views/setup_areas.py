"""Where home service goes and how: the settings of owners and supervisors."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from scheduling import errors
from scheduling.forms.areas import AreaForm, HomeRulesForm, HomeSettingsForm, PostcodesForm
from scheduling.forms.calendar import identifier
from scheduling.models import AreaEffect, AreaKind, HomeRules, LocationKind, ServiceArea
from scheduling.presenters import areas as present
from scheduling.selectors import areas as selectors
from scheduling.selectors import settings as setups
from scheduling.services.setting import areas as services


@require_http_methods(["GET", "POST"])
@member_required
def areas(request: MemberRequest) -> HttpResponse:
    """Show the map with its list; keep what is said outside, bases, and postcodes of one's own."""
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        row = selectors.find_settings(organisation_id)
    if request.method != "POST":
        return _areas(request, HomeSettingsForm(instance=row), PostcodesForm())
    policies.check_can_supervise(request.member)
    settings_form, lines_form = HomeSettingsForm(instance=row), PostcodesForm()
    act = request.POST.get("act", "")
    try:
        if act == "settings":
            settings_form = HomeSettingsForm(request.POST, instance=row)
            said = _keep_settings(request, settings_form)
        elif act == "postcodes":
            lines_form = PostcodesForm(request.POST)
            said = _import(request, lines_form)
        elif act == "bases":
            said = _keep_bases(request)
        else:
            raise Refused(_("Choose what is to be done."))
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        said = ""
        messages.warning(request, str(refusal.sentence))
    if not said:
        return _areas(request, settings_form, lines_form, status=422)
    messages.success(request, said)
    return redirect("scheduling:areas")


@require_http_methods(["GET", "POST"])
@member_required
def area_new(request: MemberRequest) -> HttpResponse:
    """Add an area."""
    policies.check_can_supervise(request.member)
    fresh = ServiceArea(
        organisation_id=request.member.organisation_id, kind=AreaKind.POSTCODES, effect=AreaEffect.SERVED
    )
    return _area(request, fresh)


@require_http_methods(["GET", "POST"])
@member_required
def area(request: MemberRequest, area_id: UUID) -> HttpResponse:
    """Show and change an area."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    with reading(request.member.organisation_id):
        row = ServiceArea.objects.of(request.member.organisation_id).filter(pk=area_id).first()
    if row is None:
        raise NotFound
    return _area(request, row)


@require_POST
@member_required
def area_remove(request: MemberRequest, area_id: UUID) -> HttpResponse:
    """Remove an area."""
    row = services.remove_area(by=request.member, area_id=area_id, now=clock.now())
    messages.success(request, _("%(name)s is removed.") % {"name": row.name})
    return redirect("scheduling:areas")


@require_http_methods(["GET", "POST"])
@member_required
def home_rules(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Show and change how a service is given at customers' addresses."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    organisation = request.member.organisation
    with reading(organisation):
        service = setups.get_any_service(organisation=organisation, service_id=service_id)
        found = selectors.find_rules(organisation.pk, service_id)
    if service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        raise errors.NoSuchService
    rules = found or HomeRules(organisation=organisation, service=service)
    form = HomeRulesForm(request.POST if request.method == "POST" else None, rules=rules)
    if request.method == "POST" and form.is_valid():
        services.save_home_rules(
            by=request.member, service_id=service_id, values=form.cleaned_data, now=clock.now()
        )
        messages.success(request, _("%(name)s is saved.") % {"name": service.name})
        return redirect("scheduling:areas")
    return _show(request, "home_rules", {"form": form, "service": service}, status=_status(form))


def _areas(
    request: MemberRequest, form: HomeSettingsForm, lines: PostcodesForm, *, status: int = 200
) -> HttpResponse:
    with reading(request.member.organisation_id):
        page = present.areas_page(request.member.organisation, today=clock.now().date())
    return _show(request, "areas", {"page": page, "form": form, "lines": lines}, status=status)


def _keep_settings(request: MemberRequest, form: HomeSettingsForm) -> str:
    if not form.is_valid():
        return ""
    services.save_home_settings(by=request.member, values=form.cleaned_data, now=clock.now())
    return _("That is saved.")


def _keep_bases(request: MemberRequest) -> str:
    typed = {
        key: str(value)[:12]
        for name, value in request.POST.items()
        if name.startswith("base-") and (key := identifier(name.removeprefix("base-")))
    }
    services.save_bases(by=request.member, bases=typed, now=clock.now())
    return _("The places they set out from are saved.")


def _import(request: MemberRequest, form: PostcodesForm) -> str:
    if not form.is_valid():
        return ""
    try:
        count = services.import_postcodes(by=request.member, text=form.cleaned_data["lines"], now=clock.now())
    except errors.BadBooking as refusal:
        form.add_error("lines", str(refusal.sentence))
        return ""
    return ngettext("%(count)d postcode is taken over.", "%(count)d postcodes are taken over.", count) % {
        "count": count
    }


def _area(request: MemberRequest, row: ServiceArea) -> HttpResponse:
    organisation = request.member.organisation
    with reading(organisation):
        places = [(one.pk, one.name) for one in accounts.list_locations(organisation_id=organisation.pk)]
        others = [one for one in selectors.list_areas(organisation.pk) if one.pk != row.pk]
        drawn = present.area_map(organisation, others, {}, [])
    is_new = row._state.adding
    form = AreaForm(
        request.POST if request.method == "POST" else None,
        area=row,
        locations=places,
        in_miles=present.in_miles(organisation),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_area(
                by=request.member,
                area_id=None if is_new else row.pk,
                values=form.values(),
                location_id=form.cleaned_data.get("location"),
                seen_version=form.cleaned_data["version"] or 0,
                now=clock.now(),
            )
        except errors.NameTaken as refusal:
            form.add_error("name", str(refusal.sentence))
        except (errors.SettingMovedOn, errors.BadBooking) as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect("scheduling:areas")
    context = {"form": form, "area": None if is_new else row, "map": drawn}
    return _show(request, "area", context, status=_status(form))


def _status(form: BaseForm) -> int:
    return 422 if form.errors else 200


def _show(
    request: MemberRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    surrounding = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("booking", request.member),
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, f"scheduling/{template}.html", {**surrounding, **context}, status=status)
