"""Services, who gives them, and what is booked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.models import Location, Member, Organisation
from core.transactions import reading, tenant_transaction
from scheduling import services
from scheduling.domain.claims import ClaimState
from scheduling.models import (
    Appointment,
    Claim,
    DateOverride,
    Hold,
    Pool,
    PoolPlace,
    Resource,
    ResourceKind,
    Schedule,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
    Source,
    TimeBlock,
    TravelZone,
    WaitingEntry,
    WeeklyWindow,
)
from scheduling.selectors import free
from scheduling.services.waiting.joining import Waiter, Waits, join_list

WEEKDAYS = range(5)


def schedule(
    organisation: Organisation,
    *,
    name: str = "Office hours",
    timezone: str = "America/Phoenix",
    days: Iterable[int] = WEEKDAYS,
    opens: int = 9 * 60,
    closes: int = 17 * 60,
) -> Schedule:
    """Make hours of every week, 9 to 5 from Monday to Friday unless said."""
    with tenant_transaction(organisation):
        row = Schedule.objects.create(organisation=organisation, name=name, timezone=timezone)
        WeeklyWindow.objects.bulk_create(
            WeeklyWindow(
                organisation=organisation, schedule=row, weekday=day, opens_minute=opens, closes_minute=closes
            )
            for day in days
        )
    return row


def day_off(hours: Schedule, *, on: date) -> DateOverride:
    """Let a day of a schedule be off."""
    with tenant_transaction(hours.organisation_id):
        return DateOverride.objects.create(organisation_id=hours.organisation_id, schedule=hours, day=on)


def journey(
    hours: Schedule, *, on: date, until: date | None = None, timezone: str = "America/New_York"
) -> TravelZone:
    """Let a schedule be read on another clock from a day on."""
    with tenant_transaction(hours.organisation_id):
        return TravelZone.objects.create(
            organisation_id=hours.organisation_id,
            schedule=hours,
            from_on=on,
            to_on=until,
            timezone=timezone,
        )


def provider(
    organisation: Organisation,
    *,
    name: str = "Dana Reyes",
    hours: Schedule | None = None,
    member: Member | None = None,
    location: Location | None = None,
) -> Resource:
    """Make somebody who gives services."""
    return thing(
        organisation, ResourceKind.PROVIDER, name=name, hours=hours, member=member, location=location
    )


def thing(
    organisation: Organisation,
    kind: ResourceKind,
    *,
    name: str,
    hours: Schedule | None = None,
    member: Member | None = None,
    location: Location | None = None,
) -> Resource:
    """Make a resource of any kind."""
    with tenant_transaction(organisation):
        return Resource.objects.create(
            organisation=organisation, kind=kind, name=name, schedule=hours, member=member, location=location
        )


def pool(organisation: Organisation, *things: Resource, name: str = "Rooms") -> Pool:
    """Make a pool of things."""
    with tenant_transaction(organisation):
        row = Pool.objects.create(organisation=organisation, name=name)
        PoolPlace.objects.bulk_create(
            PoolPlace(organisation=organisation, pool=row, resource=one) for one in things
        )
    return row


def service(
    organisation: Organisation,
    *providers: Resource,
    name: str = "Consultation",
    minutes: int = 30,
    needs: Pool | None = None,
    units: int = 1,
    location: Location | None = None,
    **values: object,
) -> Service:
    """Make a service that these providers give, without notice unless said."""
    with tenant_transaction(organisation):
        row = Service.objects.create(
            organisation=organisation,
            name=name,
            slug=name.lower().replace(" ", "-"),
            durations=[minutes],
            **({"notice": 0} | values),
        )
        ServiceProvider.objects.bulk_create(
            ServiceProvider(organisation=organisation, service=row, resource=one) for one in providers
        )
        if needs is not None:
            ServiceNeed.objects.create(organisation=organisation, service=row, pool=needs, units=units)
        if location is not None:
            ServiceLocation.objects.create(organisation=organisation, service=row, location=location)
    return row


def claim(
    resource: Resource,
    starts_at: datetime,
    *,
    minutes: int = 30,
    before: int = 0,
    after: int = 0,
    state: ClaimState = ClaimState.BOOKED,
) -> Claim:
    """Take time of a resource by a block, past every rule but the database's own."""
    ends_at = starts_at + timedelta(minutes=minutes)
    with tenant_transaction(resource.organisation_id):
        block = TimeBlock.objects.create(
            organisation_id=resource.organisation_id, resource=resource, starts_at=starts_at, ends_at=ends_at
        )
        return Claim.objects.create(
            organisation_id=resource.organisation_id,
            resource=resource,
            block=block,
            state=state,
            starts_at=starts_at,
            ends_at=ends_at,
            busy_from=starts_at - timedelta(minutes=before),
            busy_until=ends_at + timedelta(minutes=after),
        )


def booked(
    service: Service,
    starts_at: datetime,
    *,
    contact_id: UUID,
    by: Member | None = None,
    now: datetime,
    wish: free.Wish | None = None,
    **details: object,
) -> Appointment:
    """Book a time by the service everybody uses; a customer does unless a member is told."""
    source = Source.STAFF if by else Source.PUBLIC
    return services.book_appointment(
        organisation=service.organisation_id,
        wanted=services.Wanted(wish=wish or free.Wish(service_id=service.pk), starts_at=starts_at),
        customer=services.Customer(contact_id=contact_id),
        details=services.Details(**({"source": source} | details)),  # type: ignore[arg-type]
        by=services.member(by) if by else services.CUSTOMER,
        now=now,
    )


def held(service: Service, starts_at: datetime, *, now: datetime, **more: object) -> Hold:
    """Hold a time."""
    return services.hold_slot(
        organisation=service.organisation_id,
        wish=free.Wish(service_id=service.pk),
        starts_at=starts_at,
        now=now,
        **more,  # type: ignore[arg-type]
    )


def waits(
    service: Service, contact_id: UUID | None, *, by: Member | None = None, now: datetime, **more: object
) -> WaitingEntry:
    """Put a contact on the waiting list of a service."""
    assert contact_id is not None
    reach = {key: more.pop(key) for key in ("reach_kind", "reach_value", "conversation_id") if key in more}
    return join_list(
        organisation=service.organisation_id,
        waits=Waits(service_id=service.pk, **more),  # type: ignore[arg-type]
        who=Waiter(contact_id=contact_id, **reach),  # type: ignore[arg-type]
        by=services.member(by) if by else services.CUSTOMER,
        now=now,
    )


def claims_of(row: Appointment) -> list[Claim]:
    """Fetch the live claims of an appointment."""
    with reading(row.organisation_id):
        return list(Claim.objects.of(row.organisation_id).filter(appointment=row, state=ClaimState.BOOKED))


def free_starts(service: Service, *, now: datetime, count: int = 3, **wish: UUID) -> list[datetime]:
    """List the next free starts."""
    with reading(service.organisation_id):
        found = free.next_free(
            organisation_id=service.organisation_id,
            wish=free.Wish(service_id=service.pk, **wish),  # type: ignore[arg-type]
            count=count,
            now=now,
        )
    return [one.starts_at for one in found]
