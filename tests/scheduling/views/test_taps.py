"""Times offered by text, taken with one tap: shown by GET, booked by POST, once; gone ones lead to fresh ones."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from conversations.models import Conversation, Entry
from core import clock
from core.transactions import reading, tenant_transaction
from scheduling.models import Appointment, Claim, Service, TapLink
from scheduling.selectors.free import Wish
from scheduling.services import answering, offering
from tests.factories import contacts
from tests.factories import conversations as make_conversations
from tests.factories import scheduling as make

CALLER = "+16025550134"


@pytest.fixture
def visit(organisation: Organisation) -> Service:
    hours = make.schedule(organisation)
    return make.service(organisation, make.provider(organisation, hours=hours), name="Knee check")


@pytest.fixture
def thread(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    monkeypatch.setattr(clock, "now", lambda: now)
    make_conversations.line(organisation=organisation)
    received = make_conversations.text_in(organisation=organisation, now=now, text="Hello", sender=CALLER)
    with reading(organisation):
        return Conversation.objects.get(pk=received.conversation_id)


def texts(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(Entry.objects.filter(kind="MESSAGE_OUT").order_by("seq").values_list("text", flat=True))


def offered(by: Member, visit: Service, thread: Conversation, now: datetime) -> list[str]:
    offering.offer_times(by=by, conversation_id=thread.pk, wish=Wish(service_id=visit.pk), now=now)
    return re.findall(r"https?://[^/ ]+(/b/\w{12})", texts(by.organisation)[-1])


def page(client: Client, url: str, status: int = 200, **form: str) -> str:
    response = client.post(url, form) if form else client.get(url)
    assert response.status_code == status, unescape(response.content.decode())
    assert not response.cookies
    return unescape(response.content.decode()) or str(response["Location"])


def appointments(organisation: Organisation) -> list[Appointment]:
    with reading(organisation):
        return list(Appointment.objects.order_by("booked_at", "id"))


def test_a_tap_shows_and_a_press_books_once(
    client: Client,
    organisation: Organisation,
    alice: Member,
    visit: Service,
    thread: Conversation,
    now: datetime,
) -> None:
    first, second, third = offered(alice, visit, thread, now)
    shown = page(client, second)
    assert "Knee check with Dana Reyes" in shown
    assert "Monday 23 November" in shown
    assert appointments(organisation) == []
    done = page(client, second, 303, act="take")
    assert done.startswith("/book/hale-ortiz/booked/")
    (row,) = appointments(organisation)
    assert (row.source, row.contact_id, row.conversation_id) == ("TEXT", thread.contact_id, thread.pk)
    with reading(organisation):
        assert Claim.objects.filter(state="HELD").count() == 0
    # The same link, its siblings and the number in the text lead to what is booked, and book nothing more.
    for url in (first, second, third):
        assert page(client, url, 303).startswith("/book/hale-ortiz/booked/")
        page(client, url, 303, act="take")
    received = make_conversations.text_in(organisation=organisation, now=now, text="1", sender=CALLER)
    answering.read_reply(organisation_id=organisation.pk, entry_id=received.entry_id, now=now)
    assert len(appointments(organisation)) == 1
    assert texts(organisation)[-1].startswith("You are booked on Mon, Nov 23")


def test_a_time_that_is_gone_leads_to_fresh_ones(
    client: Client,
    organisation: Organisation,
    alice: Member,
    visit: Service,
    thread: Conversation,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, *_rest = offered(alice, visit, thread, now)
    later = now + timedelta(hours=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    gone = page(client, first)
    assert "no longer kept" in gone
    starts = re.findall(r'name="start" value="([^"]+)"', gone)
    assert len(starts) == 3
    # Pressing the old button, or a start that is none, books nothing.
    page(client, first, 409, act="take")
    page(client, first, 409, start="tomorrow")
    other = contacts.contact(by=alice, now=later)
    make.booked(visit, datetime.fromisoformat(starts[0]), contact_id=other.pk, by=alice, now=later)
    assert "just taken" in page(client, first, 409, start=starts[0])
    page(client, first, 303, start=starts[1])
    assert [row.source for row in appointments(organisation)] == ["STAFF", "TEXT"]
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=30))
    assert page(client, first, 303).startswith("/book/")


def test_a_tap_moves_what_was_to_be_moved_and_unknown_codes_lead_nowhere(
    client: Client,
    organisation: Organisation,
    alice: Member,
    visit: Service,
    thread: Conversation,
    now: datetime,
) -> None:
    contact = thread.contact_id
    assert contact is not None
    row = make.booked(visit, now + timedelta(days=2), contact_id=contact, by=alice, now=now)
    with tenant_transaction(organisation):
        offering.offer_step(thread, wish=Wish(service_id=visit.pk), appointment=row, now=now)
    first, second, _third = re.findall(r"(/b/\w{12})", texts(organisation)[-1])
    page(client, second, 303, act="take")
    (moved,) = appointments(organisation)
    assert (moved.pk, moved.uid, moved.sequence) == (row.pk, row.uid, 1)
    assert moved.starts_at != row.starts_at
    page(client, first, 303)
    for code in ("A" * 12, "x", first[3:] + "A"):
        assert client.get(f"/b/{code}").status_code == 404
    assert TapLink.objects.filter(organisation=organisation).count() == 3
