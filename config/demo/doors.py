"""Keeps a house of the demo open, or closed, for as long as something is rehearsed there, and puts its hours back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts import selectors
from accounts.domain.hours import ReasonKind, Window
from accounts.models import Location, Member, Role
from accounts.services import hours
from conversations.models import Line

ALL_WEEK = [Window(weekday=day, opens_minute=0, closes_minute=1440) for day in range(7)]
LABEL = "Rehearsal"


class ClosedByHand(Exception):
    """Somebody has closed the house on purpose; a rehearsal does not undo that."""


@contextmanager
def kept(line: Line, *, is_open: bool, clock: Callable[[], datetime]) -> Iterator[None]:
    """Keep the place of a line open or closed; a place that already is stays as it is.

    Raises:
        ClosedByHand: it is to be open on a day somebody has closed.
    """
    place, now = line.location, clock()
    calendar = selectors.get_calendar(place, now=now)
    if calendar.open_at(now) == is_open:
        yield
        return
    if calendar.reason_at(now).kind is ReasonKind.CLOSURE:
        raise ClosedByHand(f"{place.name} is closed: {calendar.reason_at(now).label}.")
    owner = Member.objects.filter(organisation=line.organisation, role=Role.OWNER, is_active=True)
    by = owner.select_related("organisation", "user").earliest("created_at")
    with ExitStack() as after:
        if is_open:
            _open(by, place, after, now=now, clock=clock)
        else:
            _close(by, place, after, now=now, clock=clock)
        yield


def _open(
    by: Member, place: Location, after: ExitStack, *, now: datetime, clock: Callable[[], datetime]
) -> None:
    windows = [
        Window(row.weekday, row.opens_minute, row.closes_minute)
        for row in selectors.list_windows(location=place)
    ]
    after.callback(lambda: hours.set_week(by=by, location_id=place.pk, windows=windows, now=clock()))
    hours.set_week(by=by, location_id=place.pk, windows=ALL_WEEK, now=now)
    today = now.astimezone(ZoneInfo(place.time_zone)).date()
    tomorrow = today + timedelta(days=1)
    known_days = selectors.list_holidays(organisation=by.organisation, starts_on=today, ends_on=tomorrow)
    for name in known_days.get(today, ()):
        before = _holiday_hours(by, name)
        after.callback(lambda before: hours.set_holiday(by=by, holiday=before, now=clock()), before)
        hours.set_holiday(by=by, holiday=hours.HolidayHours(name=name, is_open_as_usual=True), now=now)


def _holiday_hours(by: Member, name: str) -> hours.HolidayHours:
    rules = {row.name: row for row in selectors.list_holiday_rules(organisation_id=by.organisation_id)}
    if name not in rules:
        return hours.HolidayHours(name=name)
    rule = rules[name]
    return hours.HolidayHours(
        name=name,
        is_open_as_usual=rule.is_open_as_usual,
        opens_minute=rule.opens_minute,
        closes_minute=rule.closes_minute,
    )


def _close(
    by: Member, place: Location, after: ExitStack, *, now: datetime, clock: Callable[[], datetime]
) -> None:
    today = now.astimezone(ZoneInfo(place.time_zone)).date()
    closure = hours.add_closure(
        by=by, location_id=place.pk, label=LABEL, starts_on=today, ends_on=today, now=now
    )
    after.callback(lambda: hours.remove_closure(by=by, closure_id=closure.pk, now=clock()))
