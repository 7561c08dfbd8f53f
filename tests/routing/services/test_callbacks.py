"""Callbacks on the rows: chosen in line, rung agent first, tried again, superseded, given up; each once."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from contacts.models import ConsentEvent
from conversations.models import Entry, Line, NumberFact, Task
from conversations.ports import Gather, HangUp, LegStatus, Record, Room, Say, plan_from_json
from conversations.services.calls import in_words
from core.transactions import reading, tenant_transaction
from routing import errors
from routing.domain.presence import Choice
from routing.models import Queue, WorkItem
from routing.services import queues
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db
OTHER = "+16025550199"


@pytest.fixture
def desk(organisation: Organisation, alice: Member, now: datetime) -> Queue:
    make.here(alice, now=now)
    return make.queue(organisation, alice, wrap_up_seconds=0)


@pytest.fixture
def line(organisation: Organisation, desk: Queue, now: datetime) -> Line:
    return make.flow_line(threads.line(organisation=organisation), desk, now=now)


@pytest.fixture
def busy(organisation: Organisation, line: Line, alice: Member, now: datetime) -> str:
    """Let the only member talk with somebody else; gives the carrier's id of that caller's leg."""
    offered = calls.offered(line, caller=OTHER)
    calls.answer(organisation, offered, now=now)
    make.work_off(now=now)
    calls.press(organisation, make.offers(organisation)[0].leg.pk, "1", now=now)
    return offered.leg_id


class Caller:
    """Somebody who waits in line and presses keys."""

    def __init__(
        self, organisation: Organisation, line: Line, *, now: datetime, number: str = calls.CALLER
    ) -> None:
        self.organisation, self.offered = organisation, calls.offered(line, caller=number)
        self.leg_id = calls.answer(organisation, self.offered, now=now).leg_id
        make.work_off(now=now)

    def press(self, keys: str, *, now: datetime) -> list[object]:
        return list(calls.press(self.organisation, self.leg_id, keys, now=now) or ())

    def hang_up(self, *, now: datetime) -> None:
        calls.hang_up(self.organisation, self.offered, now=now)

    @property
    def item(self) -> WorkItem:
        with reading(self.organisation):
            rows = WorkItem.objects.of(self.organisation).filter(call__legs=self.leg_id)
            return rows.order_by("-created_at").select_related("call", "queue")[0]


def promised(organisation: Organisation, line: Line, *, now: datetime, number: str = calls.CALLER) -> Caller:
    """Let a caller choose to be called back at the number they ring from, and hang up."""
    caller = Caller(organisation, line, now=now, number=number)
    caller.press("1", now=calls.later(now, 5))
    caller.press("1", now=calls.later(now, 10))
    caller.hang_up(now=calls.later(now, 14))
    return caller


def free(organisation: Organisation, leg_id: str, *, now: datetime) -> None:
    """Let the member's first talk end."""
    member_leg = make.offers(organisation)[0].leg
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=now)
    calls.tell(organisation, LegStatus.COMPLETED, leg_id=member_leg.pk, now=now)
    make.work_off(now=now)


def ring_back(organisation: Organisation, *, now: datetime, status: LegStatus) -> None:
    """Let the member who is rung press 1, and the customer's telephone end or be answered."""
    (offer,) = make.offers(organisation, is_open=True)
    calls.tell(organisation, LegStatus.ANSWERED, leg_id=offer.leg.pk, now=now)
    calls.press(organisation, offer.leg.pk, "1", now=now)
    customer = calls.legs(organisation, "CUSTOMER")[-1]
    calls.tell(organisation, status, leg_id=customer.pk, now=calls.later(now, 30))
    if status is not LegStatus.ANSWERED:
        calls.tell(organisation, LegStatus.COMPLETED, leg_id=offer.leg.pk, now=calls.later(now, 35))


def texts(organisation: Organisation) -> list[tuple[str, str]]:
    with reading(organisation):
        rows = Entry.objects.of(organisation).filter(kind="MESSAGE_OUT").order_by("seq")
        return list(rows.values_list("address", "text"))


