"""The public's booking pages: what can be booked, what was chosen, what was booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from accounts.models import Location
from accounts.pages import Link
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from scheduling.models import LocationKind, Service
from scheduling.pages import public as pages
from scheduling.pages.ways import Way
from scheduling.presenters import clocks
from scheduling.selectors.visitors import Known

SERVICE, TIME, YOU, DONE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What can be booked at one place."""

    location: Location
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a visitor has chosen: `provider` is empty where anybody will do, `providers` are those to choose from."""

    service: Service
    location: Location
    minutes: int
    provider: str = ""
    companions: tuple[str, ...] = ()
    has_several_services: bool = True


def steps(current: int, *, service_url: str = "", time_url: str = "") -> tuple[pages.Step, ...]:
    """List the steps; done ones lead back while nothing is booked."""
    labels = ((SERVICE, _("Service"), service_url), (TIME, _("Time"), time_url), (YOU, _("You"), ""))
    return tuple(
        pages.Step(
            number=number,
            label=label,
            is_done=number < current,
            is_current=number == current,
            url=url if number < current < DONE else "",
        )
        for number, label, url in labels
    )


def services_page(
    shelves: Sequence[Shelf], way: Way, *, provider: str = "", is_one_place: bool
) -> pages.ServicesPage:
    """List what can be booked by place, narrowed to a place or a provider where the address says so."""
    place = shelves[0].location.name if way.place and shelves else ""
    about = _("With %(name)s.") % {"name": provider} if provider else place
    return pages.ServicesPage(
        title=_("What do you need?"),
        about=about,
        all_url=way.but(place=None, provider=None).services_url() if about else "",
        steps=steps(SERVICE),
        places=tuple(
            pages.PlacePicks(
                name="" if is_one_place or place else shelf.location.name,
                address=address(shelf.location),
                picks=tuple(_pick(service, way.but(place=shelf.location.pk)) for service in shelf.services),
                url="" if is_one_place or place else way.but(place=shelf.location.pk).services_url(),
            )
            for shelf in shelves
        ),
        empty=_("Nothing can be booked online at the moment."),
    )


def _pick(service: Service, way: Way) -> pages.ServicePick:
    return pages.ServicePick(
        name=service.name,
        description=service.description,
        length=clocks.lengths_label(service.durations),
        price=service.price_text,
        url=way.service(service.slug).times_url(),
    )


def address(location: Location) -> str:
    """Write where a place is."""
    region = f"{location.region} {location.postcode}".strip()
    return ", ".join(part for part in (location.street, location.city, region) if part)


def where(chosen_kind: str, location: Location) -> str:
    """Say where something takes place."""
    return {
        LocationKind.PHONE: _("By telephone"),
        LocationKind.VIDEO: _("By video"),
        LocationKind.CUSTOMER_ADDRESS: _("At your address"),
    }.get(LocationKind(chosen_kind), address(location) or location.name)


def recap(chosen: Chosen, way: Way, *, when: str = "", changes: bool = True) -> pages.Recap:
    """Sum up what was chosen so far."""
    service = chosen.service
    again = Link(label=_("Change"), url=way.services_url())
    rows = [
        pages.RecapRow(
            term=_("Service"),
            value=service.name,
            change=again if changes and chosen.has_several_services else None,
        ),
        pages.RecapRow(term=_("Length"), value=clocks.length_label(chosen.minutes)),
        pages.RecapRow(term=_("With"), value=_who(chosen)),
        pages.RecapRow(term=_("Where"), value=where(service.location_kind, chosen.location)),
    ]
    if when:
        other = Link(label=_("Change"), url=way.times_url()) if changes else None
        rows.insert(0, pages.RecapRow(term=_("When"), value=when, change=other))
    if service.price_text:
        rows.append(pages.RecapRow(term=_("Price"), value=service.price_text))
    return pages.Recap(title=_("Your booking"), rows=tuple(rows), policy=policy(service))


def _who(chosen: Chosen) -> str:
    return chosen.provider or ", ".join(chosen.companions) or _("Whoever is free")


def policy(service: Service) -> str:
    """Say until when somebody may move or cancel by themselves."""
    move, cancel = service.move_cutoff or 0, service.cancel_cutoff or 0
    if move == cancel:
        if not move:
            return _("You can move or cancel until it begins.")
        return _("You can move or cancel until %(span)s before.") % {"span": clocks.span_words(move)}
    words = {"move": clocks.span_words(move), "cancel": clocks.span_words(cancel)}
    if not move:
        return _("You can move it until it begins, and cancel until %(cancel)s before.") % words
    if not cancel:
        return _("You can move it until %(move)s before, and cancel until it begins.") % words
    return _("You can move it until %(move)s before, and cancel until %(cancel)s before.") % words


def option_links(chosen: Chosen, way: Way) -> tuple[pages.Options, ...]:
    """Ask how long, where a service has several lengths."""
    lengths = chosen.service.durations
    if len(lengths) < 2:
        return ()
    links = tuple(
        Link(
            label=clocks.length_label(minutes),
            url=way.but(minutes=minutes).times_url(),
            is_current=minutes == chosen.minutes,
        )
        for minutes in lengths
    )
    return (pages.Options(label=_("How long?"), links=links),)


def provider_links(providers: Sequence[tuple[object, str]], way: Way) -> tuple[pages.Options, ...]:
    """Ask with whom, where a customer may choose among several."""
    if len(providers) < 2:
        return ()
    anybody = Link(
        label=_("Whoever is free"), url=way.but(provider=None).times_url(), is_current=way.provider is None
    )
    people = tuple(
        Link(label=name, url=way.but(provider=key).times_url(), is_current=way.provider == key)
        for key, name in providers
    )
    return (pages.Options(label=_("With whom?"), links=(anybody, *people)),)


def hold_line(kept: str, expires_at: datetime, *, now: datetime, extend_url: str) -> pages.HoldLine:
    """Say how long a time is kept."""
    left = max(0, int((expires_at - now).total_seconds()))
    return pages.HoldLine(
        label=_("We keep %(time)s for you") % {"time": kept},
        until_iso=expires_at.isoformat(),
        until_label=f"{left // 60}:{left % 60:02d}",
        extend_url=extend_url,
    )


def directions(location: Location) -> str:
    """Give an address at which any map finds the place; without a street there is none."""
    if not location.street:
        return ""
    return f"https://www.openstreetmap.org/search?{urlencode({'query': address(location)})}"


def welcome(known: Known) -> str:
    """Greet somebody who showed who they are."""
    name = known.contact.preferred_name or known.contact.first_name or known.contact.display_name
    return _("Welcome back, %(name)s.") % {"name": name} if name else _("Welcome back.")


def known_fields(known: Known) -> dict[str, str]:
    """Fill in what we would ask otherwise."""
    contact = known.contact
    return {
        "first_name": contact.first_name or contact.display_name,
        "last_name": contact.last_name,
        "email": known.email,
        "phone": _written(known.phone),
        "address": known.place,
    }


def _written(number: str) -> str:
    """Write a number as people do."""
    try:
        return normalise(number, kind=AddressKind.PHONE).display if number else ""
    except AddressInvalid:
        return number
