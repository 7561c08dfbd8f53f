"""When a place is open: its week, closures, holidays."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies, selectors
from accounts.access import MemberRequest, member_required, owner_required
from accounts.domain.hours import Window
from accounts.forms import ClosureForm, HolidayForm, WeekForm
from accounts.models import Location
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import hours as services
from core import clock


@require_http_methods(["GET", "POST"])
@member_required
def hours(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Show the hours of a place; owners replace its week."""
    if request.method == "POST":
        policies.check_can_administer(request.member)
    location = _location(request, location_id)
    form = WeekForm(request.POST if request.method == "POST" else None, windows=_week(location))
    if request.method == "POST" and form.is_valid():
        services.set_week(
            by=request.member, location_id=location.pk, windows=form.cleaned_data["windows"], now=clock.now()
        )
        messages.success(request, _("The hours are saved."))
        return redirect("accounts:hours", location_id=location.pk)
    return _page(request, location, week=form)


@require_POST
@owner_required
def close(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Close a place, or all of them, for some days."""
    location = _location(request, location_id)
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _page(request, location, closure=form)
    chosen = form.cleaned_data
    services.add_closure(
        by=request.member,
        location_id=None if chosen["everywhere"] else location.pk,
        label=chosen["label"],
        starts_on=chosen["starts_on"],
        ends_on=chosen["ends_on"],
        now=clock.now(),
    )
    messages.success(request, _("The closure is noted."))
    return redirect("accounts:hours", location_id=location.pk)


@require_POST
@owner_required
def open_again(request: MemberRequest, location_id: UUID, closure_id: UUID) -> HttpResponse:
    """Take a closure back."""
    services.remove_closure(by=request.member, closure_id=closure_id, now=clock.now())
    messages.success(request, _("The closure is taken back."))
    return redirect("accounts:hours", location_id=location_id)


@require_POST
@owner_required
def holiday(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Decide what happens on a holiday, at every place."""
    location = _location(request, location_id)
    form = HolidayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Own hours need a start and an end."))
        return redirect("accounts:hours", location_id=location.pk)
    services.set_holiday(by=request.member, holiday=form.holiday(), now=clock.now())
    messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["name"]})
    return redirect("accounts:hours", location_id=location.pk)


def _location(request: MemberRequest, location_id: UUID) -> Location:
    return selectors.get_location(organisation_id=request.member.organisation_id, location_id=location_id)


def _week(location: Location) -> list[Window]:
    rows = selectors.list_windows(location=location)
    return [Window(row.weekday, row.opens_minute, row.closes_minute) for row in rows]


def _page(
    request: MemberRequest,
    location: Location,
    *,
    week: WeekForm | None = None,
    closure: ClosureForm | None = None,
) -> HttpResponse:
    now = clock.now()
    organisation = request.member.organisation
    today = now.astimezone(ZoneInfo(location.time_zone)).date()
    calendar = selectors.get_calendar(location, now=now)
    known = selectors.list_holidays(
        organisation=organisation, starts_on=today, ends_on=today + timedelta(days=366)
    )
    rules = selectors.list_holiday_rules(organisation_id=organisation.pk)
    week = week or WeekForm(windows=_week(location))
    closure = closure or ClosureForm()
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("locations"),
        "location": present.location_row(location, calendar, now=now),
        "location_id": location.pk,
        "week": week,
        "closure_form": closure,
        "closures": present.closure_rows(
            selectors.list_closures(location=location, since=today), location=location
        ),
        "holidays": present.holiday_rows(known, rules),
        "can_change": policies.can_administer(request.member),
    }
    failed = bool(week.errors or closure.errors)
    return render(request, "accounts/hours.html", context, status=422 if failed else 200)
