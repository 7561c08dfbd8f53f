"""The turn handler on real rows: once each, never after a takeover, booked only with a row."""

from datetime import datetime

import pytest

from accounts.models import Industry, Organisation
from conversations.models import Entry, EntryKind, Task
from conversations.services import claim_conversation
from core.transactions import reading, tenant_transaction
from receptionist.models import Handoff, Turn
from receptionist.services import end_dialogue
from receptionist.services.texting import answer_message
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, Hold, Service
from scheduling.services.holding import end_hold, lock_hold
from tests.factories import accounts as people
from tests.factories import conversations as texts
from tests.factories import receptionist as make
from tests.factories import scheduling

pytestmark = pytest.mark.django_db


@pytest.fixture
def plumber(db: None) -> Organisation:
    made = people.organisation(name="Quick Pipes", slug="quick-pipes", industry=Industry.HOME)
    make.assistant(made, trade="plumbing", plan=[{"concerns": "flooding", "number": "+16025550101"}])
    return made


@pytest.fixture
def visit(plumber: Organisation) -> Service:
    hours = scheduling.schedule(plumber)
    return scheduling.service(
        plumber, scheduling.provider(plumber, hours=hours), name="Service call", interval=30
    )


def _tasks(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(Task.objects.of(organisation).values_list("title", flat=True))


def test_a_time_is_asked_for_held_read_back_and_booked_from_its_row(
    plumber: Organisation, visit: Service, now: datetime
) -> None:
    talk = make.caller(plumber, now=now)
    assert make.says(talk, "I want to book a service call for a dripping tap", now=now).asks == "name"
    assert make.says(talk, "Ann Wu", now=now).asks == "phone"
    assert make.says(talk, "this number", now=now).asks == "when"
    offered = make.says(talk, "tomorrow afternoon", now=now)
    assert offered.asks == "offered"
    assert "Tuesday, November 24 at 12 PM, 1 PM or 2 PM" in offered.text
    with reading(plumber):
        assert Hold.objects.of(plumber).filter(ended_at=None).count() == 3
    assert make.says(talk, "the second one", now=now).asks == "confirm"
    done = make.says(talk, "yes", now=now, key="commit")
    assert done.outcome == "booked"
    again = make.says(talk, "yes", now=now, key="commit")
    assert (again.text, again.is_duplicate) == (done.text, True)
    with reading(plumber):
        row = Appointment.objects.of(plumber).get()
        assert row.contact_id is not None
        assert row.conversation_id == talk.pk
        assert not Hold.objects.of(plumber).filter(ended_at=None).exists()
        assert Turn.objects.of(plumber).count() == 6
    assert row.starts_at.isoformat() == "2026-11-24T20:00:00+00:00"


def test_a_time_that_somebody_took_meanwhile_is_offered_anew(
    plumber: Organisation, visit: Service, now: datetime
) -> None:
    talk = make.caller(plumber, now=now)
    for said in (
        "book a service call for a clogged sink",
        "Ann Wu",
        "this number",
        "tomorrow afternoon",
        "the first one",
    ):
        make.says(talk, said, now=now)
    with reading(plumber):
        starts_at = Hold.objects.of(plumber).filter(ended_at=None).earliest("starts_at").starts_at
        other = Hold.objects.of(plumber).filter(ended_at=None, starts_at=starts_at).get()
    with tenant_transaction(plumber):
        end_hold(lock_hold(plumber.pk, other.pk, None), state=ClaimState.RELEASED, now=now)
    scheduling.claim(other.provider, starts_at, minutes=30)
    reply = make.says(talk, "yes", now=now)
    assert reply.asks == "offered"
    assert reply.text.startswith("That time was just taken")
    with reading(plumber):
        assert not Appointment.objects.of(plumber).exists()


def test_nothing_is_said_after_a_takeover(plumber: Organisation, now: datetime) -> None:
    boss = people.member(organisation=plumber, name="Bo Ray")
    talk = make.caller(plumber, now=now)
    make.says(talk, "take a message for Sam about the boiler", now=now)
    claim_conversation(by=boss, conversation_id=talk.pk, now=now)
    late = make.says(talk, "Ann Wu", now=now)
    assert (late.text, late.act) == ("", "SILENT")
    with reading(plumber):
        assert Turn.objects.of(plumber).count() == 1


def test_danger_makes_a_card_and_a_task_at_once_and_where_is_added(
    plumber: Organisation, now: datetime
) -> None:
    plan = make.caller(plumber, now=now)
    with reading(plumber):
        assert plan.organisation_id == plumber.pk
    reply = make.says(plan, "a pipe burst and water is pouring into the basement", now=now)
    assert reply.hands_over
    with reading(plumber):
        card = Handoff.objects.of(plumber).get()
    assert (card.reason, card.urgency, card.number) == ("emergency", "emergency", "+16025550101")
    assert "water is pouring" in card.summary
    assert any(title.startswith("Emergency:") for title in _tasks(plumber))


def test_a_message_is_a_task_with_the_hour_that_was_said(plumber: Organisation, now: datetime) -> None:
    talk = make.caller(plumber, now=now)
    for said in ("take a message about my invoice from March", "Ann Wu", "this number"):
        make.says(talk, said, now=now)
    done = make.says(talk, "yes", now=now)
    assert done.outcome == "message_taken"
    assert "by Monday, November 23 at 2 PM" in done.text
    with reading(plumber):
        task = Task.objects.of(plumber).get()
    assert task.title == "Ann Wu: take a message about my invoice from March"
    assert task.due_at.isoformat() == "2026-11-23T21:00:00+00:00"


def test_who_hangs_up_has_not_talked_in_vain(plumber: Organisation, visit: Service, now: datetime) -> None:
    talk = make.caller(plumber, now=now)
    for said in ("I want to book a service call for a dripping tap", "Ann Wu", "this number", "tomorrow"):
        make.says(talk, said, now=now)
    assert end_dialogue(organisation=plumber.pk, conversation_id=talk.pk, now=now) == "message_taken"
    assert make.dialogue(talk).reason == "cut off"
    assert len(_tasks(plumber)) == 1
    with reading(plumber):
        assert not Hold.objects.of(plumber).filter(ended_at=None).exists()
    assert end_dialogue(organisation=plumber.pk, conversation_id=talk.pk, now=now) == ""


def test_card_numbers_are_not_kept(plumber: Organisation, now: datetime) -> None:
    talk = make.caller(plumber, now=now)
    reply = make.says(talk, "my card is 4111 1111 1111 1111", now=now)
    assert reply.act == "REFUSE_SECRET"
    with reading(plumber):
        assert "4111" not in Turn.objects.of(plumber).get().heard


def test_the_business_is_quoted(plumber: Organisation, now: datetime) -> None:
    make.answer(plumber, question="Do you take credit cards?", answer="Yes, all cards, and checks.")
    talk = make.caller(plumber, now=now)
    reply = make.says(talk, "do you take credit cards", now=now)
    assert reply.text.startswith("Yes, all cards, and checks.")
    assert reply.outcome == "faq_answered"


def test_a_text_that_opens_a_conversation_is_answered_once_and_goes_on(
    plumber: Organisation, visit: Service, now: datetime
) -> None:
    texts.line(organisation=plumber)
    sender = "+16025550188"
    first = texts.text_in(
        organisation=plumber, sender=sender, text="I want to book a service call for a drip", now=now
    )
    for _twice in range(2):
        answer_message(
            organisation_id=plumber.pk,
            conversation_id=first.conversation_id,
            entry_id=first.entry_id,
            now=now,
        )
    second = texts.text_in(organisation=plumber, sender=sender, text="Ann Wu", now=now)
    answer_message(
        organisation_id=plumber.pk, conversation_id=second.conversation_id, entry_id=second.entry_id, now=now
    )
    with reading(plumber):
        sent = Entry.objects.of(plumber).filter(kind=EntryKind.MESSAGE_OUT).order_by("seq")
        words = [one.text for one in sent]
    assert words[0].startswith("This is Quick Pipes's automated assistant.")
    assert words[0].endswith("Who am I speaking with?")
    assert words[1:] == ["Is this number the best one to reach you?"]
    boss = people.member(organisation=plumber, name="Bo Ray")
    claim_conversation(by=boss, conversation_id=first.conversation_id, now=now)
    third = texts.text_in(organisation=plumber, sender=sender, text="yes", now=now)
    answer_message(
        organisation_id=plumber.pk, conversation_id=third.conversation_id, entry_id=third.entry_id, now=now
    )
    with reading(plumber):
        assert Entry.objects.of(plumber).filter(kind=EntryKind.MESSAGE_OUT).count() == 2
