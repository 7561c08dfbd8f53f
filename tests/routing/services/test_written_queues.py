"""Messages in queues: offered to one member after another, taken by a tap, left to the team when nobody can."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from conversations import services as conversations
from conversations.domain.states import Outcome
from conversations.models import Conversation, Entry, Line
from core.transactions import reading
from routing import errors
from routing import services as routing
from routing.domain.presence import Choice
from routing.models import Queue
from routing.services import queues
from tests.factories import accounts, calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db
WRITER = "+16025557301"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return threads.line(organisation=organisation)


@pytest.fixture
def desk(organisation: Organisation, alice: Member, bob: Member, line: Line, now: datetime) -> Queue:
    make.here(alice, bob, now=now)
    row = make.queue(organisation, alice, bob, strategy="FIXED")
    send_messages_to(row, line, by=alice, now=now)
    return row


def send_messages_to(desk: Queue, line: Line, *, by: Member, now: datetime) -> None:
    routing.save_handling(
        by=by,
        line_id=line.pk,
        wanted=routing.Wanted(messages_queue_id=desk.pk),
        turns=[],
        seen_version=0,
        now=now,
    )


def write(
    organisation: Organisation, *, now: datetime, text: str = "Do you take custody cases?"
) -> Conversation:
    """Let somebody write, and workers do what follows."""
    received = threads.text_in(organisation=organisation, now=now, sender=WRITER, text=text)
    make.work_off(now=now)
    return threads.fresh(organisation=organisation, conversation_id=received.conversation_id)


def told(talk: Conversation) -> list[tuple[str, str]]:
    with reading(talk.organisation_id):
        rows = Entry.objects.filter(conversation=talk, kind="FACT").order_by("seq")
        return [(row.fact, row.fact_values.get("to", "")) for row in rows]


def test_a_text_to_nobody_is_offered_and_who_taps_has_the_conversation(
    organisation: Organisation, desk: Queue, alice: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    (offer,) = make.offers(organisation, is_open=True)
    assert (offer.member, offer.item.channel, offer.item.conversation_id) == (alice, "MESSAGE", talk.pk)
    assert told(talk) == [("queued", ""), ("offered", "Alice Hale")]
    queues.take_offered(by=alice, item_id=offer.item_id, now=calls.later(now, 5))
    talk = threads.fresh(organisation=organisation, conversation_id=talk.pk)
    assert (talk.owner, make.item(organisation).state) == (alice, "CONNECTED")


def test_a_second_text_and_a_handler_that_runs_twice_join_nothing_again(
    organisation: Organisation, desk: Queue, now: datetime
) -> None:
    talk = write(organisation, now=now)
    write(organisation, now=calls.later(now, 5), text="Hello?")
    with reading(organisation):
        entry = Entry.objects.filter(conversation=talk, kind="MESSAGE_IN").earliest("seq")
    queues.queue_message(
        organisation=organisation.pk, conversation_id=talk.pk, entry_id=entry.pk, now=calls.later(now, 9)
    )
    assert len(make.items(organisation)) == 1


def test_who_passes_or_misses_is_followed_by_the_next(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    write(organisation, now=now)
    first = make.offers(organisation, is_open=True)[0]
    queues.pass_on(by=alice, item_id=first.item_id, now=calls.later(now, 4))
    make.work_off(now=calls.later(now, 4))
    second = make.offers(organisation, is_open=True)[0]
    assert second.member == bob
    gone = calls.later(now, 70)
    queues.expire_written_offers(organisation=organisation.pk, now=gone)
    make.work_off(now=gone)
    assert (make.presence(bob).choice, make.presence(bob).was_auto) == (Choice.AWAY, True)
    assert make.offers(organisation, is_open=True)[0].member == alice


def test_with_nobody_on_shift_it_stays_with_the_team(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    for member in (alice, bob):
        queues.choose_presence(by=member, choice=Choice.AWAY, now=now)
    talk = write(organisation, now=now)
    assert (make.items(organisation), talk.owner, talk.status) == ([], None, "OPEN")
    assert told(talk) == []


def test_when_everybody_leaves_while_it_waits_it_goes_back_to_the_team_and_says_so(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    queues.pass_on(by=alice, item_id=make.item(organisation).pk, now=now)
    for member in (alice, bob):
        queues.choose_presence(by=member, choice=Choice.AWAY, now=now)
    queues.expire_waits(organisation=organisation.pk, now=calls.later(now, 5))
    assert (make.item(organisation).state, make.item(organisation).overflow) == ("OVERFLOWED", "NOBODY")
    assert told(talk)[-1] == ("unqueued", "")


def test_a_reply_by_hand_takes_it_out_of_the_queue_as_answered(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    conversations.send_reply(by=bob, conversation_id=talk.pk, text="We do.", seen_seq=99, now=now)
    make.work_off(now=calls.later(now, 30))
    item = make.item(organisation)
    assert (item.state, item.member, make.offers(organisation)[0].result) == ("DONE", bob, "WITHDRAWN")
    assert make.presence(alice).engagement == "FREE"


@pytest.mark.parametrize("act", ["spam", "resolve"])
def test_what_is_settled_leaves_the_queue(
    act: str, organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    if act == "spam":
        conversations.mark_spam(by=bob, conversation_id=talk.pk, now=now)
    else:
        conversations.resolve_conversation(
            by=bob, conversation_id=talk.pk, outcome=Outcome.LOST, reason="", now=now
        )
    make.work_off(now=now)
    assert make.item(organisation).ended_at is not None
    assert make.offers(organisation, is_open=True) == []


def test_whom_the_person_knows_is_asked_first_while_on_shift(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    conversations.assign_conversation(by=alice, conversation_id=talk.pk, to=bob.pk, now=now)
    conversations.resolve_conversation(
        by=bob, conversation_id=talk.pk, outcome=Outcome.BOOKED, reason="", now=now
    )
    make.work_off(now=now)
    much_later = calls.later(now, 40 * 24 * 3600)
    for member in (alice, bob):
        queues.choose_presence(by=member, choice=Choice.AVAILABLE, now=much_later)
    again = write(organisation, now=much_later)
    assert again.pk != talk.pk
    offer = make.offers(organisation, is_open=True)[0]
    assert (offer.member, offer.reasons[0][0]) == (bob, "LAST_OWNER")


def test_what_its_owner_lets_go_of_waits_again_for_somebody_else_with_its_seniority(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    queues.take_offered(by=alice, item_id=make.item(organisation).pk, now=now)
    conversations.release_conversation(by=alice, conversation_id=talk.pk, now=calls.later(now, 60))
    make.work_off(now=calls.later(now, 60))
    before, after = make.items(organisation)
    assert (before.state, after.parent, after.queued_at) == ("TRANSFERRED", before, now)
    assert make.offers(organisation, is_open=True)[0].member == bob


def test_nobody_holds_more_than_they_have_room_for(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    send_messages_to(make.queue(organisation, alice), line, by=alice, now=now)
    for number in range(6):
        threads.text_in(organisation=organisation, now=now, sender=f"+1602555740{number}")
        make.work_off(now=now)
        if found := make.offers(organisation, is_open=True):
            queues.take_offered(by=alice, item_id=found[0].item_id, now=now)
    states = [item.state for item in make.items(organisation)]
    assert (states.count("CONNECTED"), states.count("WAITING")) == (5, 1)
    held = make.items(organisation)[0]
    conversations.send_reply(
        by=alice, conversation_id=held.conversation_id, text="Yes.", seen_seq=99, now=now
    )
    make.work_off(now=calls.later(now, 30))
    assert len(make.offers(organisation, is_open=True)) == 1


def test_a_line_without_a_queue_leaves_messages_with_the_team(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    make.queue(organisation, alice)
    write(organisation, now=now)
    assert make.items(organisation) == []


def test_only_a_queue_in_use_can_be_chosen_and_a_chosen_one_is_not_put_away(
    organisation: Organisation, desk: Queue, line: Line, alice: Member, mallory: Member, now: datetime
) -> None:
    with pytest.raises(errors.QueueNeeded, match="Main line"):
        queues.archive_queue(by=alice, queue_id=desk.pk, now=now)
    other = make.queue(mallory.organisation)
    with pytest.raises(errors.NoSuchQueue):
        send_messages_to(
            other, threads.line(organisation=organisation, address="+16025550101"), by=alice, now=now
        )


def test_who_is_offered_what_somebody_just_claimed_is_told_by_whom(
    organisation: Organisation, desk: Queue, alice: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    carol = accounts.member(organisation=organisation, name="Carol Diaz")
    conversations.claim_conversation(by=carol, conversation_id=talk.pk, now=now)
    with pytest.raises(errors.TakenMeanwhile, match="Carol Diaz"):
        queues.take_offered(by=alice, item_id=make.item(organisation).pk, now=now)
    make.work_off(now=now)
    item = make.item(organisation)
    assert (item.state, item.member, make.offers(organisation)[0].result) == ("CONNECTED", carol, "WITHDRAWN")
