"""A visit at the customer's address: where is asked before when, and booked with it; elsewhere a message is taken."""

from datetime import datetime

import pytest

from accounts.models import Industry, Organisation
from conversations.models import Task
from core.transactions import reading
from receptionist.domain import entities
from scheduling.models import Appointment, Hold, Service, Unserved, VisitPlace
from tests.factories import accounts as people
from tests.factories import homes, scheduling
from tests.factories import receptionist as make
from tests.factories.homes import DOWNTOWN, FLAGSTAFF, SCOTTSDALE

pytestmark = pytest.mark.django_db
HOME = "512 East Moreland Street, Phoenix"


@pytest.fixture
def firm(db: None) -> Organisation:
    made = people.organisation(name="Quick Pipes", slug="quick-pipes", industry=Industry.HOME)
    make.assistant(made, trade="plumbing", intake=["name", "phone", "reason"])
    return made


@pytest.fixture
def repair(firm: Organisation) -> Service:
    homes.area(firm)
    return homes.service(firm, scheduling.provider(firm, name="Dez", hours=scheduling.schedule(firm)))


def test_where_is_asked_before_when_and_the_visit_is_booked_there(
    firm: Organisation, repair: Service, now: datetime
) -> None:
    talk = make.caller(firm, now=now)
    asked = [
        make.says(talk, said, now=now).asks
        for said in ("I want to book a repair for a dripping tap", "Ann Wu", "this number", HOME)
    ]
    assert asked == ["name", "phone", "address", "postcode"]
    assert make.says(talk, "it's eight five oh oh four", now=now).asks == "when"
    assert make.says(talk, "tomorrow afternoon", now=now).asks == "offered"
    with reading(firm):
        assert set(VisitPlace.objects.values_list("postcode", flat=True)) == {DOWNTOWN}
    back = make.says(talk, "the first one", now=now)
    assert (back.asks, f"Address: {HOME}, {DOWNTOWN}." in back.text) == ("confirm", True)
    # Another postcode is another drive: what was offered is given back, and times are looked for anew.
    again = make.says(talk, f"no wait, the zip is {SCOTTSDALE}", now=now)
    assert again.asks == "offered"
    with reading(firm):
        live = Hold.objects.filter(ended_at=None).values_list("visit_places__postcode", flat=True)
        assert set(live) == {SCOTTSDALE}
    assert f"{HOME}, {SCOTTSDALE}" in make.says(talk, "the second one", now=now).text
    assert make.says(talk, "yes", now=now).outcome == "booked"
    with reading(firm):
        place = VisitPlace.objects.select_related("appointment", "area").get(appointment__isnull=False)
        assert place.appointment is not None
        assert (place.street, place.city, place.postcode) == (
            "512 East Moreland Street",
            "Phoenix",
            SCOTTSDALE,
        )
        assert place.area is not None
        assert place.appointment.place == f"{HOME} {SCOTTSDALE}"
        assert place.appointment.arrives_from is not None


def test_who_lives_too_far_is_told_so_and_a_message_is_taken(
    firm: Organisation, repair: Service, now: datetime
) -> None:
    talk = make.caller(firm, now=now)
    for said in ("Quiero una cita de repair para una llave que gotea", "Ana Robles", "este número"):
        make.says(talk, said, now=now)
    assert make.says(talk, f"{HOME}, código postal {FLAGSTAFF}", now=now).asks == "when"
    told = make.says(talk, "mañana por la tarde", now=now)
    assert f"no llegamos al {FLAGSTAFF}" in told.text
    assert make.says(talk, "sí", now=now).outcome == "message_taken"
    with reading(firm):
        assert not Appointment.objects.exists()
        assert not Hold.objects.exists()
        assert [(one.postcode, one.asked_by) for one in Unserved.objects.all()] == [(FLAGSTAFF, "TALK")]
        assert Task.objects.filter(title__contains="Ana Robles").exists()


def test_who_does_not_say_where_is_not_promised_a_visit(
    firm: Organisation, repair: Service, now: datetime
) -> None:
    talk = make.caller(firm, now=now)
    for said in ("I want to book a repair for a dripping tap", "Ann Wu", "this number", HOME):
        make.says(talk, said, now=now)
    told = make.says(talk, "I'd rather not say", now=now)
    assert "without knowing where" in told.text
    assert make.says(talk, "yes", now=now).outcome == "message_taken"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("85004", "85004"),
        ("it's eight five oh oh four, thanks", "85004"),
        ("85004-1234", "85004"),
        ("ocho cinco cero cero cuatro", "85004"),
        ("no, not 85004, 85251", "85251"),
        ("12345 Elm Street", None),
        (f"{HOME} 85004", "85004"),
        ("M1 4AB", "M1 4AB"),
        ("I don't know", None),
    ],
)
def test_postcodes_as_they_are_said(said: str, read: str | None) -> None:
    assert entities.postcode(said, lang="es" if said.startswith("ocho") else "en") == read
