"""Where somebody is to come: asked before times, since what is free depends on it."""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.pages import Link
from core.transactions import reading
from scheduling.domain.visits import VisitAddress, arrival_window
from scheduling.errors import AddressNeeded, BadBooking, NotServed
from scheduling.models import Hold, LocationKind, Source
from scheduling.pages.public import WherePage
from scheduling.presenters import arrivals, clocks
from scheduling.presenters import public as present
from scheduling.selectors import areas
from scheduling.selectors.questions import Wish
from scheduling.selectors.setups import Setup, recall_setup
from scheduling.services import abuse, coming
from scheduling.views.public import choosing
from scheduling.views.public.house import Visit, public, show


@require_POST
@public
def where(visit: Visit, service: str) -> HttpResponse:
    """Read a postcode: on to the times, or a kind word where the firm does not go."""
    visit = replace(visit, way=visit.way.service(service))
    with reading(visit.organisation):
        want = choosing.wanted(visit, service)
    typed = visit.request.POST.get("zip", "")[:20]
    if not choosing.is_ours(visit, want, visit.request.POST.get("token", "")):
        return ask(visit, want, _("This page was open for a long time. Please send it again."), typed=typed)
    abuse.count(abuse.PLACES, visit.organisation.pk, visit.visitor)
    try:
        postcode = coming.check_postcode(typed)
        with (
            coming.counting(
                visit.organisation.pk,
                want.service.pk,
                source=Source.PUBLIC,
                visitor=visit.visitor,
                now=visit.now,
            ),
            reading(visit.organisation),
        ):
            coming.checked(_setup(visit, want), VisitAddress(postcode=postcode))
    except BadBooking as refusal:
        return ask(visit, want, str(refusal.sentence), typed=typed)
    except NotServed as refusal:
        return _sorry(visit, want, str(refusal.sentence), refusal.postcode)
    response = HttpResponseRedirect(visit.way.but(zip=postcode).times_url())
    response.status_code = 303
    return response


def missing(visit: Visit, want: choosing.Wanted, *, own: Wish | None) -> HttpResponse | None:
    """Ask where to come if that must be known and is not; None where times can be shown."""
    if want.service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        return None
    with reading(visit.organisation):
        setup = _setup(visit, want)
        if setup.home is None:
            return None
        try:
            postcode = coming.check_postcode(visit.way.zip) if visit.way.zip else ""
            coming.checked(setup, VisitAddress(postcode=postcode))
        except (BadBooking, NotServed, AddressNeeded):
            postcode = ""
    return None if postcode else ask(visit, want)


def ask(visit: Visit, want: choosing.Wanted, problem: str = "", *, typed: str = "") -> HttpResponse:
    """Show the question."""
    page = _page(visit, want, problem=problem, typed=typed)
    return show(visit, "where", page, status=422 if problem else 200)


def _sorry(visit: Visit, want: choosing.Wanted, sentence: str, postcode: str) -> HttpResponse:
    page = _page(visit, want, typed=postcode)
    title = _("We do not come to %(postcode)s") % {"postcode": postcode}
    return show(visit, "where", replace(page, title=title, refusal=sentence, phone=visit.phone))


def _page(visit: Visit, want: choosing.Wanted, *, problem: str = "", typed: str = "") -> WherePage:
    way = visit.way
    keys = {"slug": visit.organisation.slug, "service": want.service.slug}
    return WherePage(
        title=_("Where shall we come?"),
        steps=present.steps(present.TIME, service_url=way.services_url()),
        recap=present.recap(want.chosen(), way),
        url=way.but(path=reverse("scheduling:book_where", kwargs=keys), zip="").times_url(),
        token=choosing.form_token(visit, want),
        typed=typed,
        problem=problem,
        back=Link(label=_("See what can be booked"), url=way.services_url()),
    )


def _setup(visit: Visit, want: choosing.Wanted) -> Setup:
    wish: Wish = want.wish()
    return recall_setup(
        organisation_id=visit.organisation.pk,
        service_id=wish.service_id,
        location_id=wish.location_id,
        now=visit.now,
    )


def kept_words(visit: Visit, hold: Hold) -> tuple[str, str]:
    """Write a kept time with its day, and in short: the window that is promised, where one is."""
    zone = visit.zone(hold.location.time_zone)
    with reading(visit.organisation):
        rules = areas.find_rules(visit.organisation.pk, hold.service_id)
    minutes = arrivals.length_of(hold.service, rules)
    long = arrivals.start_label(hold.starts_at, hold.ends_at, hold, zone, minutes=minutes)
    if not minutes:
        return long, clocks.time_label(hold.starts_at, zone)
    window = arrival_window(hold.starts_at, minutes, hold.location.time_zone)
    return long, arrivals.window_label(window, zone)