def tasks(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(Task.objects.of(organisation).order_by("created_at").values_list("title", flat=True))


def test_a_key_offers_a_callback_one_more_confirms_it_and_the_place_is_kept(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    caller = Caller(organisation, line, now=now)
    asked, keys = caller.press("1", now=calls.later(now, 30))
    assert isinstance(asked, Say)
    assert asked.text == (
        "We can call you back at (602) 555-0134 and you keep your place. Press 1 to confirm, 2 to enter another"
        " number, or star to go on waiting."
    )
    assert isinstance(keys, Gather)
    thanks, end = caller.press("1", now=calls.later(now, 40))
    assert isinstance(thanks, Say)
    assert "we call you at (602) 555-0134" in thanks.text
    assert isinstance(end, HangUp)
    caller.hang_up(now=calls.later(now, 44))
    item = caller.item
    assert (item.state, item.queued_at, item.callback_number) == ("CALLBACK_PENDING", now, calls.CALLER)
    assert item.call.outcome == "CALLBACK_DONE"
    make.work_off(now=calls.later(now, 120))
    assert texts(organisation) == []
    assert tasks(organisation) == []


def test_another_number_is_judged_and_read_back(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    caller = Caller(organisation, line, now=now)
    caller.press("1", now=now)
    asked, keys = caller.press("2", now=now)
    assert isinstance(keys, Gather)
    assert (keys.most_digits, keys.ends_on_hash) == (15, True)
    for typed, words in [
        ("60255501", "That is not a whole telephone number."),
        ("9005551234", "We cannot call that number."),
    ]:
        asked, _keys = caller.press(typed, now=now)
        assert isinstance(asked, Say)
        assert asked.text.startswith(words)
    read_back, _keys = caller.press("6025550177", now=now)
    assert isinstance(read_back, Say)
    assert "(602) 555-0177" in read_back.text
    caller.press("1", now=now)
    assert caller.item.callback_number == "+16025550177"


@pytest.mark.parametrize("keys", [["*"], ["", "", ""], ["2", "*"]])
def test_who_does_not_want_it_waits_on_at_the_same_place(
    organisation: Organisation, line: Line, busy: str, now: datetime, keys: list[str]
) -> None:
    caller = Caller(organisation, line, now=now)
    caller.press("1", now=now)
    plan = [caller.press(key, now=now) for key in keys][-1]
    assert isinstance(plan[-1], Room)
    assert (caller.item.state, caller.item.queued_at, caller.item.call.outcome) == ("WAITING", now, "")


def test_a_key_that_means_nothing_and_silence_leave_the_music_on(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    caller = Caller(organisation, line, now=now)
    for keys in ("", "7"):
        assert caller.press(keys, now=now) == []
    assert caller.item.state == "WAITING"


def test_who_is_about_to_choose_is_not_sent_on_for_waiting_too_long(
    organisation: Organisation, line: Line, desk: Queue, busy: str, now: datetime
) -> None:
    with tenant_transaction(organisation):
        Queue.objects.of(organisation).update(longest_seconds=60)
    caller = Caller(organisation, line, now=now)
    caller.press("1", now=calls.later(now, 58))
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 61))
    assert caller.item.state == "WAITING"
    caller.press("1", now=calls.later(now, 62))
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 600))
    assert caller.item.state == "CALLBACK_PENDING"


