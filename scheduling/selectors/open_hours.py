"""When resources can be booked at all, as instants: what a calendar leaves white."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import prefetch_related_objects

from accounts import selectors as accounts
from accounts.domain import hours
from scheduling.domain.slots import model
from scheduling.domain.slots.hours import open_runs
from scheduling.models import Resource, Schedule

Spans = list[tuple[datetime, datetime]]


def open_hours(
    *,
    organisation_id: UUID,
    resources: Sequence[Resource],
    since: datetime,
    until: datetime,
    now: datetime,
) -> dict[UUID, Spans]:
    """Give the hours of resources: of their schedule, else for people of their location; things are always there."""
    of_place = _location_hours(organisation_id, resources, since=since, until=until, now=now)
    schedules = _schedules(organisation_id, resources)
    found: dict[UUID, Spans] = {}
    for row in resources:
        if row.schedule_id is not None:
            found[row.pk] = _runs(schedules[row.schedule_id], since, until)
        elif row.kind == "PROVIDER":
            found[row.pk] = of_place.get(row.location_id, [])
        else:
            found[row.pk] = [(since, until)]
    return found


def schedule_of(row: Schedule) -> model.Schedule:
    """Give the engine's schedule of a stored one; `windows`, `overrides` and `travels` are prefetched."""
    return model.Schedule(
        timezone=row.timezone,
        weekly=tuple(
            model.WeeklyWindow(one.weekday, one.opens_minute, _end(one.opens_minute, one.closes_minute))
            for one in row.windows.all()
        ),
        overrides=tuple(
            model.DateOverride(
                one.day, tuple(model.DaySpan(opens, _end(opens, closes)) for opens, closes in one.spans)
            )
            for one in row.overrides.all()
        ),
        travel=tuple(model.TravelZone(one.from_on, one.to_on, one.timezone) for one in row.travels.all()),
    )


def _end(opens: int, closes: int) -> int:
    """An end not after the start is on the next day."""
    return closes if closes > opens else closes + model.DAY


def _schedules(organisation_id: UUID, resources: Sequence[Resource]) -> Mapping[UUID, model.Schedule]:
    keys = {row.schedule_id for row in resources if row.schedule_id}
    rows = list(Schedule.objects.of(organisation_id).filter(pk__in=keys)) if keys else []
    prefetch_related_objects(rows, "windows", "overrides", "travels")
    return {row.pk: schedule_of(row) for row in rows}


def _runs(schedule: model.Schedule, since: datetime, until: datetime) -> Spans:
    first, last = (int(at.timestamp()) // 60 for at in (since, until))
    return [(_instant(start), _instant(end)) for start, end in open_runs(schedule, first, last)]


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)


def _location_hours(
    organisation_id: UUID, resources: Sequence[Resource], *, since: datetime, until: datetime, now: datetime
) -> dict[UUID | None, Spans]:
    """Give the hours of the locations of people without a schedule; of the first one for who works at every location."""
    keys = {row.location_id for row in resources if row.kind == "PROVIDER" and not row.schedule_id}
    if not keys:
        return {}
    rows = [
        row
        for row in accounts.list_locations(organisation_id=organisation_id)
        if row.pk in keys or (None in keys and row.is_default)
    ]
    if not rows:
        return {}
    calendars = accounts.get_calendars(organisation=rows[0].organisation, locations=rows, now=now)
    found: dict[UUID | None, Spans] = {key: _open(one, since, until) for key, one in calendars.items()}
    usual = next((row.pk for row in rows if row.is_default), None)
    return found | ({None: found[usual]} if usual in found else {})


def _open(calendar: hours.Calendar, since: datetime, until: datetime) -> Spans:
    """Read a location's hours; beyond the days it knows, nothing is said to be open."""
    found: Spans = []
    try:
        start = since if calendar.open_at(since) else None
    except hours.OutsideCalendar:
        return []
    for turn in calendar.transitions(since, until):
        if turn.opens and start is None:
            start = turn.at
        elif not turn.opens and start is not None:
            found.append((start, turn.at))
            start = None
    return [*found, (start, until)] if start is not None else found
