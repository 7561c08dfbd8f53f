"""Who does not stay in a queue leaves by the exit for the reason, which the path of the call tells."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import Say, plan_from_json
from core.transactions import reading, tenant_transaction
from routing.domain.presence import Choice
from routing.models import Flow, FlowVersion, LineHandling, Queue, WorkItem
from routing.services import queues
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db
Prepare = Callable[[Organisation, Queue, Member, datetime], None]


@pytest.fixture
def desk(organisation: Organisation, alice: Member, now: datetime) -> Queue:
    make.here(alice, now=now)
    return make.queue(organisation, alice, wrap_up_seconds=0)


def line_of(organisation: Organisation, desk: Queue, *, now: datetime, **queue: object) -> Line:
    """Draw a line on which each exit of the queue says its own name."""
    line = threads.line(organisation=organisation)
    exits = {name: f"to_{name}" for name in ("full", "closed", "too_long", "nobody")}
    document = {
        "format": 1,
        "title": "Desk",
        "start": "line",
        "languages": ["en-US"],
        "nodes": {
            "line": {"kind": "QUEUE", "queue": str(desk.pk), "exits": exits, **queue},
            **{to: {"kind": "VOICEMAIL", "text": f"Exit {name}.", "exits": {}} for name, to in exits.items()},
        },
    }
    with tenant_transaction(organisation):
        flow = Flow.objects.create(organisation=organisation, title="Desk")
        FlowVersion.objects.create(
            organisation=organisation, flow=flow, number=1, state="PUBLISHED", document=document, edited_at=now,
            published_at=now,
        )  # fmt: skip
        LineHandling.objects.create(organisation=organisation, line=line, flow=flow)
    return line


def full(organisation: Organisation, desk: Queue, alice: Member, now: datetime) -> None:
    with tenant_transaction(organisation):
        Queue.objects.of(organisation).update(places=1)


def closed(organisation: Organisation, desk: Queue, alice: Member, now: datetime) -> None:
    with tenant_transaction(organisation):
        Queue.objects.of(organisation).update(is_active=False)


def away(organisation: Organisation, desk: Queue, alice: Member, now: datetime) -> None:
    queues.choose_presence(by=alice, choice=Choice.OFFLINE, now=now)


def nothing(organisation: Organisation, desk: Queue, alice: Member, now: datetime) -> None:
    """Change nothing."""


@pytest.mark.parametrize(
    ("exit_", "prepare", "why"),
    [
        ("full", full, "the queue is full"),
        ("closed", closed, "the queue is closed"),
        ("nobody", away, "nobody of the queue is on shift who could take it"),
        ("skill", nothing, "nobody of the queue is on shift who could take it"),
    ],
)
def test_who_is_refused_at_the_door_goes_by_the_exit_for_it(
    organisation: Organisation,
    desk: Queue,
    alice: Member,
    now: datetime,
    exit_: str,
    prepare: Prepare,
    why: str,
) -> None:
    skill = make.skill(organisation, "Spanish")
    needs = {"skills": [{"skill": str(skill.pk), "level": 2}]} if exit_ == "skill" else {}
    line = line_of(organisation, desk, now=now, **needs)
    if exit_ == "full":
        for caller in ("+16025550171", "+16025550172"):
            calls.answer(organisation, calls.offered(line, caller=caller), now=now)
    prepare(organisation, desk, alice, now)
    call = calls.offered(line)
    at = calls.later(now, 1)
    leg_id = calls.answer(organisation, call, now=at).leg_id
    make.work_off(now=at)
    assert said(organisation, leg_id) == f"Exit {'nobody' if exit_ == 'skill' else exit_}."
    assert why in path(organisation)


def test_who_would_wait_longer_than_the_queue_allows_goes_on_at_once(
    organisation: Organisation, desk: Queue, now: datetime
) -> None:
    line = line_of(organisation, desk, now=now, longest_seconds=300)
    rang = [calls.offered(line, caller=f"+160255501{70 + number}") for number in range(3)]
    for call in rang[:2]:
        calls.answer(organisation, call, now=now)
        make.work_off(now=now)
    calls.press(organisation, make.offers(organisation)[0].leg.pk, "1", now=now)
    assert [row.state for row in make.items(organisation)] == ["CONNECTED", "WAITING"]
    make.handled(organisation, desk, 380, 390, 400, 410, 420, now=now)
    late = calls.answer(organisation, rang[2], now=calls.later(now, 1))
    make.work_off(now=calls.later(now, 1))
    assert said(organisation, late.leg_id) == "Exit too_long."
    assert "would wait longer than the queue allows" in path(organisation)
    with reading(organisation):
        assert WorkItem.objects.of(organisation).filter(state="WAITING", call__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("overflow", "prepare", "seconds"), [("TOO_LONG", nothing, 90), ("NOBODY", away, 10)]
)
def test_who_cannot_stay_goes_by_the_exit_for_it_and_the_item_says_why(
    organisation: Organisation,
    desk: Queue,
    alice: Member,
    now: datetime,
    overflow: str,
    prepare: Prepare,
    seconds: int,
) -> None:
    line = line_of(organisation, desk, now=now, longest_seconds=90)
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=now)
    leg_id = calls.answer(organisation, calls.offered(line), now=now).leg_id
    prepare(organisation, desk, alice, now)
    at = calls.later(now, seconds)
    queues.expire_waits(organisation=organisation.pk, now=at)
    make.work_off(now=at)
    assert (make.item(organisation).state, make.item(organisation).overflow) == ("OVERFLOWED", overflow)
    assert said(organisation, leg_id) == f"Exit {overflow.lower()}."


def said(organisation: Organisation, leg_id: UUID) -> str:
    """Give what the caller's leg was last told."""
    row = [row for row in calls.commands(organisation, "RUN") if row.leg_id == leg_id][-1]
    step = plan_from_json(row.body["plan"])[0]
    assert isinstance(step, Say)
    return step.text


def path(organisation: Organisation) -> list[str]:
    """Give why the latest call went where it did."""
    return [line["why"] for line in calls.calls_of(organisation)[-1].path]