def test_the_member_is_rung_first_then_the_customer_with_our_number_and_they_talk(
    organisation: Organisation, line: Line, alice: Member, busy: str, now: datetime
) -> None:
    caller = promised(organisation, line, now=now)
    at = calls.later(now, 300)
    free(organisation, busy, now=at)
    (offer,) = make.offers(organisation, is_open=True)
    assert (offer.item_id, caller.item.state) == (caller.item.pk, "CALLBACK_RESERVED")
    placed = next(row for row in calls.commands(organisation, "PLACE") if row.leg_id == offer.leg.pk)
    (said, *_rest) = plan_from_json(placed.body["plan"])
    assert isinstance(said, Say)
    assert "waiting since 10:00" in said.text
    assert calls.legs(organisation, "CUSTOMER") == []

    ring_back(organisation, now=at, status=LegStatus.ANSWERED)
    customer = calls.legs(organisation, "CUSTOMER")[0]
    dialled = next(row for row in calls.commands(organisation, "PLACE") if row.leg_id == customer.pk)
    assert (customer.endpoint, dialled.body["sender"]) == (calls.CALLER, line.address)
    assert (caller.item.state, caller.item.answered_at) == ("CONNECTED", calls.later(at, 30))
    assert make.presence(alice).engagement == "ON_CALL"

    calls.tell(organisation, LegStatus.COMPLETED, leg_id=customer.pk, now=calls.later(at, 90))
    calls.tell(organisation, LegStatus.COMPLETED, leg_id=offer.leg.pk, now=calls.later(at, 91))
    queues.sweep(organisation_id=organisation.pk, now=calls.later(at, 100))
    assert (caller.item.state, make.presence(alice).engagement) == ("DONE", "FREE")
    assert calls.calls_of(organisation, "OUTBOUND")[0].outcome == "OUTBOUND_ANSWERED"


def test_a_member_who_does_not_take_it_leaves_the_callback_where_it_was(
    organisation: Organisation, line: Line, desk: Queue, bob: Member, busy: str, now: datetime
) -> None:
    caller = promised(organisation, line, now=now)
    at = calls.later(now, 300)
    free(organisation, busy, now=at)
    (offer,) = make.offers(organisation, is_open=True)
    calls.tell(organisation, LegStatus.UNANSWERED, leg_id=offer.leg.pk, now=calls.later(at, 20))
    item = caller.item
    assert (item.state, item.queued_at, item.callback_attempts) == ("CALLBACK_PENDING", now, 0)
    # The customer was not rung: the list goes on telling of their own call.
    (call,) = calls.calls_of(organisation, "OUTBOUND")
    assert in_words(call) == "Callback, no member took it"
    assert call.conversation.latest_call == "CALLBACK_DONE"
    make.here(bob, now=calls.later(at, 21))
    make.seat(desk, bob)
    queues.sweep(organisation_id=organisation.pk, now=calls.later(at, 22))
    assert make.offers(organisation, is_open=True)[0].member == bob
    assert calls.legs(organisation, "CUSTOMER") == []


