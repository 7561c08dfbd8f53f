"""When resources can be booked at all, as instants: what a calendar leaves white, by the engine's own reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Location
from scheduling.domain.slots import model as engine
from scheduling.domain.slots import runs
from scheduling.domain.slots.clock import instant_of, minute_of
from scheduling.domain.slots.hours import open_runs
from scheduling.models import Resource
from scheduling.selectors import schedules

Spans = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """When a resource is there, and on whose clock it lives on days on which it travels."""

    spans: Spans
    travel: tuple[engine.TravelZone, ...] = ()


def open_hours(
    *,
    organisation_id: UUID,
    resources: Sequence[Resource],
    locations: Sequence[Location],
    since: datetime,
    until: datetime,
    now: datetime,
) -> dict[UUID, OpenHours]:
    """Give the hours of resources inside `reading`: who works at any of several locations is there if one is open."""
    own = schedules.read_own(organisation_id, resources)
    calendars = {row.pk: accounts.recall_calendar(row.pk, now=now) for row in locations}
    window = (minute_of(since), minute_of(until))
    found: dict[UUID, OpenHours] = {}
    for row in resources:
        its = [one for key, one in calendars.items() if row.location_id in (None, key)]
        if row.schedule_id in own:
            hours = own[row.schedule_id]
            spans = _spans((schedules.at_location(hours, one) for one in its), window)
            found[row.pk] = OpenHours(spans=spans, travel=tuple(hours.travel))
        elif row.kind == "PROVIDER":
            found[row.pk] = OpenHours(spans=_spans((schedules.of_location(one) for one in its), window))
        else:
            found[row.pk] = OpenHours(spans=[(since, until)])
    return found


def _spans(hours: Iterable[engine.Schedule], window: engine.Run) -> Spans:
    found = runs.merge(run for one in hours for run in open_runs(one, *window))
    return [(instant_of(start), instant_of(end)) for start, end in found]
