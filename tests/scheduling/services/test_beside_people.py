"""What colleagues see of a booking beside the person: in the conversation, on the page, on the pop, in the day."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from contacts.models import Contact
from contacts.ports import Beside, Place, Visit, panels, timeline
from contacts.services import merging
from conversations.models import Conversation, Entry
from conversations.ports.days import day_notes
from conversations.ports.pops import pop_lines
from conversations.presenters.facts import fact_icon, fact_sentence
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from scheduling import services
from scheduling.models import Appointment, Resource, Service
from scheduling.pages.people import AppointmentsPanel
from scheduling.services import telling
from tests.factories import contacts
from tests.factories import conversations as threads
from tests.factories import scheduling as make

HALF = timedelta(minutes=30)


@pytest.fixture
def dana(organisation: Organisation, bob: Member) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation), member=bob)


@pytest.fixture
def advice(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana)


@pytest.fixture
def talk(organisation: Organisation, now: datetime) -> Conversation:
    threads.line(organisation=organisation)
    return threads.conversation(organisation=organisation, now=now, name="Zoe Pratt")


def told(talk: Conversation, row: Appointment, member: Member, *, now: datetime) -> list[str]:
    """Tell what is untold, twice, and read what the thread says."""
    for _ in range(2):
        telling.tell_conversation(organisation=row.organisation_id, appointment_id=row.pk, now=now)
    reader = reader_of(member, now=now)
    with reading(row.organisation_id):
        entries = Entry.objects.filter(conversation=talk, fact="appointment").order_by("seq")
        return [fact_sentence(one.fact, one.fact_values, reader=reader) for one in entries]


def test_the_conversation_tells_each_change_once(
    advice: Service, talk: Conversation, bob: Member, now: datetime
) -> None:
    assert talk.contact_id is not None
    row = make.booked(advice, now + HALF, contact_id=talk.contact_id, now=now)
    assert told(talk, row, bob, now=now) == ["Consultation was booked, today 10:30 AM. (by the customer)"]
    services.move_appointment(
        organisation=row.organisation_id,
        appointment_id=row.pk,
        to=services.NewTime(starts_at=now + 2 * HALF, reason="Traffic"),
        by=services.member(bob),
        now=now,
    )
    services.cancel_appointment(
        organisation=row.organisation_id, appointment_id=row.pk, by=services.CUSTOMER, now=now
    )
    assert told(talk, row, bob, now=now)[1:] == [
        "Consultation was moved from today 10:30 AM to today 11:00 AM. (Bob Ortiz · Traffic)",
        "Consultation, today 11:00 AM, was cancelled. (by the customer)",
    ]
    assert fact_icon("appointment") == "cal"
    assert threads.fresh(organisation=row.organisation, conversation_id=talk.pk).version > talk.version


def test_with_nobody_to_talk_to_nothing_is_written(advice: Service, alice: Member, now: datetime) -> None:
    lena = contacts.contact(by=alice, now=now)
    row = make.booked(advice, now + HALF, contact_id=lena.pk, now=now)
    assert telling.tell_conversation(organisation=row.organisation_id, appointment_id=row.pk, now=now) == 0


def test_the_person_shows_what_is_to_come_and_what_was(
    advice: Service, alice: Member, bob: Member, now: datetime
) -> None:
    lena = contacts.contact(by=alice, now=now)
    row = make.booked(advice, now + HALF, contact_id=lena.pk, now=now)

    def panel(at: datetime) -> AppointmentsPanel | None:
        with reading(lena.organisation_id):
            found = panels(Beside(member=bob, contact_id=lena.pk, now=at))
        page = next((one.page for one in found if one.key == "appointments"), None)
        assert page is None or isinstance(page, AppointmentsPanel)
        return page

    shown = panel(now)
    assert shown is not None
    assert [(one.when, one.what) for one in shown.ahead] == [
        ("today 10:30 AM", "Consultation with Dana Reyes")
    ]
    later = now + timedelta(days=1)
    services.mark_completed(
        organisation=row.organisation_id, appointment_id=row.pk, by=services.member(bob), now=now + HALF
    )
    shown = panel(later)
    assert shown is not None
    assert (shown.ahead, len(shown.past)) == ((), 1)
    visit = Visit(member=bob, contact_id=lena.pk, now=later)
    with reading(lena.organisation_id):
        [item] = [one for one in timeline(visit, before=None, most=50) if one.icon == "cal"]
        place = Place(at=item.at, id=item.id)
        assert [one for one in timeline(visit, before=place, most=50) if one.icon == "cal"] == []
    assert item.at == row.starts_at


def test_a_call_and_the_day_say_what_is_next(
    advice: Service, alice: Member, bob: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    lena = contacts.contact(by=alice, now=now)
    monkeypatch.setattr(clock, "now", lambda: now)
    with reading(lena.organisation_id):
        assert pop_lines(bob, lena.pk) == []
        assert not any("appointment" in note for note in day_notes(bob, now))
    make.booked(advice, now + HALF, contact_id=lena.pk, now=now)
    with reading(lena.organisation_id):
        assert ("Next appointment", "today 10:30 AM, Consultation with Dana Reyes") in pop_lines(bob, lena.pk)
        assert (
            "You have 1 appointment today. The next is at 10:30 AM: Lena Ortiz, Consultation."
            in day_notes(bob, now)
        )


def test_appointments_go_along_when_two_contacts_become_one_and_come_back(
    advice: Service, alice: Member, now: datetime
) -> None:
    lena, other = (contacts.contact(by=alice, now=now, name=name) for name in ("Lena Ortiz", "L. Ortiz"))
    row = make.booked(advice, now + HALF, contact_id=other.pk, now=now)

    def whose() -> Contact:
        with reading(alice.organisation_id):
            return Appointment.objects.select_related("contact").get(pk=row.pk).contact

    merged = merging.merge_contacts(by=alice, keep_id=lena.pk, absorb_id=other.pk, now=now)
    assert whose() == lena
    merging.unmerge_contacts(by=alice, contact_id=lena.pk, merge_id=merged.pk, now=now)
    assert whose() == other
