"""The second step: when. A month of times, from which one is taken and kept."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import NotFound, Refused
from core.transactions import reading
from scheduling.domain.links import Purpose
from scheduling.errors import LinkBroken, LinkEnded, TooManyTries
from scheduling.forms.public import read_start
from scheduling.presenters import public as present
from scheduling.selectors.questions import Wish
from scheduling.services import links, recognising, visiting
from scheduling.views.public import choosing, where
from scheduling.views.public.choosing import Act, Wanted
from scheduling.views.public.house import Visit, known_path, public, show


@require_GET
@public
def times(visit: Visit, service: str) -> HttpResponse:
    """Show a month of times and the times of a day."""
    visit = _at(visit, service)
    with reading(visit.organisation):
        want = choosing.wanted(visit, service)
    return where.missing(visit, want, own=_own(visit)) or _show(visit, service)


@require_http_methods(["GET", "POST"])
@public
def hold(visit: Visit, service: str) -> HttpResponse:
    """Keep a time for ten minutes and ask who is coming. Looked at, it leads back to the times."""
    visit = _at(visit, service)
    if visit.request.method != "POST":
        return HttpResponseRedirect(visit.way.times_url())
    posted = visit.request.POST
    old = posted.get("old", "")
    visit = replace(visit, way=visit.way.but(hold=old))
    with reading(visit.organisation):
        want = choosing.wanted(visit, service)
    if not choosing.is_ours(visit, want, posted.get("token", "")):
        return _show(
            visit, service, _("This page was open for a long time. Here are the times that are free now.")
        )
    start = read_start(posted.get("start", ""))
    if start is None:
        return _show(visit, service, _("This time cannot be read. Please choose one of these."))
    try:
        token = visiting.hold_for_visitor(
            organisation=visit.organisation.pk,
            wish=want.wish(_own(visit)),
            starts_at=start,
            visitor=visit.visitor,
            known=visit.way.known,
            now=visit.now,
        )
    except (NotFound, TooManyTries):
        raise
    except Refused as refusal:
        return _show(visit, service, str(refusal.sentence), at=start)
    response = HttpResponseRedirect(known_path("book_details", visit, token=token))
    response.status_code = 303
    return response


def _at(visit: Visit, service: str) -> Visit:
    return replace(visit, way=visit.way.service(service))


def _own(visit: Visit) -> Wish | None:
    """Give the time the visitor holds already, which is free for them, and who they showed to be."""
    try:
        link = links.unsign(visit.way.hold, Purpose.HOLD, now=visit.now)
    except (LinkBroken, LinkEnded):
        return None
    if link.organisation_id != visit.organisation.pk:
        return None
    with reading(visit.organisation):
        known = recognising.find(
            visit.organisation.pk, hold_id=link.target_id, token=visit.way.known, now=visit.now
        )
    return Wish(
        service_id=UUID(int=0),
        own_hold=link.target_id,
        contact_id=known.contact.pk if known else None,
    )


def _show(visit: Visit, service: str, problem: str = "", *, at: datetime | None = None) -> HttpResponse:
    """Show the times as they are now, beside why the one asked for is not to be had."""
    with reading(visit.organisation):
        want = choosing.wanted(visit, service)
    page = choosing.time_page(visit, want, want.wish(_own(visit)), _act(visit, want, service, problem, at))
    return show(visit, "times", page, status=409 if at else 422 if problem else 200)


def _act(visit: Visit, want: Wanted, service: str, problem: str, at: datetime | None) -> Act:
    way = visit.way
    keys = {"slug": visit.organisation.slug, "service": service}
    return Act(
        title=_("When suits you?"),
        url=way.but(
            path=reverse("scheduling:book_hold", kwargs=keys), month=None, day=None, hold=""
        ).times_url(),
        token=choosing.form_token(visit, want),
        note=_("We keep it for 10 minutes while you write your name."),
        steps=present.steps(present.TIME, service_url=way.services_url()),
        options=choosing.options(want, way),
        problem=problem,
        problem_at=at,
        wait_url=way.but(path=reverse("scheduling:book_wait", kwargs=keys), month=None, day=None).times_url(),
    )
