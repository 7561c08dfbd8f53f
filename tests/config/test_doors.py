"""A house of the demo kept open or closed for a rehearsal has its own hours afterwards."""

from datetime import UTC, datetime

import pytest

from accounts import selectors
from accounts.domain.hours import Window
from accounts.models import Member
from accounts.services import hours
from config.demo import doors
from conversations.models import Line
from tests.factories.conversations import line as make_line

MORNING, NIGHT = datetime(2026, 11, 24, 17, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)
THANKSGIVING = datetime(2026, 11, 26, 17, tzinfo=UTC)
WEEK = [Window(day, 480, 1020) for day in range(5)]


@pytest.fixture
def line(alice: Member) -> Line:
    found = make_line(organisation=alice.organisation)
    hours.set_week(by=alice, location_id=found.location_id, windows=WEEK, now=MORNING)
    return found


def is_open(line: Line, now: datetime) -> bool:
    return selectors.get_calendar(line.location, now=now).open_at(now)


def set_hours(line: Line) -> tuple[list[Window], list[object], list[object]]:
    """Give all that is set about a place's hours."""
    place = line.location
    windows = [
        Window(row.weekday, row.opens_minute, row.closes_minute)
        for row in selectors.list_windows(location=place)
    ]
    closures = selectors.list_closures(location=place, since=NIGHT.date())
    return windows, closures, selectors.list_holiday_rules(organisation_id=place.organisation_id)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [(NIGHT, True), (THANKSGIVING, True), (MORNING, True), (MORNING, False), (NIGHT, False)],
)
def test_the_hours_are_as_before_afterwards(line: Line, now: datetime, wanted: bool) -> None:
    before = is_open(line, now)
    with doors.kept(line, is_open=wanted, clock=lambda: now):
        assert is_open(line, now) is wanted
    assert is_open(line, now) is before
    assert set_hours(line) == (WEEK, [], [])


def test_the_hours_are_as_before_though_the_rehearsal_failed(line: Line) -> None:
    with pytest.raises(KeyboardInterrupt), doors.kept(line, is_open=True, clock=lambda: NIGHT):
        raise KeyboardInterrupt
    assert set_hours(line) == (WEEK, [], [])


def test_a_house_closed_by_hand_stays_closed(line: Line, alice: Member) -> None:
    today = MORNING.date()
    hours.add_closure(by=alice, location_id=None, label="Flood", starts_on=today, ends_on=today, now=NIGHT)
    with (
        pytest.raises(doors.ClosedByHand, match="Flood"),
        doors.kept(line, is_open=True, clock=lambda: MORNING),
    ):
        pytest.fail("it was opened")
