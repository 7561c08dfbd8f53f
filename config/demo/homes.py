"""Gives the plumber of the demo where they go: areas, a van's base, and where the visits of the first days are."""

from collections.abc import Mapping
from typing import Any, Final

from accounts.models import Organisation
from scheduling.domain.visits import VisitAddress, arrival_window
from scheduling.models import (
    Appointment,
    AreaEffect,
    AreaKind,
    HomeRules,
    HomeSettings,
    LocationKind,
    Resource,
    Service,
    ServiceArea,
    VehicleBase,
    VisitPlace,
)
from scheduling.selectors.postcodes import locate

PLUMBER: Final = "brightwater"
BASE: Final = "85007"
WINDOW: Final = 120
AREAS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("Phoenix", {"kind": AreaKind.POSTCODES, "postcodes": "85003-85045, 85050-85054"}),
    ("Scottsdale", {"kind": AreaKind.POSTCODES, "postcodes": "85250-85260", "fee_text": "$20 trip fee"}),
    ("Near the shop", {"kind": AreaKind.RADIUS, "centre_postcode": BASE, "metres": 16_000}),
    (
        "Beyond South Mountain",
        {
            "kind": AreaKind.POLYGON,
            "effect": AreaEffect.LEFT_OUT,
            "points": [[33.33, -112.16], [33.33, -111.99], [33.27, -111.99], [33.27, -112.16]],
        },
    ),
)
VISITS: Final = (
    VisitAddress(
        street="1220 W Roosevelt St", city="Phoenix", postcode="85007", access_note="Gate code 4471"
    ),
    VisitAddress(street="4021 N Scottsdale Rd", unit="3", city="Scottsdale", postcode="85251"),
    VisitAddress(street="3300 N Central Ave", city="Phoenix", postcode="85012"),
)
REFERRAL_EN: Final = "We do not come that far. Pine Plumbing in your area may help: 928 555 0140."
REFERRAL_ES: Final = "No llegamos tan lejos. Pine Plumbing, en su zona, quizá le ayude: 928 555 0140."


def set_up(
    organisation: Organisation, services: Mapping[str, Service], resources: Mapping[str, Resource]
) -> None:
    """Write it for the plumber, inside the transaction that loads the diary."""
    if organisation.slug != PLUMBER:
        return
    ServiceArea.objects.bulk_create(
        ServiceArea(organisation=organisation, name=name, position=number, **values)
        for number, (name, values) in enumerate(AREAS)
    )
    HomeSettings.objects.create(organisation=organisation, referral_en=REFERRAL_EN, referral_es=REFERRAL_ES)
    HomeRules.objects.create(
        organisation=organisation, service=services["repair"], arrival_minutes=WINDOW, reserve=1
    )
    HomeRules.objects.create(
        organisation=organisation, service=services["emergency"], arrival_minutes=60, is_emergency=True
    )
    for name in ("Van 1", "Dez Kowalski"):
        VehicleBase.objects.create(organisation=organisation, resource=resources[name], postcode=BASE)
    visits = Appointment.objects.of(organisation).filter(service__location_kind=LocationKind.CUSTOMER_ADDRESS)
    for row, address in zip(visits.order_by("starts_at"), VISITS, strict=False):
        _place(organisation, row, address)


def _place(organisation: Organisation, row: Appointment, address: VisitAddress) -> None:
    position = locate(organisation, address.postcode)
    row.place = address.line
    row.arrives_from, row.arrives_until = arrival_window(row.starts_at, WINDOW, row.timezone)
    row.save(update_fields=["place", "arrives_from", "arrives_until"])
    VisitPlace.objects.create(
        organisation=organisation,
        appointment=row,
        street=address.street,
        unit=address.unit,
        city=address.city,
        postcode=address.postcode,
        access_note=address.access_note,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
    )
