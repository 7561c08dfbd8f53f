"""Drives between what is booked, and what of a day is kept for emergencies, as the slot engine takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from scheduling.domain.appointments import LIVE
from scheduling.domain.geo import Position
from scheduling.domain.slots import model as engine
from scheduling.domain.travel import Driving, Spot
from scheduling.domain.visits import VisitAddress
from scheduling.models import Appointment, Claim, HomeRules, LocationKind, Service, VisitPlace
from scheduling.selectors.areas import check_address, driving_of
from scheduling.selectors.postcodes import locate

if TYPE_CHECKING:
    from scheduling.selectors.questions import Wish
    from scheduling.selectors.setups import Setup

TABLES = ("scheduling_homerules", "scheduling_homesettings", "scheduling_postcodeplace")
# No drive is longer, so claims further away need not be looked at.
LONGEST = timedelta(hours=6)
MOST_MINUTES = 360
REACH = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """How those who give a service drive; `emergency` is how long an emergency visit of theirs usually takes."""

    driving: Driving
    is_driven: bool = True
    emergency: int = 0


def read_travel(service: Service, resource_ids: Sequence[UUID]) -> tuple[HomeRules | None, Travel | None]:
    """Read how a service is given at addresses, and whether whoever gives it drives at all."""
    every = list(HomeRules.objects.of(service.organisation_id).select_related("service"))
    home = next((row for row in every if row.service_id == service.pk), None)
    if not every:
        return None, None
    gives = Q(providers__resource__in=resource_ids) | Q(needs__pool__places__resource__in=resource_ids)
    theirs = set(
        Service.objects.of(service.organisation_id)
        .filter(gives, pk__in=[row.service_id for row in every], is_active=True)
        .values_list("pk", flat=True)
    )
    driven = [row for row in every if row.travels and row.service_id in theirs]
    if not driven and home is None:
        return None, None
    lengths = [row.service.durations[0] for row in every if row.is_emergency and row.service_id in theirs]
    return home, Travel(
        driving=driving_of(service.organisation_id),
        is_driven=bool(driven),
        emergency=min(lengths, default=0),
    )


def address_asked(setup: "Setup", wish: "Wish") -> VisitAddress | None:
    """Give where it is that a wish is about, with position and area; else where its hold or appointment is."""
    organisation_id = setup.service.organisation_id
    if wish.address is None:
        return address_of(organisation_id, hold_id=wish.own_hold, appointment_id=wish.leaving)
    return check_address(setup.location.organisation, setup.location, wish.address).address


def address_of(
    organisation_id: UUID, *, hold_id: UUID | None = None, appointment_id: UUID | None = None
) -> VisitAddress | None:
    """Give where the visit of a hold or an appointment is."""
    rows = VisitPlace.objects.of(organisation_id)
    row = rows.filter(hold_id=hold_id).first() if hold_id else None
    if row is None and appointment_id is not None:
        row = rows.filter(appointment_id=appointment_id).first()
    return address_in(row) if row else None


def address_in(row: VisitPlace) -> VisitAddress:
    """Give where a visit is as the domain has it."""
    return VisitAddress(
        street=row.street,
        unit=row.unit,
        city=row.city,
        postcode=row.postcode,
        access_note=row.access_note,
        position=position_in(row),
        area_id=row.area_id,
    )


def position_in(row: VisitPlace) -> Position | None:
    """Give the position of a visit, if a table had its postcode."""
    if row.latitude is None or row.longitude is None:
        return None
    return Position(row.latitude, row.longitude)


def drives(
    rows: QuerySet[Claim], setup: "Setup", address: VisitAddress | None
) -> dict[UUID, tuple[int, int]]:
    """Give for each claim the minutes to drive there, and from there to what is asked about; none where nobody drives."""
    if setup.travel is None or not setup.travel.is_driven:
        return {}
    if setup.service.location_kind in (LocationKind.PHONE, LocationKind.VIDEO):
        return {}
    driving, organisation = setup.travel.driving, setup.location.organisation
    is_visit = setup.service.location_kind == LocationKind.CUSTOMER_ADDRESS
    here = (
        (address.spot if address else Spot())
        if is_visit
        else Spot(locate(organisation, setup.location.postcode))
    )
    return {
        pk: (
            min(driving.minutes(here, there), MOST_MINUTES),
            min(driving.minutes(there, here), MOST_MINUTES),
        )
        for pk, there in spots(rows, setup, but=None if is_visit else setup.location.pk).items()
    }


def spots(rows: QuerySet[Claim], setup: "Setup", *, but: UUID | None = None) -> dict[UUID, Spot]:
    """Give where somebody has to be for each claim that is at a place; those at the location `but` are left out."""
    organisation = setup.location.organisation
    taken = _taken(rows)
    offices = {one["place"]: one["postcode"] for one in taken if one["kind"] == LocationKind.OFFICE}
    houses = {pk: Spot(locate(organisation, postcode)) for pk, postcode in offices.items() if pk != but}
    visits = _visit_spots(setup.service.organisation_id, taken)
    found = {}
    for one in taken:
        if one["kind"] == LocationKind.CUSTOMER_ADDRESS:
            found[one["pk"]] = visits.get(one["appointment_id"]) or visits.get(one["hold_id"]) or Spot()
        elif one["kind"] == LocationKind.OFFICE and one["place"] in houses:
            found[one["pk"]] = houses[one["place"]]
    return found


def _taken(rows: QuerySet[Claim]) -> list[dict[str, Any]]:
    """List what claims are of: in which way it is given, and at which location."""
    found = []
    names = ("service__location_kind", "location_id", "location__postcode")
    owners = ("appointment", "hold", "group_session")
    columns = [f"{owner}__{name}" for owner in owners for name in names]
    for row in rows.filter(block=None).values("pk", "appointment_id", "hold_id", *columns):
        owner = next((one for one in owners if row[f"{one}__location_id"] is not None), None)
        if owner is not None:
            kind, place, postcode = (row[f"{owner}__{name}"] for name in names)
            found.append(row | {"kind": kind, "place": place, "postcode": postcode})
    return found


def _visit_spots(organisation_id: UUID, taken: Sequence[Mapping[str, Any]]) -> dict[UUID, Spot]:
    """Find where the visits of holds and appointments are."""
    visits = [one for one in taken if one["kind"] == LocationKind.CUSTOMER_ADDRESS]
    if not visits:
        return {}
    holds = [one["hold_id"] for one in visits if one["hold_id"]]
    booked = [one["appointment_id"] for one in visits if one["appointment_id"]]
    rows = VisitPlace.objects.of(organisation_id).filter(Q(hold__in=holds) | Q(appointment__in=booked))
    found: dict[UUID, Spot] = {}
    for row in rows:
        for key in (row.hold_id, row.appointment_id):
            if key is not None:
                found[key] = Spot(position_in(row))
    return found


def reserve_of(
    setup: "Setup", address: VisitAddress | None, *, since: datetime, until: datetime, now: datetime
) -> engine.Reserve | None:
    """Say how many visits of each day stay kept for emergencies in the area of an address."""
    home = setup.home
    if home is None or home.is_emergency or not home.reserve:
        return None
    zone = ZoneInfo(setup.location.time_zone)
    area_id = address.area_id if address else None
    starts = Appointment.objects.of(setup.service.organisation_id).filter(
        service__home_rules__is_emergency=True,
        visit_places__area_id=area_id,
        status__in=[status.value for status in LIVE],
        starts_at__gte=since - REACH,
        starts_at__lt=until + REACH,
    )
    booked: dict[int, int] = {}
    for starts_at in starts.values_list("starts_at", flat=True):
        ordinal = starts_at.astimezone(zone).toordinal()
        booked[ordinal] = booked.get(ordinal, 0) + 1
    local = now.astimezone(zone)
    days = range((since - REACH).astimezone(zone).toordinal(), (until + REACH).astimezone(zone).toordinal())
    kept = {day: max(0, home.reserve - booked.get(day, 0)) for day in days}
    if local.hour * 60 + local.minute >= home.released_at:
        kept.pop(local.toordinal(), None)
    length = (setup.travel.emergency if setup.travel else 0) or setup.service.durations[0]
    return engine.Reserve(length, kept, zone.key)
