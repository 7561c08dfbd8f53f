"""The public joins the waiting list of a service, when no time suits, and sees what became of it.

Works without script, where it is looked again by hand, and without a cookie: the address carries a signed token.
"""

from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import Link
from core.errors import NotFound, Refused
from core.transactions import reading
from scheduling.domain.links import Purpose
from scheduling.domain.waiting import LIVE, OfferOutcome, WaitingState
from scheduling.errors import LinkBroken, LinkEnded, TooManyTries
from scheduling.forms.public import DetailsForm
from scheduling.forms.waiting import read_waits
from scheduling.models import WaitingEntry, WaitingOffer
from scheduling.pages.ways import Way
from scheduling.presenters import public as present
from scheduling.presenters import waiting as pages
from scheduling.presenters.taps import place_page, tap_page
from scheduling.selectors.taps import Tapped, find_tapped
from scheduling.selectors.waiting import find_entry
from scheduling.services import links, taps
from scheduling.services.waiting import answers
from scheduling.services.waiting.visitors import join_as_visitor
from scheduling.views.public import choosing
from scheduling.views.public.choosing import Wanted
from scheduling.views.public.house import Visit, path, public, show


@require_http_methods(["GET", "POST"])
@public
def wait(visit: Visit, service: str) -> HttpResponse:
    """Ask what would suit and how to reach them; then they are on the list."""
    with reading(visit.organisation):
        want = choosing.wanted(visit, service)
    posted = visit.request.POST
    form = DetailsForm(
        posted or None, region=visit.organisation.country, needs_phone=False, needs_address=False, initial={}
    )
    if visit.request.method != "POST":
        return _page(visit, want, form)
    if not choosing.is_ours(visit, want, posted.get("token", "")):
        return _page(
            visit, want, form, problem=_("This page was open for a long time. Please send it again.")
        )
    if not form.is_valid():
        return _page(visit, want, form, problem=_("Something is missing. It is said beside the field."))
    try:
        waits = read_waits(posted, service_id=want.service.pk, language=get_language() or "en")
        entry = join_as_visitor(
            organisation=visit.organisation.pk,
            waits=replace(waits, location_id=want.location.pk, minutes=want.minutes),
            who=form.visitor(language=get_language() or "en", timezone=""),
            visitor=visit.visitor,
            now=visit.now,
        )
    except (NotFound, TooManyTries, LinkBroken, LinkEnded):
        raise
    except Refused as refusal:
        return _page(visit, want, form, problem=str(refusal.sentence))
    return _see_other(_place_url(visit, want.service.slug, links.wait_token(entry, now=visit.now)))


@require_http_methods(["GET", "POST"])
@public
def place(visit: Visit, service: str, token: str) -> HttpResponse:
    """Show how somebody's place on the list stands; POST takes the time that is kept for them, or passes it on."""
    organisation_id = visit.organisation.pk
    link = links.unsign(token, Purpose.WAIT, now=visit.now)
    if link.organisation_id != organisation_id:
        raise LinkBroken
    with reading(visit.organisation):
        want = choosing.wanted(visit, service)
        entry, offer = find_entry(organisation_id=organisation_id, entry_id=link.target_id)
    shown = _Place(visit=visit, want=want, url=_place_url(visit, service, token), entry=entry, offer=offer)
    if visit.request.method == "POST" and offer is not None:
        return _acted(shown, offer)
    if visit.request.GET.get("seen") == shown.version:
        return HttpResponse(status=204)
    return shown.answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place on the list, as its reader sees it."""

    visit: Visit
    want: Wanted
    url: str
    entry: WaitingEntry | None
    offer: WaitingOffer | None

    @property
    def tapped(self) -> Tapped | None:
        """The time that is kept for them at this moment."""
        if self.offer is None or self.offer.outcome != OfferOutcome.OPEN:
            return None
        visit = self.visit
        with reading(visit.organisation):
            seen = find_tapped(
                organisation_id=visit.organisation.pk, hold_id=self.offer.hold_id, now=visit.now
            )
        return seen if seen is not None and seen.is_held else None

    @property
    def version(self) -> str:
        """What a page that shows this state would give as `seen`."""
        kept = self.tapped
        if kept is not None:
            return f"{kept.hold.starts_at:%Y%m%d%H%M}"
        state = self.entry.state if self.entry else WaitingState.WAITING
        return WaitingState.WAITING.value if state in LIVE else str(state)

    def answer(self, *, problem: str = "", status: int = 200) -> HttpResponse:
        """Print it."""
        zone, kept = self.visit.zone(self.want.location.time_zone), self.tapped
        if kept is not None:
            page = replace(tap_page(kept, zone=zone, url=self.url), leave=_("Take me off the list"))
        else:
            times = Link(label=_("See the free times"), url=_times(self.visit, self.want).times_url())
            page = place_page(
                self.entry,
                self.offer,
                what=self.want.service.name,
                url=self.url,
                times=times,
                zone=zone,
            )
        is_live = self.entry is None or self.entry.state in LIVE
        look = f"{self.url}{'&' if '?' in self.url else '?'}seen={self.version}" if is_live else ""
        return show(self.visit, "tap", replace(page, look_url=look, problem=problem), status=status)


def _acted(shown: _Place, offer: WaitingOffer) -> HttpResponse:
    visit, act = shown.visit, shown.visit.request.POST.get("act")
    if act in ("pass", "leave"):
        answers.pass_on(
            organisation=visit.organisation.pk, hold_id=offer.hold_id, leave=act == "leave", now=visit.now
        )
        return _see_other(shown.url)
    if act != "take" or shown.tapped is None:
        gone = _("That time is no longer kept. You keep your place on the list.")
        return shown.answer(problem=gone, status=409)
    try:
        row = taps.take(organisation=visit.organisation.pk, hold_id=offer.hold_id, now=visit.now)
    except (LinkBroken, LinkEnded, TooManyTries):
        raise
    except Refused as refusal:
        return shown.answer(problem=str(refusal.sentence), status=409)
    return _see_other(path("booked", visit, token=links.view_token(row)))


def _page(visit: Visit, want: Wanted, form: DetailsForm, *, problem: str = "") -> HttpResponse:
    rows = pages.WaitsRows(
        services=[want.service], service=want.service, givers=want.providers, locations=[want.location]
    )
    page = pages.waits_form(
        rows, visit.request.POST or QueryDict(), back=_times(visit, want).times_url(), problem=problem
    )
    recap = present.recap(want.chosen(), _times(visit, want))
    token = choosing.form_token(visit, want)
    return show(
        visit,
        "wait",
        page,
        form=form,
        recap=recap,
        token=token,
        url=_url(visit, want),
        status=422 if problem else 200,
    )


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def _place_url(visit: Visit, service: str, token: str) -> str:
    return path("book_waiting", visit, service=service, token=token)


def _times(visit: Visit, want: Wanted) -> Way:
    return visit.way.but(place=want.location.pk, minutes=want.minutes).service(want.service.slug)


def _url(visit: Visit, want: Wanted) -> str:
    keys = {"slug": visit.organisation.slug, "service": want.service.slug}
    return _times(visit, want).but(path=reverse("scheduling:book_wait", kwargs=keys)).times_url()
