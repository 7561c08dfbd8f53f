"""When a provider or thing can be booked: its week, days that differ, journeys."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required
from accounts.domain.hours import Window
from accounts.errors import HoursOverlap
from accounts.forms import WeekForm
from accounts.forms.week import rearranged, typed_rows, week_rows
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from scheduling.domain.months import month_of, read_month
from scheduling.errors import JourneyOverlaps
from scheduling.forms.hours import ClockForm, DayForm, JourneyForm, read_day
from scheduling.models import DateOverride, Resource, ResourceKind
from scheduling.presenters import setup_hours as present
from scheduling.selectors import settings as selectors
from scheduling.services.setting import hours as services

SAVE = "save"


@require_http_methods(["GET", "POST"])
@member_required
def hours(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Show the hours of a provider or thing; supervisors replace its week. Buttons of a day change only the page."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    resource = _resource(request, resource_id)
    if request.method == "GET":
        return _page(request, resource)
    typed = typed_rows(request.POST)
    if (act := request.POST.get("act", SAVE)) != SAVE:
        return _page(
            request,
            resource,
            week=WeekForm(rows=rearranged(typed, act)),
            zone=_clock(request),
            is_unsaved=True,
        )
    week, zone = WeekForm(request.POST, rows=typed), ClockForm(request.POST)
    if not (week.is_valid() and zone.is_valid()):
        return _page(request, resource, week=week, zone=zone, is_unsaved=True)
    services.set_week(
        by=request.member,
        resource_id=resource_id,
        timezone=zone.cleaned_data["timezone"],
        windows=week.cleaned_data["windows"],
        now=clock.now(),
    )
    messages.success(request, _("The hours are saved."))
    return redirect("scheduling:resource_hours", resource_id=resource_id)


@require_POST
@member_required
def keep_location(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Drop the hours of its own."""
    services.keep_location_hours(by=request.member, resource_id=resource_id, now=clock.now())
    messages.success(request, _("It keeps the hours of the location again."))
    return redirect("scheduling:resource_hours", resource_id=resource_id)


@require_POST
@member_required
def day_add(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Let a day be off, or have hours of its own."""
    policies.check_can_supervise(request.member)
    resource = _resource(request, resource_id)
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            services.set_day(
                by=request.member,
                resource_id=resource_id,
                day=form.cleaned_data["day"],
                spans=form.spans(),
                label=form.cleaned_data["label"],
                now=clock.now(),
            )
        except HoursOverlap as refusal:
            form.add_error("again", str(refusal.sentence))
        else:
            messages.success(request, _("The hours of that day are noted."))
            return redirect("scheduling:resource_hours", resource_id=resource_id)
    return _page(request, resource, day=form)


@require_POST
@member_required
def day_remove(request: MemberRequest, resource_id: UUID, override_id: UUID) -> HttpResponse:
    """Let a day be like its weekday again."""
    services.take_day_back(
        by=request.member, resource_id=resource_id, override_id=override_id, now=clock.now()
    )
    messages.success(request, _("The hours of that day are taken back."))
    return redirect("scheduling:resource_hours", resource_id=resource_id)


@require_POST
@member_required
def journey_add(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Let the hours of some days be read on the clock of another place."""
    policies.check_can_supervise(request.member)
    resource = _resource(request, resource_id)
    form = JourneyForm(request.POST)
    if form.is_valid():
        try:
            services.add_journey(
                by=request.member, resource_id=resource_id, **form.cleaned_data, now=clock.now()
            )
        except JourneyOverlaps as refusal:
            form.add_error("from_on", str(refusal.sentence))
        else:
            messages.success(request, _("The journey is noted."))
            return redirect("scheduling:resource_hours", resource_id=resource_id)
    return _page(request, resource, journey=form)


@require_POST
@member_required
def journey_remove(request: MemberRequest, resource_id: UUID, journey_id: UUID) -> HttpResponse:
    """Take a journey back."""
    services.remove_journey(
        by=request.member, resource_id=resource_id, journey_id=journey_id, now=clock.now()
    )
    messages.success(request, _("The journey is taken back."))
    return redirect("scheduling:resource_hours", resource_id=resource_id)


def _resource(request: MemberRequest, resource_id: UUID) -> Resource:
    with reading(request.member.organisation_id):
        return selectors.get_resource(organisation=request.member.organisation, resource_id=resource_id)


def _clock(request: MemberRequest) -> ClockForm:
    return ClockForm(initial={"timezone": request.POST.get("timezone", "")})


def _own_zone(request: MemberRequest, resource: Resource) -> str:
    if resource.schedule is not None:
        return resource.schedule.timezone
    return resource.location.time_zone if resource.location else request.member.organisation.time_zone


def _windows(request: MemberRequest, resource: Resource) -> list[Window]:
    """Give its week; where it has none, that of the location to begin from."""
    if resource.schedule is not None:
        with reading(resource.organisation_id):
            rows = list(resource.schedule.windows.all())
        return [Window(row.weekday, row.opens_minute, row.closes_minute) for row in rows]
    if resource.kind != ResourceKind.PROVIDER:
        return []
    places = accounts.list_locations(organisation_id=resource.organisation_id)
    place = resource.location or places[0]
    found = accounts.list_windows(location=place)
    return [Window(row.weekday, row.opens_minute, row.closes_minute) for row in found]


def _chosen(
    request: MemberRequest, own: dict[date, DateOverride], form: DayForm | None
) -> tuple[DayForm, date | None]:
    """Give the form of a day, filled with what is noted of the day that was chosen."""
    day = read_day(request.GET.get("day", ""))
    if form is not None:
        return form, read_day(str(form.data.get("day", "")))
    return DayForm(initial=DayForm.of(day, own.get(day)) if day else None), day


def _page(
    request: MemberRequest,
    resource: Resource,
    *,
    week: WeekForm | None = None,
    zone: ClockForm | None = None,
    day: DayForm | None = None,
    journey: JourneyForm | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    now = clock.now()
    zone_name = _own_zone(request, resource)
    today = timezone.localtime(now, ZoneInfo(zone_name)).date()
    with reading(resource.organisation_id):
        days = selectors.own_days(resource=resource, since=today)
        trips = selectors.own_journeys(resource=resource, since=today)
        closed = selectors.closed_days(resource=resource, now=now)
    own = {row.day: row for row in days}
    day, chosen = _chosen(request, own, day)
    month = read_month(request.GET.get("month", "")) or month_of(max(chosen or today, today))
    week = week or WeekForm(rows=week_rows(_windows(request, resource)))
    zone = zone or ClockForm(initial={"timezone": zone_name})
    journey = journey or JourneyForm()
    forms = (week, zone, day, journey)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("booking", request.member),
        "name": resource.name,
        "resource_id": resource.pk,
        "is_provider": resource.kind == ResourceKind.PROVIDER,
        "has_own": resource.schedule_id is not None,
        "week": week,
        "week_url": reverse("scheduling:resource_hours", kwargs={"resource_id": resource.pk}),
        "zone": zone,
        "days": present.own_days(days, resource.pk),
        "month": present.month_of_days(
            month, resource_id=resource.pk, own=own, closed=closed, chosen=chosen, today=today
        ),
        "day_form": day,
        "journeys": present.journeys(trips, resource.pk),
        "journey_form": journey,
        "is_unsaved": is_unsaved,
        "can_change": policies.can_supervise(request.member),
    }
    return render(
        request, "scheduling/hours.html", context, status=422 if any(form.errors for form in forms) else 200
    )
