"""What can be booked at each hour of a week, and the hours in which nobody can be though the location is open."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.test import Client

from accounts.models import Location, Member, OpeningWindow, Organisation
from core.transactions import reading, tenant_transaction
from routing.domain.covering.booking import Bookable
from routing.services.bookable import ServiceWeek, cover_bookings
from tests.factories import queues
from tests.factories import scheduling as make

MONDAY = date(2026, 11, 30)


def weeks(organisation: Organisation, *, now: datetime) -> dict[str, ServiceWeek]:
    with reading(organisation):
        found = cover_bookings(organisation, starts_on=MONDAY, now=now)
    return {one.language: one for one in found}


def test_hours_people_languages_and_what_is_booked_say_what_can_be_booked(
    organisation: Organisation,
    location: Location,
    alice: Member,
    bob: Member,
    client_for: Callable[[Member], Client],
    now: datetime,
) -> None:
    """Open Mondays 9 to 17; Dana is there 9 to 12 and speaks Spanish, Bob 12 to 15; Dana is booked at 9."""
    with tenant_transaction(organisation):
        OpeningWindow.objects.create(
            organisation=organisation, location=location, weekday=0, opens_minute=540, closes_minute=1020
        )
    mornings = make.schedule(organisation, days=[0], opens=540, closes=720)
    noons = make.schedule(organisation, name="Noons", days=[0], opens=720, closes=900)
    dana = make.provider(organisation, name="Dana", hours=mornings, member=alice)
    make.service(
        organisation, dana, make.provider(organisation, name="Bo", hours=noons, member=bob), minutes=60
    )
    queues.skill(organisation, "Spanish", _5=alice)
    make.claim(dana, datetime(2026, 11, 30, 16, 0, tzinfo=UTC), minutes=60)
    found = weeks(organisation, now=now)
    english, spanish = found["en-US"].week, found["es-US"].week
    assert found["en-US"].is_supposed
    assert not found["es-US"].is_supposed
    # Only of the first is looked at what is taken.
    assert english.days[0][9].bookable is Bookable.TAKEN  # type: ignore[union-attr]
    assert (english.count(Bookable.FREE), english.count(Bookable.TAKEN)) == (5, 1)
    assert (spanish.count(Bookable.FREE), spanish.count(Bookable.OTHER), spanish.count(Bookable.NOBODY)) == (
        3,
        3,
        2,
    )
    assert spanish.count(Bookable.CLOSED) == 7 * 24 - 8
    gaps = [(f"{gap.starts:%a %H}", f"{gap.ends:%a %H}", gap.hour.bookable) for gap in spanish.uncovered]
    assert gaps == [("Mon 12", "Mon 15", Bookable.OTHER), ("Mon 15", "Mon 17", Bookable.NOBODY)]

    address = "/settings/coverage/booking/"
    line = f"{found['es-US'].service.pk}.{location.pk}"
    asked = {"week": MONDAY.isoformat(), "line": line, "language": "es-US", "cell": "0-12"}
    page = client_for(alice).get(address, asked).content.decode()
    assert "Bo can be booked, but none of them is known to speak Spanish." in page
    assert "Monday 3:00 PM to 5:00 PM" in page
    assert "nobody and nothing that Consultation needs is there" in page
    for odd in ({"line": "x.y", "cell": "9-99"}, {"week": "soon", "line": line, "language": "de-DE"}):
        assert client_for(alice).get(address, odd).status_code == 200


def test_without_services_the_page_says_so(alice: Member, client_for: Callable[[Member], Client]) -> None:
    page = client_for(alice).get("/settings/coverage/booking/").content.decode()
    assert "There is no service to book yet." in page
