"""Recurring appointments and group sessions as members and the public meet them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from contacts.models import Contact
from core import clock
from core.transactions import reading
from scheduling import services
from scheduling.errors import NotPossibleNow
from scheduling.models import Appointment, GroupSession, Service
from tests.factories import contacts
from tests.factories import scheduling as make

WEEK = timedelta(weeks=1)


@pytest.fixture
def talk(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(clock, "now", lambda: now)
    dana = make.provider(organisation, hours=make.schedule(organisation))
    make.claim(dana, now + timedelta(hours=1) + 2 * WEEK, minutes=60)
    return make.service(organisation, dana, name="First talk")


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now)


def booked(organisation: Organisation, status: str = "CONFIRMED") -> list[datetime]:
    with reading(organisation):
        rows = Appointment.objects.filter(status=status).order_by("starts_at")
        return list(rows.values_list("starts_at", flat=True))


def test_a_member_repeats_an_appointment_and_cancels_it_from_a_day_on(
    client_for: Callable[[Member], Client], alice: Member, talk: Service, lena: Contact, now: datetime
) -> None:
    client, organisation, first = client_for(alice), alice.organisation, now + timedelta(hours=1)
    form = {
        "service": str(talk.pk),
        "contact": str(lena.pk),
        "start": first.isoformat(),
        "every": "1",
        "times": "4",
        "ref": "one",
    }
    # The third is taken: all or none.
    refused = client.post("/calendar/new/", form)
    assert refused.status_code == 409
    assert booked(organisation) == []
    made = client.post("/calendar/new/", form | {"only_free": "1"}, follow=True).content.decode()
    assert "3 appointments are booked." in made
    assert "Not booked:" in made
    assert booked(organisation) == [first, first + WEEK, first + 3 * WEEK]
    assert client.post("/calendar/new/", form | {"times": "53", "ref": "two"}).status_code >= 400
    with reading(organisation):
        second = Appointment.objects.get(starts_at=first + WEEK)
    url = f"/calendar/appointments/{second.pk}/"
    assert "Cancel this and those after it" in client.get(url).content.decode()
    client.post(f"{url}act/", {"act": "cancel_following", "version": str(second.version), "reason": "Moves"})
    assert booked(organisation) == [first]
    assert booked(organisation, "CANCELLED") == [first + WEEK, first + 3 * WEEK]
    single = make.booked(talk, now + timedelta(days=1), contact_id=lena.pk, by=alice, now=now)
    for row in (second, single):
        with pytest.raises(NotPossibleNow):
            services.cancel_following(
                organisation=organisation.pk, appointment_id=row.pk, by=services.member(alice), now=now
            )


def test_a_session_shows_its_people_to_members_and_its_seats_to_the_public(
    client: Client,
    client_for: Callable[[Member], Client],
    alice: Member,
    talk: Service,
    lena: Contact,
    now: datetime,
) -> None:
    with reading(alice.organisation):
        dana = talk.providers.get().resource
    yoga = make.service(alice.organisation, dana, name="Yoga", minutes=60, seats=3)
    at = now + timedelta(days=1)
    for person in (lena, contacts.contact(by=alice, now=now, name="Zoe Quill")):
        make.booked(yoga, at, contact_id=person.pk, by=alice, now=now)
    shown = client.get("/book/hale-ortiz/yoga/?day=2026-11-24").content.decode()
    assert shown.count("<small>1 seat left</small>") == 1
    assert "3 seats left" in shown
    with reading(alice.organisation):
        session = GroupSession.objects.get()
    page = client_for(alice).get(f"/calendar/sessions/{session.pk}/").content.decode()
    assert "2 of 3 seats taken" in page
    assert "Lena Ortiz" in page
    assert "Zoe Quill" in page
