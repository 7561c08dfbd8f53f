"""Reminders and offers by text: due, moved out of the night, void, sent once, answered."""

from datetime import datetime, timedelta

import pytest

from accounts.errors import OwnersOnly
from accounts.models import Member, Organisation
from conversations.models import Conversation, Entry, Line
from core.transactions import reading, tenant_transaction
from scheduling import services
from scheduling.errors import BadBooking
from scheduling.models import Appointment, Claim, Reminder, ReminderRule, Resource, Service, TimeOffer
from scheduling.selectors.free import Wish
from scheduling.services import answering, offering, reminding
from tests.factories import conversations as make_conversations
from tests.factories import scheduling as make

CALLER = "+16025550134"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_conversations.line(organisation=organisation)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def visit(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana, name="Knee check", minutes=30)


@pytest.fixture
def thread(organisation: Organisation, line: Line, now: datetime) -> Conversation:
    """Somebody has written, so they may be answered and reminded."""
    received = make_conversations.text_in(organisation=organisation, now=now, text="Hello", sender=CALLER)
    with reading(organisation):
        return Conversation.objects.get(pk=received.conversation_id)


def rule(by: Member, visit: Service, **values: object) -> ReminderRule:
    wanted = {"kind": "BEFORE", "minutes": 24 * 60, "channel": "TEXT", "asks": True} | values
    return reminding.add_rule(
        by=by, service_id=visit.pk, values=wanted, now=datetime.now(tz=None).astimezone()
    )


def book(by: Member, visit: Service, thread: Conversation, at: datetime, now: datetime) -> Appointment:
    row = services.book_appointment(
        organisation=by.organisation_id,
        wanted=services.Wanted(wish=Wish(service_id=visit.pk), starts_at=at, by_hand=True),
        customer=services.Customer(contact_id=thread.contact_id),
        details=services.Details(source="CONVERSATION", conversation_id=thread.pk),
        by=services.member(by),
        now=now,
    )
    reminding.plan_reminders(organisation=by.organisation_id, appointment_id=row.pk, now=now)
    return row


def reminders(organisation: Organisation) -> list[Reminder]:
    with reading(organisation):
        return list(Reminder.objects.order_by("sequence", "due_at"))


