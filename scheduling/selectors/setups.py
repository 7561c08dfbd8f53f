"""A service at a location as the slot engine needs it, without what is booked; kept in this process's memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.domain.hours import Calendar, DayKind, SpecialDay
from accounts.models import Location
from core.remembering import Memory
from scheduling.domain.slots import model as engine
from scheduling.errors import NoSuchService
from scheduling.models import (
    DateOverride,
    Mode,
    PoolPlace,
    Resource,
    Schedule,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
    TravelZone,
    WeeklyWindow,
    WindowKind,
)

DAY = engine.DAY
TABLES = (
    "scheduling_schedule", "scheduling_weeklywindow", "scheduling_dateoverride", "scheduling_travelzone",
    "scheduling_resource", "scheduling_poolplace", "scheduling_service", "scheduling_servicelocation",
    "scheduling_serviceprovider", "scheduling_serviceneed", *accounts.CALENDAR_TABLES,
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

    @property
    def resource_ids(self) -> frozenset[UUID]:
        """Everybody and everything a booking may take."""
        things = (thing for pool in self.pools for thing in pool.resources)
        return frozenset(UUID(str(one.id)) for one in (*self.hosts, *things))

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
    hours = _schedules(organisation_id, resources, calendar)
    of_location = _of_location(calendar)
    pools = (
        engine.Pool(
            str(need.pool_id),
            need.units,
            tuple(engine.Resource(str(one.pk), hours.get(one.schedule_id)) for one in things[need.pool_id]),
        )
        for need in needs
    )
    return Setup(
        service=service,
        location=location,
        givers=givers,
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


def _of_location(calendar: Calendar) -> engine.Schedule:
    """Turn the hours of a location into a schedule."""
    return engine.Schedule(
        timezone=calendar.time_zone,
        weekly=tuple(
            engine.WeeklyWindow(one.weekday, one.opens_minute, _end(one.opens_minute, one.closes_minute))
            for one in calendar.windows
        ),
        overrides=tuple(
            engine.DateOverride(day, _special_spans(special))
            for day, special in sorted(calendar.special_days.items())
            if special.spans
        ),
        closed_dates=_closed(calendar.special_days),
    )


def _schedules(
    organisation_id: UUID, resources: Iterable[Resource], calendar: Calendar
) -> dict[UUID | None, engine.Schedule]:
    """Turn the hours of resources into schedules, cut by what closes the location."""
    ids = {one.schedule_id for one in resources if one.schedule_id is not None}
    if not ids:
        return {}
    rows = Schedule.objects.of(organisation_id).filter(pk__in=ids)
    weeks: dict[UUID, list[engine.WeeklyWindow]] = {pk: [] for pk in ids}
    for row in WeeklyWindow.objects.of(organisation_id).filter(schedule__in=ids):
        end = _end(row.opens_minute, row.closes_minute)
        weeks[row.schedule_id].append(engine.WeeklyWindow(row.weekday, row.opens_minute, end))
    overrides: dict[UUID, dict[date, tuple[engine.DaySpan, ...]]] = {pk: {} for pk in ids}
    for day_row in DateOverride.objects.of(organisation_id).filter(schedule__in=ids):
        spans = tuple(engine.DaySpan(opens, _end(opens, closes)) for opens, closes in day_row.spans)
        overrides[day_row.schedule_id][day_row.day] = spans
    travels: dict[UUID, list[engine.TravelZone]] = {pk: [] for pk in ids}
    for trip in TravelZone.objects.of(organisation_id).filter(schedule__in=ids):
        travels[trip.schedule_id].append(engine.TravelZone(trip.from_on, trip.to_on, trip.timezone))
    return {
        row.pk: engine.Schedule(
            timezone=row.timezone,
            weekly=tuple(sorted(weeks[row.pk], key=lambda one: (one.weekday, one.starts))),
            overrides=_cut(weeks[row.pk], overrides[row.pk], calendar.special_days),
            closed_dates=_closed(calendar.special_days),
            travel=tuple(travels[row.pk]),
        )
        for row in rows
    }


def _cut(
    week: Iterable[engine.WeeklyWindow],
    own: Mapping[date, tuple[engine.DaySpan, ...]],
    special: Mapping[date, SpecialDay],
) -> tuple[engine.DateOverride, ...]:
    """Cut the hours of a resource where the location has shorter ones on a holiday."""
    found = dict(own)
    for day, reason in special.items():
        if reason.kind is not DayKind.HOLIDAY or not reason.spans:
            continue
        usual = tuple(engine.DaySpan(one.starts, one.ends) for one in week if one.weekday == day.weekday())
        found[day] = tuple(
            engine.DaySpan(max(mine.starts, theirs.starts), min(mine.ends, theirs.ends))
            for mine in own.get(day, usual)
            for theirs in _special_spans(reason)
            if max(mine.starts, theirs.starts) < min(mine.ends, theirs.ends)
        )
    return tuple(engine.DateOverride(day, spans) for day, spans in sorted(found.items()))


def _special_spans(special: SpecialDay) -> tuple[engine.DaySpan, ...]:
    return tuple(
        engine.DaySpan(span.opens_minute, _end(span.opens_minute, span.closes_minute))
        for span in special.spans
    )


def _closed(special: Mapping[date, SpecialDay]) -> frozenset[date]:
    return frozenset(day for day, reason in special.items() if not reason.spans)


def _end(opens: int, closes: int) -> int:
    """Give an end that is not after the start as one of the next day."""
    return closes if closes > opens else closes + DAY
