"""The waiting list in the browser: staff see it, join for somebody and take off; the public joins without script."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from contacts.models import ConsentEvent
from core import clock
from core.transactions import reading
from scheduling.models import Service, WaitingEntry
from tests.factories import contacts
from tests.factories import conversations as talks
from tests.factories import scheduling as make

ZOE = {"first_name": "Zoe", "last_name": "Quill", "phone": "602 555 0123", "remind": "on", "day": ["1", "3"]}


@pytest.fixture
def talk(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(clock, "now", lambda: now)
    talks.line(organisation=organisation)
    hours = make.schedule(organisation)
    return make.service(
        organisation,
        make.provider(organisation, hours=hours),
        make.provider(organisation, name="Eve Lind", hours=hours),
        name="First talk",
    )


def entries(organisation: Organisation) -> list[WaitingEntry]:
    with reading(organisation):
        return list(WaitingEntry.objects.select_related("contact").order_by("joined_at", "id"))


def body(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def test_staff_put_somebody_on_the_list_and_take_them_off(
    client_for: Callable[[Member], Client], alice: Member, talk: Service, now: datetime
) -> None:
    client = client_for(alice)
    assert "Nobody is waiting" in body(client.get("/calendar/waiting/"))
    lena = contacts.contact(by=alice, now=now)
    contacts.address(by=alice, contact=lena, now=now)
    form = {"contact": str(lena.pk), "service": str(talk.pk)}
    assert "Lena Ortiz" in body(client.get("/calendar/waiting/new/", form))
    for wrong, words in (
        ({"contact": ""}, "Choose a person, or give a number"),
        ({"contact": "", "address": "12"}, "number"),
        ({"service": ""}, "Choose what they wait for"),
        ({"latest": "yesterday"}, "Give a day"),
        ({"latest": "2026-11-01"}, "last day that suits is over"),
        ({"since": "25:00"}, "Give a time of day"),
        ({"contact": str(uuid4())}, "no longer among the contacts"),
    ):
        response = client.post("/calendar/waiting/new/", form | wrong)
        assert response.status_code in (409, 422)
        assert words in body(response)
    stranger = form | {"contact": "", "name": "Zoe Quill", "address": "zoe@quill.example"}
    assert client.post("/calendar/waiting/new/", stranger).status_code == 302
    (zoe,) = entries(alice.organisation)
    assert (zoe.contact.display_name, zoe.reach_value) == ("Zoe Quill", "zoe@quill.example")
    client.post(f"/calendar/waiting/{zoe.pk}/remove/", {"reason": "Written by mistake"})
    wishes = form | {
        "day": ["0", "2"],
        "part": "morning",
        "since": "15:30",
        "latest": "2026-12-11",
        "note": "Knee",
    }
    assert client.post("/calendar/waiting/new/", wishes).status_code == 302
    row = next(one for one in entries(alice.organisation) if one.contact_id == lena.pk)
    assert (row.weekdays, row.spans) == ([0, 2], [[0, 720], [930, 1440]])
    shown = body(client.get("/calendar/waiting/"))
    assert "Monday, Wednesday · Morning · 15:30–24:00 · until Fri 11 Dec" in shown
    client.post(f"/calendar/waiting/{row.pk}/remove/", {"reason": "Called back"})
    shown = body(client.get("/calendar/waiting/"))
    assert "Nobody is waiting" in shown
    assert "Called back" in shown


def test_the_public_joins_when_no_time_suits(
    client: Client, organisation: Organisation, talk: Service
) -> None:
    times = body(client.get("/book/hale-ortiz/first-talk/"))
    url = re.findall(r'href="(/book/hale-ortiz/first-talk/wait/[^"]*)"', times)[0]
    form = body(client.get(url))
    token = re.findall(r'name="token" value="([^"]+)"', form)[0]
    assert "Tell me when a time comes free" in form
    for wrong, words in (
        ({"token": "x"}, "open for a long time"),
        ({"first_name": ""}, "Tell us your first name"),
        ({"remind": ""}, "Let us text you"),
        ({"phone": "12"}, "Something is missing"),
        ({"website": "http://spam.example"}, "was not sent"),
    ):
        response = client.post(url, ZOE | {"token": token} | wrong)
        assert response.status_code == 422
        assert words in body(response)
    assert entries(organisation) == []
    response = client.post(url, ZOE | {"token": token})
    assert response.status_code == 303
    assert not response.cookies
    assert "You are on the list" in body(client.get(response["Location"]))
    (row,) = entries(organisation)
    assert (row.contact.display_name, row.reach_value, row.weekdays) == ("Zoe Quill", "+16025550123", [1, 3])
    with reading(organisation):
        assert ConsentEvent.objects.filter(value="+16025550123").exists()
    assert "Avísenme" in body(client.get(f"{url}?lang=es"))
