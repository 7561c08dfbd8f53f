"""When places are open: weekly windows, closures, holidays of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from accounts import policies, selectors
from accounts.domain.hours import Window
from accounts.errors import ClosureOrder, HoursOverlap
from accounts.events import HoursChanged
from accounts.models import Closure, HolidayRule, Member, OpeningWindow, Organisation
from core import events
from core.transactions import use_case

DAY = 24 * 60
WEEK = 7 * DAY


@dataclass(frozen=True, kw_only=True)
class HolidayHours:
    """What happens on a holiday: open as usual, or hours of its own, or closed when both ends are None."""

    name: str
    is_open_as_usual: bool = False
    opens_minute: int | None = None
    closes_minute: int | None = None


@use_case
def set_week(*, by: Member, location_id: UUID, windows: Sequence[Window], now: datetime) -> None:
    """Replace the weekly windows of a place.

    Raises:
        NotFound: the organisation has no such place.
        HoursOverlap: two windows overlap, past midnight and around the week's end too.
    """
    policies.check_can_administer(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    location = selectors.get_location(organisation_id=by.organisation_id, location_id=location_id)
    if overlapping_day(windows) is not None:
        raise HoursOverlap
    OpeningWindow.objects.filter(organisation_id=by.organisation_id, location=location).delete()
    OpeningWindow.objects.bulk_create(
        OpeningWindow(
            organisation_id=by.organisation_id,
            location=location,
            weekday=window.weekday,
            opens_minute=window.opens_minute,
            closes_minute=window.closes_minute,
        )
        for window in windows
    )
    _record(by, location.pk, "week", now=now)


@use_case
def add_closure(
    *, by: Member, location_id: UUID | None, label: str, starts_on: date, ends_on: date, now: datetime
) -> Closure:
    """Close a place, or every place when `location_id` is None, on these days, both included.

    Raises:
        NotFound: the organisation has no such place.
        ClosureOrder: the last day is before the first.
    """
    policies.check_can_administer(by)
    if location_id is not None:
        selectors.get_location(organisation_id=by.organisation_id, location_id=location_id)
    if ends_on < starts_on:
        raise ClosureOrder
    closure = Closure.objects.create(
        organisation_id=by.organisation_id,
        location_id=location_id,
        label=label.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _record(by, location_id, "closure_added", now=now)
    return closure


@use_case
def remove_closure(*, by: Member, closure_id: UUID, now: datetime) -> None:
    """Take a closure back.

    Raises:
        NotFound: the organisation has no such closure.
    """
    policies.check_can_administer(by)
    closure = selectors.get_closure(organisation_id=by.organisation_id, closure_id=closure_id)
    location_id = closure.location_id
    closure.delete()
    _record(by, location_id, "closure_removed", now=now)


@use_case
def set_holiday(*, by: Member, holiday: HolidayHours, now: datetime) -> None:
    """Treat a holiday otherwise than closed, or closed again; of every place of the organisation."""
    policies.check_can_administer(by)
    is_closed = not holiday.is_open_as_usual and holiday.opens_minute is None
    if is_closed:
        HolidayRule.objects.filter(organisation_id=by.organisation_id, name=holiday.name).delete()
    else:
        HolidayRule.objects.update_or_create(
            organisation_id=by.organisation_id,
            name=holiday.name,
            defaults={
                "is_open_as_usual": holiday.is_open_as_usual,
                "opens_minute": None if holiday.is_open_as_usual else holiday.opens_minute,
                "closes_minute": None if holiday.is_open_as_usual else holiday.closes_minute,
            },
        )
    _record(by, None, "holiday", now=now)


def overlapping_day(windows: Sequence[Window]) -> int | None:
    """Find the first weekday (Monday is 0) on which a window begins before an earlier one has ended."""
    if not windows:
        return None
    ordered = sorted(windows, key=_start)
    spans = [(_start(window), _start(window) + _length(window), window.weekday) for window in ordered]
    first_start, _first_end, first_day = spans[0]
    around = [*spans, (first_start + WEEK, first_start + WEEK, first_day)]
    for (_before, end, _day), (start, _after, day) in pairwise(around):
        if start < end:
            return day
    return None


def _start(window: Window) -> int:
    return window.weekday * DAY + window.opens_minute


def _length(window: Window) -> int:
    # An end not after the start lies on the next day; equal ends are a whole day.
    return (window.closes_minute - window.opens_minute - 1) % DAY + 1


def _record(by: Member, location_id: UUID | None, change: str, *, now: datetime) -> None:
    events.record(HoursChanged(location_id=location_id, change=change), actor_id=by.pk, now=now)
