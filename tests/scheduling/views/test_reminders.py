"""Owners set reminders; members offer times from a conversation."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core import clock
from core.transactions import reading
from scheduling.models import ReminderRule, Service, TimeOffer
from tests.factories import conversations as make_conversations
from tests.factories import scheduling as make

LogIn = Callable[[Member], Client]
FORM = {"kind": "BEFORE", "amount": "2", "unit": "d", "channel": "TEXT", "asks": "on"}


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def visit(organisation: Organisation) -> Service:
    return make.service(organisation, make.provider(organisation, hours=make.schedule(organisation)))


def test_owners_add_and_remove_reminders(
    client_for: LogIn, organisation: Organisation, alice: Member, bob: Member, visit: Service
) -> None:
    client = client_for(alice)
    assert "No reminder yet" in client.get("/settings/reminders/").content.decode()
    data = FORM | {"service": str(visit.pk)}
    assert client.post("/settings/reminders/", data).status_code == 302
    page = client.get("/settings/reminders/").content.decode()
    assert "2 days before · Text · asks for C or M" in page
    answer = client.post("/settings/reminders/", data)
    assert answer.status_code == 422
    assert "There is this reminder already." in answer.content.decode()
    trap = client.post("/settings/reminders/", data | {"amount": "3", "words_en": "Text STOP to cancel."})
    assert "Do not ask for words such as STOP" in trap.content.decode()
    assert client.post("/settings/reminders/", data | {"amount": "0"}).status_code == 422
    assert client_for(bob).post("/settings/reminders/", data).status_code == 403
    with reading(organisation):
        rule = ReminderRule.objects.get()
    client.post(f"/settings/reminders/{rule.pk}/remove/")
    assert "No reminder yet" in client.get("/settings/reminders/").content.decode()


def test_times_are_offered_beside_a_conversation(
    client_for: LogIn, organisation: Organisation, alice: Member, visit: Service, now: datetime
) -> None:
    make_conversations.line(organisation=organisation)
    received = make_conversations.text_in(organisation=organisation, now=now, text="When can I come?")
    client, here = client_for(alice), f"/inbox/{received.conversation_id}/"
    assert "Offer three by text" in client.get(here).content.decode()
    url = f"/calendar/offer/{received.conversation_id}/"
    assert client.post(url, {"service": str(visit.pk)}).status_code == 302
    with reading(organisation):
        assert len(TimeOffer.objects.get().hold_ids) == 3
    assert "Offered until" in client.get(here).content.decode()
    client.post(url, {"service": "x"})
    assert "Choose what is to be booked." in client.get("/calendar/").content.decode()
