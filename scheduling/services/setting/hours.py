"""When somebody or something can be booked: a week of its own, days that differ, or the hours of the location."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts import policies
from accounts.domain.hours import Span, Window
from accounts.errors import ClosureOrder, HoursOverlap
from accounts.models import Member
from accounts.services.hours import overlapping
from core.transactions import use_case
from scheduling.errors import JourneyOverlaps, NoSuchResource
from scheduling.models import DateOverride, Resource, Schedule, TravelZone, WeeklyWindow
from scheduling.services.setting.noting import note
from scheduling.services.setting.resources import lock_resource, own_schedule


@use_case
def set_week(
    *, by: Member, resource_id: UUID, timezone: str, windows: Sequence[Window], now: datetime
) -> Schedule:
    """Give a resource a week of its own, on the clock of `timezone`.

    Raises:
        NoSuchResource: the organisation has no such thing.
        HoursOverlap: two windows overlap.
    """
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    if overlapping(windows) is not None:
        raise HoursOverlap
    schedule = _own(resource, timezone)
    schedule.timezone = timezone
    _raise(schedule)
    rows = WeeklyWindow.objects.of(by.organisation_id)
    rows.filter(schedule=schedule).delete()
    rows.bulk_create(
        WeeklyWindow(
            organisation_id=by.organisation_id,
            schedule=schedule,
            weekday=window.weekday,
            opens_minute=window.opens_minute,
            closes_minute=window.closes_minute,
        )
        for window in windows
    )
    note(by, resource.pk, "HOURS", now=now)
    return schedule


@use_case
def keep_location_hours(*, by: Member, resource_id: UUID, now: datetime) -> None:
    """Let a provider keep the hours of the location, and a thing be there always.

    Raises:
        NoSuchResource: the organisation has no such thing.
    """
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    left = resource.schedule
    resource.schedule = None
    resource.version += 1
    resource.save(update_fields=["schedule", "version"])
    if left is not None and not Resource.objects.of(by.organisation_id).filter(schedule=left).exists():
        left.delete()
    note(by, resource.pk, "HOURS", now=now)


@use_case
def set_day(
    *, by: Member, resource_id: UUID, day: date, spans: Sequence[Span], label: str, now: datetime
) -> DateOverride:
    """Let one day have hours of its own; without a span it is off.

    Raises:
        NoSuchResource: the organisation has no such thing, or it has no hours of its own.
        HoursOverlap: two spans overlap.
    """
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    if resource.schedule is None:
        raise NoSuchResource
    if overlapping([Window(0, span.opens_minute, span.closes_minute) for span in spans]) is not None:
        raise HoursOverlap
    schedule = _own(resource, resource.schedule.timezone)
    row, _is_new = DateOverride.objects.update_or_create(
        organisation_id=by.organisation_id,
        schedule=schedule,
        day=day,
        defaults={
            "spans": [[span.opens_minute, span.closes_minute] for span in spans],
            "label": label.strip(),
        },
    )
    _raise(schedule)
    note(by, resource.pk, "DAY", now=now)
    return row


@use_case
def take_day_back(*, by: Member, resource_id: UUID, override_id: UUID, now: datetime) -> None:
    """Let a day be like every other of its weekday again.

    Raises:
        NoSuchResource: the organisation has no such thing, or no such day of it.
    """
    _remove(
        by, resource_id, DateOverride.objects.of(by.organisation_id).filter(pk=override_id), "DAY", now=now
    )


@use_case
def add_journey(
    *, by: Member, resource_id: UUID, from_on: date, to_on: date | None, timezone: str, now: datetime
) -> TravelZone:
    """Let the hours of some days, both included, be read on the clock of another place; without `to_on` from then on.

    Raises:
        NoSuchResource: the organisation has no such thing, or it has no hours of its own.
        ClosureOrder: the last day is before the first.
        JourneyOverlaps: another journey covers one of the days.
    """
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    if resource.schedule is None:
        raise NoSuchResource
    if to_on is not None and to_on < from_on:
        raise ClosureOrder
    schedule = _own(resource, resource.schedule.timezone)
    others = TravelZone.objects.of(by.organisation_id).filter(schedule=schedule)
    others = others.filter(Q(to_on=None) | Q(to_on__gte=from_on))
    if (others.filter(from_on__lte=to_on) if to_on else others).exists():
        raise JourneyOverlaps
    row = TravelZone.objects.create(
        organisation_id=by.organisation_id, schedule=schedule, from_on=from_on, to_on=to_on, timezone=timezone
    )
    _raise(schedule)
    note(by, resource.pk, "JOURNEY", now=now)
    return row


@use_case
def remove_journey(*, by: Member, resource_id: UUID, journey_id: UUID, now: datetime) -> None:
    """Take a journey back.

    Raises:
        NoSuchResource: the organisation has no such thing, or no such journey of it.
    """
    _remove(
        by, resource_id, TravelZone.objects.of(by.organisation_id).filter(pk=journey_id), "JOURNEY", now=now
    )


def _remove(
    by: Member,
    resource_id: UUID,
    rows: "QuerySet[DateOverride] | QuerySet[TravelZone]",
    change: str,
    *,
    now: datetime,
) -> None:
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    if resource.schedule is None or not rows.filter(schedule=resource.schedule).delete()[0]:
        raise NoSuchResource
    _raise(resource.schedule)
    note(by, resource.pk, change, now=now)


def _own(resource: Resource, timezone: str) -> Schedule:
    """Give the resource hours nobody else keeps, beginning with a copy of those it kept with others."""
    schedule = own_schedule(resource, timezone)
    if not schedule._state.adding:
        return schedule
    schedule.save()
    if resource.schedule is not None:
        _copy(resource.schedule, schedule)
    resource.schedule = schedule
    resource.version += 1
    resource.save(update_fields=["schedule", "version"])
    return schedule


def _copy(old: Schedule, fresh: Schedule) -> None:
    """Give new hours the week and the days of old ones."""
    organisation_id = old.organisation_id
    WeeklyWindow.objects.bulk_create(
        WeeklyWindow(
            organisation_id=organisation_id,
            schedule=fresh,
            weekday=row.weekday,
            opens_minute=row.opens_minute,
            closes_minute=row.closes_minute,
        )
        for row in WeeklyWindow.objects.of(organisation_id).filter(schedule=old)
    )
    DateOverride.objects.bulk_create(
        DateOverride(
            organisation_id=organisation_id, schedule=fresh, day=row.day, spans=row.spans, label=row.label
        )
        for row in DateOverride.objects.of(organisation_id).filter(schedule=old)
    )
    TravelZone.objects.bulk_create(
        TravelZone(
            organisation_id=organisation_id,
            schedule=fresh,
            from_on=row.from_on,
            to_on=row.to_on,
            timezone=row.timezone,
        )
        for row in TravelZone.objects.of(organisation_id).filter(schedule=old)
    )


def _raise(schedule: Schedule) -> None:
    schedule.version += 1
    schedule.save(update_fields=["timezone", "version"])
