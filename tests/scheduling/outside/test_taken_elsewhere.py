"""What stands in a calendar elsewhere is neither offered nor booked, and what cannot be read counts as full."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from core.transactions import reading, tenant_transaction
from scheduling import errors, services
from scheduling.models import Appointment, Resource, Service, Source
from scheduling.selectors import free
from tests.factories import contacts, outside
from tests.factories import scheduling as make

HALF = timedelta(minutes=30)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def advice(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana)


def test_listing_and_booking_both_keep_off_it(
    advice: Service, dana: Resource, alice: Member, now: datetime
) -> None:
    lena, ten = contacts.contact(by=alice, now=now), now + HALF
    family = outside.calendar(dana, now=now)
    outside.busy(family, ten, now=now)
    outside.busy(family, ten + HALF, kind="TENTATIVE", now=now)
    assert make.free_starts(advice, now=now)[0] == ten + 2 * HALF
    with pytest.raises(errors.SlotTaken) as taken:
        make.booked(advice, ten, contact_id=lena.pk, by=alice, now=now)
    assert taken.value.alternatives[0] == ten + 2 * HALF
    with tenant_transaction(dana.organisation_id):
        family.counts_tentative = False
        family.save()
    assert make.free_starts(advice, now=now)[0] == ten + HALF
    with tenant_transaction(dana.organisation_id):
        family.is_active = False
        family.save()
    assert make.booked(advice, ten, contact_id=lena.pk, now=now).starts_at == ten


def test_a_calendar_that_is_not_read_for_a_day_books_nobody(
    advice: Service, dana: Resource, alice: Member, now: datetime
) -> None:
    lena, ten = contacts.contact(by=alice, now=now), now + HALF
    outside.calendar(dana, now=now - timedelta(hours=23, minutes=59))
    assert make.free_starts(advice, now=now)[0] == ten
    outside.calendar(dana, now=now - timedelta(hours=24), name="Work")
    assert make.free_starts(advice, now=now) == []
    wish = free.Wish(service_id=advice.pk)

    def by_alice(**how: bool) -> Appointment:
        return services.book_appointment(
            organisation=dana.organisation_id,
            wanted=services.Wanted(wish=wish, starts_at=ten, **how),
            customer=services.Customer(contact_id=lena.pk),
            details=services.Details(source=Source.STAFF),
            by=services.member(alice),
            now=now,
        )

    with pytest.raises(errors.SlotRefused) as told:
        by_alice(by_hand=True)
    assert told.value.rules == ("CALENDAR_UNREAD",)
    assert "“Work” of Dana Reyes could not be read since 11/22/2026" in str(told.value.sentence)
    with pytest.raises(errors.SlotRefused, match="cannot be booked just now"):
        make.booked(advice, ten, contact_id=lena.pk, now=now)
    with reading(dana.organisation_id):
        day = free.explain_day(organisation_id=dana.organisation_id, wish=wish, on=ten.date(), now=now)
    assert "UNREADABLE" in {one.refusal.busy.value for one in day.reasons if one.refusal.busy}
    # Who knows what stands in it may say so.
    assert by_alice(overrule=True).starts_at == ten


def test_another_provider_is_booked_meanwhile(
    organisation: Organisation, dana: Resource, alice: Member, now: datetime
) -> None:
    lena, ten = contacts.contact(by=alice, now=now), now + HALF
    omar = make.provider(organisation, name="Omar Haddad", hours=dana.schedule)
    advice = make.service(organisation, dana, omar, mode="ROUND_ROBIN")
    outside.calendar(dana, now=now - timedelta(days=3))
    assert make.booked(advice, ten, contact_id=lena.pk, now=now).provider_id == omar.pk
