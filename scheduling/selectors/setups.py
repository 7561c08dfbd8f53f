"""A service at a location as the slot engine needs it, without what is booked; kept in this process's memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Location
from core.remembering import Memory
from scheduling.domain.slots import model as engine
from scheduling.errors import NoSuchService
from scheduling.models import (
    HomeRules,
    LocationKind,
    Mode,
    PoolPlace,
    Resource,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
    WindowKind,
)
from scheduling.selectors import driving, schedules

TABLES = (
    "scheduling_schedule", "scheduling_weeklywindow", "scheduling_dateoverride", "scheduling_travelzone",
    "scheduling_resource", "scheduling_poolplace", "scheduling_service", "scheduling_servicelocation",
    "scheduling_serviceprovider", "scheduling_serviceneed", *driving.TABLES, *accounts.CALENDAR_TABLES,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Who gives a service at a location, and what it needs there; hosts and pools have nothing booked yet."""

    service: Service
    location: Location
    givers: tuple[ServiceProvider, ...]
    hosts: tuple[engine.Host, ...]
    pools: tuple[engine.Pool, ...]
    free_days: frozenset[date]
    home: HomeRules | None = None
    travel: driving.Travel | None = None

    @property
    def resource_ids(self) -> frozenset[UUID]:
        """Everybody and everything a booking may take."""
        things = (thing for pool in self.pools for thing in pool.resources)
        return frozenset(UUID(str(one.id)) for one in (*self.hosts, *things))

    @property
    def window_minutes(self) -> int:
        """How long the windows are in which customers are promised that somebody comes, 0 for the planned minute."""
        is_home = self.service.location_kind == LocationKind.CUSTOMER_ADDRESS
        return self.home.arrival_minutes if self.home is not None and is_home else 0

    def rules(self, minutes: int) -> engine.ServiceRules:
        """Give how the service is booked at a length."""
        row = self.service
        return engine.ServiceRules(
            length=minutes,
            interval=row.interval,
            offset=row.offset,
            buffer_before=row.buffer_before,
            buffer_after=row.buffer_after,
            notice=row.notice,
            # One of several providers, whom the customer did not choose, is found as in a round robin.
            mode=engine.Mode.COLLECTIVE if row.mode == Mode.COLLECTIVE else engine.Mode.ROUND_ROBIN,
            booking_window=self._booking_window(),
            caps=engine.Caps(
                per_day=row.day_count_cap,
                per_week=row.week_count_cap,
                minutes_per_day=row.day_minutes_cap,
                minutes_per_week=row.week_minutes_cap,
            ),
            seats=row.seats,
        )

    def _booking_window(self) -> engine.BookingWindow | None:
        row = self.service
        if row.window_kind == WindowKind.ALWAYS:
            return None
        return engine.BookingWindow(
            kind=engine.WindowKind(row.window_kind),
            days=row.window_days,
            first_on=row.window_from,
            last_on=row.window_to,
            timezone=self.location.time_zone,
            free_days=self.free_days,
        )


_setups = Memory[Setup](*TABLES)


def recall_setup(
    *, organisation_id: UUID, service_id: UUID, location_id: UUID | None, now: datetime
) -> Setup:
    """Give a service at a location (else at its first), inside a use case or `reading`.

    Raises:
        NoSuchService: it is none of the organisation, is put away, or is not given there.
    """
    return _setups.recall(
        (service_id, location_id),
        day=now.date(),
        read=lambda: _read(organisation_id, service_id, location_id, now=now),
    )


def get_location(service: Service, location_id: UUID | None) -> Location:
    """Find the location at which a service is to be given; without a choice its first one.

    Raises:
        NoSuchService: the service is not given there.
    """
    rows = Location.objects.filter(organisation_id=service.organisation_id).select_related("organisation")
    places = ServiceLocation.objects.of(service.organisation_id).filter(service=service)
    ids = list(places.values_list("location_id", flat=True))
    rows = rows.filter(pk__in=ids) if ids else rows
    found = (rows.filter(pk=location_id) if location_id else rows).first()
    if found is None:
        raise NoSuchService
    return found


def _read(organisation_id: UUID, service_id: UUID, location_id: UUID | None, *, now: datetime) -> Setup:
    service = Service.objects.of(organisation_id).filter(pk=service_id, is_active=True).first()
    if service is None:
        raise NoSuchService
    location = get_location(service, location_id)
    calendar = accounts.recall_calendar(location.pk, now=now)
    givers = tuple(
        row
        for row in ServiceProvider.objects.of(organisation_id)
        .filter(service=service, resource__is_active=True)
        .select_related("resource__schedule")
        .order_by("resource_id")
        if row.resource.location_id in (None, location.pk)
    )
    needs, things = _things(organisation_id, service, location)
    resources = [*(row.resource for row in givers), *(one for pool in things.values() for one in pool)]
    own = schedules.read_own(organisation_id, resources)
    hours: dict[UUID | None, engine.Schedule] = {
        key: schedules.at_location(one, calendar) for key, one in own.items()
    }
    of_location = schedules.of_location(calendar)
    pools = (
        engine.Pool(
            str(need.pool_id),
            need.units,
            tuple(engine.Resource(str(one.pk), hours.get(one.schedule_id)) for one in things[need.pool_id]),
        )
        for need in needs
    )
    home, travel = driving.read_travel(service, [one.pk for one in resources])
    return Setup(
        service=service,
        location=location,
        givers=givers,
        home=home,
        travel=travel,
        hosts=tuple(_host(row, service, hours, of_location) for row in givers),
        pools=tuple(pools),
        free_days=frozenset(day for day, special in calendar.special_days.items() if not special.spans),
    )


def _host(
    row: ServiceProvider,
    service: Service,
    hours: Mapping[UUID | None, engine.Schedule],
    of_location: engine.Schedule,
) -> engine.Host:
    # Without groups a collective is everybody; else one of each group, with whoever is fixed.
    group = str(row.group) if row.group or service.mode != Mode.COLLECTIVE else ""
    return engine.Host(
        str(row.resource_id),
        hours.get(row.resource.schedule_id, of_location),
        group=group,
        is_fixed=row.is_fixed,
    )


def _things(
    organisation_id: UUID, service: Service, location: Location
) -> tuple[list[ServiceNeed], dict[UUID, list[Resource]]]:
    """Find the pools a service needs, and what of them can be used at the location."""
    needs = list(ServiceNeed.objects.of(organisation_id).filter(service=service).order_by("pool_id"))
    found: dict[UUID, list[Resource]] = {need.pool_id: [] for need in needs}
    if found:
        places = PoolPlace.objects.of(organisation_id).filter(pool__in=found, resource__is_active=True)
        for place in places.select_related("resource").order_by("resource__name", "resource_id"):
            if place.resource.location_id in (None, location.pk):
                found[place.pool_id].append(place.resource)
    return needs, found
