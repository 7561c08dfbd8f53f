"""What was booked, and the links that move or cancel it: looking at one shows, only pressing acts."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.pages import Link
from core.errors import Refused
from core.transactions import reading
from scheduling.domain.appointments import TO_COME
from scheduling.domain.links import Link as Token
from scheduling.domain.links import Purpose
from scheduling.errors import LinkBroken, LinkEnded, SlotRefused, SlotTaken
from scheduling.forms.public import CancelForm, read_start
from scheduling.models import Appointment
from scheduling.pages.public import Booked
from scheduling.ports import JustBooked, booked_notices
from scheduling.presenters import booked as present
from scheduling.presenters.calendar_file import calendar_file
from scheduling.selectors import public as selectors
from scheduling.selectors.questions import Wish
from scheduling.services import links, visiting
from scheduling.views.public import choosing
from scheduling.views.public.choosing import Act, Wanted
from scheduling.views.public.house import Visit, path, public, show, sorry

JUST_NOW = timedelta(minutes=30)


@require_GET
@public
def booked(visit: Visit, token: str) -> HttpResponse:
    """Show an appointment as it stands, with links that move or cancel it."""
    visit, _link, row = _open(visit, token, Purpose.VIEW)
    booked_as = JustBooked(
        organisation_id=row.organisation_id, appointment_id=row.pk, note=row.note_from_customer
    )
    with reading(visit.organisation):
        notices = booked_notices(booked_as)
    return show(visit, "booked", _page(visit, row, token), notices=notices)


@require_GET
@public
def calendar(visit: Visit, token: str) -> HttpResponse:
    """Give an appointment as a calendar file."""
    visit, _link, row = _open(visit, token, Purpose.VIEW)
    url = visit.request.build_absolute_uri(path("booked", visit, token=token))
    response = HttpResponse(
        calendar_file(row, organisation=visit.organisation.name, url=url, now=visit.now),
        content_type="text/calendar; charset=utf-8; method=PUBLISH",
    )
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response


@require_http_methods(["GET", "POST"])
@public
def move(visit: Visit, token: str) -> HttpResponse:
    """Show times to move an appointment to; pressing one moves it."""
    visit, link, row = _open(visit, token, Purpose.MOVE)
    if refused := _too_late(visit, row, "move"):
        return refused
    if visit.request.method != "POST":
        return _times(visit, row, token)
    start = read_start(visit.request.POST.get("start", ""))
    if start is None:
        return _times(visit, row, token, problem=_("This time cannot be read. Please choose one of these."))
    try:
        moved = visiting.move_by_link(link=link, starts_at=start, now=visit.now)
    except (SlotTaken, SlotRefused) as refusal:
        return _times(visit, row, token, problem=str(refusal.sentence), at=start)
    except LinkEnded:
        raise
    except Refused as refusal:
        return sorry(visit, refusal, go=_back(visit, row))
    return _seen(visit, moved)


@require_http_methods(["GET", "POST"])
@public
def cancel(visit: Visit, token: str) -> HttpResponse:
    """Ask whether an appointment is to be cancelled; pressing the button cancels it."""
    visit, link, row = _open(visit, token, Purpose.CANCEL)
    if refused := _too_late(visit, row, "cancel"):
        return refused
    form = CancelForm(visit.request.POST or None)
    if visit.request.method == "POST" and form.is_valid():
        try:
            gone = visiting.cancel_by_link(link=link, reason=form.cleaned_data["reason"], now=visit.now)
        except LinkEnded:
            raise
        except Refused as refusal:
            return sorry(visit, refusal, go=_back(visit, row))
        return _seen(visit, gone)
    page = present.cancel_page(
        row,
        zone=visit.zone(row.timezone),
        url=path("booking_cancel", visit, token=token),
        back=_back(visit, row),
    )
    return show(visit, "cancel", page, form=form, status=422 if form.errors else 200)


def _open(visit: Visit, token: str, purpose: Purpose) -> tuple[Visit, Token, Appointment]:
    """Find the appointment of a link.

    Raises:
        LinkBroken: it is not ours, or of another firm. LinkEnded: its time is over.
    """
    link = links.unsign(token, purpose, now=visit.now)
    if link.organisation_id != visit.organisation.pk:
        raise LinkBroken
    with reading(visit.organisation):
        row = selectors.find_appointment(organisation=visit.organisation, appointment_id=link.target_id)
    if row is None:
        raise LinkEnded
    return replace(visit, way=visit.way.but(place=row.location_id)), link, row


def _too_late(visit: Visit, row: Appointment, act: str) -> HttpResponse | None:
    """Answer for an appointment that can no longer be moved or cancelled here; None while it can."""
    sentence = present.refusal(row, act, now=visit.now)
    if not sentence and visit.request.method != "POST" and _is_used(visit, row, act):
        sentence = str(LinkEnded.sentence)
    return sorry(visit, Refused(sentence), go=_back(visit, row)) if sentence else None


def _is_used(visit: Visit, row: Appointment, act: str) -> bool:
    """Say whether the appointment changed since the link was made."""
    match = visit.request.resolver_match
    token = match.kwargs["token"] if match else ""
    purpose = Purpose.MOVE if act == "move" else Purpose.CANCEL
    return links.unsign(token, purpose, now=visit.now).version != row.version


def _back(visit: Visit, row: Appointment) -> Link:
    url = path("booked", visit, token=links.view_token(row))
    return Link(label=_("See the booking"), url=url)


def _seen(visit: Visit, row: Appointment) -> HttpResponse:
    response = HttpResponseRedirect(path("booked", visit, token=links.view_token(row)))
    response.status_code = 303
    return response


def _page(visit: Visit, row: Appointment, token: str) -> Booked:
    to_come = row.status in TO_COME and row.starts_at > visit.now
    acts = {
        act: path(name, visit, token=links.act_token(row, purpose))
        for act, name, purpose in (
            ("move", "booking_move", Purpose.MOVE),
            ("cancel", "booking_cancel", Purpose.CANCEL),
        )
        if to_come and not present.refusal(row, act, now=visit.now)
    }
    return present.booked_page(
        row,
        zone=visit.zone(row.timezone),
        is_fresh=row.booked_at > visit.now - JUST_NOW and row.sequence == 0,
        now=visit.now,
        calendar_url=path("booking_calendar", visit, token=token) if to_come else "",
        acts=acts,
        phone=visit.phone,
        again_url=visit.way.but(place=None).services_url(),
    )


def _times(
    visit: Visit, row: Appointment, token: str, *, problem: str = "", at: datetime | None = None
) -> HttpResponse:
    minutes = int((row.ends_at - row.starts_at).total_seconds() // 60)
    here = reverse("scheduling:booking_move", kwargs={"slug": visit.organisation.slug, "token": token})
    visit = replace(visit, way=visit.way.but(path=here, place=None, provider=None, minutes=0, hold=""))
    want = Wanted(
        service=row.service,
        location=row.location,
        locations=[row.location],
        providers=[row.provider],
        provider=row.provider,
        minutes=minutes,
        has_several_services=False,
    )
    wish = Wish(
        service_id=row.service_id,
        location_id=row.location_id,
        minutes=minutes,
        any_length=True,
        leaving=row.pk,
        contact_id=row.contact_id,
    )
    act = Act(
        title=_("Move it to when?"),
        url=visit.way.but(month=None, day=None).times_url(),
        token=token,
        note=_("Your time now stays yours until you press another."),
        steps=(),
        problem=problem,
        problem_at=at,
    )
    page = choosing.time_page(visit, want, wish, act)
    now_at = present.when(row, visit.zone(row.timezone))
    page = replace(page, recap=present.recap_of_move(page.recap, now_at, _back(visit, row)))
    return show(visit, "times", page, status=409 if at else 422 if problem else 200)
