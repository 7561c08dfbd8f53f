"""Inquiries of a line with a playbook: opened, carried on by what happens, ended by an outcome, counted."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from conversations.events import MessageQueued, MessageReceived
from conversations.models import Task
from conversations.services import replies
from core import clock
from core.transactions import reading, tenant_transaction
from intake import errors, handlers
from intake.domain.playbooks.stages import Next, Stage
from intake.events import FormSubmitted
from intake.models import Inquiry, Playbook
from intake.services.forms import filling, submitting
from intake.services.playbooks import following, keeping
from scheduling.models import Appointment
from scheduling.services import ending
from scheduling.services.doing import CUSTOMER
from tests.factories import appointments, conversations, scheduling
from tests.factories import forms as make
from tests.factories import playbooks as books


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def read(row: Inquiry) -> Inquiry:
    with reading(row.organisation_id):
        return Inquiry.objects.of(row.organisation_id).get(pk=row.pk)


def test_an_inquiry_follows_what_happens(alice: Member, organisation: Organisation, now: datetime) -> None:
    conversations.line(organisation=organisation)
    received = conversations.text_in(organisation=organisation, now=now)
    fact = MessageReceived(conversation_id=received.conversation_id, version=1, entry_id=received.entry_id)
    handlers.inquire(fact, organisation_id=organisation.pk, now=now)
    with reading(organisation):
        assert not Inquiry.objects.of(organisation).exists()
    thread = books.thread(received.conversation_id, organisation.pk)
    book = books.playbook(alice, thread.line_id, now=now)
    handlers.inquire(fact, organisation_id=organisation.pk, now=now)
    handlers.inquire(fact, organisation_id=organisation.pk, now=now)
    with reading(organisation):
        row = Inquiry.objects.of(organisation).get()
    assert (row.stage, row.playbook_id, row.source) == ("NEW", book.pk, "")
    queued = MessageQueued(conversation_id=thread.pk, version=1, entry_id=received.entry_id)
    handlers.note_contact(queued, organisation_id=organisation.pk, now=now)
    assert read(row).stage == "NEW"
    replies.send_reply(by=alice, conversation_id=thread.pk, text="Hello", seen_seq=99, now=now)
    handlers.note_contact(queued, organisation_id=organisation.pk, now=now)
    assert read(row).stage == "CONTACTED"

    with pytest.raises(errors.OutcomeRefused, match="why it was lost"):
        following.take_outcome(by=alice, inquiry_id=row.pk, outcome="lost", now=now)
    with pytest.raises(errors.NoSuchInquiry):
        following.take_outcome(by=alice, inquiry_id=row.pk, outcome="nothing", now=now)
    _row, kind = following.take_outcome(by=alice, inquiry_id=row.pk, outcome="fits", now=now)
    assert kind is Next.TASK
    with reading(organisation):
        task = Task.objects.of(organisation).get(title="Send the letter")
    assert (task.due_at, task.conversation_id) == (now + timedelta(hours=4), thread.pk)
    following.take_outcome(by=alice, inquiry_id=row.pk, outcome="lost", reason="Too far away", now=now)
    lost = read(row)
    assert (lost.stage, lost.furthest, lost.reason) == ("LOST", "QUALIFIED", "Too far away")
    assert following.take_outcome(by=alice, inquiry_id=row.pk, outcome="book", now=now)[1] is Next.BOOK
    assert read(row).stage == "QUALIFIED"
    assert Stage(read(row).furthest) is Stage.QUALIFIED


def test_a_form_says_where_somebody_came_from(
    alice: Member, organisation: Organisation, now: datetime
) -> None:
    form = make.form(alice, now=now, document=_short())
    books.playbook(alice, form.line_id, now=now, form_id=form.pk, asked=["mail", "full_name", "gone"])
    row = make.draft(form, now=now, origin={"utm_source": "ads", "referrer": "https://a.example/x"})
    filling.answer(organisation=organisation.pk, submission_id=row.pk, given={"full_name": "Al Bo"}, now=now)
    sent = submitting.submit(organisation=organisation.pk, submission_id=row.pk, now=now)
    fact = FormSubmitted(
        submission_id=sent.pk, conversation_id=sent.conversation_id, contact_id=None, is_signed=False
    )
    handlers.inquire(fact, organisation_id=organisation.pk, now=now)
    with reading(organisation):
        found = Inquiry.objects.of(organisation).get()
        assert found.source == "ads"
        assert Playbook.objects.of(organisation).get().asked == ["full_name", "mail"]


def test_the_pages_of_playbooks_and_the_funnel(
    alice: Member, organisation: Organisation, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    form = make.form(alice, now=now)
    conversations.line(organisation=organisation)
    received = conversations.text_in(organisation=organisation, now=now)
    thread, client = books.thread(received.conversation_id, organisation.pk), client_for(alice)
    sent = {
        "name": "Callers",
        "line": thread.line_id,
        "form": form.pk,
        "asked": ["full_name", "others"],
        "outcome.0.label.en": "It fits",
        "outcome.0.label.es": "Encaja",
        "outcome.0.stage": "QUALIFIED",
        "outcome.0.next": "TASK",
        "outcome.0.hours": "x",
    }
    wrong = client.post("/settings/playbooks/new/", sent)
    assert wrong.status_code == 422
    assert "Write the words of the task or text after “It fits”." in unescape(wrong.content.decode())
    sent["outcome.0.words"] = "Call back"
    made = client.post("/settings/playbooks/new/", sent)
    assert made.status_code == 302
    assert client.post("/settings/playbooks/new/", sent).status_code == 409
    page = unescape(client.get(made["Location"]).content.decode())
    assert re.search(r'name="asked" value="others" checked', page)
    assert 'value="Encaja"' in page
    assert client.post(made["Location"], {**sent, "version": "7"}).status_code == 409
    row = books.inquiry(organisation.pk, thread.pk, now=now)
    beside = unescape(client.get(f"/inbox/{thread.pk}/").content.decode())
    assert "It fits → Make a task" in beside
    assert "Ask now" in beside
    url = f"/inquiries/{row.pk}/outcome/"
    assert client.post(url, {"outcome": "it_fits"}, headers={"hx-request": "true"}).status_code == 204
    funnel = unescape(client.get("/inquiries/?at=QUALIFIED&kind=here").content.decode())
    assert "Qualified: stand there · 1" in funnel
    assert f"/inbox/{thread.pk}/" in funnel
    nobody = unescape(client.get("/inquiries/?at=BOOKED&kind=lost").content.decode())
    assert "Nobody." in nobody
    by_source = client.get("/inquiries/", {"source": thread.line.name, "at": "NEW", "kind": "reached"})
    assert f"/inbox/{thread.pk}/" in by_source.content.decode()
    assert client.get("/inquiries/?at=x&kind=y&days=z").status_code == 200


def test_bookings_carry_an_inquiry_on_and_back(
    alice: Member, organisation: Organisation, now: datetime
) -> None:
    conversations.line(organisation=organisation)
    received = conversations.text_in(organisation=organisation, now=now)
    thread = books.thread(received.conversation_id, organisation.pk)
    books.playbook(alice, thread.line_id, now=now)
    row = books.inquiry(organisation.pk, thread.pk, now=now)
    hours = scheduling.schedule(organisation)
    dana = scheduling.provider(organisation, hours=hours)
    visit = scheduling.service(organisation, dana)
    booked = appointments.booked(visit, dana, alice, now + timedelta(days=2))
    with tenant_transaction(organisation):
        Appointment.objects.of(organisation).filter(pk=booked.pk).update(conversation=thread)
    keys = {"organisation": organisation.pk, "appointment_id": booked.pk, "now": now}
    following.follow_appointment(**keys)
    assert read(row).stage == "BOOKED"
    ending.cancel_appointment(organisation=organisation.pk, appointment_id=booked.pk, by=CUSTOMER, now=now)
    following.follow_appointment(**keys)
    assert (read(row).stage, read(row).furthest) == ("QUALIFIED", "QUALIFIED")


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ({"stage": "NEW"}, "Choose what"),
        ({"next": "ASSIGN"}, "Choose who gets"),
        ({"stage": "LOST", "next": "BOOK"}, "is lost, so nothing is booked"),
    ],
)
def test_a_playbook_that_cannot_work_is_refused(
    alice: Member, organisation: Organisation, now: datetime, outcome: dict[str, str], sentence: str
) -> None:
    line = conversations.line(organisation=organisation)
    with pytest.raises(errors.PlaybookFaulty, match=sentence):
        books.playbook(alice, line.pk, now=now, outcomes=({**books.FITS, **outcome},))
    with pytest.raises(errors.PlaybookFaulty, match="at least one outcome"):
        books.playbook(alice, line.pk, now=now, outcomes=())
    with pytest.raises(errors.PlaybookFaulty, match="Choose the line"):
        keeping.keep_playbook(
            by=alice, playbook_id=None, values=keeping.Values(name="A", line_id=None), now=now
        )


def _short() -> dict[str, object]:
    return {**make.DOCUMENT, "stages": make.DOCUMENT["stages"][:1]}
