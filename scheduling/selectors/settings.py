"""What the settings of bookings show: services with what is wrong with them, who gives them, pools, hours."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from accounts import selectors as accounts
from accounts.models import Location, Member, OpeningWindow, Organisation
from scheduling.domain import doctor
from scheduling.errors import NoSuchPool, NoSuchResource, NoSuchService
from scheduling.models import (
    DateOverride,
    LocationKind,
    Pool,
    PoolPlace,
    Resource,
    ResourceKind,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
    TravelZone,
    WeeklyWindow,
    WindowKind,
)
from scheduling.selectors import schedules
from scheduling.selectors.elsewhere import unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a firm has set up for bookings; small tables, read whole."""

    services: Sequence[Service]
    resources: Sequence[Resource]
    pools: Sequence[Pool]
    locations: Sequence[Location]
    gives: Sequence[ServiceProvider]
    at: Sequence[ServiceLocation]
    needs: Sequence[ServiceNeed]
    pooled: Sequence[PoolPlace]
    diagnoses: dict[UUID, tuple[doctor.Diagnosis, ...]]


def get_settings(*, organisation: Organisation, now: datetime) -> Settings:
    """Read all of it, and let the doctor look at every service in use."""
    services = list(Service.objects.of(organisation))
    resources = list(Resource.objects.of(organisation).select_related("schedule"))
    gives = list(ServiceProvider.objects.of(organisation).select_related("resource"))
    at = list(ServiceLocation.objects.of(organisation))
    needs = list(ServiceNeed.objects.of(organisation).select_related("pool"))
    pooled = list(PoolPlace.objects.of(organisation).select_related("resource"))
    locations = list(Location.objects.filter(organisation_id=organisation.pk))
    found = Settings(
        services=services,
        resources=resources,
        pools=list(Pool.objects.of(organisation)),
        locations=locations,
        gives=gives,
        at=at,
        needs=needs,
        pooled=pooled,
        diagnoses={},
    )
    hours = _with_hours(organisation, resources)
    unreadable = set(unread(organisation.pk, now=now).values_list("resource_id", flat=True))
    for service in services:
        if service.is_active:
            found.diagnoses[service.pk] = doctor.examine(_setup(found, service, hours, unreadable, now=now))
    return found


def _with_hours(organisation: Organisation, resources: Sequence[Resource]) -> set[UUID]:
    """Name the providers who are there at some hour of the week: their own, or those of the location."""
    filled = set(WeeklyWindow.objects.of(organisation).values_list("schedule_id", flat=True))
    windows = OpeningWindow.objects.filter(organisation_id=organisation.pk)
    opened = set(windows.values_list("location_id", flat=True))
    return {
        resource.pk
        for resource in resources
        if (
            resource.schedule_id in filled
            if resource.schedule_id
            else bool(opened) and (resource.location_id is None or resource.location_id in opened)
        )
    }


def _setup(
    found: Settings, service: Service, hours: set[UUID], unreadable: set[UUID], *, now: datetime
) -> doctor.Setup:
    named = {row.location_id for row in found.at if row.service_id == service.pk}
    places = [place for place in found.locations if not named or place.pk in named]
    usable = Counter(row.pool_id for row in found.pooled if row.resource.is_active)
    return doctor.Setup(
        durations=service.durations,
        givers=[
            doctor.Giver(
                name=row.resource.name,
                has_hours=row.resource_id in hours,
                is_unread=row.resource_id in unreadable,
                places=frozenset(
                    {_place(found, row.resource.location_id)} if row.resource.location_id else ()
                ),
            )
            for row in found.gives
            if row.service_id == service.pk and row.resource.is_active
        ],
        places=[place.name for place in places],
        needs=[
            doctor.PoolNeed(name=row.pool.name, units=row.units, usable=usable[row.pool_id])
            for row in found.needs
            if row.service_id == service.pk
        ],
        notice=service.notice,
        window_minutes=_window_minutes(service, now=now),
        minutes_cap=min(
            (cap for cap in (service.day_minutes_cap, service.week_minutes_cap) if cap is not None),
            default=None,
        ),
        is_public=service.is_public,
        needs_video_address=service.location_kind == LocationKind.VIDEO and not service.video_url,
    )


