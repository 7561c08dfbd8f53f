"""Windows are planned by one rule: the public's page, next free, offers by text, and whose turn it is."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Member, Organisation
from contacts.models import Contact
from conversations.models import Conversation, Entry
from core.transactions import reading, tenant_transaction
from scheduling import services
from scheduling.domain.visits import arrival_window, planned
from scheduling.models import Appointment, AppointmentChange, Hold, Mode, Resource, Service
from scheduling.selectors import free, month
from scheduling.services import offering
from tests.factories import contacts, homes
from tests.factories import conversations as make_conversations
from tests.factories import scheduling as make
from tests.factories.homes import DOWNTOWN, SCOTTSDALE

pytestmark = pytest.mark.django_db
WINDOW = 240
ZONE = "America/Phoenix"


@pytest.fixture
def vans(organisation: Organisation) -> list[Resource]:
    hours = make.schedule(organisation)
    return [make.provider(organisation, name=name, hours=hours) for name in ("Dez", "Kim")]


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now)


def wish(service: Service, postcode: str = DOWNTOWN) -> free.Wish:
    return free.Wish(service_id=service.pk, address=homes.at(postcode))


def book(
    service: Service,
    at: datetime,
    who: Contact,
    now: datetime,
    *,
    to: str = SCOTTSDALE,
    by: UUID | None = None,
) -> Appointment:
    asked = free.Wish(service_id=service.pk, address=homes.at(to), provider_id=by)
    return make.booked(service, at, contact_id=who.pk, now=now, wish=asked)


def test_next_free_names_of_each_window_the_start_the_page_names(
    organisation: Organisation, vans: list[Resource], lena: Contact, now: datetime
) -> None:
    homes.area(organisation)
    look = homes.service(organisation, vans[0], name="Look", minutes=30, arrival_minutes=WINDOW)
    eleven = now + timedelta(hours=25)
    for at in (eleven, eleven + timedelta(hours=3)):
        book(look, at, lena, now)
    with reading(organisation):
        page = month.get_month(
            organisation_id=organisation.pk,
            wish=wish(look),
            since=eleven - timedelta(hours=11),
            until=eleven + timedelta(hours=13),
            now=now,
        )
        soon = free.next_free(
            organisation_id=organisation.pk,
            wish=wish(look),
            after=eleven - timedelta(hours=11),
            count=3,
            now=now,
        )
    shown = sorted(planned(page.starts, WINDOW, ZONE, driving=page.driving))
    assert [one.starts_at for one in soon] == shown[:3]
    # Not all of them are the first of their window: the drive decides, and what is after it.
    earliest = sorted(planned(page.starts, WINDOW, ZONE, driving={}))
    assert shown != earliest


def test_times_by_text_are_one_of_each_window_and_say_the_window(
    organisation: Organisation, vans: list[Resource], alice: Member, now: datetime
) -> None:
    homes.area(organisation)
    look = homes.service(organisation, vans[0], name="Look", minutes=30, arrival_minutes=WINDOW)
    make_conversations.line(organisation=organisation)
    received = make_conversations.text_in(organisation=organisation, now=now, text="When could you come?")
    with reading(organisation):
        lena = Conversation.objects.get(pk=received.conversation_id).contact
    book(look, now + timedelta(hours=25), lena, now, to=DOWNTOWN)
    offer = offering.offer_times(
        by=alice, conversation_id=received.conversation_id, wish=free.Wish(service_id=look.pk), now=now
    )
    with reading(organisation):
        holds = list(Hold.objects.filter(pk__in=offer.hold_ids))
        said = Entry.objects.filter(kind="MESSAGE_OUT").get()
    windows = {arrival_window(one.starts_at, WINDOW, ZONE) for one in holds}
    assert len(windows) == 3
    for opens, closes in windows:
        first, last = (at.astimezone(ZoneInfo(ZONE)) for at in (opens, closes))
        assert f"{first.hour % 12 or 12}:00 {first:%p} to {last.hour % 12 or 12}:00 {last:%p}" in said.text


@pytest.mark.parametrize("near", [0, 1])
def test_who_drives_least_goes_whoever_had_fewer(
    organisation: Organisation, vans: list[Resource], lena: Contact, now: datetime, near: int
) -> None:
    homes.area(organisation)
    look = homes.service(organisation, *vans, name="Look", minutes=30, arrival_minutes=WINDOW)
    with tenant_transaction(organisation):
        Service.objects.filter(pk=look.pk).update(mode=Mode.ROUND_ROBIN)
    day = now + timedelta(hours=24)
    other = 1 - near
    # Both are booked that day: one in town, twice, so that it would not be their turn; the other in Scottsdale.
    book(look, day, lena, now, to=DOWNTOWN, by=vans[near].pk)
    book(look, day + timedelta(hours=4), lena, now, to=DOWNTOWN, by=vans[near].pk)
    book(look, day, lena, now, to=SCOTTSDALE, by=vans[other].pk)
    row = services.book_appointment(
        organisation=organisation.pk,
        wanted=services.Wanted(wish=wish(look), starts_at=day + timedelta(hours=2)),
        customer=services.Customer(contact_id=lena.pk),
        details=services.Details(source="STAFF"),
        by=services.CUSTOMER,
        now=now,
    )
    assert row.provider_id == vans[near].pk
    with reading(organisation):
        change = AppointmentChange.objects.filter(appointment=row).order_by("at", "pk").first()
    assert change is not None
    why = {one["resource"]: one["why"] for one in change.details["turn"]}
    assert why == {str(vans[near].pk): "CHOSEN", str(vans[other].pk): "LONGER_DRIVE"}
