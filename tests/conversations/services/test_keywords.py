"""STOP holds at once and for good, is answered once, and CANCEL is looked at by a person."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from accounts.models import Member, Organisation
from config.demo.houses import HOUSES
from contacts.domain.addresses import Address, AddressKind
from contacts.domain.consent import Purpose, Rule
from contacts.services import record_consent
from conversations import errors, services
from conversations.domain.segments import Encoding, count
from conversations.domain.states import MessageState
from conversations.models import Entry, EntryKind, Line, Task
from conversations.services import threads
from conversations.services.sending import queue_message_step
from core.models import Delivery
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

CUSTOMER = "+16025550134"
# With a longer name the longest answer, the one about a visit, takes two parts.
LONGEST_NAME = 30


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


def _texts(organisation: Organisation) -> list[str]:
    with reading(organisation):
        rows = Entry.objects.of(organisation).filter(kind=EntryKind.MESSAGE_OUT).order_by("seq")
        return list(rows.values_list("text", flat=True))


def _say(organisation: Organisation, text: str, now: datetime) -> services.Received:
    return make.text_in(organisation=organisation, now=now, sender=CUSTOMER, text=text)


def test_stop_is_confirmed_once_and_refuses_every_later_send(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    thread = _say(organisation, "Hello", now).conversation_id
    _say(organisation, "STOP", now)
    _say(organisation, "Stop", now + timedelta(minutes=1))
    [answer] = _texts(organisation)
    assert answer.startswith("Hale Ortiz Law: you will get no more texts")
    with pytest.raises(errors.MayNotText):
        services.send_reply(by=bob, conversation_id=thread, text="But", seen_seq=9, now=now)


def test_the_confirmation_itself_may_leave(organisation: Organisation, line: Line, now: datetime) -> None:
    _say(organisation, "STOP", now)
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(kind=EntryKind.MESSAGE_OUT)
    assert services.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=now) is not None


def test_a_stop_within_the_undo_window_denies_the_reply(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    thread = _say(organisation, "Hello", now).conversation_id
    entry = services.send_reply(by=bob, conversation_id=thread, text="Hi", seen_seq=9, now=now)
    _say(organisation, "stop", now + timedelta(seconds=2))
    later = now + timedelta(seconds=5)
    assert services.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=later) is None
    with reading(organisation):
        entry.refresh_from_db()
    assert (entry.state, entry.failure_reason) == (MessageState.DENIED_CONSENT, "OPTED_OUT")


def test_cancel_opts_out_and_asks_a_person_about_the_visit(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    thread = _say(organisation, "CANCEL", now).conversation_id
    with reading(organisation):
        task = Task.objects.of(organisation).get()
    assert (task.conversation_id, task.due_at) == (thread, now + timedelta(hours=1))
    assert "If you meant a visit" in _texts(organisation)[0]


def test_spanish_words_count(organisation: Organisation, line: Line, bob: Member, now: datetime) -> None:
    thread = _say(organisation, "Baja", now).conversation_id
    assert len(_texts(organisation)) == 1
    with pytest.raises(errors.MayNotText):
        services.send_reply(by=bob, conversation_id=thread, text="Pero", seen_seq=9, now=now)


def test_start_allows_texts_again_and_means_nothing_otherwise(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    thread = _say(organisation, "START", now).conversation_id
    assert _texts(organisation) == []
    _say(organisation, "STOP", now)
    _say(organisation, "START", now + timedelta(minutes=1))
    assert len(_texts(organisation)) == 2
    assert services.send_reply(by=bob, conversation_id=thread, text="Hi again", seen_seq=99, now=now)


def test_a_line_whose_carrier_answers_stays_silent(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    with tenant_transaction(organisation):
        Line.objects.of(organisation).update(replies_to_opt_out=False)
    for text in ("HELP", "STOP", "START"):
        _say(organisation, text, now)
    assert _texts(organisation) == []


def test_a_leak_that_should_stop_is_no_opt_out(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    thread = _say(organisation, "Can you stop the leak today?", now).conversation_id
    assert services.send_reply(by=bob, conversation_id=thread, text="Yes", seen_seq=9, now=now)


def test_another_organisation_may_still_write(
    organisation: Organisation, line: Line, mallory: Member, now: datetime
) -> None:
    make.line(organisation=mallory.organisation, address="+16025550190")
    _say(organisation, "STOP", now)
    theirs = make.text_in(
        organisation=mallory.organisation, now=now, sender=CUSTOMER, to="+16025550190", text="Hello"
    )
    assert services.send_reply(
        by=mallory, conversation_id=theirs.conversation_id, text="Hi", seen_seq=9, now=now
    )


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        (language, words)
        for language, groups in {
            "en": (("STOP",), ("CANCEL",), ("STOP", "START"), ("HELP",)),
            "es": (("ALTO",), ("CANCELAR",), ("BAJA", "ALTA"), ("AYUDA",)),
        }.items()
        for words in groups
    ],
)
def test_every_answer_is_charged_as_one_part(
    organisation: Organisation, line: Line, now: datetime, language: str, asked: tuple[str, ...]
) -> None:
    """An accent outside GSM-7 (á, í, ó, ú) would more than halve what fits into a part, and double the price."""
    assert len(organisation.name) < LONGEST_NAME
    organisation.name = organisation.name.ljust(LONGEST_NAME, "y")
    organisation.save()
    for seconds, words in enumerate(asked):
        _say(organisation, words, now + timedelta(seconds=seconds))
    answers = _texts(organisation)
    assert len(answers) == len(asked)
    for answer in answers:
        size = count(answer)
        assert (size.encoding, size.count) == (Encoding.GSM_7, 1), f"{size.units} units: {answer}"
        assert ("Escriba" in answer or "una persona" in answer) == (language == "es")


@pytest.mark.parametrize("text", [text for house in HOUSES for _title, _shortcut, text in house.canned])
def test_the_demos_ready_answers_are_charged_as_one_part(text: str) -> None:
    assert (count(text).encoding, count(text).count) == (Encoding.GSM_7, 1)


def test_an_opt_out_is_confirmed_again_only_after_a_start(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    for minutes, words in ((0, "STOP"), (1, "STOP"), (9, "STOP"), (10, "START"), (11, "STOP"), (12, "STOP")):
        _say(organisation, words, now + timedelta(minutes=minutes))

    assert len(_texts(organisation)) == 3


def test_a_confirmation_that_waited_too_long_stays(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    _say(organisation, "STOP", now)
    [entry] = _out(organisation)
    later = now + timedelta(minutes=6)

    assert services.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=later) is None

    [entry] = _out(organisation)
    assert (entry.state, entry.failure_reason) == (MessageState.DENIED_CONSENT, "NOT_ALLOWED")


def test_help_is_answered_even_after_a_stop_and_at_night(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    night = now + timedelta(hours=13)
    _say(organisation, "STOP", now)
    _say(organisation, "HELP", night)
    answer = _out(organisation)[-1]

    assert answer.purpose == Purpose.HELP_ANSWER
    assert services.begin_sending(organisation=organisation.pk, entry_id=answer.pk, now=night) is not None


def test_a_refusal_says_why_by_the_rule(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    thread = _say(organisation, "STOP", now).conversation_id

    with pytest.raises(errors.MayNotText) as refused:
        services.send_reply(by=bob, conversation_id=thread, text="But", seen_seq=9, now=now)

    assert refused.value.rule is Rule.OPTED_OUT
    assert "wait until they write START" in str(refused.value.sentence)


def test_quiet_hours_hold_offers_and_never_replies(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    night = now + timedelta(hours=13)
    thread = _say(organisation, "Hello", now).conversation_id
    reply = services.send_reply(by=bob, conversation_id=thread, text="Hi", seen_seq=9, now=night)
    offer = _offer(organisation, line, thread, now=night)

    assert services.begin_sending(organisation=organisation.pk, entry_id=reply.pk, now=night) is not None
    assert _begun(organisation, offer, night) == (MessageState.DENIED_CONSENT, "NOT_ALLOWED")
    with tenant_transaction(organisation):
        record_consent(
            organisation_id=organisation.pk,
            address=Address(AddressKind.PHONE, CUSTOMER, CUSTOMER),
            granted=True,
            evidence="FORM",
            entry_id=None,
            member=None,
            now=now,
        )
    agreed = _offer(organisation, line, thread, now=night)
    assert _begun(organisation, agreed, night) == (MessageState.HELD_QUIET, "")
    with reading(organisation):
        owed = Delivery.objects.filter(organisation_id=organisation.pk).order_by("-due_at").first()
    assert owed is not None
    assert owed.due_at == night.replace(hour=15, minute=0)
    assert _begun(organisation, agreed, owed.due_at) == (MessageState.SENDING, "")


def _out(organisation: Organisation) -> list[Entry]:
    with reading(organisation):
        return list(Entry.objects.of(organisation).filter(kind=EntryKind.MESSAGE_OUT).order_by("seq"))


def _offer(organisation: Organisation, line: Line, thread: UUID, *, now: datetime) -> Entry:
    with tenant_transaction(organisation):
        conversation = threads.lock_conversation(thread, organisation_id=organisation.pk)
        entry = queue_message_step(
            conversation,
            line=line,
            address=CUSTOMER,
            text="Half price in May",
            author=None,
            purpose=Purpose.MARKETING,
            now=now,
        )
        threads.touch(conversation)
        return entry


def _begun(organisation: Organisation, entry: Entry, now: datetime) -> tuple[str, str]:
    services.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=now)
    with reading(organisation):
        entry.refresh_from_db()
    return entry.state, entry.failure_reason
