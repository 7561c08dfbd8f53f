"""Callbacks take time, are owed until done, and a call fulfils them. Whoever did not come is owed a word."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from conversations.models import Call, Conversation, Task
from conversations.models.call import OVER_VALUES
from conversations.services import calls as call_services
from core import clock
from core.transactions import reading, tenant_transaction
from scheduling import services
from scheduling.errors import BadBooking, SlotRefused, SlotTaken
from scheduling.models import Appointment, Resource, Service
from scheduling.services import callbacks, owing, reminding
from tests.factories import calls as make_calls
from tests.factories import conversations as talks
from tests.factories import scheduling as make

CALLER = "+16025550134"
HOUR = timedelta(hours=1)


@pytest.fixture
def thread(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    monkeypatch.setattr(clock, "now", lambda: now)
    talks.line(organisation=organisation)
    received = talks.text_in(organisation=organisation, now=now, text="Please call me", sender=CALLER)
    with reading(organisation):
        return Conversation.objects.get(pk=received.conversation_id)


@pytest.fixture
def bobs(organisation: Organisation, bob: Member) -> Resource:
    return make.provider(organisation, name="Bob", hours=make.schedule(organisation), member=bob)


def call_back(by: Member, thread: Conversation, who: Member, at: datetime, now: datetime) -> Appointment:
    wanted = callbacks.CallBack(
        contact_id=thread.contact_id or thread.pk,
        member_id=who.pk,
        starts_at=at,
        number=CALLER,
        note="About the lease",
        conversation_id=thread.pk,
    )
    row = callbacks.book_callback(by=by, wanted=wanted, now=now)
    owing.keep_task(organisation=by.organisation_id, appointment_id=row.pk, now=now)
    return row


def owed(organisation: Organisation) -> list[tuple[str, datetime]]:
    with reading(organisation):
        rows = Task.objects.filter(done_at=None).order_by("due_at")
        return list(rows.values_list("title", "due_at"))


def keep(row: Appointment, now: datetime) -> None:
    for _twice in range(2):
        owing.keep_task(organisation=row.organisation_id, appointment_id=row.pk, now=now)


def test_a_callback_takes_the_members_time_and_is_owed_until_its_end(
    organisation: Organisation,
    alice: Member,
    bob: Member,
    bobs: Resource,
    thread: Conversation,
    now: datetime,
) -> None:
    at = now + HOUR
    row = call_back(alice, thread, bob, at, now)
    assert (row.provider_id, row.phone, row.conversation_id, row.note) == (
        bobs.pk,
        CALLER,
        thread.pk,
        "About the lease",
    )
    with pytest.raises(SlotTaken):
        call_back(alice, thread, bob, at, now)
    assert [due for _title, due in owed(organisation)] == [row.ends_at]
    with reading(organisation):
        assert Task.objects.get().owner_id == bob.pk
        service = Service.objects.get()
    assert (service.kind, service.is_public) == ("CALLBACK", False)
    moved = services.move_appointment(
        organisation=organisation.pk,
        appointment_id=row.pk,
        to=services.NewTime(starts_at=at + HOUR),
        by=services.member(bob),
        now=now,
    )
    keep(moved, now)
    assert [due for _title, due in owed(organisation)] == [moved.ends_at]
    services.cancel_appointment(
        organisation=organisation.pk, appointment_id=row.pk, by=services.member(bob), now=now
    )
    keep(row, now)
    assert owed(organisation) == []


def test_the_first_callback_makes_a_calendar_for_who_calls_and_nobody_unknown_calls(
    organisation: Organisation, alice: Member, mallory: Member, thread: Conversation, now: datetime
) -> None:
    with pytest.raises(BadBooking, match="who calls"):
        call_back(alice, thread, mallory, now + HOUR, now)
    # The location keeps no hours here, so an hour by the wall clock is refused until it is insisted on.
    with pytest.raises(SlotRefused):
        call_back(alice, thread, alice, now + HOUR, now)
    with reading(organisation):
        assert Resource.objects.get().member_id == alice.pk


def test_a_call_out_that_is_answered_fulfils_it(
    organisation: Organisation, bob: Member, bobs: Resource, thread: Conversation, now: datetime
) -> None:
    row = call_back(bob, thread, bob, now + HOUR, now)
    make_calls.phone(bob)
    call = call_services.place_call(by=bob, conversation_id=thread.pk, now=now + HOUR)

    def ended(outcome: str) -> int:
        with tenant_transaction(organisation):
            Call.objects.of(organisation).filter(pk=call.pk).update(
                outcome=outcome, state=OVER_VALUES[0], ended_at=now
            )
        return callbacks.complete_by_call(organisation=organisation.pk, call_id=call.pk, now=now + HOUR)

    assert ended("OUTBOUND_NO_ANSWER") == 0
    assert ended("OUTBOUND_ANSWERED") == 1
    assert ended("OUTBOUND_ANSWERED") == 0
    keep(row, now + HOUR)
    assert owed(organisation) == []
    with reading(organisation):
        assert Appointment.objects.get().status == "COMPLETED"


def test_who_did_not_come_is_written_to_with_a_link_and_owed_a_word_until_they_book_again(
    organisation: Organisation,
    alice: Member,
    bob: Member,
    bobs: Resource,
    thread: Conversation,
    now: datetime,
) -> None:
    visit = make.service(organisation, bobs, name="First talk")
    reminding.add_rule(
        by=alice, service_id=visit.pk, values={"kind": "NO_SHOW", "minutes": 30, "channel": "TEXT"}, now=now
    )
    contact = thread.contact_id
    assert contact is not None
    row = make.booked(visit, now + HOUR, contact_id=contact, by=alice, now=now, conversation_id=thread.pk)
    later = now + 2 * HOUR
    services.mark_no_show(
        organisation=organisation.pk, appointment_id=row.pk, by=services.member(alice), now=later
    )
    keep(row, later)
    ((title, due),) = owed(organisation)
    assert "did not come" in title
    assert due == later + timedelta(hours=2)
    reminding.plan_reminders(organisation=organisation.pk, appointment_id=row.pk, now=later)
    reminding.send_due(organisation_id=organisation.pk, now=later + timedelta(minutes=30))
    with reading(organisation):
        text = thread.entries.filter(kind="MESSAGE_OUT").latest("seq").text
    assert "Reply M" in text
    assert "/book/hale-ortiz/first-talk/" in text
    again = make.booked(visit, now + timedelta(days=1), contact_id=contact, by=alice, now=later)
    keep(again, later)
    assert owed(organisation) == []


def test_the_form_says_what_is_wrong_and_books(
    client_for: Callable[[Member], Client],
    organisation: Organisation,
    bob: Member,
    bobs: Resource,
    thread: Conversation,
    now: datetime,
) -> None:
    client = client_for(bob)
    form = {"contact": str(thread.contact_id), "conversation": str(thread.pk), "member": str(bob.pk)}
    shown = client.get("/calendar/callback/new/", form).content.decode()
    assert 'value="2026-11-23"' in shown
    assert 'value="11:00"' in shown
    form |= {"day": "2026-11-23", "at": "11:00", "minutes": "15", "number": CALLER, "note": "Lease"}
    for wrong, words in (
        ({"contact": "x"}, "Choose whom to call"),
        ({"day": "soon"}, "Give a day and a time"),
        ({"minutes": "3"}, "length is in minutes"),
        ({"at": "03:00"}, "is over already"),
        ({"at": "20:00"}, "outside the hours"),
    ):
        response = client.post("/calendar/callback/new/", form | wrong)
        assert response.status_code >= 400
        assert words in response.content.decode()
    assert client.post("/calendar/callback/new/", form).status_code == 302
    with reading(organisation):
        row = Appointment.objects.get()
    assert (row.starts_at, row.phone, row.note) == (now + HOUR, CALLER, "Lease")
    assert "Call now" in client.get(f"/calendar/appointments/{row.pk}/").content.decode()
    times = client.get(
        "/calendar/next/", {"service": str(row.service_id)}, headers={"hx-request": "true"}
    ).content.decode()
    assert times.count("start=2026-11-2") == 3
