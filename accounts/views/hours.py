"""When a place is open: its week, closures, holidays."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies, selectors
from accounts.access import MemberRequest, member_required, owner_required
from accounts.domain.hours import Calendar, Window
from accounts.errors import HoursOverlap
from accounts.forms import ClosureForm, HolidayForm, MomentForm, OpeningForm, WeekForm
from accounts.forms.week import Rows, rearranged, typed_rows, week_rows
from accounts.models import Location
from accounts.presenters import hours as present_hours
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import hours as services
from core import clock

SAVE = "save"


@require_http_methods(["GET", "POST"])
@member_required
def hours(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Show the hours of a place; owners replace its week."""
    if request.method == "POST":
        policies.check_can_administer(request.member)
    location = _location(request, location_id)
    if request.method == "GET":
        return _page(request, location)
    typed = typed_rows(request.POST)
    if (act := request.POST.get("act", SAVE)) != SAVE:
        return _page(request, location, week=WeekForm(rows=rearranged(typed, act)), is_unsaved=True)
    form = WeekForm(request.POST, rows=typed)
    if form.is_valid():
        services.set_week(
            by=request.member, location_id=location.pk, windows=form.cleaned_data["windows"], now=clock.now()
        )
        messages.success(request, _("The hours are saved."))
        return redirect("accounts:hours", location_id=location.pk)
    return _page(request, location, week=form, is_unsaved=True)


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
    openings = selectors.list_special_openings(location=location, since=chosen["starts_on"])
    stays = present_hours.reopened(openings, starts_on=chosen["starts_on"], ends_on=chosen["ends_on"])
    if stays:
        messages.warning(
            request,
            _("The closure is noted. Days with hours of their own stay open: %(days)s.") % {"days": stays},
        )
    else:
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
def open_once(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Open a place, or all of them, on one day for hours of its own."""
    location = _location(request, location_id)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return _page(request, location, opening=form)
    chosen = form.cleaned_data
    try:
        services.add_opening(
            by=request.member,
            location_id=None if chosen["everywhere"] else location.pk,
            label=chosen["label"],
            day=chosen["day"],
            span=form.span(),
            now=clock.now(),
        )
    except HoursOverlap as refusal:
        form.add_error("opens", str(refusal.sentence))
        return _page(request, location, opening=form)
    messages.success(request, _("The hours of that day are noted."))
    return redirect("accounts:hours", location_id=location.pk)


@require_POST
@owner_required
def take_opening_back(request: MemberRequest, location_id: UUID, opening_id: UUID) -> HttpResponse:
    """Take back the hours of one day."""
    services.remove_opening(by=request.member, opening_id=opening_id, now=clock.now())
    messages.success(request, _("The hours of that day are taken back."))
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


def _saved(location: Location) -> Rows:
    rows = selectors.list_windows(location=location)
    return week_rows(Window(row.weekday, row.opens_minute, row.closes_minute) for row in rows)


def _preview(request: MemberRequest, calendar: Calendar, *, now: datetime) -> present_hours.DayPreview:
    """Read the day and the time somebody asks about; outside the calendar it is said, not guessed."""
    local = now.astimezone(ZoneInfo(calendar.time_zone))
    form = MomentForm(request.GET if "day" in request.GET else None)
    form.full_clean()
    chosen = form.cleaned_data if form.is_bound else {}
    day, at = chosen.get("day") or local.date(), chosen.get("time") or local.time()
    last = calendar.ends_on - timedelta(days=present_hours.PREVIEW_DAYS + 1)
    problem = " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
    if not calendar.starts_on <= day < last:
        problem = _("Only days from %(first)s to %(last)s can be shown.") % {
            "first": formats.date_format(calendar.starts_on, "j M Y"),
            "last": formats.date_format(last - timedelta(days=1), "j M Y"),
        }
        day = local.date()
    return present_hours.day_preview(calendar, day=day, at=at, problem=problem)


def _page(
    request: MemberRequest,
    location: Location,
    *,
    week: WeekForm | None = None,
    closure: ClosureForm | None = None,
    opening: OpeningForm | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    now = clock.now()
    organisation = request.member.organisation
    today = now.astimezone(ZoneInfo(location.time_zone)).date()
    calendar = selectors.get_calendar(location, now=now)
    known = selectors.list_holidays(
        organisation=organisation, starts_on=today, ends_on=today + timedelta(days=366)
    )
    week = week or WeekForm(rows=_saved(location))
    forms = {"closure_form": closure or ClosureForm(), "opening_form": opening or OpeningForm()}
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("locations", request.member),
        "location": present.location_row(location, calendar, now=now),
        "location_id": location.pk,
        "week": week,
        "is_unsaved": is_unsaved,
        **forms,
        "closures": present_hours.closure_rows(
            selectors.list_closures(location=location, since=today), location=location
        ),
        "openings": present_hours.opening_rows(
            selectors.list_special_openings(location=location, since=today), location=location
        ),
        "holidays": present_hours.holiday_rows(
            known, selectors.list_holiday_rules(organisation_id=organisation.pk)
        ),
        "holidays_of": present_hours.holidays_of(organisation),
        "preview": _preview(request, calendar, now=now),
        "can_change": policies.can_administer(request.member),
    }
    failed = bool(week.errors or any(form.errors for form in forms.values()))
    return render(request, "accounts/hours.html", context, status=422 if failed else 200)
