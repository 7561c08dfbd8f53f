"""Holding, booking, moving and cancelling, as the calendar and the customer see them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.errors import OnlyLooking, SupervisorsOnly
from accounts.models import Closure, Member, Organisation
from contacts.domain.addresses import normalise
from contacts.models import Contact
from core.models import Event
from core.transactions import reading
from scheduling import errors, ports, services
from scheduling.models import (
    Appointment,
    AppointmentChange,
    Claim,
    GroupSession,
    Mode,
    Resource,
    ResourceKind,
    Service,
    ServiceProvider,
    Source,
)
from scheduling.selectors import free
from scheduling.services import holding
from tests.factories import contacts
from tests.factories import scheduling as make

HALF = timedelta(minutes=30)
DAY = timedelta(days=1)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def advice(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana)


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now)


@pytest.fixture
def ten(now: datetime) -> datetime:
    """Half past ten of the same Monday, the next start on the half-hour grid."""
    return now + HALF


def fresh(row: Appointment) -> Appointment:
    with reading(row.organisation_id):
        return Appointment.objects.get(pk=row.pk)


def events_of(organisation: Organisation) -> list[str]:
    with reading(organisation):
        names = Event.objects.filter(organisation_id=organisation.pk, name__startswith="scheduling.")
        return list(names.order_by("recorded_at", "id").values_list("name", flat=True))


def kinds_of(row: Appointment) -> list[str]:
    with reading(row.organisation_id):
        return list(AppointmentChange.objects.filter(appointment=row).values_list("kind", flat=True))


def test_what_is_listed_can_be_booked_and_is_listed_no_more(
    advice: Service, lena: Contact, now: datetime, ten: datetime
) -> None:
    assert make.free_starts(advice, now=now) == [ten, ten + HALF, ten + 2 * HALF]

    row = make.booked(advice, ten, contact_id=lena.pk, now=now)

    assert (row.status, row.ends_at, row.sequence) == ("CONFIRMED", ten + HALF, 0)
    assert row.uid.startswith(str(row.pk))
    assert make.free_starts(advice, now=now)[0] == ten + HALF
    assert [one.starts_at for one in make.claims_of(row)] == [ten]
    assert events_of(row.organisation)[-1] == "scheduling.appointment_booked"


def test_a_taken_time_is_refused_with_the_nearest_others(
    advice: Service, lena: Contact, now: datetime, ten: datetime
) -> None:
    make.booked(advice, ten + HALF, contact_id=lena.pk, now=now)

    with pytest.raises(errors.SlotTaken) as refused:
        make.booked(advice, ten + HALF, contact_id=lena.pk, now=now)

    assert refused.value.alternatives == (ten, ten + 2 * HALF, ten + 3 * HALF)


@pytest.mark.parametrize(
    ("hours", "rule"),
    [(-1, "PAST"), (24 * 90, "BOOKING_WINDOW"), (10, "OUTSIDE_HOURS"), (24 * 3, "CLOSED")],
)
def test_rules_hold_when_booking_too(
    advice: Service, lena: Contact, now: datetime, hours: int, rule: str
) -> None:
    Closure.objects.create(
        organisation=advice.organisation,
        label="Thanksgiving",
        starts_on=date(2026, 11, 26),
        ends_on=date(2026, 11, 26),
    )
    with pytest.raises(errors.SlotRefused) as refused:
        make.booked(advice, now + timedelta(hours=hours), contact_id=lena.pk, now=now)
    assert rule in refused.value.rules
    assert refused.value.alternatives
    with reading(advice.organisation):
        assert not Appointment.objects.exists()


def test_notice_and_caps_hold_when_booking_and_a_supervisor_may_set_them_aside(
    organisation: Organisation, dana: Resource, alice: Member, bob: Member, lena: Contact, now: datetime
) -> None:
    strict = make.service(organisation, dana, name="Strict", notice=120, day_count_cap=1)
    wish = free.Wish(service_id=strict.pk)

    def book(start: datetime, member: Member, *, overrule: bool) -> Appointment:
        return services.book_appointment(
            organisation=organisation.pk,
            wanted=services.Wanted(wish=wish, starts_at=start, overrule=overrule, reason="Walk-in"),
            customer=services.Customer(contact_id=lena.pk),
            details=services.Details(source=Source.STAFF),
            by=services.member(member),
            now=now,
        )

    with pytest.raises(errors.SlotRefused) as refused:
        book(now + HALF, bob, overrule=False)
    assert refused.value.rules == ("NOTICE",)
    with pytest.raises(SupervisorsOnly):
        book(now + HALF, bob, overrule=True)
    book(now + 5 * HALF, bob, overrule=False)
    with pytest.raises(errors.SlotRefused) as refused:
        book(now + 6 * HALF, bob, overrule=False)
    assert refused.value.rules == ("CAP",)
    late = book(now - timedelta(minutes=7), alice, overrule=True)
    with reading(organisation):
        change = AppointmentChange.objects.get(appointment=late)
    assert (change.reason, change.details["overruled"]) == ("Walk-in", True)
    with pytest.raises(errors.SlotTaken):
        book(now, alice, overrule=True)


def test_the_same_form_sent_twice_is_one_appointment(
    advice: Service, lena: Contact, now: datetime, ten: datetime
) -> None:
    first = make.booked(advice, ten, contact_id=lena.pk, now=now, client_ref="form-1")
    assert make.booked(advice, ten, contact_id=lena.pk, now=now, client_ref="form-1") == first


def test_a_hold_is_others_busy_and_ones_own_free(
    advice: Service, lena: Contact, now: datetime, ten: datetime
) -> None:
    hold = make.held(advice, ten, now=now, visitor="v1")
    with pytest.raises(errors.SlotTaken):
        make.held(advice, ten, now=now)
    assert make.free_starts(advice, now=now)[0] == ten + HALF
    assert make.free_starts(advice, now=now, own_hold=hold.pk)[0] == ten

    row = book_hold(hold, lena, now=now)

    assert (row.starts_at, row.provider_id) == (ten, hold.provider_id)
    assert book_hold(hold, lena, now=now) == row, "the same submit again"
    assert len(make.claims_of(row)) == 1
    with reading(advice.organisation):
        assert not Claim.objects.filter(state="HELD").exists()


def book_hold(hold: holding.Hold, contact: Contact, *, now: datetime) -> Appointment:
    return services.book_appointment(
        organisation=hold.organisation_id,
        wanted=services.Wanted(hold_id=hold.pk, hold_key=hold.key),
        customer=services.Customer(contact_id=contact.pk),
        details=services.Details(source=Source.PUBLIC),
        by=services.CUSTOMER,
        now=now,
    )


def test_an_expired_hold_is_good_until_somebody_else_takes_the_time(
    advice: Service, lena: Contact, now: datetime, ten: datetime
) -> None:
    first = make.held(advice, ten + HALF, now=now)
    second = make.held(advice, ten + 2 * HALF, now=now)
    later = now + timedelta(minutes=11)
    assert book_hold(first, lena, now=later).starts_at == ten + HALF
    make.booked(advice, ten + 2 * HALF, contact_id=lena.pk, now=later)
    with pytest.raises(errors.SlotTaken) as refused:
        book_hold(second, lena, now=later)
    assert refused.value.alternatives


def test_a_hold_is_extended_once_given_up_and_swept(advice: Service, now: datetime, ten: datetime) -> None:
    organisation = advice.organisation
    hold = make.held(advice, ten, now=now, visitor="v1")
    later = now + timedelta(minutes=9)
    longer = services.extend_hold(organisation=organisation.pk, hold_id=hold.pk, key=hold.key, now=later)
    assert longer.expires_at == later + holding.KEPT_FOR
    with pytest.raises(errors.HoldExtendedAlready):
        services.extend_hold(organisation=organisation.pk, hold_id=hold.pk, key=hold.key, now=later)
    with pytest.raises(errors.NoSuchHold):
        services.release_hold(organisation=organisation.pk, hold_id=hold.pk, key=uuid4(), now=later)
    services.release_hold(organisation=organisation.pk, hold_id=hold.pk, key=hold.key, now=later)
    other = make.held(advice, ten, now=now, visitor="v1")
    assert holding.sweep(organisation_id=organisation.pk, now=later) == 0
    assert holding.sweep(organisation_id=organisation.pk, now=other.expires_at) == 1
    assert holding.sweep(organisation_id=organisation.pk, now=other.expires_at) == 0
    assert events_of(organisation) == ["scheduling.hold_released"] * 2


def test_a_visitor_cannot_hold_the_whole_calendar(advice: Service, now: datetime, ten: datetime) -> None:
    for number in range(holding.MOST_HOLDS):
        make.held(advice, ten + number * HALF, now=now, visitor="v1")
    with pytest.raises(errors.TooManyHolds):
        make.held(advice, ten + 5 * HALF, now=now, visitor="v1")
    make.held(advice, ten + 5 * HALF, now=now, visitor="v2")


def test_a_move_keeps_the_row_and_raises_the_sequence(
    advice: Service, lena: Contact, now: datetime, ten: datetime
) -> None:
    row = make.booked(advice, ten, contact_id=lena.pk, now=now)

    moved = services.move_appointment(
        organisation=row.organisation_id,
        appointment_id=row.pk,
        to=services.NewTime(starts_at=ten + HALF),
        by=services.CUSTOMER,
        seen_version=row.version,
        now=now,
    )

    assert (moved.pk, moved.uid, moved.sequence, moved.version) == (row.pk, row.uid, 1, 2)
    assert [one.starts_at for one in make.claims_of(row)] == [ten + HALF]
    assert make.free_starts(advice, now=now)[0] == ten
    assert kinds_of(row) == ["BOOKED", "MOVED"]
    with pytest.raises(errors.AppointmentMovedOn):
        services.move_appointment(
            organisation=row.organisation_id,
            appointment_id=row.pk,
            to=services.NewTime(starts_at=ten),
            by=services.CUSTOMER,
            seen_version=row.version,
            now=now,
        )


def test_it_may_be_stretched_over_its_own_time_but_not_over_the_next(
    advice: Service, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    row = make.booked(advice, ten, contact_id=lena.pk, now=now)
    make.booked(advice, ten + 2 * HALF, contact_id=lena.pk, now=now)

    def stretch(minutes: int) -> Appointment:
        to = services.NewTime(starts_at=ten, minutes=minutes)
        return services.move_appointment(
            organisation=row.organisation_id, appointment_id=row.pk, to=to, by=services.member(bob), now=now
        )

    assert stretch(60).ends_at == ten + 2 * HALF
    with pytest.raises(errors.SlotTaken):
        stretch(75)
    assert fresh(row).ends_at == ten + 2 * HALF, "a refused move changes nothing"


def test_cancelling_frees_the_time_and_can_be_taken_back_while_it_is_free(
    advice: Service, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    row = make.booked(advice, ten, contact_id=lena.pk, now=now)
    organisation, desk = row.organisation_id, services.member(bob)
    for _ in range(2):
        gone = services.cancel_appointment(
            organisation=organisation, appointment_id=row.pk, by=services.CUSTOMER, reason="Ill", now=now
        )
    assert (gone.status, gone.cancelled_by, gone.cancel_reason, gone.sequence) == (
        "CANCELLED", "CUSTOMER", "Ill", 1,
    )  # fmt: skip
    assert make.claims_of(row) == []
    back = services.restore_appointment(organisation=organisation, appointment_id=row.pk, by=desk, now=now)
    assert (back.status, back.cancelled_at, back.sequence) == ("CONFIRMED", None, 2)
    services.cancel_appointment(organisation=organisation, appointment_id=row.pk, by=desk, now=now)
    make.booked(advice, ten, contact_id=lena.pk, now=now)
    with pytest.raises(errors.SlotTaken):
        services.restore_appointment(organisation=organisation, appointment_id=row.pk, by=desk, now=now)
    assert kinds_of(row) == ["BOOKED", "CANCELLED", "RESTORED", "CANCELLED"]


def test_customers_keep_cut_offs_and_members_need_not(
    organisation: Organisation, dana: Resource, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    late = make.service(organisation, dana, name="Late", cancel_cutoff=60, move_cutoff=60)
    row = make.booked(late, ten, contact_id=lena.pk, now=now)
    known = {"organisation": organisation.pk, "appointment_id": row.pk, "now": now}
    with pytest.raises(errors.CutOffPassed):
        services.cancel_appointment(by=services.CUSTOMER, **known)  # type: ignore[arg-type]
    with pytest.raises(errors.CutOffPassed):
        services.move_appointment(
            to=services.NewTime(starts_at=ten + DAY), by=services.CUSTOMER, **known  # type: ignore[arg-type]
        )  # fmt: skip
    services.cancel_appointment(by=services.member(bob), **known)  # type: ignore[arg-type]


def test_what_needs_approval_keeps_its_time_until_it_is_declined(
    organisation: Organisation, dana: Resource, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    asked = make.service(organisation, dana, name="Asked", needs_approval=True)
    row = make.booked(asked, ten, contact_id=lena.pk, now=now)
    other = make.booked(asked, ten + HALF, contact_id=lena.pk, now=now)
    assert row.status == "REQUESTED"
    with pytest.raises(errors.SlotTaken):
        make.booked(asked, ten, contact_id=lena.pk, now=now)
    desk = services.member(bob)
    assert services.approve_appointment(
        organisation=organisation.pk, appointment_id=row.pk, by=desk, now=now
    ).status == ("CONFIRMED")
    services.decline_appointment(organisation=organisation.pk, appointment_id=other.pk, by=desk, now=now)
    with pytest.raises(errors.NotPossibleNow):
        services.decline_appointment(organisation=organisation.pk, appointment_id=row.pk, by=desk, now=now)
    make.booked(asked, ten + HALF, contact_id=lena.pk, now=now, by=bob)
    assert kinds_of(other) == ["REQUESTED", "DECLINED"]


def test_it_stands_as_the_desk_says_and_only_where_the_table_lets_it(
    advice: Service, lena: Contact, bob: Member, rae: Member, now: datetime, ten: datetime
) -> None:
    row = make.booked(advice, ten, contact_id=lena.pk, now=now)
    organisation, desk = row.organisation_id, services.member(bob)

    def do(act: object, at: datetime = now) -> str:
        return act(organisation=organisation, appointment_id=row.pk, by=desk, now=at).status  # type: ignore[operator, no-any-return]

    with pytest.raises(errors.NotPossibleNow, match="may still come"):
        do(services.mark_no_show)
    assert do(services.mark_no_show, ten) == "NO_SHOW"
    assert do(services.mark_arrived, ten) == "ARRIVED"
    assert do(services.mark_completed, ten) == "COMPLETED"
    assert do(services.take_back, ten) == "CONFIRMED"
    with pytest.raises(errors.NotPossibleNow):
        do(services.approve_appointment)
    with pytest.raises(OnlyLooking):
        services.mark_arrived(
            organisation=organisation, appointment_id=row.pk, by=services.member(rae), now=now
        )
    services.write_note(
        organisation=organisation, appointment_id=row.pk, text="Brings papers", by=desk, now=now
    )
    assert fresh(row).note == "Brings papers"


def test_turns_are_fair_and_their_reasons_are_kept(
    organisation: Organisation, dana: Resource, lena: Contact, now: datetime, ten: datetime
) -> None:
    hours = dana.schedule
    sam = make.provider(organisation, name="Sam Ito", hours=hours)
    kim = make.provider(organisation, name="Kim Ode", hours=hours)
    turns = make.service(organisation, dana, sam, kim, name="Turns", mode=Mode.ROUND_ROBIN)
    rows = [make.booked(turns, ten + number // 3 * HALF, contact_id=lena.pk, now=now) for number in range(6)]
    assert {one.provider_id for one in rows[:3]} == {dana.pk, sam.pk, kim.pk}
    assert sorted(str(one.provider_id) for one in rows[3:]) == sorted(
        str(one.provider_id) for one in rows[:3]
    )
    with reading(organisation):
        change = AppointmentChange.objects.get(appointment=rows[0])
    assert [one["why"] for one in change.details["turn"]].count("CHOSEN") == 1
    moved = services.move_appointment(
        organisation=organisation.pk,
        appointment_id=rows[0].pk,
        to=services.NewTime(starts_at=ten + DAY),
        by=services.CUSTOMER,
        now=now,
    )
    assert moved.provider_id == rows[0].provider_id, "who has it keeps it"


def test_who_joins_in_the_month_does_not_get_every_booking(
    organisation: Organisation, dana: Resource, lena: Contact, now: datetime, ten: datetime
) -> None:
    turns = make.service(organisation, dana, name="Turns", mode=Mode.ROUND_ROBIN)
    for number in range(4):
        make.booked(turns, ten + number * HALF, contact_id=lena.pk, now=now)
    sam = make.provider(organisation, name="Sam Ito", hours=dana.schedule)
    later = now + timedelta(seconds=1)
    make_joined(turns, sam, later)
    rows = [
        make.booked(turns, ten + DAY + number * HALF, contact_id=lena.pk, now=later) for number in range(4)
    ]
    assert sorted(str(one.provider_id) for one in rows) == sorted([str(dana.pk), str(sam.pk)] * 2)


def make_joined(service: Service, resource: Resource, at: datetime) -> None:
    with make.tenant_transaction(service.organisation_id):
        ServiceProvider.objects.create(
            organisation=service.organisation, service=service, resource=resource, joined_at=at
        )


def test_everybody_together_with_a_room(
    organisation: Organisation, dana: Resource, lena: Contact, now: datetime, ten: datetime
) -> None:
    sam = make.provider(organisation, name="Sam Ito", hours=dana.schedule)
    rooms = [make.thing(organisation, ResourceKind.ROOM, name=name) for name in ("Blue", "Red")]
    both = make.service(
        organisation, dana, sam, name="Both", mode=Mode.COLLECTIVE, needs=make.pool(organisation, *rooms)
    )
    alone = make.service(organisation, sam, name="Alone")
    row = make.booked(both, ten, contact_id=lena.pk, now=now)
    assert {one.resource_id for one in make.claims_of(row)} == {dana.pk, sam.pk, rooms[0].pk}
    with pytest.raises(errors.SlotTaken):
        make.booked(alone, ten, contact_id=lena.pk, now=now)
    for room in rooms:
        make.claim(room, ten + 2 * HALF)
    with pytest.raises(errors.SlotTaken):
        make.booked(both, ten + 2 * HALF, contact_id=lena.pk, now=now)


def test_a_session_is_filled_seat_by_seat_and_ends_when_everybody_left(
    organisation: Organisation, dana: Resource, lena: Contact, now: datetime, ten: datetime
) -> None:
    group = make.service(organisation, dana, name="Group", seats=2)
    first = make.booked(group, ten, contact_id=lena.pk, now=now)
    hold = make.held(group, ten, now=now)
    with pytest.raises((errors.SlotTaken, errors.SlotRefused)):
        make.booked(group, ten, contact_id=lena.pk, now=now)
    second = book_hold(hold, lena, now=now)
    assert first.group_session_id == second.group_session_id
    assert make.free_starts(group, now=now)[0] == ten + HALF
    for row in (first, second):
        services.cancel_appointment(
            organisation=organisation.pk, appointment_id=row.pk, by=services.CUSTOMER, now=now
        )
    with reading(organisation):
        assert GroupSession.objects.get().ended_at == now
    assert make.free_starts(group, now=now)[0] == ten


def test_a_series_is_whole_or_says_what_is_left_out(
    advice: Service, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    make.booked(advice, ten + 7 * DAY, contact_id=lena.pk, now=now)

    def series(*, only_free: bool) -> services.Series:
        return services.book_series(
            organisation=advice.organisation_id,
            wanted=services.Wanted(wish=free.Wish(service_id=advice.pk), starts_at=ten),
            recurrence=services.Recurrence(every_weeks=1, times=3),
            customer=services.Customer(contact_id=lena.pk),
            details=services.Details(source=Source.STAFF, client_ref="weekly"),
            only_free=only_free,
            by=services.member(bob),
            now=now,
        )

    with pytest.raises(errors.SlotTaken):
        series(only_free=False)
    with reading(advice.organisation):
        assert Appointment.objects.count() == 1, "all of them or none"
    found = series(only_free=True)
    assert [row.starts_at for row in found.appointments] == [ten, ten + 14 * DAY]
    assert {row.series_id for row in found.appointments} == {found.series_id}
    assert [start for start, _why in found.left_out] == [ten + 7 * DAY]


def test_time_is_blocked_around_what_is_there(
    advice: Service, dana: Resource, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    make.booked(advice, ten + 2 * HALF, contact_id=lena.pk, now=now)
    span = {"starts_at": ten, "ends_at": ten + 5 * HALF, "resource_id": dana.pk}
    desk = services.member(bob)
    with pytest.raises(errors.TimeNotFree) as refused:
        services.block_time(organisation=dana.organisation_id, by=desk, now=now, **span)  # type: ignore[arg-type]
    assert refused.value.booked == (ten + 2 * HALF,)
    block = services.block_time(organisation=dana.organisation_id, by=desk, now=now, around=True, **span)  # type: ignore[arg-type]
    assert make.free_starts(advice, now=now)[0] == ten + 5 * HALF
    services.unblock_time(organisation=dana.organisation_id, block_id=block.pk, by=desk, now=now)
    assert make.free_starts(advice, now=now)[0] == ten
    with pytest.raises(errors.BadBooking):
        services.block_time(
            organisation=dana.organisation_id, by=desk, now=now, **(span | {"ends_at": ten})  # type: ignore[arg-type]
        )  # fmt: skip


class AsksForAForm:
    def requirements(self, asked: ports.ToConfirm) -> tuple[ports.Requirement, ...]:
        return (ports.Requirement(key="form", sentence="Please fill in the form."),)


@pytest.fixture
def gate() -> Iterator[None]:
    ports.register_gate("test", AsksForAForm())
    yield
    ports.withdraw_gate("test")


def test_a_gate_keeps_customers_from_confirming(
    gate: None, advice: Service, lena: Contact, bob: Member, now: datetime, ten: datetime
) -> None:
    hold = make.held(advice, ten, now=now)
    with pytest.raises(errors.NotDoneYet, match="fill in the form"):
        book_hold(hold, lena, now=now)
    make.booked(advice, ten + HALF, contact_id=lena.pk, by=bob, now=now)


def test_a_customer_is_found_by_address_or_made(advice: Service, now: datetime, ten: datetime) -> None:
    def book(start: datetime, name: str) -> Appointment:
        return services.book_appointment(
            organisation=advice.organisation_id,
            wanted=services.Wanted(wish=free.Wish(service_id=advice.pk), starts_at=start),
            customer=services.Customer(name=name, address=normalise("+16025550155")),
            details=services.Details(source=Source.PUBLIC, timezone="Mars/Base", note_from_customer="a\x00b"),
            by=services.CUSTOMER,
            now=now,
        )

    first, second = book(ten, "Nova Lind"), book(ten + HALF, "N.")
    assert first.contact_id == second.contact_id
    assert (first.timezone, first.note_from_customer) == ("America/Phoenix", "ab")


@pytest.mark.parametrize(
    "spoil",
    [
        {"starts_at": datetime(2026, 11, 24, 17, 0, 30)},  # noqa: DTZ001 - that is what is refused
        {"wish_minutes": 45},
        {"contact": None},
    ],
    ids=["no zone", "length", "nobody"],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    advice: Service, lena: Contact, now: datetime, ten: datetime, spoil: dict[str, object]
) -> None:
    wish = free.Wish(service_id=advice.pk, minutes=spoil.get("wish_minutes"))  # type: ignore[arg-type]
    with pytest.raises(errors.BadBooking):
        services.book_appointment(
            organisation=advice.organisation_id,
            wanted=services.Wanted(wish=wish, starts_at=spoil.get("starts_at", ten)),  # type: ignore[arg-type]
            customer=services.Customer(contact_id=None if "contact" in spoil else lena.pk),
            details=services.Details(source=Source.PUBLIC),
            by=services.CUSTOMER,
            now=now,
        )
    with reading(advice.organisation):
        assert not Claim.objects.exists()


def test_another_organisations_things_are_not_there(
    advice: Service, mallory: Member, now: datetime, ten: datetime
) -> None:
    theirs = mallory.organisation_id
    with pytest.raises(errors.NoSuchService):
        services.hold_slot(organisation=theirs, wish=free.Wish(service_id=advice.pk), starts_at=ten, now=now)


def test_booking_takes_few_statements(
    advice: Service, lena: Contact, ten: datetime, now: datetime, django_assert_max_num_queries: object
) -> None:
    make.booked(advice, ten + 3 * HALF, contact_id=lena.pk, now=now, client_ref="first")

    # The last one asks whether a conflict check keeps them from being booked.
    with django_assert_max_num_queries(17):  # type: ignore[operator]
        make.booked(advice, ten, contact_id=lena.pk, now=now, client_ref="second")


def test_listing_takes_few_statements(
    advice: Service, dana: Resource, lena: Contact, now: datetime, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        make.booked(advice, now + HALF * (number + 1), contact_id=lena.pk, now=now)
    make.free_starts(advice, now=now)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        make.free_starts(advice, now=now)


def test_a_day_is_explained(advice: Service, lena: Contact, now: datetime, ten: datetime) -> None:
    make.booked(advice, ten, contact_id=lena.pk, now=now)
    with reading(advice.organisation):
        wish = free.Wish(service_id=advice.pk)
        monday = free.explain_day(
            organisation_id=advice.organisation_id, wish=wish, on=date(2026, 11, 23), now=now
        )
        sunday = free.explain_day(
            organisation_id=advice.organisation_id, wish=wish, on=date(2026, 11, 29), now=now
        )
    assert {one.refusal.rule.value for one in monday.reasons} >= {"PAST", "BUSY"}
    assert sunday.slots == ()
    assert {one.refusal.rule.value for one in sunday.reasons} == {"OUTSIDE_HOURS"}
