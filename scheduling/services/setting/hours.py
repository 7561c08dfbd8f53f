"""When somebody or something can be booked: a week of its own, days that differ, or the hours of the location."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from accounts import policies
from accounts.domain.hours import Span, Window
from accounts.errors import HoursOverlap
from accounts.models import Member
from accounts.services.hours import overlapping
from core.transactions import use_case
from scheduling.errors import NoSuchResource
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
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    rows = DateOverride.objects.of(by.organisation_id).filter(pk=override_id)
    if resource.schedule is None or not rows.filter(schedule=resource.schedule).delete()[0]:
        raise NoSuchResource
    _raise(resource.schedule)
    note(by, resource.pk, "DAY", now=now)


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
