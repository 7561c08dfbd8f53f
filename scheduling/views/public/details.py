"""The third step: who is coming. A time is kept meanwhile, under a token in the address."""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.pages import Link
from core.errors import Refused
from core.transactions import reading
from scheduling import ports
from scheduling.domain.links import Purpose
from scheduling.errors import (
    AlsoBooked,
    HoldExtendedAlready,
    LinkBroken,
    NoSuchHold,
    NotDoneYet,
    TooManyTries,
)
from scheduling.forms.public import DetailsForm
from scheduling.models import Hold, LocationKind
from scheduling.pages.public import DetailsPage
from scheduling.pages.ways import Way
from scheduling.presenters import clocks
from scheduling.presenters import public as present
from scheduling.presenters.public import Chosen
from scheduling.selectors import public as selectors
from scheduling.selectors.driving import address_of
from scheduling.selectors.own import find_other
from scheduling.selectors.towns import other_town
from scheduling.selectors.visitors import Known
from scheduling.services import links, recognising, visiting
from scheduling.views.public import where
from scheduling.views.public.house import Visit, known_path, path, public, show, sorry


@require_http_methods(["GET", "POST"])
@public
def details(visit: Visit, token: str) -> HttpResponse:
    """Ask who is coming; then the time is theirs."""
    hold = find_hold(visit, token)
    if hold.appointment_id is not None:
        return _booked(visit, hold)
    if visit.request.method == "POST":
        return _book(visit, hold, token)
    if hold.ended_at is not None and hold.expires_at > visit.now:
        return sorry(visit, NoSuchHold(), go=_other_times(visit, hold))
    return _page(visit, hold, token, _form(visit, hold))


@require_POST
@public
def extend(visit: Visit, token: str) -> HttpResponse:
    """Keep the time once more as long, and what was typed so far."""
    hold = find_hold(visit, token)
    problem = ""
    try:
        token = visiting.extend_for_visitor(hold=hold, now=visit.now)
        hold = find_hold(visit, token)
    except (HoldExtendedAlready, NoSuchHold) as refusal:
        problem = str(refusal.sentence)
    form = _form(visit, hold, typed=False)
    return _page(visit, hold, token, form, problem=problem)


def find_hold(visit: Visit, token: str) -> Hold:
    """Find the time a visitor holds.

    Raises:
        LinkBroken, LinkEnded: the token is not good for it.
    """
    link = links.unsign(token, Purpose.HOLD, now=visit.now)
    if link.organisation_id != visit.organisation.pk:
        raise LinkBroken
    with reading(visit.organisation):
        found = selectors.find_hold(organisation=visit.organisation, hold_id=link.target_id)
    if found is None:
        raise LinkBroken
    return found


def _form(visit: Visit, hold: Hold, *, typed: bool = True) -> DetailsForm:
    """Make the form: bound to what was sent, or only filled with it, so that nothing is marked wrong yet.

    Whoever showed who they are finds it filled with what we would ask; what they type instead stays.
    """
    is_sent = visit.request.method == "POST"
    kind = hold.service.location_kind
    with reading(visit.organisation):
        known = _known(visit, hold)
        other = known and find_other(
            organisation_id=visit.organisation.pk,
            contact_id=known.contact.pk,
            starts_at=hold.starts_at,
            ends_at=hold.ends_at,
        )
    filled = present.known_fields(known) if known else {}
    return DetailsForm(
        visit.request.POST if is_sent and typed else None,
        region=visit.organisation.country,
        needs_phone=kind == LocationKind.PHONE,
        needs_address=kind == LocationKind.CUSTOMER_ADDRESS,
        asks_both=bool(other),
        has_postcode=bool(_postcode(visit, hold)),
        initial=filled | (visit.request.POST.dict() if is_sent else {}),
    )


def _other_town(visit: Visit, form: DetailsForm, postcode: str) -> str:
    """Give the town of the postcode where that is far from the city that was typed, once; inside `reading`."""
    typed = form.cleaned_data
    city = typed.get("city", "")
    if not city or city == typed.get("city_seen"):
        return ""
    return other_town(visit.organisation, postcode=typed.get("postcode") or postcode, town=city)


def _known(visit: Visit, hold: Hold) -> Known | None:
    """Find who the visitor showed to be; inside `reading`."""
    return recognising.find(visit.organisation.pk, hold_id=hold.pk, token=visit.way.known, now=visit.now)


