"""What every public page of a firm does: open the firm, speak the visitor's language, answer without a cookie."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Concatenate, Final, ParamSpec
from zoneinfo import ZoneInfo

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from accounts import selectors as accounts
from accounts.models import Organisation
from accounts.pages import Link
from accounts.presenters.shell import NATIVE, THEMES
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from core import clock
from core.errors import Refused
from core.framing import let_be_framed
from core.transactions import reading
from scheduling.errors import LinkBroken, LinkEnded, TooManyTries
from scheduling.forms.public import read_way
from scheduling.pages.public import PublicFrame, Sorry
from scheduling.pages.ways import Way
from scheduling.selectors import public as selectors
from scheduling.services import abuse

P = ParamSpec("P")
# What `open_house` leaves on the request: the sites that may frame the answer.
FRAMED: Final = "framed_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody of the public at the door of a firm."""

    request: HttpRequest
    organisation: Organisation
    way: Way
    phone: Link | None
    now: datetime

    @property
    def visitor(self) -> str:
        """A hash that tells visitors apart, also of one household; empty where their address is not known."""
        address = self.network_address
        words = [self.request.headers.get(name, "") for name in ("User-Agent", "Accept-Language")]
        return abuse.hashed("|".join((address, *words))) if address else ""

    @property
    def network_address(self) -> str:
        """Give the visitor's address of the network, empty where it is not known."""
        return get_adapter().get_client_ip(self.request) or ""

    def on(self, way: Way) -> "Visit":
        """Give the visit with other choices."""
        return replace(self, way=way)

    def zone(self, own: str) -> ZoneInfo:
        """Give the clock the visitor wants, else that of the place."""
        return ZoneInfo(self.way.zone or own)


PublicView = Callable[Concatenate[Visit, P], HttpResponse]


def public(view: PublicView[P]) -> Callable[..., HttpResponse]:
    """Serve a page of the firm in the address: no session, no cookie; what is posted carries signed tokens instead.

    The answer has an ETag, so that a page that did not change is not sent twice. A refusal becomes a page with the
    firm's telephone number.
    """

    @csrf_exempt
    @_in_frames
    @conditional_page
    @functools.wraps(view)
    def served(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        organisation = selectors.find_organisation(slug=slug)
        if organisation is None:
            raise Http404
        return open_house(request, organisation, lambda visit: view(visit, *args, **kwargs))

    return served


def _in_frames(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say who may frame the answer, also where it became "not modified": browsers take the headers of that one."""

    @functools.wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        origins: list[str] | None = getattr(request, FRAMED, None)
        if origins is not None:
            let_be_framed(response, origins)
        return response

    return framed


def open_house(
    request: HttpRequest, organisation: Organisation, view: Callable[[Visit], HttpResponse]
) -> HttpResponse:
    """Answer in the visitor's language, for a firm that is known; inside the sites it lists, if that is asked for."""
    way = read_way(request.GET, slug=organisation.slug)
    with translation.override(way.language or translation.get_language() or organisation.locale):
        visit = Visit(
            request=request,
            organisation=organisation,
            way=way,
            phone=_phone(organisation, way),
            now=clock.now(),
        )
        try:
            response = view(visit)
        except (LinkBroken, LinkEnded, TooManyTries) as refusal:
            response = sorry(visit, refusal)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if way.embed:
            with reading(organisation):
                sites = accounts.list_sites(organisation_id=organisation.pk)
            setattr(request, FRAMED, [site.origin for site in sites])
        response.headers["Content-Language"] = translation.get_language() or "en"
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def show(visit: Visit, template: str, page: object, *, status: int = 200, **more: Any) -> HttpResponse:
    """Render a page without the request, so that neither session nor messages are touched."""
    context = {"frame": frame(visit), "page": page, **more}
    return HttpResponse(render_to_string(f"scheduling/public/{template}.html", context), status=status)


def sorry(visit: Visit, refusal: Refused, *, go: Link | None = None) -> HttpResponse:
    """Say why a page cannot go on, and whom to call."""
    title, status = {
        LinkBroken: (_("This link does not work"), 404),
        LinkEnded: (_("This link is too old"), 410),
        TooManyTries: (_("That was a lot at once"), 429),
    }.get(type(refusal), (_("That did not work"), 422))
    again = go or Link(label=_("See what can be booked"), url=visit.way.services_url())
    page = Sorry(title=title, text=str(refusal.sentence), phone=visit.phone, go=again)
    return show(visit, "sorry", page, status=status)


def frame(visit: Visit) -> PublicFrame:
    """Build what surrounds the page."""
    organisation, language = visit.organisation, translation.get_language() or "en"
    theme = visit.way.embed or visit.request.COOKIES.get("theme", "")
    query = visit.request.GET.copy()
    links = []
    for code, name in NATIVE:
        query["lang"] = code
        links.append(
            Link(
                label=name,
                url=f"{visit.request.path}?{query.urlencode()}",
                is_current=language.startswith(code),
            )
        )
    return PublicFrame(
        language=language,
        theme=theme if theme in THEMES else "",
        hue=organisation.hue,
        organisation_name=organisation.name,
        home_url=visit.way.but(place=None, provider=None, hold="", known="").services_url(),
        language_codes=tuple(code for code, _name in NATIVE),
        language_links=tuple(links),
        phone=visit.phone,
        is_embedded=bool(visit.way.embed),
        demo=settings.DEMO,
    )


def _phone(organisation: Organisation, way: Way) -> Link | None:
    with reading(organisation):
        number = selectors.find_telephone(organisation=organisation, location_id=way.place)
    if not number:
        return None
    try:
        label = normalise(number, kind=AddressKind.PHONE, region=organisation.country).display
    except AddressInvalid:
        label = number
    return Link(label=label, url=f"tel:{number}")


def path(name: str, visit: Visit, **keys: object) -> str:
    """Give the address of a public page of this firm that keeps language and zone, and forgets who the visitor is."""
    return known_path(name, replace(visit, way=visit.way.but(known="")), **keys)


def known_path(name: str, visit: Visit, **keys: object) -> str:
    """Give the address of a page of a time that is held, at which a visitor stays who they showed to be."""
    return visit.way.onward(reverse(f"scheduling:{name}", kwargs={"slug": visit.organisation.slug, **keys}))