def texts(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(Entry.objects.filter(kind="MESSAGE_OUT").order_by("seq").values_list("text", flat=True))


def says(organisation: Organisation, text: str, now: datetime) -> None:
    received = make_conversations.text_in(organisation=organisation, now=now, text=text, sender=CALLER)
    answering.read_reply(organisation_id=organisation.pk, entry_id=received.entry_id, now=now)


def test_a_reminder_is_due_sent_once_and_says_nothing_of_the_matter(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit)
    book(alice, visit, thread, now + timedelta(days=2), now)
    due = now + timedelta(days=1)
    assert [row.due_at for row in reminders(organisation)] == [due]
    assert reminding.send_due(organisation_id=organisation.pk, now=due - timedelta(minutes=1)) == 0
    for _twice in range(2):
        reminding.send_due(organisation_id=organisation.pk, now=due)
    (text,) = texts(organisation)
    assert text.startswith("Hale Ortiz Law: a reminder of your appointment on Wed, Nov 25 at 10:00 AM.")
    assert text.endswith("Reply C to confirm, or M for another time.")


def test_a_moved_appointment_is_reminded_of_anew_and_a_cancelled_one_not(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit)
    row = book(alice, visit, thread, now + timedelta(days=2), now)
    services.move_appointment(
        organisation=organisation.pk,
        appointment_id=row.pk,
        to=services.NewTime(starts_at=now + timedelta(days=4)),
        by=services.member(alice),
        now=now,
    )
    # The handler may come late: what was due before is not sent.
    reminding.send_due(organisation_id=organisation.pk, now=now + timedelta(days=1))
    assert texts(organisation) == []
    reminding.plan_reminders(organisation=organisation.pk, appointment_id=row.pk, now=now)
    assert [(one.state, one.due_at) for one in reminders(organisation)] == [
        ("VOID", now + timedelta(days=1)),
        ("DUE", now + timedelta(days=3)),
    ]
    services.cancel_appointment(
        organisation=organisation.pk, appointment_id=row.pk, by=services.member(alice), now=now
    )
    reminding.plan_reminders(organisation=organisation.pk, appointment_id=row.pk, now=now)
    assert {one.state for one in reminders(organisation)} == {"VOID"}


def test_what_falls_into_the_night_is_sent_in_the_morning(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit, minutes=36 * 60)
    book(alice, visit, thread, now + timedelta(days=4), now)
    night = now + timedelta(days=2, hours=12)
    reminding.send_due(organisation_id=organisation.pk, now=night)
    (row,) = reminders(organisation)
    assert row.state == "DUE"
    assert night < row.due_at < now + timedelta(days=4)
    reminding.send_due(organisation_id=organisation.pk, now=row.due_at)
    assert len(texts(organisation)) == 1


def test_who_wants_no_texts_gets_none(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit)
    book(alice, visit, thread, now + timedelta(days=2), now)
    make_conversations.text_in(organisation=organisation, now=now, text="STOP", sender=CALLER)
    before = texts(organisation)
    reminding.send_due(organisation_id=organisation.pk, now=now + timedelta(days=1))
    assert texts(organisation) == before
    assert [(row.state, row.reason) for row in reminders(organisation)] == [("SKIPPED", "OPTED_OUT")]


def test_c_confirms_once(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit)
    row = book(alice, visit, thread, now + timedelta(days=2), now)
    due = now + timedelta(days=1)
    reminding.send_due(organisation_id=organisation.pk, now=due)
    says(organisation, "C", due + timedelta(minutes=5))
    says(organisation, "yes", due + timedelta(minutes=6))
    assert [one.answer for one in reminders(organisation)] == ["CONFIRMED"]
    assert texts(organisation)[1:] == ["Thank you. See you on Wed, Nov 25 at 10:00 AM."]
    with reading(organisation):
        assert row.changes.filter(details__answer="CONFIRMED").count() == 1


def test_m_offers_three_times_and_a_number_moves_it(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit)
    row = book(alice, visit, thread, now + timedelta(days=2), now)
    due = now + timedelta(days=1)
    reminding.send_due(organisation_id=organisation.pk, now=due)
    says(organisation, "M", due)
    offer = texts(organisation)[-1]
    assert "1) Tue, Nov 24 at" in offer
    assert "3) " in offer
    with reading(organisation):
        assert Claim.objects.filter(state="HELD").count() == 3
    says(organisation, "2", due + timedelta(minutes=3))
    with reading(organisation):
        moved = Appointment.objects.get(pk=row.pk)
        assert Claim.objects.filter(state="HELD").count() == 0
    assert moved.starts_at != row.starts_at
    assert (moved.uid, moved.sequence) == (row.uid, 1)
    assert texts(organisation)[-1].startswith("You are booked on Tue, Nov 24")


def test_an_offer_is_held_taken_by_its_number_and_the_others_are_free_again(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    offer = offering.offer_times(by=alice, conversation_id=thread.pk, wish=Wish(service_id=visit.pk), now=now)
    assert len(offer.hold_ids) == 3
    says(organisation, "4", now)
    says(organisation, " 2 ", now + timedelta(minutes=1))
    says(organisation, "2", now + timedelta(minutes=2))
    with reading(organisation):
        row = Appointment.objects.get()
        assert Claim.objects.filter(state="HELD").count() == 0
        assert not TimeOffer.objects.filter(ended_at=None).exists()
    assert (row.source, row.contact_id, row.conversation_id) == ("TEXT", thread.contact_id, thread.pk)


def test_a_time_that_needs_approval_is_kept_and_not_called_booked(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    with tenant_transaction(organisation):
        Service.objects.of(organisation).filter(pk=visit.pk).update(needs_approval=True)
    offering.offer_times(by=alice, conversation_id=thread.pk, wish=Wish(service_id=visit.pk), now=now)
    says(organisation, "1", now)
    with reading(organisation):
        assert Appointment.objects.get().status == "REQUESTED"
    assert texts(organisation)[-1].startswith("We keep Mon, Nov 23")


def test_a_new_offer_takes_the_place_of_the_old_and_one_nobody_took_ends(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    for _twice in range(2):
        offering.offer_times(by=alice, conversation_id=thread.pk, wish=Wish(service_id=visit.pk), now=now)
    with reading(organisation):
        assert Claim.objects.filter(state="HELD").count() == 3
    assert offering.sweep(organisation_id=organisation.pk, now=now + timedelta(hours=3)) == 1


def test_words_that_trap_the_reader_and_doubles_are_refused(
    alice: Member, bob: Member, visit: Service
) -> None:
    with pytest.raises(BadBooking, match="STOP or CANCEL"):
        rule(alice, visit, words_en="Reply CANCEL to cancel your visit.")
    rule(alice, visit)
    with pytest.raises(BadBooking, match="already"):
        rule(alice, visit)
    with pytest.raises(OwnersOnly):
        rule(bob, visit, minutes=60)


def test_own_words_are_filled_in(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit, words_en="{firm} sees you {when}.")
    book(alice, visit, thread, now + timedelta(days=2), now)
    reminding.send_due(organisation_id=organisation.pk, now=now + timedelta(days=1))
    assert texts(organisation) == ["Hale Ortiz Law sees you Wed, Nov 25 at 10:00 AM."]


def test_who_did_not_come_is_written_to(
    organisation: Organisation, alice: Member, visit: Service, thread: Conversation, now: datetime
) -> None:
    rule(alice, visit, kind="NO_SHOW", minutes=30)
    row = book(alice, visit, thread, now + timedelta(hours=1), now)
    later = now + timedelta(hours=2)
    services.mark_no_show(
        organisation=organisation.pk, appointment_id=row.pk, by=services.member(alice), now=later
    )
    reminding.plan_reminders(organisation=organisation.pk, appointment_id=row.pk, now=later)
    reminding.send_due(organisation_id=organisation.pk, now=later + timedelta(minutes=30))
    assert texts(organisation)[0].startswith("Hale Ortiz Law: we missed you")