def _book(visit: Visit, hold: Hold, token: str) -> HttpResponse:
    form = _form(visit, hold)
    if not form.is_valid():
        return _page(visit, hold, token, form, status=422)
    zone = visit.zone(hold.location.time_zone)
    postcode = _postcode(visit, hold)
    with reading(visit.organisation):
        known = _known(visit, hold)
        town = _other_town(visit, form, postcode)
    if town:
        form.ask_town(town)
        return _page(visit, hold, token, form, status=422)
    try:
        visiting.book_for_visitor(
            hold=hold,
            who=form.visitor(language=get_language() or "en", timezone=zone.key),
            visitor=visit.visitor,
            known=known,
            now=visit.now,
        )
    except AlsoBooked as both:
        return _page(visit, hold, token, form, status=409, problem=str(both.sentence))
    except NotDoneYet as missing:
        form.add_error(None, str(missing.sentence))
        return _page(visit, hold, token, form, status=422, requirements=missing.requirements)
    except TooManyTries:
        raise
    except Refused as refusal:
        return sorry(visit, refusal, go=_other_times(visit, hold))
    return _booked(visit, find_hold(visit, token))


def _booked(visit: Visit, hold: Hold) -> HttpResponse:
    with reading(visit.organisation):
        row = hold.appointment_id and selectors.find_appointment(
            organisation=visit.organisation, appointment_id=hold.appointment_id
        )
    if not row:
        raise LinkBroken
    response = HttpResponseRedirect(path("booked", visit, token=links.view_token(row)))
    response.status_code = 303
    return response


def _way(visit: Visit, hold: Hold) -> Way:
    minutes = int((hold.ends_at - hold.starts_at).total_seconds() // 60)
    way = visit.way.but(place=hold.location_id, minutes=minutes).service(hold.service.slug)
    return way.but(day=hold.starts_at.astimezone(visit.zone(hold.location.time_zone)).date())


def _postcode(visit: Visit, hold: Hold) -> str:
    """Give the postcode that was asked before times were shown."""
    with reading(visit.organisation):
        found = address_of(visit.organisation.pk, hold_id=hold.pk)
    return found.postcode if found else ""


def _other_times(visit: Visit, hold: Hold, token: str = "") -> Link:
    way = _way(visit, hold).but(hold=token)
    return Link(label=_("Choose another time"), url=way.times_url())


def _page(
    visit: Visit,
    hold: Hold,
    token: str,
    form: DetailsForm,
    *,
    status: int = 200,
    problem: str = "",
    requirements: tuple[ports.Requirement, ...] = (),
) -> HttpResponse:
    zone = visit.zone(hold.location.time_zone)
    asked = ports.ToConfirm(
        organisation_id=visit.organisation.pk,
        hold_id=hold.pk,
        service_id=hold.service_id,
        contact_id=None,
        now=visit.now,
    )
    with reading(visit.organisation):
        known = _known(visit, hold)
        panels = ports.booking_panels(replace(asked, contact_id=known.contact.pk if known else None))
    way = _way(visit, hold).but(hold=token)
    chosen = Chosen(
        service=hold.service,
        location=hold.location,
        minutes=int((hold.ends_at - hold.starts_at).total_seconds() // 60),
        provider=hold.provider.name if hold.provider else "",
    )
    when, short = where.kept_words(visit, hold)
    words = {"when": f"{clocks.short_day(hold.starts_at.astimezone(zone).date())}, {short}"}
    asks = hold.service.needs_approval
    page = DetailsPage(
        title=_("Who is coming?"),
        steps=present.steps(present.YOU, service_url=way.services_url(), time_url=way.times_url()),
        recap=present.recap(chosen, way, when=f"{when} · {clocks.zone_label(zone.key, hold.starts_at)}"),
        hold=present.hold_line(
            short,
            hold.expires_at,
            now=visit.now,
            extend_url="" if hold.extended_at else known_path("book_extend", visit, token=token),
        ),
        other_times=_other_times(visit, hold, token),
        submit_label=(_("Ask for %(when)s") if asks else _("Book %(when)s")) % words,
        submit_url=known_path("book_details", visit, token=token),
        privacy=_("We use this for your booking only."),
        problem=problem,
        known_url="" if known else path("book_known", visit, token=token),
        welcome=present.welcome(known) if known else "",
        not_you_url=path("book_details", visit, token=token) if known else "",
        postcode=_postcode(visit, hold),
        requirements=tuple(
            Link(label=one.label or one.sentence, url=one.url) for one in requirements if one.url
        ),
    )
    return show(visit, "details", page, status=status, form=form, panels=panels)
