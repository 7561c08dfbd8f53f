"""The visits of a vehicle or technician on a day, and how far along they are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.models import Member
from contacts.domain.addresses import AddressKind
from contacts.models import ContactAddress
from scheduling.domain.appointments import LIVE, AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.domain.slots.clock import minute_of
from scheduling.domain.travel import Driving, Spot, Visit
from scheduling.errors import NoSuchResource
from scheduling.models import Appointment, LocationKind, Resource, VehicleBase, VisitPlace
from scheduling.selectors.areas import driving_of
from scheduling.selectors.calendar import list_resources
from scheduling.selectors.driving import position_in
from scheduling.selectors.postcodes import locate
from scheduling.selectors.walled import seen_by
from scheduling.selectors.whereabouts import reads_address

OVER = frozenset({AppointmentStatus.ARRIVED, AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One visit of the route with where it is; `is_hidden`: the member learns that on the day."""

    row: Appointment
    place: VisitPlace | None
    spot: Spot
    is_hidden: bool = False

    def visit(self) -> Visit:
        """Give it as the domain plans it."""
        row = self.row
        window = None
        if row.arrives_from is not None and row.arrives_until is not None:
            window = (minute_of(row.arrives_from), minute_of(row.arrives_until))
        return Visit(str(row.pk), minute_of(row.starts_at), minute_of(row.ends_at), self.spot, window)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A day of a vehicle or technician; `here` is where they were last, as far as somebody pressed it."""

    resource: Resource
    stops: tuple[Stop, ...]
    base: Spot | None
    driving: Driving

    @property
    def here(self) -> Spot | None:
        """Give where they were last."""
        over = [stop for stop in self.stops if AppointmentStatus(stop.row.status) in OVER]
        return over[-1].spot if over else self.base


def list_drivers(*, member: Member) -> list[Resource]:
    """List who and what drives to customers: those who give such a service, or are needed by one."""
    home = LocationKind.CUSTOMER_ADDRESS
    gives = Q(gives__service__location_kind=home, gives__service__is_active=True)
    needed = Q(pool_places__pool__needed_by__service__location_kind=home)
    ids = Resource.objects.of(member.organisation_id).filter(gives | needed).values_list("pk", flat=True)
    wanted = set(ids)
    return [row for row in list_resources(member=member) if row.pk in wanted]


def read_route(*, member: Member, resource_id: UUID, day: date, zone: ZoneInfo, now: datetime) -> Route:
    """Read a day's visits in order, on the clock of a zone.

    Raises:
        NoSuchResource: there is none where the member works.
    """
    organisation_id = member.organisation_id
    resource = next((row for row in list_resources(member=member) if row.pk == resource_id), None)
    if resource is None:
        raise NoSuchResource
    since = datetime.combine(day, time.min, zone)
    rows = (
        Appointment.objects.of(organisation_id)
        .filter(
            claims__resource_id=resource_id,
            claims__state=ClaimState.BOOKED,
            status__in=[status.value for status in LIVE],
            service__location_kind=LocationKind.CUSTOMER_ADDRESS,
            starts_at__gte=since,
            starts_at__lt=datetime.combine(day + timedelta(days=1), time.min, zone),
        )
        .select_related("service", "contact", "provider", "location")
        .order_by("starts_at", "pk")
    )
    if member.location_ids:
        rows = rows.filter(location_id__in=member.location_ids)
    found = list(seen_by(rows, member).distinct())
    places = {
        row.appointment_id: row
        for row in VisitPlace.objects.of(organisation_id).filter(appointment__in=found)
    }
    return Route(
        resource=resource,
        stops=tuple(_stop(member, row, places.get(row.pk), now=now) for row in found),
        base=base_of(member, resource_id),
        driving=driving_of(organisation_id),
    )


def base_of(member: Member, resource_id: UUID) -> Spot | None:
    """Give where a vehicle sets out, if that is known."""
    rows = VehicleBase.objects.of(member.organisation_id).filter(resource_id=resource_id)
    postcode = rows.values_list("postcode", flat=True).first()
    position = locate(member.organisation, postcode) if postcode else None
    return Spot(position) if position else None


def minutes_to(*, member: Member, contact_id: UUID | None, now: datetime, zone: ZoneInfo) -> int | None:
    """Estimate how long a member drives to where a contact was visited last; None while either is unknown."""
    resource = Resource.objects.of(member.organisation_id).filter(member=member, is_active=True).first()
    if resource is None or contact_id is None:
        return None
    places = VisitPlace.objects.of(member.organisation_id).filter(appointment__contact_id=contact_id)
    place = places.exclude(latitude=None).order_by("-appointment__starts_at").first()
    if place is None:
        return None
    route = read_route(
        member=member, resource_id=resource.pk, day=now.astimezone(zone).date(), zone=zone, now=now
    )
    return route.driving.minutes(route.here, Spot(position_in(place))) if route.here else None


def phones_of(*, member: Member, route: Route) -> dict[UUID, str]:
    """Give a number for each customer of a route who has one."""
    people = [stop.row.contact_id for stop in route.stops]
    rows = ContactAddress.objects.of(member.organisation_id).filter(
        contact__in=people, kind=AddressKind.PHONE
    )
    return dict(rows.order_by("-pk").values_list("contact_id", "value"))


def _stop(member: Member, row: Appointment, place: VisitPlace | None, *, now: datetime) -> Stop:
    return Stop(
        row=row,
        place=place,
        spot=Spot(position_in(place) if place else None),
        is_hidden=not reads_address(member, row, place, now=now),
    )
