"""A place on the waiting list, seen by whoever waits: it changes by itself; buttons take, pass on or leave."""

import re
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core import clock
from core.transactions import reading
from scheduling import services
from scheduling.domain.links import Purpose
from scheduling.models import Appointment, Service, WaitingEntry
from scheduling.services import blocking, links
from scheduling.services.waiting import answers, filling
from tests.factories import conversations as talks
from tests.factories import scheduling as make

ZOE = {"first_name": "Zoe", "last_name": "Quill", "phone": "602 555 0123", "remind": "on"}
WAIT = "/book/hale-ortiz/first-talk/wait/"


@pytest.fixture
def talk(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(clock, "now", lambda: now)
    talks.line(organisation=organisation)
    hours = make.schedule(organisation, days=[1], opens=9 * 60, closes=10 * 60)
    return make.service(organisation, make.provider(organisation, hours=hours), name="First talk")


@pytest.fixture
def freed(talk: Service, now: datetime) -> "Freed":
    """Tuesday, 9 to 10, is the only hour there is until the wishes end, and is blocked."""
    return Freed(talk, now)


class Freed:
    """Gives the blocked hour back."""

    def __init__(self, talk: Service, now: datetime) -> None:
        with reading(talk.organisation_id):
            dana = talk.providers.get().resource
        self.organisation_id, self.now = talk.organisation_id, now
        self.block = make.claim(dana, now + timedelta(hours=23), minutes=60).block_id

    def __call__(self) -> None:
        blocking.unblock_time(
            organisation=self.organisation_id, block_id=self.block, by=services.PORTICO, now=self.now
        )
        filling.fill(organisation_id=self.organisation_id, now=self.now)


def body(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def joined(client: Client, now: datetime, **more: object) -> str:
    token = re.findall(r'name="token" value="([^"]+)"', body(client.get(WAIT)))[0]
    latest = (now + timedelta(days=1)).date().isoformat()
    response = client.post(WAIT, ZOE | {"token": token, "latest": latest} | more)
    assert response.status_code == 303, body(response)
    assert not response.cookies
    return str(response["Location"])


def look(page: str) -> str:
    found = re.findall(r'id="tap" hx-get="([^"]+)"', page)
    return str(found[0]) if found else ""


def states(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(WaitingEntry.objects.order_by("joined_at", "id").values_list("state", flat=True))


def test_the_page_changes_when_a_time_comes_free_and_its_button_takes_it(
    client: Client, organisation: Organisation, freed: Freed, now: datetime
) -> None:
    url = joined(client, now)
    page = body(client.get(url))
    assert "You are on the list" in page
    assert "Take it" not in page
    assert client.get(look(page)).status_code == 204

    freed()
    assert states(organisation) == ["OFFERED"]
    changed = client.get(look(page))
    assert changed.status_code == 200
    page = body(changed)
    assert "This time came free" in page
    assert "Tuesday 24 November, 9:00 to 9:30" in page
    assert client.get(look(page)).status_code == 204

    done = client.post(url, {"act": "take"})
    assert done.status_code == 303
    assert "See you" in body(client.get(done["Location"]))
    with reading(organisation):
        assert Appointment.objects.get().source == "WAITING_LIST"
    page = body(client.get(url))
    assert "You have a time" in page
    assert look(page) == ""
    assert client.post(url, {"act": "take"}).status_code == 409


def test_a_time_is_passed_on_and_the_list_is_left(
    client: Client, organisation: Organisation, freed: Freed, now: datetime
) -> None:
    url = joined(client, now)
    # Nothing was offered yet: there is nothing to press, and pressing does nothing.
    assert client.post(url, {"act": "take"}).status_code == 200
    freed()
    assert client.post(url, {"act": "pass"}).status_code == 303
    assert states(organisation) == ["WAITING"]
    assert "You are on the list" in body(client.get(url))
    assert client.post(url, {"act": "take"}).status_code == 409
    assert client.post(url, {"act": "leave"}).status_code == 303
    assert states(organisation) == ["REMOVED"]
    page = body(client.get(url))
    assert "You are no longer on the list" in page
    assert look(page) == ""


def test_whoever_types_the_number_of_somebody_who_waits_sees_nothing_of_theirs(
    client: Client, organisation: Organisation, freed: Freed, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = joined(client, now)
    later = now + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    stranger = joined(client, later, first_name="Mallory")
    freed()
    assert states(organisation) == ["OFFERED"]
    assert "This time came free" in body(client.get(theirs))
    page = body(client.get(stranger))
    assert "You are on the list" in page
    assert client.get(look(page)).status_code == 204
    assert client.post(stranger, {"act": "take"}).status_code == 200
    assert states(organisation) == ["OFFERED"]


def test_a_time_they_got_elsewhere_is_not_told_here(
    client: Client, organisation: Organisation, alice: Member, freed: Freed, talk: Service, now: datetime
) -> None:
    url = joined(client, now)
    freed()
    client.post(url, {"act": "pass"})
    with reading(organisation):
        contact_id = WaitingEntry.objects.get().contact_id
    row = make.booked(talk, now + timedelta(days=7, hours=23), contact_id=contact_id, by=alice, now=now)
    answers.settle_booked(organisation=organisation.pk, appointment_id=row.pk, now=now)
    assert states(organisation) == ["BOOKED"]
    page = body(client.get(url))
    assert "You are no longer on the list" in page
    assert "December" not in page


def test_links_that_open_nothing(
    client: Client, organisation: Organisation, talk: Service, mallory: Member, now: datetime
) -> None:
    def token(purpose: Purpose, *, of: Organisation = organisation, days: int = 1) -> str:
        ends = now + timedelta(days=days)
        return links.sign(purpose, organisation_id=of.pk, target_id=uuid4(), version=0, ends_at=ends)

    assert client.get(f"{WAIT}{token(Purpose.WAIT)}/").status_code == 200
    for wrong, status in (
        ("x", 404),
        (token(Purpose.VIEW), 404),
        (token(Purpose.WAIT, of=mallory.organisation), 404),
        (token(Purpose.WAIT, days=-1), 410),
    ):
        assert client.get(f"{WAIT}{wrong}/").status_code == status
        assert client.post(f"{WAIT}{wrong}/", {"act": "take"}).status_code == status