def _window_minutes(service: Service, *, now: datetime) -> int | None:
    if service.window_kind == WindowKind.ALWAYS:
        return None
    if service.window_kind != WindowKind.RANGE:
        return (service.window_days + 1) * 1440
    if service.window_to is None:
        return None
    ends = datetime.combine(service.window_to, time(), UTC) + timedelta(days=1)
    return int((ends - now).total_seconds()) // 60


def get_any_service(*, organisation: Organisation, service_id: UUID) -> Service:
    """Get a service, public or not, in use or put away.

    Raises:
        NoSuchService: the organisation has no such service.
    """
    found = Service.objects.of(organisation).filter(pk=service_id).first()
    if found is None:
        raise NoSuchService
    return found


def get_resource(*, organisation: Organisation, resource_id: UUID) -> Resource:
    """Get a resource with its schedule and location.

    Raises:
        NoSuchResource: the organisation has no such thing.
    """
    rows = Resource.objects.of(organisation).select_related("schedule", "location")
    found = rows.filter(pk=resource_id).first()
    if found is None:
        raise NoSuchResource
    return found


def own_days(*, resource: Resource, since: date) -> list[DateOverride]:
    """List the days from one on that are not like their weekday."""
    if resource.schedule_id is None:
        return []
    rows = DateOverride.objects.of(resource.organisation_id)
    return list(rows.filter(schedule_id=resource.schedule_id, day__gte=since))


def own_journeys(*, resource: Resource, since: date) -> list[TravelZone]:
    """List the journeys that are not over."""
    if resource.schedule_id is None:
        return []
    rows = TravelZone.objects.of(resource.organisation_id).filter(schedule_id=resource.schedule_id)
    return list(rows.filter(Q(to_on=None) | Q(to_on__gte=since)))


def closed_days(*, resource: Resource, now: datetime) -> frozenset[date]:
    """List the days on which every location a resource works at is closed; inside `reading`."""
    places = accounts.list_locations(organisation_id=resource.organisation_id)
    closed = [
        schedules.of_location(accounts.recall_calendar(row.pk, now=now)).closed_dates
        for row in places
        if resource.location_id in (None, row.pk)
    ]
    return frozenset.intersection(*closed) if closed else frozenset()


def get_pool(*, organisation: Organisation, pool_id: UUID) -> Pool:
    """Get a pool.

    Raises:
        NoSuchPool: the organisation has no such pool.
    """
    found = Pool.objects.of(organisation).filter(pk=pool_id).first()
    if found is None:
        raise NoSuchPool
    return found


def members_free(*, organisation: Organisation, resource: Resource | None) -> list[Member]:
    """List the members who are no provider yet, and the one this provider is."""
    taken = Resource.objects.of(organisation).exclude(member=None)
    if resource is not None:
        taken = taken.exclude(pk=resource.pk)
    rows = Member.objects.select_related("user").filter(organisation_id=organisation.pk, is_active=True)
    return list(rows.exclude(pk__in=taken.values("member_id")).order_by("user__name"))


def names_of_pools(found: Settings) -> dict[UUID, list[str]]:
    """Name what is in each pool."""
    names: dict[UUID, list[str]] = defaultdict(list)
    for row in found.pooled:
        names[row.pool_id].append(row.resource.name)
    return {key: sorted(each) for key, each in names.items()}


def providers_of(found: Settings) -> list[Resource]:
    """List the providers in use."""
    return [row for row in found.resources if row.kind == ResourceKind.PROVIDER and row.is_active]


def _place(found: Settings, location_id: UUID) -> str:
    return next((place.name for place in found.locations if place.pk == location_id), "")
