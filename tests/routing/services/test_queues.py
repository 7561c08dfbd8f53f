"""Callers in queues: offered, taken, passed on, given up; and members before, in and after calls."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import LegStatus, Room
from core.transactions import reading, tenant_transaction
from routing import errors
from routing.domain import matching
from routing.domain.matching import Channel, Priority, Strategy
from routing.domain.presence import Choice, Engagement
from routing.domain.skills import Need, Relax
from routing.domain.work import Overflow, WorkState
from routing.models import Queue, QueueSeat, WorkItem, WorkOffer
from routing.selectors.desk import read_desk
from routing.services import queues
from routing.services.queues.dispatching import offer_item
from tests.factories import accounts, calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return threads.line(organisation=organisation)


@pytest.fixture
def desk(organisation: Organisation, alice: Member, bob: Member, now: datetime) -> Queue:
    make.here(alice, bob, now=now)
    return make.queue(organisation, alice, bob, wrap_up_seconds=0)


def ring_in_vain(organisation: Organisation, *, now: datetime) -> None:
    leg = make.offers(organisation, is_open=True)[0].leg
    assert leg is not None
    calls.tell(organisation, LegStatus.UNANSWERED, leg_id=leg.pk, now=now)


def press_1(organisation: Organisation, *, now: datetime) -> object:
    leg = make.offers(organisation, is_open=True)[0].leg
    assert leg is not None
    calls.tell(organisation, LegStatus.ANSWERED, leg_id=leg.pk, now=now)
    return calls.press(organisation, leg.pk, "1", now=now)


def test_a_caller_is_offered_at_once_and_the_member_who_presses_1_has_them(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, now: datetime
) -> None:
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    (offer,) = make.offers(organisation)
    assert (offer.result, offer.item.state, offer.item.member_id) == ("OPEN", "RESERVED", offer.member_id)
    assert make.presence(offer.member).engagement == Engagement.OFFERED

    plan = press_1(organisation, now=calls.later(now, 6))
    assert isinstance(plan, tuple)
    assert isinstance(plan[0], Room)
    item = make.item(organisation)
    assert (item.state, item.member, item.answered_at) == ("CONNECTED", offer.member, calls.later(now, 6))
    assert calls.the_call(organisation).answered_by == offer.member
    assert make.presence(offer.member).engagement == Engagement.ON_CALL
    assert make.offers(organisation)[0].result == "ACCEPTED"


def test_the_path_says_who_was_asked_and_why(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    offer = make.offers(organisation)[0]
    path = [step["why"] for step in calls.the_call(organisation).path if step["node"] == "queue"]
    assert path == ["waits in Front desk", f"offered to {offer.member.name}: free the longest, 0 s"]
    assert offer.reasons == [["LONGEST_IDLE", 0]]


def test_a_miss_sets_away_and_the_caller_goes_to_the_next_with_their_seniority(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    first = make.offers(organisation)[0].member
    missed_at = calls.later(now, 20)
    ring_in_vain(organisation, now=missed_at)
    row = make.presence(first)
    assert (row.choice, row.was_auto, row.engagement) == (Choice.AWAY, True, Engagement.FREE)

    make.work_off(now=missed_at)
    second = make.offers(organisation)[1]
    assert (second.result, make.item(organisation).queued_at) == ("OPEN", now)
    assert second.member != first

    queues.choose_presence(by=first, choice=Choice.AVAILABLE, now=missed_at)
    assert (make.presence(first).choice, make.presence(first).was_auto) == (Choice.AVAILABLE, False)


def test_declining_leaves_available(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    offer = make.offers(organisation)[0]
    calls.tell(organisation, LegStatus.REJECTED, leg_id=offer.leg.pk, now=calls.later(now, 3))
    assert (make.offers(organisation)[0].result, make.presence(offer.member).choice) == (
        "DECLINED",
        "AVAILABLE",
    )
    make.work_off(now=calls.later(now, 3))
    assert make.offers(organisation)[1].member != offer.member


def test_a_caller_who_leaves_while_somebody_is_rung_is_no_miss(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    _call, leg_id = make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    offer = make.offers(organisation)[0]
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=calls.later(now, 8))
    assert make.item(organisation).state == WorkState.ABANDONED
    assert make.offers(organisation)[0].result == "WITHDRAWN"
    row = make.presence(offer.member)
    assert (row.choice, row.engagement) == (Choice.AVAILABLE, Engagement.FREE)


def test_who_hangs_up_at_once_is_told_apart(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    _call, leg_id = make.call_in(organisation, line, desk, now=now)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=calls.later(now, 4))
    assert make.item(organisation).state == WorkState.SHORT_ABANDONED


def test_a_second_caller_waits_and_is_offered_the_moment_somebody_is_free(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice, wrap_up_seconds=0)
    _first, leg_id = make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    press_1(organisation, now=now)
    make.call_in(organisation, line, desk, now=calls.later(now, 5), caller="+16025550177")
    make.work_off(now=calls.later(now, 5))
    waiting = make.items(organisation)[1]
    assert waiting.state == WorkState.WAITING

    done = calls.later(now, 60)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=done)
    member_leg = make.offers(organisation)[0].leg
    calls.tell(organisation, LegStatus.COMPLETED, leg_id=member_leg.pk, now=done)
    make.work_off(now=done)
    assert make.item(organisation, waiting.pk).state == WorkState.RESERVED
    assert [item.state for item in make.items(organisation)] == ["DONE", "RESERVED"]


def test_wrap_up_keeps_a_member_out_of_every_queue_until_the_code_is_given(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice, wrap_up_seconds=30, needs_code=True, codes=["Booked", "Other"])
    other = make.queue(organisation, alice, name="Billing")
    _call, leg_id = make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    press_1(organisation, now=now)
    ended = calls.later(now, 60)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=ended)
    row = make.presence(alice)
    assert (row.engagement, row.owes_code, row.wraps_until) == ("WRAPPING", True, calls.later(ended, 30))
    make.call_in(organisation, line, other, now=ended, caller="+16025550177")
    make.work_off(now=ended)
    late = calls.later(ended, 300)
    queues.sweep(organisation_id=organisation.pk, now=late)
    assert make.items(organisation)[1].state == WorkState.WAITING

    with pytest.raises(errors.CodeNeeded):
        queues.wrap_up(by=alice, now=late)
    with pytest.raises(errors.NoSuchCode):
        queues.wrap_up(by=alice, code="Nonsense", now=late)
    queues.wrap_up(by=alice, code="Booked", now=late)
    make.work_off(now=late)
    first, second = make.items(organisation)
    assert (first.state, first.code, second.state) == ("DONE", "Booked", "RESERVED")


def test_a_wrap_up_ends_by_its_time(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice, wrap_up_seconds=30)
    _call, leg_id = make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    press_1(organisation, now=now)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=now)
    queues.more_time(by=alice, now=now)
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 149))
    assert make.item(organisation).state == WorkState.WRAPPING
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 150))
    assert (make.item(organisation).state, make.presence(alice).engagement) == ("DONE", "FREE")


def test_away_asked_for_during_a_call_holds_after_it(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice, wrap_up_seconds=0)
    _call, leg_id = make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    press_1(organisation, now=now)
    queues.choose_presence(by=alice, choice=Choice.AWAY, reason="Lunch", now=now)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=calls.later(now, 30))
    calls.tell(
        organisation,
        LegStatus.COMPLETED,
        leg_id=make.offers(organisation)[0].leg.pk,
        now=calls.later(now, 31),
    )
    row = make.presence(alice)
    assert (row.choice, row.engagement, row.reason) == ("AWAY", "FREE", "Lunch")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({"places": 1}, Overflow.FULL), ({"is_active": False}, Overflow.CLOSED), ({}, None)],
)
def test_why_a_caller_does_not_wait(
    organisation: Organisation,
    line: Line,
    alice: Member,
    now: datetime,
    settings: dict[str, object],
    expected: Overflow | None,
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice, **settings)
    make.call_in(organisation, line, desk, now=now)
    make.call_in(organisation, line, desk, now=now, caller="+16025550177")
    with reading(organisation):
        count = WorkItem.objects.of(organisation).count()
    assert count == {Overflow.FULL: 1, Overflow.CLOSED: 0, None: 2}[expected]


def test_nobody_with_the_skill_is_known_at_once_and_nobody_on_shift_too(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    spanish = make.skill(organisation, "Spanish", _2=bob)
    desk = make.queue(organisation, alice, bob)
    asked = queues.Asked(queue_id=desk.pk, needs=(Need(spanish.pk, 2),))
    call, _leg = make.call_in(organisation, line, desk, asked=asked, now=now)
    assert make.items(organisation) == []
    assert call.state == "IN_FLOW"

    relaxing = queues.Asked(queue_id=desk.pk, needs=(Need(spanish.pk, 2, (Relax(40, 0),)),))
    make.call_in(organisation, line, desk, asked=relaxing, now=now, caller="+16025550177")
    make.work_off(now=now)
    assert make.item(organisation).state == WorkState.WAITING
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 40))
    assert make.item(organisation).state == WorkState.RESERVED


def test_when_the_last_member_goes_nobody_is_left_waiting(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice)
    make.call_in(organisation, line, desk, now=now)
    queues.choose_presence(by=alice, choice=Choice.OFFLINE, now=now)
    queues.sweep(organisation_id=organisation.pk, now=now)
    item = make.item(organisation)
    assert (item.state, item.overflow) == ("OVERFLOWED", "NOBODY")


def test_who_waited_too_long_leaves_by_that_exit(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice, longest_seconds=120)
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=now)
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    press_1(organisation, now=now)
    make.call_in(organisation, line, desk, now=now, caller="+16025550177")
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 119))
    assert make.items(organisation)[1].state == WorkState.WAITING
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 120))
    assert make.items(organisation)[1].overflow == "TOO_LONG"


def test_backup_is_asked_later_or_when_it_is_pulled_in(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.here(alice, bob, now=now)
    desk = make.queue(organisation, alice)
    make.seat(desk, bob, tier=2)
    queues.set_presence(by=alice, member_id=alice.pk, choice=Choice.BUSY, now=now)
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    assert make.offers(organisation) == []
    assert queues.pull_in_backup(by=alice, queue_id=desk.pk, now=now) == 1
    make.work_off(now=now)
    assert [offer.member for offer in make.offers(organisation)] == [bob]


def test_a_supervisor_gives_moves_and_raises_what_waits(
    organisation: Organisation, line: Line, alice: Member, bob: Member, rae: Member, now: datetime
) -> None:
    make.here(alice, bob, now=now)
    desk, other = make.queue(organisation, alice), make.queue(organisation, name="Estimates")
    queues.choose_presence(by=alice, choice=Choice.BUSY, now=now)
    make.seat(other, bob)
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=now)
    make.call_in(organisation, line, desk, now=now)
    item = make.item(organisation)
    queues.reprioritise(by=alice, item_id=item.pk, priority=Priority.EMERGENCY, now=now)
    queues.move_to_queue(by=alice, item_id=item.pk, queue_id=other.pk, now=now)
    offer = queues.assign(by=alice, item_id=item.pk, member_id=bob.pk, now=now)
    assert (offer.member, offer.reasons) == (bob, [["BY_HAND", 0]])
    moved = make.item(organisation)
    assert (moved.priority, moved.queue, moved.queued_at, moved.state) == (
        "EMERGENCY",
        other,
        now,
        "RESERVED",
    )
    with pytest.raises(errors.WorkMoved):
        queues.assign(by=alice, item_id=item.pk, member_id=alice.pk, now=now)


def test_nobody_who_is_engaged_is_given_anything_by_hand(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    make.call_in(organisation, line, desk, now=now, caller="+16025550177")
    asked = make.offers(organisation)[0].member
    with pytest.raises(errors.MemberNotFree):
        queues.assign(by=alice, item_id=make.items(organisation)[1].pk, member_id=asked.pk, now=now)


def test_a_text_is_offered_taken_and_done(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    conversation = threads.conversation(organisation=organisation, now=now)
    make.write_in(conversation, desk, now=now)
    make.work_off(now=now)
    offer = make.offers(organisation)[0]
    queues.take_offered(by=offer.member, item_id=offer.item_id, now=now)
    assert threads.fresh(organisation=organisation, conversation_id=conversation.pk).owner == offer.member
    assert (make.item(organisation).state, make.presence(offer.member).engagement) == ("CONNECTED", "FREE")


def test_a_text_nobody_answers_for_goes_on_and_sets_away(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    conversation = threads.conversation(organisation=organisation, now=now)
    make.write_in(conversation, desk, now=now)
    make.work_off(now=now)
    first = make.offers(organisation)[0].member
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 60))
    assert [offer.result for offer in make.offers(organisation)] == ["MISSED", "OPEN"]
    assert make.presence(first).choice == Choice.AWAY
    second = make.offers(organisation, is_open=True)[0]
    queues.pass_on(by=second.member, item_id=second.item_id, now=calls.later(now, 61))
    assert make.item(organisation).state == WorkState.WAITING


def test_three_chats_fill_a_member_and_a_call_comes_beside_them(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice)
    for _count in range(4):
        conversation = threads.conversation(organisation=organisation, now=now)
        make.write_in(conversation, desk, channel=Channel.CHAT, now=now)
        make.work_off(now=now)
        for offer in make.offers(organisation, is_open=True):
            queues.take_offered(by=alice, item_id=offer.item_id, now=now)
            make.work_off(now=now)
    assert [item.state for item in make.items(organisation)] == ["CONNECTED"] * 3 + ["WAITING"]
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    (offer,) = make.offers(organisation, is_open=True)
    assert offer.item.channel == Channel.VOICE


def test_silence_takes_a_browser_member_out_and_then_off_shift(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    calls.phone(alice, in_browser=True)
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=now)
    desk = make.queue(organisation, alice)
    late = calls.later(now, 35)
    make.call_in(organisation, line, desk, now=calls.later(now, 20))
    assert make.item(organisation).state == WorkState.WAITING
    queues.hear_members(organisation=organisation.pk, member_ids=[alice.pk], now=calls.later(now, 25))
    queues.sweep(organisation_id=organisation.pk, now=late)
    assert make.item(organisation).state == WorkState.RESERVED

    make.presence(alice)
    leg = make.offers(organisation)[0].leg
    calls.tell(organisation, LegStatus.UNANSWERED, leg_id=leg.pk, now=calls.later(now, 50))
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=calls.later(now, 51))
    queues.sweep(organisation_id=organisation.pk, now=calls.later(now, 51 + 120))
    assert make.presence(alice).choice == Choice.OFFLINE


def test_a_client_stands_before_strangers_who_came_a_little_earlier(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.here(alice, now=now)
    desk = make.queue(organisation, alice)
    make.call_in(organisation, line, desk, now=now)
    make.work_off(now=now)
    press_1(organisation, now=now)
    make.call_in(organisation, line, desk, now=calls.later(now, 1), caller="+16025550171")
    asked = queues.Asked(queue_id=desk.pk, priority=Priority.URGENT)
    make.call_in(organisation, line, desk, now=calls.later(now, 200), caller="+16025550172", asked=asked)
    with reading(organisation):
        from accounts.models import Organisation as Firm
        from routing.domain.matching import serve_order
        from routing.selectors import read_desk

        rows = read_desk(organisation=Firm.objects.get(pk=organisation.pk), now=calls.later(now, 200))
    order = [item.since for item in serve_order(rows.items, calls.later(now, 200))]
    assert order == [calls.later(now, 200), calls.later(now, 1)]


def test_members_of_another_organisation_are_out_of_reach(
    organisation: Organisation, line: Line, desk: Queue, mallory: Member, rae: Member, now: datetime
) -> None:
    make.call_in(organisation, line, desk, now=now)
    item = make.item(organisation)
    with pytest.raises(errors.NoSuchWork):
        queues.assign(by=mallory, item_id=item.pk, member_id=mallory.pk, now=now)
    from accounts.errors import OnlyLooking, SupervisorsOnly

    with pytest.raises(OnlyLooking):
        queues.assign(by=rae, item_id=item.pk, member_id=rae.pk, now=now)
    staff = accounts.member(organisation=organisation, name="Sam Poe", role="STAFF")
    with pytest.raises(SupervisorsOnly):
        queues.reprioritise(by=staff, item_id=item.pk, priority=Priority.URGENT, now=now)


def test_turns_are_told_apart_within_a_dispatch_and_read_anew_before_each_offer(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.here(alice, bob, now=now)
    desk = make.queue(organisation, alice, bob, strategy=Strategy.ROUND_ROBIN)
    make.call_in(organisation, line, desk, now=now)
    with reading(organisation):
        seen = read_desk(organisation=organisation, now=now)
    (pair,) = matching.match(seen.items, seen.candidates, seen.rules, now=now)
    assert pair.ranked == (alice.pk, bob.pk)

    # Somebody else's dispatch asks alice meanwhile, and she is free again.
    with tenant_transaction(organisation):
        QueueSeat.objects.filter(member=alice).update(turn_at=now)
    people = {one.member_id: one for one in seen.candidates}
    ranked = [people[member_id] for member_id in pair.ranked]
    offer_item(organisation=organisation.pk, item=seen.items[0], ranked=ranked, rules=seen.rules, now=now)
    assert [offer.member for offer in make.offers(organisation)] == [bob]

    ring_in_vain(organisation, now=now)
    queues.choose_presence(by=bob, choice=Choice.AVAILABLE, now=now)
    make.call_in(organisation, line, desk, now=now, caller="+16025550199")
    queues.dispatch(organisation_id=organisation.pk, now=calls.later(now, 40))
    with reading(organisation):
        turns = dict(QueueSeat.objects.values_list("member_id", "turn_at"))
        offered = WorkOffer.objects.filter(result="OPEN").order_by("created_at")
        order = list(offered.values_list("member_id", flat=True))
    assert (len(order), turns[order[0]] < turns[order[1]]) == (2, True)
