"""What the public may see of a firm: its services, places and providers, never who has booked."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.models import Location, Organisation
from conversations.models import Line, LineKind
from core.errors import NotFound
from scheduling.models import Appointment, Hold, Resource, Service, ServiceLocation, ServiceProvider


def find_organisation(*, slug: str) -> Organisation | None:
    """Find the firm in an address; organisations are a directory, so no transaction of theirs is needed."""
    return Organisation.objects.filter(slug=slug, is_active=True).first()


def find_telephone(*, organisation: Organisation, location_id: UUID | None) -> str:
    """Find the number to call: a line of the place, else any line of the firm; empty when it has none."""
    rows = Line.objects.of(organisation).filter(kind=LineKind.PHONE, is_active=True)
    lines = list(rows.order_by("created_at").values_list("location_id", "address"))
    return next((number for place, number in lines if place == location_id), lines[0][1] if lines else "")


def list_services(*, organisation: Organisation, provider_id: UUID | None = None) -> list[Service]:
    """List what the public can book, in the firm's order: services somebody gives; of one provider if named."""
    gives = ServiceProvider.objects.of(organisation).filter(
        service=OuterRef("pk"), resource__is_active=True, resource__organisation_id=organisation.pk
    )
    if provider_id:
        gives = gives.filter(resource_id=provider_id)
    rows = Service.objects.of(organisation).filter(is_public=True, is_active=True, kind="VISIT")
    return list(rows.filter(Exists(gives)))


def get_service(*, organisation: Organisation, slug: str) -> Service:
    """Get a service the public can book.

    Raises:
        NotFound: there is none of that name.
    """
    found = Service.objects.of(organisation).filter(slug=slug, is_public=True, is_active=True).first()
    if found is None:
        raise NotFound
    return found


def list_places(*, organisation: Organisation, services: Sequence[Service]) -> dict[UUID, list[Location]]:
    """List at which locations each service is given, in the firm's order; without any named, at every one."""
    locations = list(Location.objects.filter(organisation_id=organisation.pk))
    named: dict[UUID, set[UUID]] = {}
    for row in ServiceLocation.objects.of(organisation).filter(service__in=services):
        named.setdefault(row.service_id, set()).add(row.location_id)
    return {
        service.pk: [place for place in locations if service.pk not in named or place.pk in named[service.pk]]
        for service in services
    }


def list_providers(*, organisation: Organisation, service: Service, location: Location) -> list[Resource]:
    """List who gives a service at a location, by name."""
    rows = Resource.objects.of(organisation).filter(
        is_active=True, gives__service=service, gives__organisation_id=organisation.pk
    )
    return list(rows.filter(Q(location=None) | Q(location=location)).order_by("name").distinct())


def find_provider(*, organisation: Organisation, provider_id: UUID) -> Resource | None:
    """Find a provider who gives something to the public."""
    rows = Resource.objects.of(organisation).filter(pk=provider_id, is_active=True)
    return rows.filter(gives__service__is_public=True, gives__service__is_active=True).first()


def find_hold(*, organisation: Organisation, hold_id: UUID) -> Hold | None:
    """Find a kept time with what it is of."""
    rows = Hold.objects.of(organisation).select_related("service", "location", "provider")
    return rows.filter(pk=hold_id).first()


def find_appointment(*, organisation: Organisation, appointment_id: UUID) -> Appointment | None:
    """Find an appointment with what it is of; never who it is with."""
    rows = Appointment.objects.of(organisation).select_related("service", "location", "provider")
    return rows.filter(pk=appointment_id).first()
