"""Where home service goes: areas as the domain asks about them, and what is said where it does not go."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import Location, Organisation
from scheduling.domain import areas as domain
from scheduling.domain.geo import Position
from scheduling.domain.travel import Driving
from scheduling.domain.visits import VisitAddress
from scheduling.models import (
    AreaEffect,
    AreaKind,
    HomeRules,
    HomeSettings,
    ServiceArea,
    Unserved,
    VehicleBase,
)
from scheduling.selectors.postcodes import locate, matching


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Whether a firm comes to a place, the place with its position and area, and what a customer there pays more."""

    is_served: bool
    address: VisitAddress
    fee: str = ""


def find_rules(organisation_id: UUID, service_id: UUID) -> HomeRules | None:
    """Find how a service is given at customers' addresses."""
    return HomeRules.objects.of(organisation_id).filter(service_id=service_id).first()


def find_settings(organisation_id: UUID) -> HomeSettings:
    """Find what an organisation set for its home services; until then the usual figures."""
    return HomeSettings.objects.of(organisation_id).first() or HomeSettings(organisation_id=organisation_id)


def driving_of(organisation_id: UUID) -> Driving:
    """Give how long drives take for an organisation."""
    row = find_settings(organisation_id)
    return Driving(speed=row.speed, slack=row.slack, unknown=row.unknown)


def list_areas(organisation_id: UUID) -> list[ServiceArea]:
    """List the areas in the organisation's order."""
    return list(ServiceArea.objects.of(organisation_id).select_related("location"))


def list_unserved(organisation_id: UUID, *, since: date) -> list[tuple[str, int]]:
    """Count who asked in vain since a day, by postcode, the most asked first."""
    rows = Unserved.objects.of(organisation_id).filter(asked_on__gte=since).values_list("postcode")
    return list(rows.annotate(count=Count("pk")).order_by("-count", "postcode")[:50])


def list_bases(organisation_id: UUID) -> dict[UUID, str]:
    """Give the postcodes from which vehicles and technicians set out, by resource."""
    rows = VehicleBase.objects.of(organisation_id)
    return dict(rows.values_list("resource_id", "postcode"))


def check_address(organisation: Organisation, location: Location, address: VisitAddress) -> Served:
    """Say whether a firm comes to an address from a location; the first area that covers it counts."""
    postcode = domain.tidy_postcode(address.postcode)
    position = address.position or locate(organisation, postcode)
    known = replace(address, postcode=postcode, position=position, area_id=None)
    here = Q(location=None) | Q(location=location)
    rows = list(ServiceArea.objects.of(organisation).filter(here))
    drawn = {row.pk: found for row in rows if (found := area_of(organisation, row, location)) is not None}
    asked = domain.Address(postcode, position)
    for row in rows:
        is_out = row.effect == AreaEffect.LEFT_OUT and row.pk in drawn
        if is_out and domain.coverage(asked, [drawn[row.pk]]).is_served:
            return Served(is_served=False, address=known)
    served = [row for row in rows if row.effect == AreaEffect.SERVED]
    if not served:
        return Served(is_served=True, address=known)
    for row in served:
        if row.pk in drawn and domain.coverage(asked, [drawn[row.pk]]).is_served:
            return Served(is_served=True, address=replace(known, area_id=row.pk), fee=row.fee_text)
    return Served(is_served=False, address=known)


def referral(organisation_id: UUID, language: str) -> str:
    """Give what a firm says to whom it does not serve, in their language; until it is set, that it is sorry."""
    return own_referral(organisation_id, language) or _(
        "We are sorry, we do not come that far. Please call us: we may know who does."
    )


def own_referral(organisation_id: UUID, language: str) -> str:
    """Give what a firm wrote itself for whom it does not serve, empty until it did."""
    row = find_settings(organisation_id)
    return row.referral_es if language.startswith("es") else row.referral_en


def area_of(organisation: Organisation, row: ServiceArea, location: Location) -> domain.Area | None:
    """Give an area as the domain asks about it; None while it says nothing, or its centre is nowhere."""
    number = row.pk.int % 2**31
    if row.kind == AreaKind.POSTCODES:
        return domain.PostcodeArea(number, row.name, domain.read_postcodes(row.postcodes))
    if row.kind == AreaKind.POLYGON:
        return domain.PolygonArea(number, row.name, points_of(row))
    centre = locate(organisation, row.centre_postcode or (row.location or location).postcode)
    return domain.RadiusArea(number, row.name, centre, row.metres) if centre else None


def points_of(row: ServiceArea) -> tuple[Position, ...]:
    """Give the corners of an area that was drawn."""
    return tuple(Position(north, east) for north, east in row.points)


def dots_of(row: ServiceArea, organisation: Organisation) -> dict[str, Position]:
    """Locate the postcodes of an area, as many as a map can show."""
    if row.kind != AreaKind.POSTCODES:
        return {}
    return matching(organisation, domain.read_postcodes(row.postcodes))
