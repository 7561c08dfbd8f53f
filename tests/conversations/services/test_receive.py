"""A customer's message finds its person and its conversation, whatever arrives and in whatever order."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, OpeningWindow, Organisation
from contacts.models import Contact, ContactAddress
from conversations import ports, services
from conversations.domain.states import Outcome, Status
from conversations.models import Conversation, Entry, EntryKind, Line
from core.models import Delivery
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

CUSTOMER = "+16025550134"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


def _messages(organisation: Organisation, conversation: Conversation) -> list[str]:
    with reading(organisation):
        rows = Entry.objects.of(organisation).filter(
            conversation=conversation, kind__in=[EntryKind.MESSAGE_IN, EntryKind.MESSAGE_OUT]
        )
        return list(rows.order_by("occurred_at", "seq").values_list("text", flat=True))


def _holder(organisation: Organisation, name: str, number: str = CUSTOMER) -> Contact:
    with tenant_transaction(organisation):
        contact = Contact.objects.create(organisation=organisation, first_name=name, display_name=name)
        ContactAddress.objects.create(
            organisation=organisation, contact=contact, kind="PHONE", value=number, is_shared=True
        )
        return contact


def _inbound(**changes: object) -> ports.InboundMessage:
    values: dict[str, object] = {
        "channel": ports.Channel.SMS,
        "provider_id": "carrier-1",
        "to": make.OUR_NUMBER,
        "sender": CUSTOMER,
        "sender_kind": ports.AddressKind.PHONE,
        "text": "Hello",
    }
    return ports.InboundMessage(**(values | changes))  # type: ignore[arg-type]


def _receive(organisation: Organisation, now: datetime, **changes: object) -> services.Received:
    return services.receive_message(
        organisation=organisation, message=_inbound(**changes), received_at=now, now=now
    )


def test_a_first_text_makes_a_contact_and_an_open_conversation(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    received = make.text_in(organisation=organisation, now=now, sender=CUSTOMER, name="Dana Reyes")
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    assert received.is_new
    assert (conversation.title, conversation.status, conversation.owner) == (
        "Dana Reyes",
        Status.OPEN,
        None,
    )
    assert conversation.waiting_since == now
    assert conversation.due_at == now + timedelta(minutes=organisation.reply_minutes)
    with reading(organisation):
        address = ContactAddress.objects.of(organisation).get(value=CUSTOMER)
    assert address.contact_id == conversation.contact_id


def test_a_second_text_goes_on_and_keeps_the_first_wait(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    first = make.text_in(organisation=organisation, now=now, sender=CUSTOMER, text="One")
    later = now + timedelta(minutes=3)
    second = make.text_in(organisation=organisation, now=later, sender=CUSTOMER, text="Two")
    conversation = make.fresh(organisation=organisation, conversation_id=first.conversation_id)
    assert (second.conversation_id, second.is_new) == (first.conversation_id, False)
    assert (conversation.waiting_since, conversation.latest_text) == (now, "Two")


def test_two_holders_of_one_phone_are_shown_and_not_guessed(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    chosen = _holder(organisation, "Dana")
    _holder(organisation, "Lee")
    received = make.text_in(organisation=organisation, now=now, sender=CUSTOMER)
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    assert conversation.contact_id is None
    services.choose_contact(by=bob, conversation_id=conversation.pk, contact_id=chosen.pk, now=now)
    settled = make.fresh(organisation=organisation, conversation_id=conversation.pk)
    assert (settled.contact_id, settled.title) == (chosen.pk, "Dana")


def test_the_next_text_of_a_shared_phone_stays_with_the_chosen_person(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    chosen = _holder(organisation, "Dana")
    _holder(organisation, "Lee")
    received = make.text_in(organisation=organisation, now=now, sender=CUSTOMER)
    services.choose_contact(by=bob, conversation_id=received.conversation_id, contact_id=chosen.pk, now=now)
    again = make.text_in(organisation=organisation, now=now + timedelta(minutes=1), sender=CUSTOMER)
    assert again.conversation_id == received.conversation_id


@pytest.mark.parametrize(("hours", "is_new"), [(1, False), (71, False), (73, True)])
def test_a_resolved_conversation_comes_back_within_the_window_only(
    organisation: Organisation, line: Line, bob: Member, now: datetime, hours: int, is_new: bool
) -> None:
    first = make.text_in(organisation=organisation, now=now, sender=CUSTOMER)
    services.resolve_conversation(
        by=bob, conversation_id=first.conversation_id, outcome=Outcome.BOOKED, reason="", now=now
    )
    later = now + timedelta(hours=hours)
    second = make.text_in(organisation=organisation, now=later, sender=CUSTOMER)
    conversation = make.fresh(organisation=organisation, conversation_id=second.conversation_id)
    assert (second.conversation_id != first.conversation_id, second.is_new) == (is_new, is_new)
    assert (conversation.status, conversation.outcome) == (Status.OPEN, "")
    assert conversation.due_at is not None
    assert conversation.waiting_since == later
    assert conversation.previous_id == (first.conversation_id if is_new else None)


def test_spam_stays_spam_when_it_writes_again(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    first = make.text_in(organisation=organisation, now=now, sender=CUSTOMER)
    services.mark_spam(by=bob, conversation_id=first.conversation_id, now=now)
    second = make.text_in(organisation=organisation, now=now + timedelta(days=30), sender=CUSTOMER)
    conversation = make.fresh(organisation=organisation, conversation_id=first.conversation_id)
    assert second.conversation_id == first.conversation_id
    assert (conversation.status, conversation.waiting_since) == (Status.SPAM, None)


def test_the_same_message_twice_is_one_entry(organisation: Organisation, line: Line, now: datetime) -> None:
    first, second = _receive(organisation, now), _receive(organisation, now + timedelta(hours=2))
    assert (second.entry_id, second.is_duplicate) == (first.entry_id, True)
    conversation = make.fresh(organisation=organisation, conversation_id=first.conversation_id)
    assert _messages(organisation, conversation) == ["Hello"]


def test_messages_without_an_id_are_never_taken_for_one_another(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    first = _receive(organisation, now, provider_id="", text="One")
    services.send_reply(by=bob, conversation_id=first.conversation_id, text="Yes?", seen_seq=1, now=now)
    _receive(organisation, now + timedelta(seconds=9), provider_id="", text="Two")
    conversation = make.fresh(organisation=organisation, conversation_id=first.conversation_id)
    assert _messages(organisation, conversation) == ["One", "Yes?", "Two"]


def test_late_messages_find_their_place_and_not_the_preview(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    said = [("Three", 3), ("One", 1), ("Two", 2)]
    for text, second in said:
        received = make.text_in(
            organisation=organisation,
            now=now + timedelta(minutes=1),
            sender=CUSTOMER,
            text=text,
            occurred_at=now + timedelta(seconds=second),
        )
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    assert _messages(organisation, conversation) == ["One", "Two", "Three"]
    assert (conversation.latest_text, conversation.latest_at) == ("Three", now + timedelta(seconds=3))


def test_a_carrier_clock_ahead_of_ours_is_held_back(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    received = make.text_in(organisation=organisation, now=now, occurred_at=now + timedelta(hours=5))
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    assert conversation.latest_at == now


def test_a_nul_never_reaches_the_database(organisation: Organisation, line: Line, now: datetime) -> None:
    received = _receive(organisation, now, text="a\x00b", profile_name="Da\x00na")
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    assert (_messages(organisation, conversation), conversation.title) == (["ab"], "Dana")


def test_a_picture_without_words_is_kept_and_fetched(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    picture = ports.Media(kind="image", url="https://api.nexmo.com/v3/media/1")
    received = _receive(organisation, now, text=None, media=(picture,), channel=ports.Channel.MMS)
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(pk=received.entry_id)
    assert (entry.text, entry.media[0]["state"]) == ("", "ANNOUNCED")
    assert Delivery.objects.filter(organisation_id=organisation.pk, handler="carrier.fetch_media").exists()


def test_a_short_code_is_a_party_of_its_own_and_gets_no_automatic_answer(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    received = make.text_in(organisation=organisation, now=now, sender="55501", text="HELP")
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    assert (conversation.party_kind, conversation.party_value) == ("SHORT_CODE", "55501")
    assert _messages(organisation, conversation) == ["HELP"]


def test_withheld_callers_share_one_thread_and_no_contact(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    first = make.text_in(organisation=organisation, now=now, sender="anonymous", text="One")
    second = make.text_in(organisation=organisation, now=now, sender="Restricted", text="Two")
    conversation = make.fresh(organisation=organisation, conversation_id=first.conversation_id)
    assert (second.conversation_id, conversation.contact_id) == (first.conversation_id, None)
    with pytest.raises(services.replies.errors.NoWayToText):
        services.send_reply(by=bob, conversation_id=conversation.pk, text="Who?", seen_seq=2, now=now)


def test_a_number_that_is_no_line_of_ours_changes_nothing(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    with pytest.raises(services.NoSuchLine):
        make.text_in(organisation=organisation, now=now, to="+16025550177")
    with reading(organisation):
        assert not Conversation.objects.of(organisation).exists()
        assert not Contact.objects.of(organisation).exists()


def test_what_comes_at_night_is_owed_in_the_hours_of_its_place(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    for weekday in range(5):
        OpeningWindow.objects.create(
            organisation=organisation,
            location_id=line.location_id,
            weekday=weekday,
            opens_minute=540,
            closes_minute=1020,
        )
    night = now + timedelta(hours=13)  # 23:00 on Monday in Phoenix, where a day begins at 9:00
    received = make.text_in(organisation=organisation, now=night, sender=CUSTOMER)
    conversation = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    morning = now + timedelta(hours=23)
    assert conversation.due_at == morning + timedelta(minutes=organisation.reply_minutes)
    OpeningWindow.objects.filter(organisation=organisation).update(opens_minute=600)
    later = make.text_in(organisation=organisation, now=night, sender="+16025550199")
    conversation = make.fresh(organisation=organisation, conversation_id=later.conversation_id)
    assert conversation.due_at == morning + timedelta(hours=1, minutes=organisation.reply_minutes)