def test_nobody_answers_three_times_at_growing_distance_then_a_text_and_a_task(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    caller = promised(organisation, line, now=now)
    at = calls.later(now, 300)
    free(organisation, busy, now=at)
    for attempt, wait in ((1, 300), (2, 900), (3, 0)):
        ring_back(organisation, now=at, status=LegStatus.UNANSWERED)
        item = caller.item
        assert item.callback_attempts == attempt
        if not wait:
            break
        due = calls.later(at, 30 + wait)
        assert abs((item.callback_due_at - due).total_seconds()) <= 5
        make.work_off(now=calls.later(due, -10))
        assert make.offers(organisation, is_open=True) == []
        at = calls.later(due, 10)
        make.work_off(now=at)
        queues.sweep(organisation_id=organisation.pk, now=at)
    assert (caller.item.state, len(calls.legs(organisation, "CUSTOMER"))) == ("CALLBACK_FAILED", 3)
    [(to, words)] = texts(organisation)
    assert to == calls.CALLER
    assert "tried to call you back" in words
    [task] = tasks(organisation)
    assert task.endswith("at (602) 555-0134: no answer to 3 calls")


@pytest.mark.parametrize("why", ["landline", "opted out"])
def test_no_text_goes_where_none_may(
    organisation: Organisation, line: Line, busy: str, now: datetime, why: str
) -> None:
    with tenant_transaction(organisation):
        if why == "landline":
            NumberFact.objects.create(
                organisation=organisation, value=calls.CALLER, line_type="LANDLINE", checked_at=now
            )
        else:
            ConsentEvent.objects.create(
                organisation=organisation,
                kind="PHONE",
                value=calls.CALLER,
                granted=False,
                evidence="KEYWORD",
                occurred_at=now,
            )
    caller = promised(organisation, line, now=now)
    item_id = caller.item.pk
    with tenant_transaction(organisation):
        WorkItem.objects.of(organisation).filter(pk=item_id).update(callback_attempts=2)
    free(organisation, busy, now=calls.later(now, 60))
    ring_back(organisation, now=calls.later(now, 60), status=LegStatus.UNANSWERED)
    assert caller.item.state == "CALLBACK_FAILED"
    assert texts(organisation) == []
    assert len(tasks(organisation)) == 1


def test_who_rings_in_again_has_the_place_they_had_and_is_not_called_back(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    first = promised(organisation, line, now=now)
    again = Caller(organisation, line, now=calls.later(now, 200))
    assert (first.item.state, again.item.state) == ("REJOINED", "WAITING")
    assert (again.item.queued_at, again.item.parent_id) == (now, first.item.pk)
    free(organisation, busy, now=calls.later(now, 210))
    (offer,) = make.offers(organisation, is_open=True)
    assert offer.item_id == again.item.pk
    assert calls.calls_of(organisation, "OUTBOUND") == []


def test_who_rings_in_while_a_member_is_rung_for_them_frees_the_member(
    organisation: Organisation, line: Line, alice: Member, busy: str, now: datetime
) -> None:
    first = promised(organisation, line, now=now)
    at = calls.later(now, 300)
    free(organisation, busy, now=at)
    (offer,) = make.offers(organisation, is_open=True)
    again = Caller(organisation, line, now=calls.later(at, 3))
    assert first.item.state == "REJOINED"
    calls.tell(organisation, LegStatus.CANCELLED, leg_id=offer.leg.pk, now=calls.later(at, 4))
    queues.sweep(organisation_id=organisation.pk, now=calls.later(at, 5))
    (offer,) = make.offers(organisation, is_open=True)
    assert (offer.item_id, offer.member) == (again.item.pk, alice)


def test_at_night_the_callback_waits_for_the_morning(
    organisation: Organisation, line: Line, alice: Member, busy: str, now: datetime
) -> None:
    # 20:30 in Phoenix: within the hour they rang in any call is awaited, from 21:30 on it is night there.
    caller = promised(organisation, line, now=now)
    late = calls.later(now, 11.5 * 3600)
    free(organisation, busy, now=late)
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=late)
    queues.dispatch(organisation_id=organisation.pk, now=late)
    item = caller.item
    assert item.state == "CALLBACK_PENDING"
    assert item.callback_due_at == datetime.fromisoformat("2026-11-24T15:00:00+00:00")
    assert calls.calls_of(organisation, "OUTBOUND") == []


def test_whom_somebody_talked_with_meanwhile_is_not_called_back(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    caller = promised(organisation, line, now=now)
    call = caller.item.call
    with tenant_transaction(organisation):
        call.answered_at = calls.later(now, 100)
        call.save(update_fields=["answered_at"])
    free(organisation, busy, now=calls.later(now, 120))
    assert (caller.item.state, caller.item.code) == ("LEFT", "TALKED")
    assert calls.calls_of(organisation, "OUTBOUND") == []


def test_confirmed_twice_is_promised_once_and_news_of_an_old_attempt_changes_nothing(
    organisation: Organisation, line: Line, busy: str, now: datetime
) -> None:
    caller = Caller(organisation, line, now=now)
    caller.press("1", now=now)
    assert isinstance(caller.press("1", now=now)[-1], HangUp)
    caller.press("1", now=now)
    caller.hang_up(now=calls.later(now, 5))
    at = calls.later(now, 60)
    free(organisation, busy, now=at)
    (first,) = make.offers(organisation, is_open=True)
    ring_back(organisation, now=at, status=LegStatus.UNANSWERED)
    at = calls.later(at, 345)
    make.work_off(now=at)
    queues.sweep(organisation_id=organisation.pk, now=at)
    old = calls.legs(organisation, "CUSTOMER")[0]
    for status, leg_id in ((LegStatus.UNANSWERED, old.pk), (LegStatus.COMPLETED, first.leg.pk)):
        calls.tell(organisation, status, leg_id=leg_id, now=at)
    assert (caller.item.state, caller.item.callback_attempts) == ("CALLBACK_RESERVED", 1)
    assert len(make.offers(organisation, is_open=True)) == 1


def test_a_flow_offers_a_callback_whom_no_queue_takes_and_it_waits_in_that_queue(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, now: datetime
) -> None:
    queues.choose_presence(by=alice, choice=Choice.AWAY, now=now)
    make.flow_line(line, desk, now=now, offer={"queue": str(desk.pk)})
    caller = Caller(organisation, line, now=now)
    asked = plan_from_json(calls.commands(organisation, "RUN")[-1].body["plan"])[0]
    assert isinstance(asked, Say)
    assert asked.text.startswith("Nobody is free. We can call you back at (602) 555-0134. Press 1")
    assert isinstance(caller.press("1", now=now)[-1], HangUp)
    caller.hang_up(now=calls.later(now, 4))
    assert (caller.item.state, caller.item.queue_id, tasks(organisation)) == ("CALLBACK_PENDING", desk.pk, [])
    assert caller.item.call.outcome == "CALLBACK_DONE"


def test_without_a_queue_it_is_a_task_and_who_wants_none_goes_on(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, now: datetime
) -> None:
    queues.choose_presence(by=alice, choice=Choice.AWAY, now=now)
    caller = Caller(organisation, line, now=now)
    caller.press("1", now=now)
    caller.hang_up(now=calls.later(now, 4))
    assert make.items(organisation) == []
    assert tasks(organisation) == ["Call back (602) 555-0134 at (602) 555-0134"]

    other = Caller(organisation, line, now=now, number="+16025550177")
    assert any(isinstance(step, Record) for step in other.press("*", now=now))


def test_by_hand_a_member_takes_it_before_its_time(
    organisation: Organisation, line: Line, alice: Member, busy: str, now: datetime
) -> None:
    caller = promised(organisation, line, now=now)
    free(organisation, busy, now=calls.later(now, 12))
    assert make.offers(organisation, is_open=True) == []
    queues.assign(by=alice, item_id=caller.item.pk, member_id=alice.pk, now=calls.later(now, 15))
    ring_back(organisation, now=calls.later(now, 16), status=LegStatus.ANSWERED)
    assert caller.item.state == "CONNECTED"


def test_a_callback_is_dropped_with_a_reason_that_stays_with_the_call(
    organisation: Organisation, line: Line, alice: Member, busy: str, now: datetime
) -> None:
    caller = promised(organisation, line, now=now)
    at = calls.later(now, 30)
    with pytest.raises(errors.DropReasonMissing):
        queues.drop_callback(by=alice, item_id=caller.item.pk, reason="  ", now=at)
    queues.drop_callback(by=alice, item_id=caller.item.pk, reason="Solved by text", now=at)
    assert (caller.item.state, caller.item.code) == ("LEFT", "BY_HAND")
    assert caller.item.call.path[-1]["why"] == f"callback dropped by {alice.name}: Solved by text"
    with pytest.raises(errors.WorkMoved):
        queues.drop_callback(by=alice, item_id=caller.item.pk, reason="Again", now=at)
    free(organisation, busy, now=calls.later(now, 60))
    assert calls.calls_of(organisation, "OUTBOUND") == []


def test_who_waits_on_the_line_is_not_dropped(
    organisation: Organisation, line: Line, alice: Member, busy: str, now: datetime
) -> None:
    caller = Caller(organisation, line, now=now)
    with pytest.raises(errors.WorkMoved):
        queues.drop_callback(by=alice, item_id=caller.item.pk, reason="Tired of it", now=now)
    assert caller.item.state == "WAITING"
