"""Two connections at once: one has the time, the other is offered others, and nobody sees a deadlock."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from accounts.models import Member, Organisation
from contacts.models import Contact
from core.transactions import reading
from scheduling import errors, services
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, Claim, Mode, Resource, Service, Source
from tests.factories import contacts
from tests.factories import scheduling as make
from tests.factories.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HALF = timedelta(minutes=30)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def advice(organisation: Organisation, dana: Resource) -> Iterator[Service]:
    row = make.service(organisation, dana)
    yield row
    assert_no_overlap(organisation)


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now)


def assert_no_overlap(organisation: Organisation) -> None:
    with reading(organisation), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM scheduling_claim a JOIN scheduling_claim b ON a.resource_id = b.resource_id"
            " AND a.id < b.id AND a.busy_from < b.busy_until AND b.busy_from < a.busy_until"
            " WHERE a.state IN ('HELD', 'BOOKED') AND b.state IN ('HELD', 'BOOKED')"
        )
        assert cursor.fetchone() == (0,)


def outcome(act: Callable[[], object]) -> Callable[[], object]:
    """Give what came of an act: its row, or why it was refused."""

    def run() -> object:
        try:
            return act()
        except (errors.SlotTaken, errors.SlotRefused, errors.NoSuchHold, errors.NotPossibleNow) as refused:
            return refused

    return run


def won(found: list[object]) -> list[object]:
    return [one for one in found if not isinstance(one, Exception)]


def lost(found: list[object]) -> list[errors.SlotTaken]:
    return [one for one in found if isinstance(one, errors.SlotTaken)]


def test_one_slot_has_one_winner_and_every_loser_other_times(
    advice: Service, lena: Contact, now: datetime
) -> None:
    found = at_once(
        [outcome(lambda: make.booked(advice, now + HALF, contact_id=lena.pk, now=now)) for _ in range(8)]
    )
    assert len(won(found)) == 1
    assert len(lost(found)) == 7
    assert all(len(one.alternatives) == 3 and now + HALF not in one.alternatives for one in lost(found))


def test_the_same_form_twice_at_once_is_one_appointment(
    advice: Service, lena: Contact, now: datetime
) -> None:
    found = at_once(
        [
            outcome(
                lambda: make.booked(advice, now + HALF, contact_id=lena.pk, now=now, client_ref="form").pk
            )
            for _ in range(4)
        ]
    )
    assert len(set(found)) == 1


def test_a_hold_and_a_booking(advice: Service, lena: Contact, now: datetime) -> None:
    found = at_once(
        [
            outcome(lambda: make.held(advice, now + HALF, now=now)),
            outcome(lambda: make.booked(advice, now + HALF, contact_id=lena.pk, now=now)),
        ]
    )
    assert len(won(found)) == len(lost(found)) == 1


def test_a_move_and_a_booking(advice: Service, lena: Contact, now: datetime) -> None:
    row = make.booked(advice, now + HALF, contact_id=lena.pk, now=now)

    def move() -> object:
        return services.move_appointment(
            organisation=row.organisation_id,
            appointment_id=row.pk,
            to=services.NewTime(starts_at=now + 2 * HALF),
            by=services.CUSTOMER,
            now=now,
        )

    found = at_once(
        [
            outcome(move),
            outcome(lambda: make.booked(advice, now + 2 * HALF, contact_id=lena.pk, now=now)),
        ]
    )
    assert len(won(found)) == len(lost(found)) == 1


def test_two_appointments_that_want_each_others_time(advice: Service, lena: Contact, now: datetime) -> None:
    rows = [make.booked(advice, now + number * HALF, contact_id=lena.pk, now=now) for number in (1, 2)]

    def move(row: Appointment, other: Appointment) -> Callable[[], object]:
        return lambda: services.move_appointment(
            organisation=row.organisation_id,
            appointment_id=row.pk,
            to=services.NewTime(starts_at=other.starts_at),
            by=services.CUSTOMER,
            now=now,
        )

    found = at_once([outcome(move(rows[0], rows[1])), outcome(move(rows[1], rows[0]))])
    assert len(lost(found)) == 2


def test_two_requests_are_confirmed_at_once_and_a_third_never_had_the_time(
    organisation: Organisation, dana: Resource, advice: Service, lena: Contact, alice: Member, now: datetime
) -> None:
    asked = make.service(organisation, dana, name="Asked", needs_approval=True)
    found = at_once(
        [outcome(lambda: make.booked(asked, now + HALF, contact_id=lena.pk, now=now)) for _ in range(3)]
    )
    [row] = won(found)
    assert isinstance(row, Appointment)
    pk = row.pk

    def approve() -> object:
        return services.approve_appointment(
            organisation=organisation.pk, appointment_id=pk, by=services.member(alice), now=now
        )

    confirmed = at_once([outcome(approve), outcome(approve)])
    assert len(won(confirmed)) == 1
    with reading(organisation):
        assert Claim.objects.filter(state=ClaimState.BOOKED).count() == 1


def test_a_dead_hold_is_taken_over_once_while_its_holder_comes_back(
    advice: Service, lena: Contact, now: datetime
) -> None:
    hold = make.held(advice, now + 2 * HALF, now=now)
    later = now + timedelta(minutes=11)

    def come_back() -> object:
        return services.book_appointment(
            organisation=advice.organisation_id,
            wanted=services.Wanted(hold_id=hold.pk, hold_key=hold.key),
            customer=services.Customer(contact_id=lena.pk),
            details=services.Details(source=Source.PUBLIC),
            by=services.CUSTOMER,
            now=later,
        )

    found = at_once(
        [
            outcome(come_back),
            outcome(lambda: make.booked(advice, now + 2 * HALF, contact_id=lena.pk, now=later)),
            outcome(lambda: make.held(advice, now + 2 * HALF, now=later)),
        ]
    )
    assert len(won(found)) == 1
    assert len(lost(found)) == 2


def test_seats_are_never_sold_twice(
    organisation: Organisation, dana: Resource, advice: Service, lena: Contact, now: datetime
) -> None:
    group = make.service(organisation, dana, name="Group", seats=3)
    found = at_once(
        [outcome(lambda: make.booked(group, now + HALF, contact_id=lena.pk, now=now)) for _ in range(6)]
    )
    assert len(won(found)) == 3


def test_turns_stay_fair_under_contention(
    organisation: Organisation, dana: Resource, advice: Service, lena: Contact, now: datetime
) -> None:
    others = [make.provider(organisation, name=name, hours=dana.schedule) for name in ("Sam Ito", "Kim Ode")]
    turns = make.service(organisation, dana, *others, name="Turns", mode=Mode.ROUND_ROBIN)
    found = at_once(
        [
            outcome(
                lambda place=place: make.booked(  # type: ignore[misc]
                    turns, now + (1 + place // 3) * HALF, contact_id=lena.pk, now=now
                )
            )
            for place in range(9)
        ]
    )
    providers: list[UUID] = [row.provider_id for row in won(found) if isinstance(row, Appointment)]
    assert len(providers) == 9
    assert {providers.count(one) for one in set(providers)} == {3}
