"""A member's 1 was stored, and the carrier never got the answer to it: the caller is given back, not hung up on."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation, Role
from conversations.models import Leg, Line
from conversations.ports import LegMoved, LegStatus, Room, ScriptError, plan_from_json
from conversations.services import calls as services
from core.transactions import reading, tenant_transaction
from routing import services as routing
from routing.models import Presence
from tests.factories import accounts as people
from tests.factories import calls as make
from tests.factories import conversations as threads
from tests.factories import oncall, queues

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(organisation: Organisation, alice: Member, bob: Member, now: datetime) -> Line:
    row = threads.line(organisation=organisation)
    make.phone(alice)
    make.phone(bob)
    make.ring_order(row, alice, alice, bob, now=now)
    return row


def ringing(organisation: Organisation) -> list[str]:
    return [leg.member.name for leg in make.legs(organisation) if leg.offer == "RINGING" and leg.member]


def take(organisation: Organisation, *, now: datetime) -> Leg:
    leg = next(one for one in make.legs(organisation, "MEMBER") if one.offer == "RINGING")
    make.tell(organisation, LegStatus.ANSWERED, leg_id=leg.pk, now=now)
    plan = make.press(organisation, leg.pk, "1", now=now)
    assert isinstance(plan, tuple)
    assert isinstance(plan[0], Room)
    return leg


def give_up(organisation: Organisation, leg: Leg, *, at: datetime, now: datetime) -> None:
    """Let the carrier tell that the question of `at` was never answered."""
    error = ScriptError(make.own_room(leg.pk), "Connection closed.", f"carrier-{leg.pk}", True, at)
    with tenant_transaction(organisation):
        routing.script_error_step(organisation=organisation, leg_id=leg.pk, error=error, now=now)


def end(organisation: Organisation, leg: Leg, *, now: datetime, room: str = "") -> None:
    make.tell(organisation, LegStatus.COMPLETED, leg_id=leg.pk, now=now, room=room or make.own_room(leg.pk))


def heard_last(organisation: Organisation) -> object:
    rows = [row for row in make.commands(organisation, "RUN") if row.leg.role == "CALLER"]
    return plan_from_json(rows[-1].body["plan"])[-1]


@pytest.mark.parametrize("order", ["the error first", "the end first", "the end alone"])
def test_the_next_member_is_rung_and_the_caller_keeps_their_music(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime, order: str
) -> None:
    call = make.ring(organisation, line, now=now)
    leg = take(organisation, now=make.later(now, 5))
    at = make.later(now, 12)
    if order == "the error first":
        give_up(organisation, leg, at=make.later(now, 5), now=at)
        assert (make.the_call(organisation).state, ringing(organisation)) == ("OFFERING", [bob.name])
    end(organisation, leg, now=at)
    if order == "the end first":
        give_up(organisation, leg, at=make.later(now, 5), now=at)
    found = make.the_call(organisation)
    assert (found.state, found.answered_by, found.answered_at) == ("OFFERING", None, None)
    assert ringing(organisation) == [bob.name]
    assert heard_last(organisation) == services.music(found)
    first = make.legs(organisation, "MEMBER")[0]
    assert (first.offer, first.joined_at) == ("UNREACHABLE", None)
    assert found.conversation.owner is None
    assert f"{alice.name}: not put through" in [step["why"] for step in found.path]

    take(organisation, now=make.later(now, 20))
    make.hang_up(organisation, call, now=make.later(now, 80))
    found = make.the_call(organisation)
    assert (found.outcome, found.answered_by, found.wait_seconds) == ("ANSWERED_HUMAN", bob, 20)
    assert found.conversation.owner == bob


def test_nobody_left_to_ring_takes_a_message(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.ring(organisation, line, now=now)
    end(organisation, take(organisation, now=now), now=make.later(now, 6))
    end(organisation, take(organisation, now=make.later(now, 8)), now=make.later(now, 14))
    assert make.the_call(organisation).state == "VOICEMAIL"
    assert ringing(organisation) == []


def test_a_caller_who_leaves_meanwhile_was_not_answered(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    call = make.ring(organisation, line, now=now)
    leg = take(organisation, now=make.later(now, 5))
    make.hang_up(organisation, call, now=make.later(now, 9))
    assert make.the_call(organisation).outcome == "ANSWERED_HUMAN", "as far as one knows by then"
    end(organisation, leg, now=make.later(now, 10))
    found = make.the_call(organisation)
    assert (found.outcome, found.answered_by, found.wait_seconds) == ("ABANDONED_IN_QUEUE", None, 9)
    assert found.conversation.status == "OPEN"


def test_who_talked_and_hangs_up_ends_the_call(organisation: Organisation, line: Line, now: datetime) -> None:
    make.ring(organisation, line, now=now)
    end(organisation, take(organisation, now=now), now=make.later(now, 9), room="CON-1")
    found = make.the_call(organisation)
    assert (found.outcome, found.ended_by) == ("ANSWERED_HUMAN", "MEMBER")


def test_who_was_told_to_have_come_to_the_room_has_met_them(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    make.ring(organisation, line, now=now)
    leg = take(organisation, now=now)
    moved = LegMoved(f"carrier-{leg.pk}", make.own_room(leg.pk), "CON-1")
    with tenant_transaction(organisation):
        routing.leg_moved_step(organisation=organisation, leg_id=leg.pk, moved=moved, now=now)
    give_up(organisation, leg, at=now, now=make.later(now, 3))
    assert make.the_call(organisation).state == "TALKING"


@pytest.mark.parametrize("order", ["the end first", "the move first"])
@pytest.mark.parametrize("came_after", [4.0, 6.0])
def test_a_caller_gone_before_the_member_came_was_not_answered_whichever_is_told_first(
    organisation: Organisation, alice: Member, now: datetime, order: str, came_after: float
) -> None:
    queues.here(alice, now=now)
    desk = queues.queue(organisation, alice, wrap_up_seconds=0)
    _call, caller = queues.call_in(organisation, threads.line(organisation=organisation), desk, now=now)
    queues.work_off(now=now)
    leg = take(organisation, now=make.later(now, 3))
    moved = LegMoved(f"carrier-{leg.pk}", make.own_room(leg.pk), "CON-1", make.later(now, came_after))
    for what in order, "both":
        if what in {"the end first", "both"}:
            # It ended at five by the carrier's clock, and is told late.
            make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=caller, now=make.later(now, 5))
        if what in {"the move first", "both"}:
            with tenant_transaction(organisation):
                routing.leg_moved_step(
                    organisation=organisation, leg_id=leg.pk, moved=moved, now=make.later(now, 8)
                )
    found, item = make.the_call(organisation), queues.item(organisation)
    if came_after > 5:
        assert (found.outcome, found.answered_by, item.state) == (
            "ABANDONED_IN_QUEUE",
            None,
            "ABANDONED",
        )
    else:
        assert (found.outcome, found.answered_by, item.state) == ("ANSWERED_HUMAN", alice, "DONE")
    with reading(organisation):
        assert set(Presence.objects.values_list("engagement", flat=True)) == {"FREE"}


def test_who_is_asked_again_and_presses_1_again_is_joined(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    make.ring(organisation, line, now=now)
    leg = take(organisation, now=now)
    again = make.press(organisation, leg.pk, "1", now=make.later(now, 14))
    assert again == (Room(make.the_call(organisation).room_name, starts=True),)
    # Word that the first question was given up comes late, and is about that one.
    give_up(organisation, leg, at=now, now=make.later(now, 20))
    assert (make.the_call(organisation).state, make.the_call(organisation).answered_by) == ("TALKING", alice)


def test_a_browser_that_answered_and_could_not_be_joined_gives_the_caller_on(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    row = threads.line(organisation=organisation)
    make.phone(alice, in_browser=True)
    make.phone(bob)
    make.ring_order(row, alice, alice, bob, now=now)
    make.ring(organisation, row, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    make.tell(organisation, LegStatus.ANSWERED, leg_id=leg.pk, now=make.later(now, 3))
    assert make.the_call(organisation).answered_by == alice
    end(organisation, leg, now=make.later(now, 4))
    assert (make.the_call(organisation).state, ringing(organisation)) == ("OFFERING", [bob.name])


@pytest.mark.parametrize("order", ["the error first", "the end first"])
def test_in_a_queue_they_wait_on_with_their_seniority(
    organisation: Organisation, alice: Member, bob: Member, now: datetime, order: str
) -> None:
    queues.here(alice, bob, now=now)
    desk = queues.queue(organisation, alice, bob)
    queues.call_in(organisation, threads.line(organisation=organisation), desk, now=now)
    queues.work_off(now=now)
    took_at, at = make.later(now, 6), make.later(now, 15)
    leg = take(organisation, now=took_at)
    assert queues.item(organisation).state == "CONNECTED"
    if order == "the error first":
        give_up(organisation, leg, at=took_at, now=at)
    end(organisation, leg, now=at)
    item = queues.item(organisation)
    assert (item.state, item.queued_at, item.answered_at, item.member) == ("WAITING", now, None, None)
    assert make.the_call(organisation).state == "QUEUED"
    assert heard_last(organisation) == services.music(make.the_call(organisation))
    with reading(organisation):
        assert set(Presence.objects.values_list("engagement", flat=True)) == {"FREE"}
    assert [offer.result for offer in queues.offers(organisation)] == ["FAILED"]
    queues.work_off(now=at)
    assert queues.item(organisation).state == "RESERVED"
    take(organisation, now=make.later(now, 20))
    assert (queues.item(organisation).state, make.the_call(organisation).state) == ("CONNECTED", "TALKING")


@pytest.mark.parametrize("wrap_up_seconds", [0, 30])
def test_who_leaves_a_queue_before_they_were_put_through_gave_up(
    organisation: Organisation, alice: Member, now: datetime, wrap_up_seconds: int
) -> None:
    queues.here(alice, now=now)
    desk = queues.queue(organisation, alice, wrap_up_seconds=wrap_up_seconds, needs_code=wrap_up_seconds > 0)
    _call, caller = queues.call_in(organisation, threads.line(organisation=organisation), desk, now=now)
    queues.work_off(now=now)
    leg = take(organisation, now=make.later(now, 6))
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=caller, now=make.later(now, 9))
    assert queues.item(organisation).state == ("WRAPPING" if wrap_up_seconds else "DONE"), (
        "so far as one knows"
    )
    end(organisation, leg, now=make.later(now, 12))
    item = queues.item(organisation)
    assert (item.state, item.member, item.answered_at) == ("ABANDONED", None, None)
    assert item.ended_at is not None
    assert make.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"
    assert [offer.result for offer in queues.offers(organisation)] == ["FAILED"]
    with reading(organisation):
        assert set(Presence.objects.values_list("engagement", flat=True)) == {"FREE"}


def test_on_a_ladder_the_next_rung_is_rung(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    carol = people.member(organisation=organisation, name="Carol Reyes", role=Role.STAFF)
    for member in (alice, bob, carol):
        make.phone(member)
    nights = oncall.rota(alice, now=now)
    oncall.shift(nights, alice, bob, now=now)
    ladder = oncall.ladder(alice, nights, carol, now=now)
    make.ring(organisation, oncall.line_on(organisation, ladder.pk, now=now), now=now)
    leg = take(organisation, now=now)
    assert oncall.climb(organisation).taken_by == bob
    end(organisation, leg, now=make.later(now, 7))
    climb = oncall.climb(organisation)
    assert (climb.taken_by, climb.ended_at) == (None, None)
    assert (make.the_call(organisation).state, ringing(organisation)) == ("QUEUED", [carol.name])


def test_nobody_of_a_ladder_took_a_caller_who_left_before_they_were_put_through(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    make.phone(bob)
    nights = oncall.rota(alice, now=now)
    oncall.shift(nights, alice, bob, now=now)
    ladder = oncall.ladder(alice, nights, bob, now=now)
    call = make.ring(organisation, oncall.line_on(organisation, ladder.pk, now=now), now=now)
    leg = take(organisation, now=now)
    make.hang_up(organisation, call, now=make.later(now, 3))
    assert oncall.climb(organisation).taken_by == bob
    end(organisation, leg, now=make.later(now, 7))
    assert (oncall.climb(organisation).taken_by, make.the_call(organisation).state) == (None, "CLOSED")


def test_a_transfer_that_never_met_rings_back(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.talk(organisation, line, now=now)
    first = make.legs(organisation, "MEMBER")[0]
    services.transfer_call(by=alice, call_id=first.call_id, to_member=bob.pk, now=make.later(now, 30))
    end(organisation, first, now=make.later(now, 31), room="CON-1")
    consult = make.legs(organisation, "CONSULT")[0]
    make.press(organisation, consult.pk, "1", now=make.later(now, 40))
    assert make.the_call(organisation).answered_by == bob
    end(organisation, consult, now=make.later(now, 45))
    call = make.the_call(organisation)
    assert (call.state, call.answered_by) == ("OFFERING", alice)
    assert ringing(organisation) == [alice.name]
    assert heard_last(organisation) == services.music(call)
