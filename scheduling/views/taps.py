"""Short addresses in texts: GET shows the time, POST takes it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.pages import Link
from core.errors import Refused
from core.transactions import reading
from scheduling.errors import LinkBroken, LinkEnded, SlotRefused, SlotTaken, TooManyTries
from scheduling.forms.public import read_start
from scheduling.models import Appointment
from scheduling.presenters import taps as present
from scheduling.selectors import free
from scheduling.selectors.taps import Tapped, find_tapped
from scheduling.services import linking, links, taps
from scheduling.services.taking import wish_of
from scheduling.services.waiting import answers
from scheduling.views.public.house import Visit, open_house, path, show, sorry

FRESH = 3


@csrf_exempt
@require_http_methods(["GET", "POST"])
def tap(request: HttpRequest, code: str) -> HttpResponse:
    """Show the time of a link, and take it when its button is pressed: the code in the address is what allows it."""
    try:
        link = linking.find_link(code)
    except LinkBroken as broken:
        raise Http404 from broken
    return open_house(request, link.organisation, lambda visit: _answer(visit, code, link.hold_id))


def _answer(visit: Visit, code: str, hold_id: UUID) -> HttpResponse:
    with reading(visit.organisation):
        seen = find_tapped(organisation_id=visit.organisation.pk, hold_id=hold_id, now=visit.now)
    if seen is None:
        raise LinkBroken
    if seen.taken is not None:
        return _booked(visit, seen.taken)
    if visit.request.method != "POST":
        return _page(visit, seen, code)
    if seen.waiting is not None and visit.request.POST.get("act") in ("pass", "leave"):
        return _passed(visit, code, hold_id)
    start = read_start(visit.request.POST.get("start", ""))
    if start is None and not seen.is_held:
        return _page(visit, seen, code, status=409)
    try:
        row = taps.take(organisation=visit.organisation.pk, hold_id=hold_id, starts_at=start, now=visit.now)
    except (SlotTaken, SlotRefused) as refusal:
        return _fresh(visit, seen, code, problem=str(refusal.sentence), status=409)
    except (LinkBroken, LinkEnded, TooManyTries):
        raise
    except Refused as refusal:
        return sorry(visit, refusal)
    return _booked(visit, row)


def _page(visit: Visit, seen: Tapped, code: str, *, status: int = 200) -> HttpResponse:
    if not seen.is_held:
        return _fresh(visit, seen, code, status=status)
    zone = visit.zone(seen.hold.location.time_zone)
    return show(visit, "tap", present.tap_page(seen, zone=zone, url=_url(visit, code)))


def _fresh(visit: Visit, seen: Tapped, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    hold = seen.hold
    if hold.expires_at + taps.FRESH_FOR <= visit.now:
        raise LinkEnded
    with reading(visit.organisation):
        try:
            found = free.next_free(
                organisation_id=visit.organisation.pk,
                wish=wish_of(hold, seen.address),
                count=FRESH,
                now=visit.now,
            )
        except Refused:
            # The service was put away, or is no longer given there.
            found = ()
    more = None
    if hold.service.is_public and hold.service.is_active:
        way = visit.way.but(place=hold.location_id).service(hold.service.slug)
        more = Link(label=_("See all free times"), url=way.times_url())
    page = present.fresh_page(
        seen,
        found,
        zone=visit.zone(hold.location.time_zone),
        url=_url(visit, code),
        problem=problem,
        more=more,
    )
    return show(visit, "tap", page, status=status)


def _passed(visit: Visit, code: str, hold_id: UUID) -> HttpResponse:
    leaves = visit.request.POST.get("act") == "leave"
    row = answers.pass_on(organisation=visit.organisation.pk, hold_id=hold_id, leave=leaves, now=visit.now)
    return show(
        visit, "tap", present.passed_page(row, zone=visit.zone(row.location.time_zone), url=_url(visit, code))
    )


def _url(visit: Visit, code: str) -> str:
    return visit.way.onward(reverse("scheduling:tap", args=[code]))


def _booked(visit: Visit, row: Appointment) -> HttpResponse:
    response = HttpResponseRedirect(path("booked", visit, token=links.view_token(row)))
    response.status_code = 303
    return response
