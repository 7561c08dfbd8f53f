"""A flow with a queue node, on the rows: callers wait with music, are taken, or go on by the exit for the reason."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import LegStatus, Record, Room, plan_from_json
from core.transactions import tenant_transaction
from routing.domain.presence import Choice
from routing.domain.work import WorkState
from routing.models import Flow, FlowVersion, LineHandling, Queue
from routing.services import queues
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(organisation: Organisation, alice: Member, now: datetime) -> Queue:
    make.here(alice, now=now)
    return make.queue(organisation, alice, wrap_up_seconds=0)


@pytest.fixture
def line(organisation: Organisation, desk: Queue, now: datetime) -> Line:
    """A line whose flow lets callers wait, else leaves a message."""
    found = threads.line(organisation=organisation)
    exits = dict.fromkeys(["full", "closed", "too_long", "nobody"], "message")
    document = {
        "format": 1,
        "title": "Desk",
        "start": "hello",
        "languages": ["en-US"],
        "nodes": {
            "hello": {"kind": "GREETING", "text": "Hello.", "exits": {"next": "line"}},
            "line": {"kind": "QUEUE", "queue": str(desk.pk), "longest_seconds": 90, "exits": exits},
            "message": {"kind": "VOICEMAIL", "text": "Nobody is free.", "exits": {}},
        },
    }
    with tenant_transaction(organisation):
        flow = Flow.objects.create(organisation=organisation, title="Desk")
        FlowVersion.objects.create(
            organisation=organisation,
            flow=flow,
            number=1,
            state="PUBLISHED",
            document=document,
            edited_at=now,
            published_at=now,
        )
        LineHandling.objects.create(organisation=organisation, line=found, flow=flow)
    return found


def told(organisation: Organisation) -> list[object]:
    """Give what the caller's leg was last told by a command."""
    row = [row for row in calls.commands(organisation, "RUN") if row.leg.role == "CALLER"][-1]
    return list(plan_from_json(row.body["plan"]))


def test_a_caller_waits_with_music_is_rung_for_and_joined(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, now: datetime
) -> None:
    answered = calls.answer(organisation, calls.offered(line), now=now)
    assert isinstance(answered.plan[-1], Room)
    assert (answered.plan[-1].starts, answered.plan[-1].hold_url) == (False, "hold")
    assert calls.the_call(organisation).state == "QUEUED"
    make.work_off(now=now)
    (offer,) = make.offers(organisation)
    calls.tell(organisation, LegStatus.ANSWERED, leg_id=offer.leg.pk, now=now)
    plan = calls.press(organisation, offer.leg.pk, "1", now=calls.later(now, 7))
    assert plan
    assert isinstance(plan[0], Room)
    call = calls.the_call(organisation)
    assert (call.state, call.answered_by, call.wait_seconds) == ("TALKING", alice, 7)
    assert make.item(organisation).state == WorkState.CONNECTED


def test_nobody_on_shift_is_said_at_once_and_a_message_taken(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    queues.choose_presence(by=alice, choice=Choice.AWAY, now=now)
    calls.answer(organisation, calls.offered(line), now=now)
    make.work_off(now=now)
    assert calls.the_call(organisation).state == "VOICEMAIL"
    assert any(isinstance(step, Record) for step in told(organisation))
    assert "nobody of the queue" in str(calls.the_call(organisation).path)


def test_who_waited_as_long_as_the_node_allows_leaves_a_message(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    make.here(bob, now=now)
    make.seat(desk, bob)
    queues.choose_presence(by=bob, choice=Choice.AVAILABLE, now=now)
    for _count in range(2):
        calls.answer(organisation, calls.offered(line, caller=threads.number()), now=now)
        make.work_off(now=now)
        for offer in make.offers(organisation, is_open=True):
            calls.press(organisation, offer.leg.pk, "1", now=now)
    calls.answer(organisation, calls.offered(line, caller=threads.number()), now=now)
    make.work_off(now=now)
    late = calls.later(now, 90)
    queues.sweep(organisation_id=organisation.pk, now=late)
    make.work_off(now=late)
    third = make.items(organisation)[2]
    assert (third.state, third.overflow) == ("OVERFLOWED", "TOO_LONG")
    assert any(isinstance(step, Record) for step in told(organisation))


def test_a_caller_who_hangs_up_in_line_is_abandoned_in_the_queue(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    offered = calls.offered(line)
    calls.answer(organisation, offered, now=now)
    calls.hang_up(organisation, offered, now=calls.later(now, 20))
    assert calls.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"
    assert make.item(organisation).state == WorkState.ABANDONED
