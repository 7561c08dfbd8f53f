"""Calls from the first ring to the outcome, as a carrier tells them."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations import ports
from conversations.domain.calls import CommandState
from conversations.models import Call, Entry, Line, NumberFact, Recording, Task
from conversations.ports import HangUp, LegStatus, Record, Room, Say
from conversations.services import begin_sending
from conversations.services import calls as services
from core.models import Delivery, Event
from core.transactions import reading, tenant_transaction
from routing import services as routing
from tests.factories import calls as make
from tests.factories.conversations import line as make_line
from tests.factories.conversations import text_in


@pytest.fixture
def line(organisation: Organisation, alice: Member, bob: Member, now: datetime) -> Line:
    row = make_line(organisation=organisation)
    make.phone(alice)
    make.phone(bob)
    make.ring_order(row, alice, alice, bob, now=now)
    return row


def kinds(plan: ports.Plan | None) -> list[str]:
    return [type(step).__name__ for step in plan or ()]


def test_a_call_rings_the_first_is_taken_by_a_1_and_talked_to_its_end(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    offered = make.offered(line)
    answered = make.answer(organisation, offered, now=now)
    assert kinds(answered.plan) == ["Say", "Room"]
    (member_leg,) = make.legs(organisation, "MEMBER")
    assert member_leg.member == alice
    (placing,) = make.commands(organisation, "PLACE")
    assert placing.body["sender"] == line.address
    make.tell(organisation, LegStatus.RINGING, leg_id=member_leg.pk, now=make.later(now, 1))
    make.tell(organisation, LegStatus.ANSWERED, leg_id=member_leg.pk, now=make.later(now, 5))
    assert make.the_call(organisation).answered_by is None, "an answered telephone alone accepts nothing"
    plan = make.press(organisation, member_leg.pk, "1", now=make.later(now, 8))
    call = make.the_call(organisation)
    assert plan == (Room(call.room_name, starts=True),)
    assert (call.state, call.answered_by, call.wait_seconds) == ("TALKING", alice, 8)
    assert call.conversation.owner_id == alice.pk
    assert call.conversation.status == "WAITING"
    make.tell(
        organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 68), seconds=68
    )
    call = make.the_call(organisation)
    assert (call.state, call.outcome, call.talk_seconds, call.ended_by) == (
        "ENDED", "ANSWERED_HUMAN", 60, "CUSTOMER",
    )  # fmt: skip
    assert [command.leg_id for command in make.commands(organisation, "HANG_UP")] == [member_leg.pk]
    make.tell(
        organisation, LegStatus.COMPLETED, leg_id=member_leg.pk, now=make.later(now, 69), ended_by="platform"
    )
    assert make.the_call(organisation).state == "CLOSED"


def test_nobody_takes_it_a_message_is_left_and_somebody_owes_a_call(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    offered = make.offered(line)
    answered = make.answer(organisation, offered, now=now)
    first = make.legs(organisation, "MEMBER")[0]
    make.tell(organisation, LegStatus.TIMEOUT, leg_id=first.pk, now=make.later(now, 20))
    first, second = make.legs(organisation, "MEMBER")
    assert (first.offer, second.member, second.offer) == ("MISSED", bob, "RINGING")
    make.tell(organisation, LegStatus.REJECTED, leg_id=second.pk, now=make.later(now, 30))
    (run,) = make.commands(organisation, "RUN")
    plan = ports.plan_from_json(run.body["plan"])
    assert kinds(plan) == ["Say", "Mark", "Record", "HangUp"]
    assert isinstance(plan[2], Record)
    assert make.legs(organisation, "MEMBER")[1].offer == "DECLINED"
    with tenant_transaction(organisation):
        routing.mark_step(
            organisation=organisation,
            leg_id=answered.leg_id,
            marked=ports.Notified("CON-1", "voicemail"),
            now=make.later(now, 40),
        )
        routing.recording_step(
            organisation=organisation,
            leg_id=answered.leg_id,
            ready=ports.RecordingReady(
                "rec-1",
                "CON-1",
                "https://api.nexmo.com/v1/files/1",
                9000,
                make.later(now, 40),
                make.later(now, 52),
            ),
            received_at=make.later(now, 52),
            now=make.later(now, 52),
        )
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 53))
    call = make.the_call(organisation)
    assert (call.outcome, call.conversation.status) == ("VOICEMAIL", "OPEN")
    with reading(organisation):
        task = Task.objects.get()
        recording = Recording.objects.get()
    assert (task.title, task.owner) == ("Call back (602) 555-0134", None)
    assert task.due_at > now
    assert (recording.state, recording.duration_seconds) == ("AWAITED", 12.0)


def test_a_breath_and_a_click_is_no_message(organisation: Organisation, line: Line, now: datetime) -> None:
    offered = make.offered(line)
    answered = make.answer(organisation, offered, now=now)
    for leg in (0, 1):
        make.tell(
            organisation, LegStatus.UNANSWERED, leg_id=make.legs(organisation, "MEMBER")[leg].pk, now=now
        )
    with tenant_transaction(organisation):
        routing.recording_step(
            organisation=organisation,
            leg_id=answered.leg_id,
            ready=ports.RecordingReady(
                "rec-1", "CON-1", "https://x.nexmo.com/1", 900, now, make.later(now, 1)
            ),
            received_at=now,
            now=now,
        )
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 9))
    call = make.the_call(organisation)
    with reading(organisation):
        assert Recording.objects.get().state == "EMPTY"
        assert Task.objects.count() == 1
        assert Entry.objects.get(pk=call.entry_id).text == "Missed call, no message left"
    assert call.outcome == "MISSED_NO_AGENT"


@pytest.mark.parametrize(
    ("after", "outcome", "tasks"), [(1, "ABANDONED_IN_QUEUE", 1), (30, "ABANDONED_IN_QUEUE", 1)]
)
def test_a_caller_who_hangs_up_while_it_rings_stops_the_ringing(
    organisation: Organisation, line: Line, now: datetime, after: int, outcome: str, tasks: int
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, after))
    (leg,) = make.legs(organisation, "MEMBER")
    assert leg.offer == "CALLER_LEFT"
    assert [command.leg_id for command in make.commands(organisation, "HANG_UP")] == [leg.pk]
    assert make.the_call(organisation).outcome == outcome
    with reading(organisation):
        assert Task.objects.count() == tasks


def test_a_caller_who_hangs_up_before_any_telephone_rang_heard_the_greeting_only(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 1))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_GREETING"
    assert make.commands(organisation, "HANG_UP")
    with reading(organisation):
        assert Task.objects.count() == 0


def test_a_telephone_that_rang_after_the_caller_had_gone_was_not_waited_for(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=make.later(now, 6))
    # The news that the caller had left before was late.
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 4))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_GREETING"


def test_a_member_whose_own_leg_fails_has_missed_the_call_and_the_call_goes_on(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    error = ports.ScriptError(room_id="CON-1", reason="Connection closed.", leg_id=f"carrier-{leg.pk}")
    with tenant_transaction(organisation):
        routing.script_error_step(organisation=organisation, leg_id=leg.pk, error=error, now=now)
    make.hang_up(organisation, offered, now=make.later(now, 9))
    call = make.the_call(organisation)
    assert (call.has_failed, call.outcome) == (False, "ABANDONED_IN_QUEUE")


def test_a_caller_who_left_before_they_could_be_asked_for_a_message_left_while_it_rang(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    for leg in make.legs(organisation, "MEMBER"):
        make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    make.miss(organisation, now=make.later(now, 20))
    at = make.later(now, 21)
    make.hang_up(organisation, offered, now=at)
    assert make.the_call(organisation).outcome == "MISSED_NO_AGENT"
    # The worker comes to the plan only now.
    (plan,) = make.commands(organisation, "RUN")
    assert services.begin_command(organisation=organisation.pk, command_id=plan.pk, now=at) is None
    assert services.correct_unheard(organisation=organisation.pk, command_id=plan.pk, now=at)
    assert make.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"
    assert not services.correct_unheard(organisation=organisation.pk, command_id=plan.pk, now=at)


@pytest.mark.parametrize(
    ("error", "gone_after", "outcome"),
    [
        ("perhaps heard", 24, "MISSED_NO_AGENT"),
        ("perhaps heard", 20.5, "ABANDONED_IN_QUEUE"),
        ("unknown", 24, "MISSED_NO_AGENT"),
    ],
)
def test_who_may_have_heard_what_was_asked_of_them_did_not_leave_while_it_rang(
    organisation: Organisation, line: Line, now: datetime, error: str, gone_after: float, outcome: str
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    for leg in make.legs(organisation, "MEMBER"):
        make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    make.miss(organisation, now=make.later(now, 20))
    (plan,) = make.commands(organisation, "RUN")
    services.begin_command(organisation=organisation.pk, command_id=plan.pk, now=make.later(now, 21))
    # Its answer was lost on the way, so nobody knows whether it was run.
    for state in (
        CommandState.UNKNOWN,
        CommandState.DONE if error == "perhaps heard" else CommandState.FAILED,
    ):
        services.settle_command(
            organisation=organisation.pk,
            command_id=plan.pk,
            state=state,
            error=error,
            now=make.later(now, 22),
        )
    make.hang_up(organisation, offered, now=make.later(now, gone_after))
    assert make.the_call(organisation).outcome == outcome


def test_whose_silence_was_recorded_had_been_asked_though_the_carrier_never_said_so(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    answered = make.answer(organisation, offered, now=now)
    for leg in make.legs(organisation, "MEMBER"):
        make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    make.miss(organisation, now=make.later(now, 20))
    (plan,) = make.commands(organisation, "RUN")
    services.begin_command(organisation=organisation.pk, command_id=plan.pk, now=make.later(now, 21))
    # The connection broke once the carrier had the plan.
    services.settle_command(
        organisation=organisation.pk,
        command_id=plan.pk,
        state=CommandState.FAILED,
        error="Connection closed.",
        now=make.later(now, 22),
    )
    make.hang_up(organisation, offered, now=make.later(now, 31))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"

    at = make.later(now, 40)
    ready = ports.RecordingReady(
        "rec-1", "CON-1", "https://x.nexmo.com/1", 900, make.later(now, 30), make.later(now, 31)
    )
    with tenant_transaction(organisation):
        routing.recording_step(
            organisation=organisation, leg_id=answered.leg_id, ready=ready, received_at=at, now=at
        )
    assert make.the_call(organisation).outcome == "MISSED_NO_AGENT"


def test_a_member_who_presses_1_to_an_empty_line_has_answered_nobody(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=now)
    make.press(organisation, leg.pk, "1", now=make.later(now, 20))
    # The news that the caller had left before was late.
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 10))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"


def test_a_call_whose_answer_webhook_was_lost_is_a_conversation_all_the_same(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    news = {"carrier_leg_id": "lost-1", "to": line.address, "caller": make.CALLER, "direction": "inbound"}
    make.tell(organisation, LegStatus.COMPLETED, now=now, **news)  # type: ignore[arg-type]
    make.tell(organisation, LegStatus.RINGING, now=now, **news)  # type: ignore[arg-type]
    call = make.the_call(organisation)
    assert (call.state, call.outcome) == ("CLOSED", "ABANDONED_IN_GREETING")
    assert call.conversation.title == "(602) 555-0134"


def test_a_recording_of_a_caller_alone_is_a_message_however_little_else_was_told(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    news = {"carrier_leg_id": "lost-2", "to": line.address, "caller": make.CALLER, "direction": "inbound"}
    make.tell(organisation, LegStatus.RINGING, now=now, **news)  # type: ignore[arg-type]
    (leg,) = make.legs(organisation, "CALLER")
    ready = ports.RecordingReady(
        "rec-lost", "CON-1", "https://api.nexmo.com/v1/files/2", 9000, make.later(now, 8), make.later(now, 20)
    )
    at = make.later(now, 21)
    with tenant_transaction(organisation):
        routing.recording_step(organisation=organisation, leg_id=leg.pk, ready=ready, received_at=at, now=at)
    make.tell(organisation, LegStatus.COMPLETED, now=make.later(now, 22), **news)  # type: ignore[arg-type]
    with reading(organisation):
        assert Recording.objects.get().kind == "VOICEMAIL"
    assert make.the_call(organisation).outcome == "VOICEMAIL"


@pytest.mark.parametrize(
    ("ended_by", "outcome"), [("platform", "FAILED_PROVIDER"), ("user", "ABANDONED_IN_GREETING")]
)
def test_a_caller_the_carrier_hung_up_on_without_a_plan_of_ours_did_not_give_up(
    organisation: Organisation, line: Line, now: datetime, ended_by: str, outcome: str
) -> None:
    news = {"carrier_leg_id": "lost-4", "to": line.address, "caller": make.CALLER, "direction": "inbound"}
    make.tell(organisation, LegStatus.RINGING, now=now, **news)  # type: ignore[arg-type]
    make.tell(organisation, LegStatus.COMPLETED, now=make.later(now, 9), ended_by=ended_by, **news)  # type: ignore[arg-type]
    assert make.the_call(organisation).outcome == outcome


@pytest.mark.parametrize(
    ("seconds", "ended_by", "outcome"),
    [
        (0, "platform", "FAILED_PROVIDER"),
        (9, "platform", "MISSED_NO_AGENT"),
        (0, "user", "ABANDONED_IN_GREETING"),
    ],
)
def test_a_call_the_carrier_never_took_though_there_was_a_plan_has_failed(
    organisation: Organisation, line: Line, now: datetime, seconds: int, ended_by: str, outcome: str
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    make.tell(
        organisation,
        LegStatus.COMPLETED,
        carrier_leg_id=offered.leg_id,
        now=make.later(now, 9),
        seconds=seconds,
        ended_by=ended_by,
    )
    assert make.the_call(organisation).outcome == outcome


@pytest.mark.parametrize(("why", "outcome"), [("open", "FAILED_PROVIDER"), ("ended", "MISSED_NO_AGENT")])
def test_a_greeting_that_never_began_has_failed_unless_the_flow_let_them_go_without_a_word(
    organisation: Organisation, line: Line, now: datetime, why: str, outcome: str
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    path = [{"at": now.isoformat(), "node": "hours", "why": why}]
    with tenant_transaction(organisation):
        Call.objects.update(stage="GREETING", path=path)
    made = {"carrier_leg_id": offered.leg_id, "now": make.later(now, 9), "seconds": 0, "ended_by": "platform"}
    make.tell(organisation, LegStatus.COMPLETED, **made)  # type: ignore[arg-type]
    assert make.the_call(organisation).outcome == outcome


@pytest.mark.parametrize("order", [("COMPLETED", "FAILED"), ("FAILED", "COMPLETED")])
def test_a_call_the_carrier_could_not_put_through_failed_whichever_it_tells_first(
    organisation: Organisation, line: Line, now: datetime, order: tuple[str, str]
) -> None:
    news = {"carrier_leg_id": "lost-3", "to": line.address, "caller": make.CALLER, "direction": "inbound"}
    for status in order:
        make.tell(organisation, LegStatus(status), now=now, **news)  # type: ignore[arg-type]
    assert make.the_call(organisation).outcome == "FAILED_PROVIDER"
    with reading(organisation):
        assert Task.objects.count() == 1


def test_asked_twice_the_answer_is_the_same_and_nothing_is_rung_twice(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    first, second = (make.answer(organisation, offered, now=now) for _ in range(2))
    assert first == second
    assert len(make.commands(organisation, "PLACE")) == 1


def test_the_second_who_presses_1_hears_who_has_it(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    make.answer(organisation, make.offered(line), now=now)
    call = make.the_call(organisation)
    with tenant_transaction(organisation):
        held = services.lock_call(organisation_id=organisation.pk, call_id=call.pk)
        services.offer_step(
            held, member=bob, to=ports.Endpoint(ports.EndpointKind.PHONE, "+16025550177"), seconds=20, now=now
        )
    one, two = make.legs(organisation, "MEMBER")
    assert kinds(make.press(organisation, one.pk, "1", now=now)) == ["Room"]
    plan = make.press(organisation, two.pk, "1", now=now)
    assert plan == (Say("Alice Hale has taken this call."), HangUp())
    assert make.legs(organisation, "MEMBER")[1].offer == "ELSEWHERE"
    assert make.the_call(organisation).answered_by == alice


def test_a_member_whose_telephone_says_nothing_is_passed_over_by_the_sweep(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    make.answer(organisation, make.offered(line), now=now)
    # The request has waited for its turn for ten seconds.
    make.settle(
        organisation, make.commands(organisation, "PLACE")[0], CommandState.DONE, now=make.later(now, 10)
    )
    assert routing.expire_offers(organisation=organisation.pk, now=make.later(now, 45)) == 0
    assert routing.expire_offers(organisation=organisation.pk, now=make.later(now, 51)) == 1
    first, second = make.legs(organisation, "MEMBER")
    assert (first.offer, second.member) == ("MISSED", bob)


def test_nobody_misses_what_the_carrier_was_never_asked_to_ring(
    organisation: Organisation, line: Line, bob: Member, now: datetime
) -> None:
    make.answer(organisation, make.offered(line), now=now)
    assert routing.expire_offers(organisation=organisation.pk, now=make.later(now, 41)) == 0
    late = make.later(now, 71)
    assert routing.expire_offers(organisation=organisation.pk, now=late) == 1
    first, second = make.legs(organisation, "MEMBER")
    assert (first.offer, second.member) == ("UNREACHABLE", bob)
    place = make.commands(organisation, "PLACE")[0]
    assert services.begin_command(organisation=organisation.pk, command_id=place.pk, now=late) is None
    with reading(organisation):
        known = services.find_given_up(organisation=organisation.pk, command_id=place.pk)
    assert (known and known.error) == "offer over"


def test_reports_in_any_order_end_the_same(organisation: Organisation, line: Line, now: datetime) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.press(organisation, leg.pk, "1", now=make.later(now, 5))
    for status in (
        LegStatus.COMPLETED,
        LegStatus.ANSWERED,
        LegStatus.RINGING,
        LegStatus.STARTED,
        LegStatus.COMPLETED,
    ):
        make.tell(organisation, status, carrier_leg_id=offered.leg_id, now=make.later(now, 60), seconds=60)
    call = make.the_call(organisation)
    caller = make.legs(organisation, "CALLER")[0]
    assert (caller.status, caller.duration_seconds, call.outcome) == ("COMPLETED", 60, "ANSWERED_HUMAN")


def talking(organisation: Organisation, line: Line, now: datetime) -> ports.CallOffered:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.press(organisation, leg.pk, "1", now=now)
    return offered


def test_hold_moves_the_customer_to_music_and_back(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    talking(organisation, line, now)
    call = make.the_call(organisation)
    services.hold_call(by=alice, call_id=call.pk, now=make.later(now, 10))
    services.hold_call(by=alice, call_id=call.pk, now=make.later(now, 11))
    services.resume_call(by=alice, call_id=call.pk, now=make.later(now, 40))
    call = make.the_call(organisation)
    assert (call.state, call.hold_seconds) == ("TALKING", 30)
    rooms = [command.body["plan"][0]["name"] for command in make.commands(organisation, "RUN")]
    assert rooms == [f"{call.room_name}-hold", call.room_name]


def test_a_warm_transfer_is_consulted_joined_and_left(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    offered = talking(organisation, line, now)
    call = make.the_call(organisation)
    services.consult(by=alice, call_id=call.pk, to_member=bob.pk, now=make.later(now, 10))
    assert make.the_call(organisation).state == "CONSULTING"
    (asked,) = make.legs(organisation, "CONSULT")
    assert kinds(make.press(organisation, asked.pk, "1", now=make.later(now, 15))) == ["Room"]
    assert make.the_call(organisation).state == "CONSULTING"
    services.join_call(by=alice, call_id=call.pk, now=make.later(now, 30))
    services.hang_up_call(by=alice, call_id=call.pk, now=make.later(now, 35))
    (first,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.COMPLETED, leg_id=first.pk, now=make.later(now, 36))
    assert make.the_call(organisation).state == "TALKING"
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 95))
    call = make.the_call(organisation)
    assert (call.state, call.outcome, call.hold_seconds) == ("ENDED", "ANSWERED_HUMAN", 20)


def test_a_member_who_leaves_while_consulting_completes_the_transfer(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    talking(organisation, line, now)
    call = make.the_call(organisation)
    services.consult(by=alice, call_id=call.pk, to_member=bob.pk, now=make.later(now, 10))
    (asked,) = make.legs(organisation, "CONSULT")
    make.press(organisation, asked.pk, "1", now=make.later(now, 15))
    (first,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.COMPLETED, leg_id=first.pk, now=make.later(now, 20))
    call = make.the_call(organisation)
    assert (call.state, call.answered_by) == ("TALKING", bob)
    assert make.commands(organisation, "RUN")[-1].body["plan"][0]["name"] == call.room_name


def test_a_blind_transfer_nobody_takes_rings_back_then_asks_for_a_message(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    talking(organisation, line, now)
    call = make.the_call(organisation)
    services.transfer_call(by=alice, call_id=call.pk, to_member=bob.pk, now=make.later(now, 10))
    (first,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.COMPLETED, leg_id=first.pk, now=make.later(now, 11))
    (asked,) = make.legs(organisation, "CONSULT")
    make.tell(organisation, LegStatus.UNANSWERED, leg_id=asked.pk, now=make.later(now, 36))
    back = make.legs(organisation, "MEMBER")[-1]
    assert (back.member, back.offer) == (alice, "RINGING")
    make.tell(organisation, LegStatus.UNANSWERED, leg_id=back.pk, now=make.later(now, 60))
    run = make.commands(organisation, "RUN")[-1]
    assert kinds(ports.plan_from_json(run.body["plan"]))[-2:] == ["Record", "HangUp"]
    assert make.the_call(organisation).state == "VOICEMAIL"


def test_a_blind_transfer_that_rings_back_is_taken_with_the_customer(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    talking(organisation, line, now)
    call = make.the_call(organisation)
    services.transfer_call(by=alice, call_id=call.pk, to_member=bob.pk, now=make.later(now, 10))
    (first,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.COMPLETED, leg_id=first.pk, now=make.later(now, 11))
    (asked,) = make.legs(organisation, "CONSULT")
    make.tell(organisation, LegStatus.BUSY, leg_id=asked.pk, now=make.later(now, 12))
    back = make.legs(organisation, "MEMBER")[-1]
    make.press(organisation, back.pk, "1", now=make.later(now, 20))
    call = make.the_call(organisation)
    fetched = make.commands(organisation, "RUN")[-1]
    assert (call.state, call.answered_by, call.hold_seconds) == ("TALKING", alice, 10)
    assert (fetched.leg.role, fetched.body["plan"][0]["name"]) == ("CALLER", call.room_name)


def test_a_blind_transfer_taken_joins_the_customer_at_once(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    talking(organisation, line, now)
    call = make.the_call(organisation)
    services.transfer_call(by=alice, call_id=call.pk, to_member=bob.pk, now=make.later(now, 10))
    (asked,) = make.legs(organisation, "CONSULT")
    make.press(organisation, asked.pk, "1", now=make.later(now, 15))
    call = make.the_call(organisation)
    assert (call.state, call.answered_by) == ("TALKING", bob)
    assert make.commands(organisation, "RUN")[-1].body["plan"][0]["name"] == call.room_name


def test_the_last_member_who_hangs_up_ends_the_call(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    talking(organisation, line, now)
    call = make.the_call(organisation)
    services.hang_up_call(by=alice, call_id=call.pk, now=make.later(now, 30))
    call = make.the_call(organisation)
    assert (call.state, call.ended_by, call.talk_seconds) == ("ENDED", "MEMBER", 30)
    assert len(make.commands(organisation, "HANG_UP")) == 2


def test_a_call_out_rings_the_member_first_then_the_customer(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    offered = talking(organisation, line, now)
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 5))
    first = make.the_call(organisation)
    for leg in make.legs(organisation):
        make.tell(organisation, LegStatus.COMPLETED, leg_id=leg.pk, now=make.later(now, 5))
    call = services.place_call(by=alice, conversation_id=first.conversation_id, now=make.later(now, 60))
    assert (call.direction, call.state) == ("OUTBOUND", "DIALLING")
    mine = make.legs(organisation, "MEMBER")[-1]
    assert make.legs(organisation, "CUSTOMER") == []
    assert kinds(make.press(organisation, mine.pk, "1", now=make.later(now, 70))) == ["Room"]
    (customer,) = make.legs(organisation, "CUSTOMER")
    assert customer.endpoint == make.CALLER
    make.tell(organisation, LegStatus.ANSWERED, leg_id=customer.pk, now=make.later(now, 75))
    make.tell(organisation, LegStatus.COMPLETED, leg_id=customer.pk, now=make.later(now, 135))
    with reading(organisation):
        call.refresh_from_db()
    assert (call.state, call.outcome, call.talk_seconds) == ("ENDED", "OUTBOUND_ANSWERED", 60)


BUSY, OVER = (LegStatus.BUSY, None), (LegStatus.COMPLETED, 486)


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ([BUSY, OVER], "The line is busy."),
        ([OVER, BUSY], "The line is busy."),
        ([OVER], "The line is busy."),
        # Without a code the last report does not say why.
        ([(LegStatus.COMPLETED, None), BUSY], "Nobody answered."),
    ],
)
def test_a_call_out_to_a_busy_line_is_that_whichever_report_comes_first(
    organisation: Organisation,
    line: Line,
    alice: Member,
    now: datetime,
    reports: list[tuple[LegStatus, int | None]],
    words: str,
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=now)
    for leg in make.legs(organisation):
        make.tell(organisation, LegStatus.COMPLETED, leg_id=leg.pk, now=now)
    first = make.the_call(organisation)
    call = services.place_call(by=alice, conversation_id=first.conversation_id, now=make.later(now, 60))
    make.press(organisation, make.legs(organisation, "MEMBER")[-1].pk, "1", now=make.later(now, 70))
    (customer,) = make.legs(organisation, "CUSTOMER")
    for status, code in reports:
        make.tell(organisation, status, leg_id=customer.pk, now=make.later(now, 75), sip_code=code)
    with reading(organisation):
        call.refresh_from_db()
        entry = Entry.objects.get(pk=call.entry_id)
    assert (call.outcome, entry.text) == ("OUTBOUND_BUSY", "Call out, busy")
    (told,) = [row for row in make.commands(organisation, "RUN") if row.leg.role == "MEMBER"]
    assert ports.plan_from_json(told.body["plan"]) == (Say(words), HangUp())
    (last,) = [row for row in make.commands(organisation, "HANG_UP") if row.leg_id == told.leg_id]
    with reading(organisation):
        event = Event.objects.get(name="conversations.call_command_queued", body__command_id=str(last.pk))
    due = Delivery.objects.get(event_id=event.pk).due_at
    assert due == make.later(now, 75 + 6), "the words are heard out"


def test_a_missed_caller_is_texted_once_and_the_call_says_why(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    for minute in (0, 5):
        offered = make.offered(line)
        began = now + timedelta(minutes=minute)
        make.answer(organisation, offered, now=began)
        make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(began, 20))
    with reading(organisation):
        one, two = Call.objects.order_by("started_at", "id")
    first = routing.text_back(organisation=organisation.pk, call_id=one.pk, now=make.later(now, 360))
    second = routing.text_back(organisation=organisation.pk, call_id=two.pk, now=make.later(now, 361))
    assert (first, second) == ("SEND", "COOLDOWN")
    with reading(organisation):
        sent = Entry.objects.get(kind="MESSAGE_OUT")
        assert NumberFact.objects.get().texted_back_at is not None
    assert sent.is_automatic
    assert "Hale Ortiz Law" in sent.text


def test_the_text_to_a_missed_caller_leaves_for_it_answers_their_call(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 20))
    call = make.the_call(organisation)
    routing.text_back(organisation=organisation.pk, call_id=call.pk, now=make.later(now, 40))
    with reading(organisation):
        text = Entry.objects.get(kind="MESSAGE_OUT")
    leaving = begin_sending(organisation=organisation.pk, entry_id=text.pk, now=make.later(now, 41))
    assert leaving is not None, "a stranger who rang asked for an answer"
    assert leaving.state == "SENDING"


def test_a_recording_that_comes_late_leaves_the_last_words_to_who_wrote_since(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    row = make.voicemail(organisation, line, now=now, is_fetched=False)
    text_in(organisation=organisation, now=make.later(now, 300), sender=make.CALLER, text="Never mind.")
    make.fetched(row, now=make.later(now, 600))
    call = make.the_call(organisation)
    assert (call.outcome, call.conversation.latest_text) == ("VOICEMAIL", "Never mind.")
    assert (call.conversation.latest_call, call.conversation.latest_channel) == ("", "SMS")
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(pk=call.entry_id)
    assert entry.text, "the thread says how the call ended all the same"


def test_a_recording_that_comes_late_says_so_in_the_list_when_nobody_has_written(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    row = make.voicemail(organisation, line, now=now, is_fetched=False)
    make.fetched(row, now=make.later(now, 600))
    assert make.the_call(organisation).conversation.latest_call == "VOICEMAIL"


def test_a_telephone_the_carrier_was_asked_for_after_the_caller_had_gone_rang_for_nobody(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    (place,) = make.commands(organisation, "PLACE")
    at = make.later(now, 3)
    services.begin_command(organisation=organisation.pk, command_id=place.pk, now=at)
    services.settle_command(
        organisation=organisation.pk,
        command_id=place.pk,
        state=CommandState.DONE,
        carrier_leg_id="m-1",
        now=at,
    )
    # The news that the caller had left before comes while the telephone rings, and that of its ringing never.
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 2))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_GREETING"
    assert make.legs(organisation, "MEMBER")[0].pk == leg.pk


def test_that_a_telephone_had_rung_before_the_caller_left_may_be_told_after_the_end(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    offered = make.offered(line)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=make.later(now, 9))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_GREETING"
    make.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=make.later(now, 4))
    assert make.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"
