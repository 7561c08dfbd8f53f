"""Settings of home service: areas, how services are given there, bases, postcodes of one's own."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Location, Member
from core.errors import NotFound
from core.transactions import step, use_case
from scheduling.domain.areas import tidy_postcode
from scheduling.domain.geo import Position
from scheduling.errors import BadBooking, NameTaken, NoSuchResource, NoSuchService, SettingMovedOn
from scheduling.models import (
    HomeRules,
    HomeSettings,
    LocationKind,
    PostcodePlace,
    Resource,
    Service,
    ServiceArea,
    VehicleBase,
)
from scheduling.services.coming import check_postcode
from scheduling.services.setting.noting import note

MOST_AREAS: Final = 100
MOST_POSTCODES: Final = 5000
LINE: Final = re.compile(
    r"\s*([A-Za-z0-9 -]{3,12}?)\s*[,;\t]\s*(-?\d+(?:\.\d+)?)\s*[,;\t]\s*(-?\d+(?:\.\d+)?)\s*"
)


@use_case
def save_area(
    *,
    by: Member,
    area_id: UUID | None,
    values: Mapping[str, Any],
    location_id: UUID | None,
    seen_version: int,
    now: datetime,
) -> ServiceArea:
    """Add an area, or write what stands on its page.

    Raises:
        NameTaken, SettingMovedOn, NotFound: no such area or location. BadBooking: there are too many.
    """
    policies.check_can_supervise(by)
    rows = ServiceArea.objects.of(by.organisation_id)
    row = _area(by, area_id) if area_id else ServiceArea(organisation_id=by.organisation_id, version=0)
    if row.version != seen_version:
        raise SettingMovedOn
    if area_id is None and rows.count() >= MOST_AREAS:
        raise BadBooking(_("There are a hundred areas already. Remove one first."))
    if rows.exclude(pk=row.pk).filter(name__iexact=values["name"]).exists():
        raise NameTaken
    places = Location.objects.filter(organisation_id=by.organisation_id)
    if location_id is not None and not places.filter(pk=location_id).exists():
        raise NotFound
    for column, value in values.items():
        setattr(row, column, value)
    row.location_id = location_id
    row.version += 1
    row.save()
    note(by, row.pk, "AREA", now=now)
    return row


@use_case
def remove_area(*, by: Member, area_id: UUID, now: datetime) -> ServiceArea:
    """Remove an area; visits that are booked stay.

    Raises:
        NotFound, OnlyLooking, SupervisorsOnly
    """
    policies.check_can_supervise(by)
    row = _area(by, area_id)
    key = row.pk
    row.delete()
    note(by, key, "AREA_REMOVED", now=now)
    return row


@use_case
def save_home_settings(*, by: Member, values: Mapping[str, Any], now: datetime) -> None:
    """Keep what is said where nobody goes, and how quickly vehicles drive."""
    policies.check_can_supervise(by)
    row, _is_new = HomeSettings.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id, defaults=dict(values)
    )
    note(by, row.pk, "HOME", now=now)


@use_case
def save_home_rules(*, by: Member, service_id: UUID, values: Mapping[str, Any], now: datetime) -> HomeRules:
    """Keep how a service is given at customers' addresses.

    Raises:
        NoSuchService: there is none, or it is given elsewhere.
    """
    policies.check_can_supervise(by)
    services = Service.objects.of(by.organisation_id).filter(location_kind=LocationKind.CUSTOMER_ADDRESS)
    if not services.filter(pk=service_id).exists():
        raise NoSuchService
    row, _is_new = HomeRules.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id, service_id=service_id, defaults=dict(values)
    )
    note(by, service_id, "HOME", now=now)
    return row


@use_case
def save_bases(*, by: Member, bases: Mapping[UUID, str], now: datetime) -> None:
    """Keep from which postcodes vehicles and technicians set out; an empty one is nowhere in particular.

    Raises:
        BadBooking: one is no postcode. NoSuchResource.
    """
    policies.check_can_supervise(by)
    known = set(Resource.objects.of(by.organisation_id).values_list("pk", flat=True))
    if bases.keys() - known:
        raise NoSuchResource
    rows = VehicleBase.objects.of(by.organisation_id)
    for resource_id, typed in bases.items():
        if typed.strip():
            rows.update_or_create(
                organisation_id=by.organisation_id,
                resource_id=resource_id,
                defaults={"postcode": check_postcode(typed)},
            )
        else:
            rows.filter(resource_id=resource_id).delete()
        note(by, resource_id, "BASE", now=now)


@use_case
def import_postcodes(*, by: Member, text: str, now: datetime) -> int:
    """Take over where postcodes are, one a line as postcode, latitude, longitude; gives how many.

    Raises:
        BadBooking: a line cannot be read, or there are too many.
    """
    policies.check_can_supervise(by)
    rows = _read_lines(text)
    PostcodePlace.objects.of(by.organisation_id).filter(postcode__in=rows).delete()
    if PostcodePlace.objects.of(by.organisation_id).count() + len(rows) > MOST_POSTCODES:
        raise BadBooking(_("At most 5,000 postcodes of your own are kept."))
    PostcodePlace.objects.bulk_create(
        PostcodePlace(
            organisation_id=by.organisation_id,
            postcode=postcode,
            latitude=position.latitude,
            longitude=position.longitude,
        )
        for postcode, position in rows.items()
    )
    note(by, by.organisation_id, "POSTCODES", now=now)
    return len(rows)


def _read_lines(text: str) -> dict[str, Position]:
    found: dict[str, Position] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = LINE.fullmatch(line)
        try:
            if parts is None:
                raise ValueError
            found[tidy_postcode(parts[1])] = Position(float(parts[2]), float(parts[3]))
        except ValueError as error:
            words = _("Line %(number)d is not a postcode, a latitude and a longitude: %(line)s")
            raise BadBooking(words % {"number": number, "line": line.strip()[:60]}) from error
    if len(found) > MOST_POSTCODES:
        raise BadBooking(_("At most 5,000 postcodes of your own are kept."))
    return found


@step
def _area(by: Member, area_id: UUID) -> ServiceArea:
    row = ServiceArea.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=area_id).first()
    if row is None:
        raise NotFound
    return row
