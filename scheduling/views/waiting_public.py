"""The public joins the waiting list of a service, when no time suits; works without script and without a cookie."""

from dataclasses import replace

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import Link
from core.errors import NotFound, Refused
from core.transactions import reading
from scheduling.errors import LinkBroken, LinkEnded, TooManyTries
from scheduling.forms.public import DetailsForm
from scheduling.forms.waiting import read_waits
from scheduling.pages.public import Sorry
from scheduling.pages.ways import Way
from scheduling.presenters import public as present
from scheduling.presenters import waiting as pages
from scheduling.services.waiting.visitors import join_as_visitor
from scheduling.views.public import choosing
from scheduling.views.public.choosing import Wanted
from scheduling.views.public.house import Visit, public, show


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
        join_as_visitor(
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
    return _joined(visit, want)


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


def _joined(visit: Visit, want: Wanted) -> HttpResponse:
    page = Sorry(
        title=_("You are on the list"),
        text=_("When a time comes free that suits you, we write to you and keep it while you answer."),
        phone=visit.phone,
        go=Link(label=_("See the free times"), url=_times(visit, want).times_url()),
    )
    return show(visit, "sorry", page)


def _times(visit: Visit, want: Wanted) -> Way:
    return visit.way.but(place=want.location.pk, minutes=want.minutes).service(want.service.slug)


def _url(visit: Visit, want: Wanted) -> str:
    keys = {"slug": visit.organisation.slug, "service": want.service.slug}
    return _times(visit, want).but(path=reverse("scheduling:book_wait", kwargs=keys)).times_url()
