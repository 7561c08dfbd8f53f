"""Places of the organisation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies, selectors
from accounts.access import MemberRequest, member_required, owner_required
from accounts.forms import LocationForm
from accounts.models import Location
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import locations as services
from core import clock
from core.errors import Refused


@require_GET
@member_required
def locations(request: MemberRequest) -> HttpResponse:
    """List the places, each with what its calendar says now."""
    now = clock.now()
    rows = selectors.list_locations(organisation_id=request.member.organisation_id)
    calendars = selectors.get_calendars(organisation=request.member.organisation, locations=rows, now=now)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("locations", request.member),
        "locations": [present.location_row(row, calendars[row.pk], now=now) for row in rows],
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "accounts/locations.html", context)


@require_http_methods(["GET", "POST"])
@owner_required
def add(request: MemberRequest) -> HttpResponse:
    """Add a place."""
    initial = {"time_zone": request.member.organisation.time_zone}
    form = LocationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            location = services.add_location(by=request.member, details=form.details(), now=clock.now())
        except Refused as refusal:
            form.add_error("name", str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s is added. Now set its hours.") % {"name": location.name})
            return redirect("accounts:hours", location_id=location.pk)
    return _page(request, form, None)


@require_http_methods(["GET", "POST"])
@owner_required
def location(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Show and change a place."""
    shown = selectors.get_location(organisation_id=request.member.organisation_id, location_id=location_id)
    form = LocationForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_location(
                by=request.member, location_id=location_id, details=form.details(), now=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["name"]})
            return redirect("accounts:locations")
    return _page(request, form, shown)


@require_POST
@owner_required
def remove(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Remove a place nothing belongs to."""
    services.remove_location(by=request.member, location_id=location_id, now=clock.now())
    messages.success(request, _("The location is removed."))
    return redirect("accounts:locations")


def _page(request: MemberRequest, form: LocationForm, shown: Location | None) -> HttpResponse:
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("locations", request.member),
        "form": form,
        "name": shown.name if shown else "",
        "location_id": shown.pk if shown and not shown.is_default else None,
    }
    return render(request, "accounts/location.html", context, status=422 if form.errors else 200)
