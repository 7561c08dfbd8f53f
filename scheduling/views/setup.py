"""What can be booked, who and what gives it: the settings of owners and supervisors."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from scheduling import errors
from scheduling.forms.resources import PoolForm, ResourceForm
from scheduling.forms.services import ServiceForm
from scheduling.models import Pool, Resource, ResourceKind, Service
from scheduling.presenters import setup as present
from scheduling.presenters.fairness import FairnessCard, fairness_card
from scheduling.selectors import settings as selectors
from scheduling.selectors.settings import Settings
from scheduling.selectors.setups import recall_setup
from scheduling.selectors.turns import list_turns
from scheduling.services.setting import resources, services

SettingForm = TypeVar("SettingForm", ServiceForm, ResourceForm, PoolForm)
Row = TypeVar("Row", Service, Resource, Pool)
FIELD_OF = {errors.NameTaken: "name", errors.MemberTaken: "member"}


@require_GET
@member_required
def setup(request: MemberRequest) -> HttpResponse:
    """List services with what is wrong with them, providers, things and pools."""
    found = _settings(request)
    page = present.setup_page(found, slug=request.member.organisation.slug)
    return _show(request, "setup", {"page": page})


@require_http_methods(["GET", "POST"])
@member_required
def service_new(request: MemberRequest) -> HttpResponse:
    """Make a service."""
    policies.check_can_supervise(request.member)
    fresh = Service(organisation_id=request.member.organisation_id, durations=[30])
    return _service(request, fresh, _settings(request))


@require_http_methods(["GET", "POST"])
@member_required
def service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Show and change a service."""
    shown = _stored(request, selectors.get_any_service, service_id=service_id)
    return _service(request, shown, _settings(request))


