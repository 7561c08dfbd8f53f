"""Coming to customers: areas before times, windows that are promised, drives under the lock, a reserve."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from contacts.models import Contact
from core.transactions import reading
from scheduling import errors, services
from scheduling.domain.geo import Position
from scheduling.domain.visits import planned as windows_of
from scheduling.models import Appointment, Resource, Service, Unserved, VisitPlace
from scheduling.selectors import areas, free, month
from scheduling.selectors.postcodes import locate
from scheduling.services import coming
from tests.factories import contacts, homes
from tests.factories import scheduling as make
from tests.factories.homes import DOWNTOWN, FLAGSTAFF, SCOTTSDALE
from tests.factories.racing import at_once

pytestmark = pytest.mark.django_db
HALF = timedelta(minutes=30)


@pytest.fixture
def van(organisation: Organisation) -> Resource:
    return make.provider(organisation, name="Dez", hours=make.schedule(organisation))


@pytest.fixture
def repair(organisation: Organisation, van: Resource) -> Service:
    homes.area(organisation, fee_text="$20 trip fee")
    return homes.service(organisation, van)


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now)


def wish(service: Service, postcode: str = "", **more: object) -> free.Wish:
    address = homes.at(postcode) if postcode else None
    return free.Wish(service_id=service.pk, address=address, **more)  # type: ignore[arg-type]


def book(service: Service, at: datetime, postcode: str, lena: Contact, now: datetime) -> Appointment:
    return make.booked(service, at, contact_id=lena.pk, now=now, wish=wish(service, postcode))


def listed(service: Service, postcode: str, now: datetime) -> list[datetime]:
    with reading(service.organisation_id):
        found = free.list_slots(
            organisation_id=service.organisation_id,
            wish=wish(service, postcode),
            first_on=now.date(),
            last_on=now.date(),
            now=now,
        )
    return [one.starts_at for one in found]


def refused(act: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        try:
            return act()
        except (errors.SlotTaken, errors.SlotRefused) as refusal:
            return refusal

    return run


def test_who_is_not_served_is_told_kindly_before_times_and_counted_once_a_day(
    organisation: Organisation, repair: Service, lena: Contact, alice: Member, now: datetime
) -> None:
    start = now + 2 * HALF
    with pytest.raises(errors.AddressNeeded), reading(organisation):
        coming.served_wish(organisation_id=organisation.pk, wish=wish(repair), now=now)
    for _ in range(2):
        with pytest.raises(errors.NotServed) as refusal:
            book(repair, start, FLAGSTAFF, lena, now)
    assert "do not come that far" in str(refusal.value.sentence)
    with reading(organisation):
        assert [(row.postcode, row.asked_by) for row in Unserved.objects.all()] == [(FLAGSTAFF, "PUBLIC")]
        assert not Appointment.objects.exists()
    made = services.book_appointment(
        organisation=organisation.pk,
        wanted=services.Wanted(wish=wish(repair, FLAGSTAFF), starts_at=start, overrule=True),
        customer=services.Customer(contact_id=lena.pk),
        details=services.Details(source="STAFF"),
        by=services.member(alice),
        now=now,
    )
    assert made.place == FLAGSTAFF


def test_a_visit_keeps_its_address_and_promises_a_window(
    organisation: Organisation, repair: Service, lena: Contact, alice: Member, now: datetime
) -> None:
    hold = services.hold_slot(
        organisation=organisation.pk, wish=wish(repair, "85004-1234"), starts_at=now + 2 * HALF, now=now
    )
    row = services.book_appointment(
        organisation=organisation.pk,
        wanted=services.Wanted(hold_id=hold.pk, hold_key=hold.key),
        customer=services.Customer(contact_id=lena.pk),
        details=services.Details(source="PUBLIC", address=homes.at("99999", street="1220 W Roosevelt St")),
        by=services.CUSTOMER,
        now=now,
    )
    assert row.place == "1220 W Roosevelt St, 85004"
    # Now is 10:00 in Phoenix: 11:00 lies in the window from 10 to 12.
    assert (row.arrives_from, row.arrives_until) == (now, now + 4 * HALF)
    with reading(organisation):
        [place] = VisitPlace.objects.select_related("area")
        assert (place.appointment_id, place.hold_id, place.area and place.area.name) == (row.pk, None, "Town")
        assert areas.check_address(organisation, row.location, homes.at(DOWNTOWN)).fee == "$20 trip fee"
    for step, kept in ((HALF, True), (4 * HALF, False)):
        moved = services.move_appointment(
            organisation=organisation.pk,
            appointment_id=row.pk,
            to=services.NewTime(starts_at=row.starts_at + step, by_hand=True),
            by=services.member(alice),
            now=now,
        )
        assert (moved.arrives_from == row.arrives_from) is kept


@pytest.mark.django_db(transaction=True)
def test_visits_that_fit_alone_but_not_with_the_drive_have_one_winner(
    organisation: Organisation, repair: Service, lena: Contact, now: datetime
) -> None:
    first, second = now + 2 * HALF, now + 4 * HALF
    assert {first, second} <= set(listed(repair, DOWNTOWN, now)) & set(listed(repair, SCOTTSDALE, now))
    found = at_once(
        [
            refused(lambda: book(repair, first, DOWNTOWN, lena, now)),
            refused(lambda: book(repair, second, SCOTTSDALE, lena, now)),
        ]
    )
    lost = [one for one in found if isinstance(one, errors.SlotRefused)]
    assert len(lost) == 1
    assert lost[0].rules[0] in ("TOO_FAR_BEFORE", "TOO_FAR_AFTER")
    assert len(lost[0].alternatives) == 3
    assert not {first, second} & set(
        listed(repair, SCOTTSDALE if isinstance(found[0], Appointment) else DOWNTOWN, now)
    )


def test_a_visit_next_door_follows_at_once_and_far_ones_are_explained(
    organisation: Organisation, repair: Service, lena: Contact, now: datetime
) -> None:
    book(repair, now + 2 * HALF, DOWNTOWN, lena, now)
    assert now + 4 * HALF in listed(repair, DOWNTOWN, now)
    assert now + 4 * HALF not in listed(repair, SCOTTSDALE, now)
    with reading(organisation):
        why = free.explain_day(
            organisation_id=organisation.pk, wish=wish(repair, SCOTTSDALE), on=now.date(), now=now
        )
    assert "TOO_FAR_BEFORE" in {one.refusal.rule for one in why.reasons}
    assert book(repair, now + 4 * HALF, DOWNTOWN, lena, now).place == DOWNTOWN


def test_the_last_visits_of_a_day_are_kept_for_emergencies_until_they_are_released(
    organisation: Organisation, van: Resource, lena: Contact, now: datetime
) -> None:
    homes.area(organisation)
    daily = homes.service(organisation, van, travels=False, reserve=6, released_at=15 * 60)
    urgent = homes.service(organisation, van, name="Urgent", travels=False, is_emergency=True, reserve=6)
    # 10:00 to 17:00 is free: seven visits of an hour, of which one may be planned.
    book(daily, now + 2 * HALF, DOWNTOWN, lena, now)
    with pytest.raises(errors.SlotRefused) as refusal:
        book(daily, now + 6 * HALF, DOWNTOWN, lena, now)
    assert refusal.value.rules == ("RESERVED",)
    book(urgent, now + 6 * HALF, DOWNTOWN, lena, now)
    # One emergency came, so one less is kept: there is room for what is left of them and no more.
    assert listed(daily, DOWNTOWN, now) == []
    assert listed(urgent, DOWNTOWN, now)
    later = now + timedelta(hours=5)
    assert listed(daily, DOWNTOWN, later) == [later + HALF, later + 2 * HALF]


@pytest.mark.parametrize(
    ("values", "served"),
    [
        ({"kind": "POSTCODES", "postcodes": "85001-85010"}, True),
        ({"kind": "RADIUS", "metres": 5_000, "centre_postcode": "85003"}, True),
        ({"kind": "RADIUS", "metres": 5_000, "centre_postcode": SCOTTSDALE}, False),
        (
            {"kind": "POLYGON", "points": [[33.4, -112.2], [33.4, -112.0], [33.5, -112.0], [33.5, -112.2]]},
            True,
        ),
        ({"kind": "POSTCODES", "postcodes": "850*", "effect": "LEFT_OUT"}, False),
    ],
)
def test_areas_of_every_kind(organisation: Organisation, values: dict[str, object], served: bool) -> None:
    homes.area(organisation, name="Asked", **values)
    homes.area(organisation, name="Far away", postcodes="99*", position=1)
    if values.get("effect"):
        homes.area(organisation, name="All", postcodes="85*", position=2)
    place = organisation.locations.get(is_default=True)
    with reading(organisation):
        found = areas.check_address(organisation, place, homes.at(DOWNTOWN))
        assert found.is_served is served
        assert locate(organisation, DOWNTOWN) == Position(33.4516, -112.0699)
        assert locate(organisation, "00000") is None


def test_a_window_is_planned_where_it_adds_the_least_driving(
    organisation: Organisation, van: Resource, lena: Contact, now: datetime
) -> None:
    homes.area(organisation)
    look = homes.service(organisation, van, name="Look", minutes=30)
    eleven = now + timedelta(hours=25)
    for at in (eleven, eleven + timedelta(hours=3)):
        book(look, at, SCOTTSDALE, lena, now)
    with reading(organisation):
        found = month.get_month(
            organisation_id=organisation.pk,
            wish=wish(look, DOWNTOWN),
            since=eleven - timedelta(hours=11),
            until=eleven + timedelta(hours=13),
            now=now,
        )
    windows = windows_of(found.starts, 240, "America/Phoenix", driving=found.driving)
    planned = {opens: start for start, (opens, _closes) in windows.items()}
    noon = eleven + timedelta(hours=1)
    inside = [start for start in found.starts if noon <= start < noon + timedelta(hours=4)]
    # Between the two one drives to town and back to Scottsdale; after the second only to town.
    assert inside[0] < eleven + timedelta(hours=3) < planned[noon]
    assert found.driving[planned[noon]] * 2 == found.driving[inside[0]]
    assert windows_of(found.starts, 240, "America/Phoenix", driving={}).keys() >= {inside[0]}
