"""What a member writes leaves once, to the right person, or stays with a reason."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from contacts.models import ContactAddress
from conversations import errors, services
from conversations.domain.states import MessageState, Outcome, Status
from conversations.models import Conversation, Draft, Entry, EntryKind, Line, Mention
from core.errors import NotAllowed, NotFound
from core.ids import new_id
from core.models import Delivery
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

CUSTOMER = "+16025550134"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


@pytest.fixture
def thread(organisation: Organisation, line: Line, now: datetime) -> Conversation:
    return make.conversation(organisation=organisation, now=now, sender=CUSTOMER)


def _reply(by: Member, thread: Conversation, now: datetime, **more: object) -> Entry:
    values: dict[str, object] = {"text": "At two.", "seen_seq": 99}
    return services.send_reply(by=by, conversation_id=thread.pk, now=now, **(values | more))  # type: ignore[arg-type]


def _fresh(thread: Conversation) -> Conversation:
    return make.fresh(organisation=thread.organisation_id, conversation_id=thread.pk)  # type: ignore[arg-type]


def _fail(entry: Entry, now: datetime) -> None:
    with tenant_transaction(entry.organisation_id):
        services.settle_sending_step(
            organisation=entry.organisation_id, entry_id=entry.pk, state=MessageState.FAILED, now=now
        )


def test_a_reply_waits_for_the_undo_window_and_stops_the_clock(
    thread: Conversation, bob: Member, now: datetime
) -> None:
    later = now + timedelta(seconds=90)
    entry = _reply(bob, thread, later)
    settled = _fresh(thread)
    assert (entry.state, entry.address) == (MessageState.QUEUED, CUSTOMER)
    assert entry.send_after == later + timedelta(seconds=5)
    assert (settled.status, settled.owner, settled.waiting_since) == (Status.WAITING, bob, None)
    assert (settled.first_response_at, settled.first_response_seconds) == (later, 90)
    owed = Delivery.objects.get(organisation_id=bob.organisation_id, handler="carrier.send_message")
    assert owed.due_at == entry.send_after


def test_the_same_reference_is_the_same_reply(thread: Conversation, bob: Member, now: datetime) -> None:
    reference = str(new_id())
    first = _reply(bob, thread, now, client_ref=reference)
    second = _reply(bob, thread, now, client_ref=reference, text="At two, again")
    assert (second.pk, second.text, _fresh(thread).entry_count) == (first.pk, "At two.", 2)


def test_a_colleague_who_was_first_is_named_and_can_be_overruled(
    thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    _reply(alice, thread, now, text="At three.")
    with pytest.raises(errors.ColleagueReplied) as raised:
        _reply(bob, thread, now + timedelta(seconds=4), seen_seq=1)
    assert (raised.value.author, raised.value.seconds, raised.value.excerpt) == (
        "Alice Hale",
        4,
        "At three.",
    )
    assert _reply(bob, thread, now, seen_seq=1, anyway=True).text == "At two."


def test_an_undone_reply_of_a_colleague_warns_nobody(
    thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    services.undo_send(by=alice, entry_id=_reply(alice, thread, now).pk, now=now)
    assert _reply(bob, thread, now, seen_seq=1).author == bob


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("  \x00 ", errors.TextEmpty),
        ("x" * 1601, errors.TextTooLong),
        ("Hello {{contact.first_name}}", errors.ValuesMissing),
        ("Hello {{contact", errors.ValuesMissing),
        ("Hello }}", errors.ValuesMissing),
    ],
)
def test_what_cannot_be_sent_says_why(
    thread: Conversation, bob: Member, now: datetime, text: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _reply(bob, thread, now, text=text)
    assert _fresh(thread).entry_count == 1


def test_an_address_that_is_not_theirs_is_no_way_to_text(
    thread: Conversation, bob: Member, now: datetime
) -> None:
    with pytest.raises(errors.NoWayToText):
        _reply(bob, thread, now, address="+16025550177")


def test_undo_puts_the_words_back_and_the_clocks_as_they_were(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    make.text_in(organisation=organisation, now=now + timedelta(minutes=1), sender=CUSTOMER, text="Hello?")
    at = now + timedelta(minutes=2)
    entry = _reply(bob, thread, at)
    undone = services.undo_send(by=bob, entry_id=entry.pk, now=at)
    settled = _fresh(thread)
    assert undone.state == MessageState.UNDONE
    assert (settled.status, settled.waiting_since, settled.latest_text) == (Status.OPEN, now, "Hello?")
    assert (settled.first_response_at, settled.next_response_at) == (None, None)
    assert settled.due_at is not None
    with reading(organisation):
        assert Draft.objects.of(organisation).get(member=bob).text == "At two."
    assert services.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=at) is None


def test_undo_is_refused_once_it_left_and_to_anyone_else(
    organisation: Organisation, thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    entry = _reply(bob, thread, now)
    with pytest.raises(errors.TooLateToUndo):
        services.undo_send(by=alice, entry_id=entry.pk, now=now)
    services.begin_sending(organisation=organisation.pk, entry_id=entry.pk, now=now)
    with pytest.raises(errors.TooLateToUndo):
        services.undo_send(by=bob, entry_id=entry.pk, now=now)


def test_a_failed_reply_is_retried_once_however_often_it_is_asked(
    thread: Conversation, bob: Member, now: datetime
) -> None:
    entry = _reply(bob, thread, now)
    with pytest.raises(errors.NotRetryable):
        services.retry_send(by=bob, entry_id=entry.pk, now=now)
    _fail(entry, now)
    assert _fresh(thread).has_failure
    first = services.retry_send(by=bob, entry_id=entry.pk, now=now)
    second = services.retry_send(by=bob, entry_id=entry.pk, now=now)
    assert (first.pk, first.state, _fresh(thread).has_failure) == (second.pk, MessageState.QUEUED, False)
    _fail(first, now)
    assert services.retry_send(by=bob, entry_id=first.pk, now=now).pk != first.pk


def test_a_reply_to_a_resolved_conversation_brings_it_back(
    thread: Conversation, bob: Member, now: datetime
) -> None:
    services.resolve_conversation(by=bob, conversation_id=thread.pk, outcome=Outcome.LOST, reason="", now=now)
    _reply(bob, thread, now)
    settled = _fresh(thread)
    assert (settled.status, settled.outcome, settled.resolved_at) == (Status.WAITING, "", None)


def test_a_note_never_has_a_carriers_state_and_tells_the_named(
    organisation: Organisation, thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    note = services.add_note(by=bob, conversation_id=thread.pk, text="@Alice please call", now=now)
    assert (note.kind, note.state, note.channel) == (EntryKind.NOTE, "", "")
    with reading(organisation):
        assert Mention.objects.of(organisation).get().member == alice
    services.mark_read(by=alice, conversation_id=thread.pk, seq=2, now=now)
    with reading(organisation):
        assert Mention.objects.of(organisation).get().read_at == now
    assert services.begin_sending(organisation=organisation.pk, entry_id=note.pk, now=now) is None


def test_a_first_text_to_a_contact_belongs_to_its_writer(
    organisation: Organisation, line: Line, thread: Conversation, bob: Member, now: datetime
) -> None:
    services.resolve_conversation(by=bob, conversation_id=thread.pk, outcome=Outcome.LOST, reason="", now=now)
    with reading(organisation):
        address = ContactAddress.objects.of(organisation).get(value=CUSTOMER)
    much_later = now + timedelta(days=30)
    entry = services.start_conversation(
        by=bob,
        contact_id=address.contact_id,
        address_id=address.pk,
        words=services.FirstWords(line_id=line.pk, text="Your papers are ready."),
        now=much_later,
    )
    started = make.fresh(organisation=organisation, conversation_id=entry.conversation_id)
    assert started.pk != thread.pk
    assert (started.status, started.owner, started.previous_id) == (Status.WAITING, bob, thread.pk)


def test_strangers_find_nothing_and_readers_change_nothing(
    thread: Conversation, bob: Member, mallory: Member, rae: Member, now: datetime
) -> None:
    entry = _reply(bob, thread, now)
    for member, refusal in ((mallory, NotFound), (rae, NotAllowed)):
        for act in (
            lambda by: _reply(by, thread, now),
            lambda by: services.add_note(by=by, conversation_id=thread.pk, text="x", now=now),
            lambda by: services.undo_send(by=by, entry_id=entry.pk, now=now),
            lambda by: services.retry_send(by=by, entry_id=entry.pk, now=now),
            lambda by: services.claim_conversation(by=by, conversation_id=thread.pk, now=now),
            lambda by: services.release_conversation(by=by, conversation_id=thread.pk, now=now),
            lambda by: services.mark_spam(by=by, conversation_id=thread.pk, now=now),
            lambda by: services.wake_conversation(by=by, conversation_id=thread.pk, now=now),
            lambda by: services.reopen_conversation(by=by, conversation_id=thread.pk, now=now),
            lambda by: services.tag_conversation(by=by, conversation_id=thread.pk, tags=["a"], now=now),
            lambda by: services.save_draft(
                by=by, conversation_id=thread.pk, is_note=False, text="x", now=now
            ),
        ):
            with pytest.raises(refusal):
                act(member)
    assert _fresh(thread).entry_count == 2
