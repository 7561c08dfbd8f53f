"""The person in the van: the route of a day, on the way, there, done, a shorter order, an emergency."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from contacts.models import Contact
from conversations.models import Conversation, Entry
from core import clock
from core.transactions import reading, tenant_transaction
from scheduling import errors
from scheduling.models import Appointment, Resource, Service, VehicleBase, VisitPlace
from scheduling.selectors import free
from scheduling.services import route
from tests.factories import conversations as talks
from tests.factories import homes
from tests.factories import scheduling as make
from tests.factories.homes import DOWNTOWN, SCOTTSDALE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch, now: datetime) -> datetime:
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


@pytest.fixture
def dez(organisation: Organisation, alice: Member) -> Resource:
    row = make.provider(organisation, name="Dez Kowalski", hours=make.schedule(organisation), member=alice)
    with tenant_transaction(organisation):
        VehicleBase.objects.create(organisation=organisation, resource=row, postcode=DOWNTOWN)
    return row


@pytest.fixture
def repair(organisation: Organisation, dez: Resource) -> Service:
    homes.area(organisation)
    return homes.service(organisation, dez, arrival_minutes=480)


@pytest.fixture
def lena(organisation: Organisation, now: datetime) -> Contact:
    """Somebody who wrote in Spanish, so they may be texted."""
    talks.line(organisation=organisation)
    received = talks.text_in(organisation=organisation, now=now, sender="+16025550123", text="Hola")
    with tenant_transaction(organisation):
        talk = Conversation.objects.select_related("contact").get(pk=received.conversation_id)
        assert talk.contact
        Contact.objects.filter(pk=talk.contact_id).update(language="es")
        return talk.contact


def visit(service: Service, start: datetime, postcode: str, lena: Contact, now: datetime) -> Appointment:
    wish = free.Wish(service_id=service.pk, address=homes.at(postcode, street="1 Elm St"))
    return make.booked(service, start, contact_id=lena.pk, now=now, wish=wish, phone="+16025550123")


def texts(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(Entry.objects.filter(kind="MESSAGE_OUT").order_by("seq").values_list("text", flat=True))


def test_the_day_of_the_van(
    client_for: Callable[[Member], Client],
    organisation: Organisation,
    alice: Member,
    repair: Service,
    lena: Contact,
    monday: datetime,
) -> None:
    first = visit(repair, monday + HOUR, SCOTTSDALE, lena, monday)
    visit(repair, monday + 3 * HOUR, DOWNTOWN, lena, monday)
    visit(repair, monday + 5 * HOUR, SCOTTSDALE, lena, monday)
    client = client_for(alice)
    page = client.get("/calendar/route/").content.decode()
    assert page.count("data-map ") == 1
    assert "3 stops" in page
    assert 'href="tel:+16025550123"' in page
    assert 'href="geo:33.' in page
    assert "promised 8:00 AM to 4:00 PM" in page
    [figure] = re.findall(r"On my way \((\d+) minutes\)", page)[:1]

    # A shorter order: both of Scottsdale after each other.
    assert "A shorter order saves" in page
    fields = dict(re.findall(r'name="(move-[^"]+)" value="(\d+)"', page))
    assert len(fields) >= 2
    assert client.post("/calendar/route/order/", fields).status_code == 302
    with reading(organisation):
        rows = list(Appointment.objects.order_by("starts_at").select_related("service"))
        codes = [VisitPlace.objects.get(appointment=row).postcode for row in rows]
        assert all(row.arrives_from == first.arrives_from for row in rows)
    assert codes in ([SCOTTSDALE, SCOTTSDALE, DOWNTOWN], [DOWNTOWN, SCOTTSDALE, SCOTTSDALE])
    assert "A shorter order saves" not in client.get("/calendar/route/").content.decode()
    assert client.post("/calendar/route/order/", {f"move-{first.pk}": "1"}).status_code == 302
    assert client.post("/calendar/route/order/", {}).status_code == 302

    act = f"/calendar/route/{rows[0].pk}/act/"
    for values in ({"act": "set_out", "minutes": "9999"}, {"act": "dance"}):
        assert client.post(act, values).status_code == 302
    assert not any("en camino" in text for text in texts(organisation))
    client.post(act, {"act": "set_out", "minutes": figure})
    client.post(act, {"act": "set_out", "minutes": figure})
    told = [text for text in texts(organisation) if "en camino" in text]
    assert len(told) == 1
    assert f"{figure} minutos" in told[0]
    assert "Repair" not in told[0]
    assert "the customer expects you at" in client.get("/calendar/route/").content.decode()
    for what, status in (("arrive", "ARRIVED"), ("complete", "COMPLETED")):
        client.post(act, {"act": what})
        with reading(organisation):
            assert Appointment.objects.get(pk=rows[0].pk).status == status
    with pytest.raises(errors.NotPossibleNow):
        route.set_out(by=alice, appointment_id=rows[0].pk, minutes=5, now=monday)


def test_an_emergency_is_taken_with_a_figure(
    client_for: Callable[[Member], Client],
    organisation: Organisation,
    alice: Member,
    repair: Service,
    monday: datetime,
) -> None:
    talks.line(organisation=organisation)
    entry = talks.text_in(organisation=organisation, now=monday)
    with reading(organisation):
        talk = Conversation.objects.get(pk=entry.conversation_id)
    client = client_for(alice)
    page = client.get(f"/inbox/{talk.pk}/").content.decode()
    assert "Taking it, tell them" in page
    client.post(f"/calendar/take/{talk.pk}/", {"minutes": "0"})
    assert texts(organisation) == []
    client.post(f"/calendar/take/{talk.pk}/", {"minutes": "25"})
    with reading(organisation):
        assert Conversation.objects.get(pk=talk.pk).owner_id == alice.pk
    [told] = texts(organisation)
    assert "in about 25 minutes, around 10:25 AM" in told
