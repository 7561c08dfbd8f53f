"""Hours of resources and locations as schedules of the engine: what is bookable and what is drawn white, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accounts.domain.hours import Calendar, DayKind, SpecialDay
from scheduling.domain.slots import model as engine
from scheduling.models import DateOverride, Resource, Schedule, TravelZone, WeeklyWindow

Spans = tuple[engine.DaySpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHours:
    """What a stored schedule says, whatever closes a location."""

    timezone: str
    week: list[engine.WeeklyWindow] = field(default_factory=list)
    days: dict[date, Spans] = field(default_factory=dict)
    travel: list[engine.TravelZone] = field(default_factory=list)


def read_own(organisation_id: UUID, resources: Iterable[Resource]) -> dict[UUID, OwnHours]:
    """Read the schedules that resources have of their own, in four statements at most."""
    ids = {one.schedule_id for one in resources if one.schedule_id is not None}
    if not ids:
        return {}
    rows = Schedule.objects.of(organisation_id).filter(pk__in=ids)
    found = {row.pk: OwnHours(timezone=row.timezone) for row in rows}
    for window in WeeklyWindow.objects.of(organisation_id).filter(schedule__in=ids):
        end = _end(window.opens_minute, window.closes_minute)
        found[window.schedule_id].week.append(engine.WeeklyWindow(window.weekday, window.opens_minute, end))
    for own_day in DateOverride.objects.of(organisation_id).filter(schedule__in=ids):
        found[own_day.schedule_id].days[own_day.day] = tuple(
            engine.DaySpan(opens, _end(opens, closes)) for opens, closes in own_day.spans
        )
    for trip in TravelZone.objects.of(organisation_id).filter(schedule__in=ids):
        zone = engine.TravelZone(trip.from_on, trip.to_on, trip.timezone)
        found[trip.schedule_id].travel.append(zone)
    return found


def at_location(own: OwnHours, calendar: Calendar) -> engine.Schedule:
    """Give the hours of a resource at a location, cut by what closes it."""
    return engine.Schedule(
        timezone=own.timezone,
        weekly=tuple(sorted(own.week, key=lambda one: (one.weekday, one.starts))),
        overrides=_cut(own.week, own.days, calendar.special_days),
        closed_dates=_closed(calendar.special_days),
        travel=tuple(own.travel),
    )


def of_location(calendar: Calendar) -> engine.Schedule:
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


def _cut(
    week: Iterable[engine.WeeklyWindow], own: Mapping[date, Spans], special: Mapping[date, SpecialDay]
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


def _special_spans(special: SpecialDay) -> Spans:
    return tuple(
        engine.DaySpan(span.opens_minute, _end(span.opens_minute, span.closes_minute))
        for span in special.spans
    )


def _closed(special: Mapping[date, SpecialDay]) -> frozenset[date]:
    return frozenset(day for day, reason in special.items() if not reason.spans)


def _end(opens: int, closes: int) -> int:
    """Give an end that is not after the start as one of the next day."""
    return closes if closes > opens else closes + engine.DAY
