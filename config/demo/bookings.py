"""Gives each house what it books: services, who gives them, rooms or a van, and some days of its calendar. Once only."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import Location, Member, Organisation
from config.demo import homes
from config.demo.diaries import DIARIES, Diary, Visit
from contacts.models import Contact
from core.ids import new_id
from core.transactions import reading, tenant_transaction
from scheduling.domain.claims import ClaimState
from scheduling.models import (
    Actor,
    Appointment,
    AppointmentChange,
    ChangeKind,
    Claim,
    LocationKind,
    Pool,
    PoolPlace,
    Resource,
    ResourceKind,
    Schedule,
    Service,
    ServiceNeed,
    ServiceProvider,
    Source,
    WeeklyWindow,
)

MINUTE = timedelta(minutes=1)
MORNING, AFTERNOON = (9 * 60, 12 * 60), (13 * 60, 17 * 60)


def set_up(organisation: Organisation, members: Mapping[str, Member], *, now: datetime) -> bool:
    """Fill the diary of a house that has none, and return whether it was done."""
    diary = DIARIES.get(organisation.slug)
    place = organisation.locations.filter(is_default=True).first()
    if diary is None or place is None:
        return False
    with reading(organisation):
        if Service.objects.of(organisation).exists() or Resource.objects.of(organisation).exists():
            return False
    with tenant_transaction(organisation):
        resources = _resources(diary, organisation, members)
        services = _services(diary, organisation, resources)
        _visits(diary, organisation, place, resources, services, now=now)
        homes.set_up(organisation, services, resources)
    return True


def _resources(
    diary: Diary, organisation: Organisation, members: Mapping[str, Member]
) -> dict[str, Resource]:
    schedule = Schedule.objects.create(
        organisation=organisation, name="Appointments", timezone="America/Phoenix"
    )
    WeeklyWindow.objects.bulk_create(
        WeeklyWindow(
            organisation=organisation,
            schedule=schedule,
            weekday=day,
            opens_minute=opens,
            closes_minute=closes,
        )
        for day in range(5)
        for opens, closes in (MORNING, AFTERNOON)
    )
    people = [
        Resource(
            organisation=organisation,
            kind=ResourceKind.PROVIDER,
            name=name,
            member=members.get(login),
            schedule=schedule,
            hue=(40 + 140 * number) % 360,
        )
        for number, (name, login) in enumerate(diary.providers)
    ]
    things = [Resource(organisation=organisation, kind=diary.thing_kind, name=name) for name in diary.things]
    Resource.objects.bulk_create([*people, *things])
    if things:
        pool = Pool.objects.create(organisation=organisation, name=diary.pool)
        PoolPlace.objects.bulk_create(
            PoolPlace(organisation=organisation, pool=pool, resource=thing) for thing in things
        )
    return {row.name: row for row in (*people, *things)}


def _services(
    diary: Diary, organisation: Organisation, resources: Mapping[str, Resource]
) -> dict[str, Service]:
    rows = [
        Service(
            organisation=organisation,
            name=one.name,
            slug=one.slug,
            durations=list(one.durations),
            **({"position": number} | dict(one.values)),
        )
        for number, one in enumerate(diary.services)
    ]
    Service.objects.bulk_create(rows)
    services = {row.slug: row for row in rows}
    ServiceProvider.objects.bulk_create(
        ServiceProvider(organisation=organisation, service=services[one.slug], resource=resources[name])
        for one in diary.services
        for name in one.givers
    )
    pool = Pool.objects.of(organisation).first()
    ServiceNeed.objects.bulk_create(
        ServiceNeed(organisation=organisation, service=services[one.slug], pool=pool)
        for one in diary.services
        if one.needs_pool and pool is not None
    )
    return services


def _visits(
    diary: Diary,
    organisation: Organisation,
    place: Location,
    resources: Mapping[str, Resource],
    services: Mapping[str, Service],
    *,
    now: datetime,
) -> None:
    """Write what is in the calendar already. The first room, or the van, is taken by each visit that needs one."""
    contacts = list(Contact.objects.of(organisation).order_by("created_at", "pk")[:10])
    days = _working_days(now, place.time_zone)
    needing = {one.slug for one in diary.services if one.needs_pool}
    rows, claims = [], []
    for visit in diary.visits:
        if visit.contact >= len(contacts):
            continue
        service = services[visit.service]
        row = _appointment(
            visit, service, place, resources[visit.giver], contacts[visit.contact], days, now=now
        )
        rows.append(row)
        taken = [row.provider_id, *([resources[diary.things[0]].pk] if visit.service in needing else [])]
        claims += [_claim(row, service, resource_id) for resource_id in taken]
    Appointment.objects.bulk_create(rows)
    Claim.objects.bulk_create(claims)
    AppointmentChange.objects.bulk_create(
        AppointmentChange(
            organisation=organisation,
            appointment=row,
            at=row.booked_at,
            kind=ChangeKind.REQUESTED if row.status == "REQUESTED" else ChangeKind.BOOKED,
            by=Actor.CUSTOMER,
            to_starts_at=row.starts_at,
            to_ends_at=row.ends_at,
        )
        for row in rows
    )


def _appointment(
    visit: Visit,
    service: Service,
    place: Location,
    giver: Resource,
    contact: Contact,
    days: Sequence[date],
    *,
    now: datetime,
) -> Appointment:
    zone = ZoneInfo(place.time_zone)
    local = datetime.combine(days[visit.day], time(visit.at // 60, visit.at % 60), zone)
    starts_at, pk = local.astimezone(UTC), new_id()
    ends_at = starts_at + service.durations[0] * MINUTE
    return Appointment(
        id=pk,
        organisation_id=service.organisation_id,
        service=service,
        location=place,
        provider=giver,
        contact=contact,
        starts_at=starts_at,
        ends_at=ends_at,
        timezone=place.time_zone,
        language=contact.language or "en",
        status="COMPLETED" if ends_at < now and visit.status == "CONFIRMED" else visit.status,
        uid=f"{pk}@portico.example",
        source=Source.PUBLIC,
        place="1220 W Roosevelt St" if service.location_kind == LocationKind.CUSTOMER_ADDRESS else "",
        booked_at=min(now, starts_at) - timedelta(days=2),
    )


def _claim(row: Appointment, service: Service, resource_id: UUID) -> Claim:
    return Claim(
        organisation_id=row.organisation_id,
        resource_id=resource_id,
        appointment=row,
        state=ClaimState.BOOKED,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        busy_from=row.starts_at - service.buffer_before * MINUTE,
        busy_until=row.ends_at + service.buffer_after * MINUTE,
    )


def _working_days(now: datetime, zone: str) -> list[date]:
    """List the next working days, today included if it is one."""
    today = now.astimezone(ZoneInfo(zone)).date()
    days = (today + timedelta(days=number) for number in range(10))
    return [day for day in days if day.weekday() < 5]
