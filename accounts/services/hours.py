"""When places are open: weekly windows, closures, holidays of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import policies, selectors
from accounts.domain.hours import Span, Window
from accounts.errors import ClosureOrder, HoursOverlap
from accounts.events import HoursChanged
from accounts.models import Closure, HolidayRule, Member, OpeningWindow, Organisation, SpecialOpening
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
def add_opening(
    *, by: Member, location_id: UUID | None, label: str, day: date, span: Span, now: datetime
) -> SpecialOpening:
    """Open a place, or every place when `location_id` is None, on one day for a span of its own.

    Raises:
        NotFound: the organisation has no such place.
        HoursOverlap: another span of that day overlaps; names it.
    """
    policies.check_can_administer(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    if location_id is not None:
        selectors.get_location(organisation_id=by.organisation_id, location_id=location_id)
    same_day = SpecialOpening.objects.filter(organisation_id=by.organisation_id, day=day)
    if location_id is not None:
        same_day = same_day.filter(Q(location_id=location_id) | Q(location=None))
    for row in same_day:
        there = Window(0, row.opens_minute, row.closes_minute)
        if overlapping([there, Window(0, span.opens_minute, span.closes_minute)]):
            raise HoursOverlap(_("On this day %(label)s is already open then.") % {"label": row.label})
    opening = SpecialOpening.objects.create(
        organisation_id=by.organisation_id,
        location_id=location_id,
        label=label.strip(),
        day=day,
        opens_minute=span.opens_minute,
        closes_minute=span.closes_minute,
    )
    _record(by, location_id, "opening_added", now=now)
    return opening


@use_case
def remove_opening(*, by: Member, opening_id: UUID, now: datetime) -> None:
    """Take back the hours of one day.

    Raises:
        NotFound: the organisation has no such day.
    """
    policies.check_can_administer(by)
    opening = selectors.get_special_opening(organisation_id=by.organisation_id, opening_id=opening_id)
    location_id = opening.location_id
    opening.delete()
    _record(by, location_id, "opening_removed", now=now)


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
    clash = overlapping(windows)
    return clash[1].weekday if clash else None


def overlapping(windows: Sequence[Window]) -> tuple[Window, Window] | None:
    """Find the first two windows of the week of which the second begins before the first has ended."""
    ordered = sorted(windows, key=_start)
    around = [(_start(window), window) for window in ordered]
    around += [(start + WEEK, window) for start, window in around[:1]]
    for (start, earlier), (next_start, later) in pairwise(around):
        if next_start < start + _length(earlier):
            return earlier, later
    return None


def _start(window: Window) -> int:
    return window.weekday * DAY + window.opens_minute


def _length(window: Window) -> int:
    # An end not after the start lies on the next day; equal ends are a whole day.
    return (window.closes_minute - window.opens_minute - 1) % DAY + 1


def _record(by: Member, location_id: UUID | None, change: str, *, now: datetime) -> None:
    events.record(HoursChanged(location_id=location_id, change=change), actor_id=by.pk, now=now)
