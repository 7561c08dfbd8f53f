"""What the carrier says about a message ends the same way, in whatever order and however often it is said."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from accounts.models import Member, Organisation
from conversations import events, handlers, ports, services
from conversations.domain.states import MessageState
from conversations.models import Entry, NumberFact
from core.models import Event
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

SENT, DELIVERED, FAILED = MessageState.SENT, MessageState.DELIVERED, MessageState.FAILED


@pytest.fixture
def entry(organisation: Organisation, bob: Member, now: datetime) -> Entry:
    make.line(organisation=organisation)
    thread = make.conversation(organisation=organisation, now=now)
    sent = services.send_reply(by=bob, conversation_id=thread.pk, text="Yes", seen_seq=9, now=now)
    services.begin_sending(organisation=organisation.pk, entry_id=sent.pk, now=now)
    return sent


def _report(entry: Entry, state: MessageState, now: datetime, provider_id: str = "p-1") -> None:
    report = ports.MessageReport(
        provider_id=provider_id,
        client_ref=entry.pk.hex,
        state=state,
        raw_status=state.lower(),
        is_final=False,
        reason=ports.FailureReason.OPTED_OUT if state is FAILED else None,
        raw_code="1240" if state is FAILED else "",
    )
    with tenant_transaction(entry.organisation_id):
        services.apply_report_step(
            organisation=entry.organisation_id, report=report, entry_id=entry.pk, received_at=now, now=now
        )


def _answer(entry: Entry, state: MessageState, now: datetime) -> None:
    with tenant_transaction(entry.organisation_id):
        services.settle_sending_step(
            organisation=entry.organisation_id, entry_id=entry.pk, state=state, provider_id="p-1", now=now
        )


def _fresh(entry: Entry) -> Entry:
    with reading(entry.organisation_id):
        return Entry.objects.of(entry.organisation_id).get(pk=entry.pk)


@pytest.mark.parametrize("order", list(permutations([SENT, DELIVERED, FAILED])))
def test_every_order_ends_delivered_and_keeps_every_report(
    entry: Entry, now: datetime, order: tuple[MessageState, ...]
) -> None:
    for second, state in enumerate(order):
        _report(entry, state, now + timedelta(seconds=second))
        _report(entry, state, now + timedelta(seconds=second))
    told = _fresh(entry)
    assert (told.state, told.failure_reason, told.provider_id) == (DELIVERED, "", "p-1")
    assert len(told.history) == 2 + 2 * len(order)


@pytest.mark.parametrize("answer_first", [True, False])
def test_a_refusal_that_overtakes_the_answer_keeps_its_reason(
    entry: Entry, now: datetime, answer_first: bool
) -> None:
    if answer_first:
        _answer(entry, SENT, now)
    _report(entry, FAILED, now)
    if not answer_first:
        _answer(entry, SENT, now)
    told = _fresh(entry)
    assert (told.state, told.failure_reason, told.provider_id) == (FAILED, "OPTED_OUT", "p-1")


def test_an_unknown_answer_never_hides_a_known_state(entry: Entry, now: datetime) -> None:
    _report(entry, DELIVERED, now)
    _answer(entry, MessageState.UNKNOWN, now)
    assert _fresh(entry).state == DELIVERED


@pytest.mark.parametrize(
    ("reason", "is_marked"),
    [(reason, reason in {"BAD_NUMBER", "UNREACHABLE"}) for reason in ports.FailureReason],
)
def test_only_a_reason_that_lasts_marks_the_number(
    entry: Entry, now: datetime, reason: ports.FailureReason, is_marked: bool
) -> None:
    with tenant_transaction(entry.organisation_id):
        services.settle_sending_step(
            organisation=entry.organisation_id, entry_id=entry.pk, state=FAILED, reason=reason, now=now
        )
    facts = Event.objects.filter(
        organisation_id=entry.organisation_id, name="conversations.number_unreachable"
    )
    with reading(entry.organisation_id):
        assert facts.count() == is_marked
    if is_marked:
        handlers.note_unreachable(
            events.NumberUnreachable(entry_id=entry.pk), organisation_id=entry.organisation_id, now=now
        )
    with reading(entry.organisation_id):
        assert NumberFact.objects.filter(value=entry.address, unreachable_at=now).count() == is_marked
