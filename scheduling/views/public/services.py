"""The first step: what somebody needs, of a firm, a place or a provider."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from accounts.models import Location
from core.transactions import reading
from scheduling.models import Service
from scheduling.presenters import public as present
from scheduling.presenters.public import Shelf
from scheduling.selectors import public as selectors
from scheduling.views.public.house import Visit, public, show


@require_GET
@public
def services(visit: Visit) -> HttpResponse:
    """List what can be booked, by place; `?place=` and `?with=` narrow it."""
    return _services(visit)


@require_GET
@public
def place(visit: Visit, location_id: UUID) -> HttpResponse:
    """List what can be booked at one place."""
    return _services(replace(visit, way=visit.way.but(place=location_id)), is_strict=True)


@require_GET
@public
def provider(visit: Visit, provider_id: UUID) -> HttpResponse:
    """List what can be booked with one provider."""
    return _services(replace(visit, way=visit.way.but(provider=provider_id)), is_strict=True)


def _services(visit: Visit, *, is_strict: bool = False) -> HttpResponse:
    organisation, way = visit.organisation, visit.way
    with reading(organisation):
        who = way.provider and selectors.find_provider(organisation=organisation, provider_id=way.provider)
        if who is None and way.provider:
            way = way.but(provider=None)
        found = selectors.list_services(organisation=organisation, provider_id=who.pk if who else None)
        places = selectors.list_places(organisation=organisation, services=found)
    shelves = _shelves(found, places)
    only = tuple(shelf for shelf in shelves if shelf.location.pk == way.place)
    if is_strict and not (only or who):
        raise Http404
    page = present.services_page(
        only or shelves,
        way if only else way.but(place=None),
        provider=who.name if who else "",
        is_one_place=len(shelves) < 2,
    )
    return show(visit, "services", page)


def _shelves(services: Sequence[Service], places: dict[UUID, list[Location]]) -> tuple[Shelf, ...]:
    locations: dict[UUID, Location] = {}
    for found in places.values():
        locations |= {location.pk: location for location in found}
    ordered = sorted(locations.values(), key=lambda location: (not location.is_default, location.name))
    return tuple(
        Shelf(
            location=location,
            services=tuple(
                service for service in services if location.pk in {each.pk for each in places[service.pk]}
            ),
        )
        for location in ordered
    )