@require_POST
@member_required
def service_away(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Put a service away, or use it again."""
    return _put_away(request, services.put_service_away, service_id=service_id)


@require_http_methods(["GET", "POST"])
@member_required
def resource_new(request: MemberRequest) -> HttpResponse:
    """Add a provider, room, vehicle or piece of equipment, as `?kind=` says."""
    policies.check_can_supervise(request.member)
    kind = request.GET.get("kind", ResourceKind.PROVIDER)
    if kind not in ResourceKind.values:
        raise Http404
    return _resource(
        request, Resource(organisation_id=request.member.organisation_id, kind=kind), _settings(request)
    )


@require_http_methods(["GET", "POST"])
@member_required
def resource(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Show and change a provider or thing."""
    shown = _stored(request, selectors.get_resource, resource_id=resource_id)
    return _resource(request, shown, _settings(request))


@require_POST
@member_required
def resource_away(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Put a provider or thing away, or use it again."""
    return _put_away(request, resources.put_resource_away, resource_id=resource_id)


@require_http_methods(["GET", "POST"])
@member_required
def pool_new(request: MemberRequest) -> HttpResponse:
    """Make a pool."""
    policies.check_can_supervise(request.member)
    return _pool(request, None)


@require_http_methods(["GET", "POST"])
@member_required
def pool(request: MemberRequest, pool_id: UUID) -> HttpResponse:
    """Show a pool and give it another name."""
    shown = _stored(request, selectors.get_pool, pool_id=pool_id)
    return _pool(request, shown)


@require_POST
@member_required
def pool_remove(request: MemberRequest, pool_id: UUID) -> HttpResponse:
    """Remove a pool no service needs."""
    try:
        resources.remove_pool(by=request.member, pool_id=pool_id, now=clock.now())
    except errors.PoolNeeded as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("scheduling:pool", pool_id=pool_id)
    messages.success(request, _("The pool is removed."))
    return redirect("scheduling:setup")


def _settings(request: MemberRequest) -> Settings:
    with reading(request.member.organisation_id):
        return selectors.get_settings(organisation=request.member.organisation, now=clock.now())


def _service(request: MemberRequest, shown: Service, found: Settings) -> HttpResponse:
    form = ServiceForm(
        request.POST or None,
        service=shown,
        locations=[(row.pk, row.name) for row in found.locations],
        providers=[(row.pk, row.name) for row in selectors.providers_of(found)],
        pools=[(row.pk, row.name) for row in found.pools],
        initial=_initial(shown, found),
    )
    is_new = shown._state.adding
    form, row = _saved(
        request,
        form,
        lambda: services.save_service(
            by=request.member,
            service_id=None if is_new else shown.pk,
            wanted=form.wanted(),
            seen_version=form.cleaned_data["version"] or 0,
            now=clock.now(),
        ),
        version=shown.version,
    )
    if row is not None:
        return redirect("scheduling:setup")
    findings = () if is_new else present.finding_rows(found.diagnoses.get(shown.pk, ()), shown.pk)
    slug = request.member.organisation.slug
    context: dict[str, object] = {"form": form, "findings": findings, "slug": slug}
    context["service"] = None if is_new else shown
    context["fairness"] = None if is_new else _fairness(request, shown)
    return _show(request, "service", context, status=422 if form.errors else 200)


def _fairness(request: MemberRequest, shown: Service) -> FairnessCard | None:
    """Give how evenly a service goes by turns; one that is put away goes to nobody."""
    now, house = clock.now(), request.member.organisation_id
    with reading(request.member.organisation):
        try:
            setup = recall_setup(organisation_id=house, service_id=shown.pk, location_id=None, now=now)
        except errors.NoSuchService:
            return None
        return fairness_card(setup, list_turns(setup, now=now).values())


def _initial(shown: Service, found: Settings) -> dict[str, object]:
    initial: dict[str, object] = {
        "locations": [str(row.location_id) for row in found.at if row.service_id == shown.pk]
    }
    if shown._state.adding:
        providers = selectors.providers_of(found)
        initial |= {f"gives-{row.pk}": len(providers) == 1 for row in providers}
    for one in found.gives:
        if one.service_id == shown.pk:
            key = one.resource_id
            initial |= {f"gives-{key}": True, f"part-{key}": str(one.group)}
            initial |= {f"weight-{key}": one.weight, f"first-{key}": one.priority}
    needs = {row.pool_id: row.units for row in found.needs if row.service_id == shown.pk}
    return initial | {f"units-{row.pk}": needs.get(row.pk, 0) for row in found.pools}


def _resource(request: MemberRequest, shown: Resource, found: Settings) -> HttpResponse:
    is_new = shown._state.adding
    with reading(request.member.organisation_id):
        people = selectors.members_free(
            organisation=request.member.organisation, resource=None if is_new else shown
        )
    form = ResourceForm(
        request.POST or None,
        resource=shown,
        locations=[(row.pk, row.name) for row in found.locations],
        members=[(row.pk, row.name) for row in people],
        services=[(row.pk, row.name) for row in found.services],
        pools=[(row.pk, row.name) for row in found.pools],
        initial={
            "location": str(shown.location_id or ""),
            "member": str(shown.member_id or ""),
            "gives": [str(row.service_id) for row in found.gives if row.resource_id == shown.pk],
            "pools": [str(row.pool_id) for row in found.pooled if row.resource_id == shown.pk],
            "version": 0 if is_new else shown.version,
        },
    )
    form, row = _saved(
        request,
        form,
        lambda: resources.save_resource(
            by=request.member,
            resource_id=None if is_new else shown.pk,
            values=form.values(),
            pool_ids=form.cleaned_data.get("pools", ()),
            service_ids=form.cleaned_data.get("gives", ()),
            seen_version=form.cleaned_data["version"] or 0,
            now=clock.now(),
        ),
        version=shown.version,
    )
    if row is not None and is_new and row.kind == ResourceKind.PROVIDER:
        return redirect("scheduling:resource_hours", resource_id=row.pk)
    if row is not None:
        return redirect("scheduling:setup")
    context = {"form": form, "resource": None if is_new else shown, "kind": shown.get_kind_display()}
    return _show(request, "resource", context, status=422 if form.errors else 200)


def _stored(request: MemberRequest, get: Callable[..., Row], **key: UUID) -> Row:
    """Read what a page shows and changes; who may not change it may not post."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    with reading(request.member.organisation_id):
        return get(organisation=request.member.organisation, **key)


def _put_away(request: MemberRequest, put: Callable[..., Service | Resource], **key: UUID) -> HttpResponse:
    is_away = request.POST.get("act") != "restore"
    row = put(by=request.member, is_away=is_away, now=clock.now(), **key)
    words = _("%(name)s is put away. What is booked stays.") if is_away else _("%(name)s is in use again.")
    messages.success(request, words % {"name": row.name})
    return redirect("scheduling:setup")


def _saved(
    request: MemberRequest, form: SettingForm, save: Callable[[], Row], *, version: int = 0
) -> tuple[SettingForm, Row | None]:
    """Save what was typed; else say beside which box what is wrong with it, and keep it.

    Where somebody saved meanwhile, it is kept for the version that is there now, so that the next press of Save means it.
    """
    if request.method != "POST" or not form.is_valid():
        return form, None
    try:
        row = save()
    except errors.SettingMovedOn as conflict:
        data = cast("QueryDict", form.data).copy()
        data["version"] = str(version)
        form.data = data
        form.add_error(None, str(conflict.sentence))
    except (errors.NameTaken, errors.MemberTaken) as refusal:
        form.add_error(FIELD_OF[type(refusal)], str(refusal.sentence))
    else:
        messages.success(request, _("%(name)s is saved.") % {"name": row.name})
        return form, row
    return form, None


def _pool(request: MemberRequest, shown: Pool | None) -> HttpResponse:
    form = PoolForm(request.POST or None, initial={"name": shown.name if shown else ""})
    form, row = _saved(
        request,
        form,
        lambda: resources.save_pool(
            by=request.member,
            pool_id=shown.pk if shown else None,
            name=" ".join(form.cleaned_data["name"].split()),
            now=clock.now(),
        ),
    )
    if row is not None:
        return redirect("scheduling:setup")
    return _show(request, "pool", {"form": form, "pool": shown}, status=422 if form.errors else 200)


def _show(
    request: MemberRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    surrounding = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("booking", request.member),
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, f"scheduling/{template}.html", {**surrounding, **context}, status=status)
