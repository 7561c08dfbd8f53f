"""What a calendar leaves white is what can be booked: closures, holidays and journeys included."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.domain.hours import Window
from accounts.models import Location, Member, Organisation
from accounts.services import hours as places
from core.transactions import reading
from scheduling.domain.drawing import bounds, week_of
from scheduling.models import Resource
from scheduling.selectors import free
from scheduling.selectors.open_hours import open_hours
from tests.factories import scheduling as make

PHOENIX = ZoneInfo("America/Phoenix")
WEDNESDAY, THANKSGIVING, FRIDAY = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
QUARTER = timedelta(minutes=15)


def test_white_hours_are_those_of_the_engine(
    organisation: Organisation, location: Location, alice: Member, now: datetime
) -> None:
    workdays = [Window(day, 480, 1080) for day in range(5)]
    places.set_week(by=alice, location_id=location.pk, windows=workdays, now=now)
    places.add_closure(
        by=alice, location_id=None, label="Works", starts_on=WEDNESDAY, ends_on=WEDNESDAY, now=now
    )
    half = places.HolidayHours(name="Thanksgiving Day", opens_minute=600, closes_minute=780)
    places.set_holiday(by=alice, holiday=half, now=now)
    hours = make.schedule(organisation)
    make.day_off(hours, on=date(2026, 11, 30))
    make.journey(hours, on=FRIDAY)
    people = [
        make.provider(organisation, hours=hours),
        make.provider(organisation, name="Lee", location=location),
        make.provider(organisation, name="Ann"),
    ]
    since, until = bounds((*week_of(WEDNESDAY)[1:], *week_of(date(2026, 11, 30))), PHOENIX)
    with reading(organisation):
        drawn = open_hours(
            organisation_id=organisation.pk,
            resources=people,
            locations=[location],
            since=since,
            until=until,
            now=now,
        )
    for number, person in enumerate(people):
        assert drawn[person.pk].spans == bookable(person, number, since, until, now=now), person.name
    own = drawn[people[0].pk]
    local = [tuple(at.astimezone(PHOENIX) for at in span) for span in own.spans]
    assert [(start.day, start.hour, end.hour) for start, end in local[:3]] == [
        (24, 9, 17),
        (26, 10, 13),
        (27, 7, 15),
    ]
    assert [zone.timezone for zone in own.travel] == ["America/New_York"]


def bookable(
    person: Resource, number: int, since: datetime, until: datetime, *, now: datetime
) -> list[tuple[datetime, datetime]]:
    """Put together the quarters of an hour that the engine offers."""
    service = make.service(person.organisation, person, name=f"Quarter {number}", minutes=15)
    last = (until - QUARTER).astimezone(PHOENIX).date()
    first = since.astimezone(PHOENIX).date()
    with reading(person.organisation_id):
        listed = free.list_slots(
            organisation_id=person.organisation_id,
            wish=free.Wish(service_id=service.pk),
            first_on=first,
            last_on=last,
            now=now,
        )
    found: list[tuple[datetime, datetime]] = []
    for one in listed:
        start = found.pop()[0] if found and found[-1][1] == one.starts_at else one.starts_at
        found.append((start, one.ends_at))
    return found
