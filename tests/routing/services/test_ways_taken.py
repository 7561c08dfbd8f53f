"""Which ways callers took, what nobody took, and asking an owner once a quarter to rehearse that."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Member, OpeningWindow, Organisation
from conversations.models import Line, Task
from core.transactions import reading, tenant_transaction
from routing import services
from routing.domain.verifying.problems import MoveKind
from routing.models import CallRun, Flow, FlowVersion, RehearsalReminder
from routing.selectors.taken import WINDOW, Taken, list_taken, read_taken
from routing.services import reminding, ways
from tests.factories import calls
from tests.factories import replays as make
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_line(organisation=organisation)


@pytest.fixture
def flow(alice: Member, line: Line, now: datetime) -> Flow:
    """A menu: 1 rings, 2 and nothing lead to the mailbox."""
    calls.phone(alice)
    return make.live(alice, line, now=now)


def live(flow: Flow) -> FlowVersion:
    with reading(flow.organisation_id):
        return FlowVersion.objects.of(flow.organisation_id).get(flow=flow, state="PUBLISHED")


def taken(flow: Flow, *, now: datetime) -> Taken:
    document = live(flow).document
    with reading(flow.organisation_id):
        return read_taken(flow=flow, document=document, now=now)


def behind(flow: Flow, alice: Member, node: str, exit_: str = "", *, now: datetime) -> int:
    document = live(flow).document
    with reading(flow.organisation_id):
        found = list_taken(
            flow=flow, document=document, member=alice, node=node, exit_=exit_, page=1, now=now
        )
        assert len(found.rows) == found.count
    return found.count


def test_each_node_and_exit_counts_the_calls_that_its_figure_opens(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    make.answered(alice, line, now=calls.later(now, 10))
    make.silent(alice, line, now=calls.later(now, 200))
    found = taken(flow, now=calls.later(now, 300))
    assert (found.calls, found.silent) == (2, 0)
    assert found.nodes == {"menu": 2, "ring": 1, "mail": 1}
    assert found.exits == {("menu", "1"): 1, ("menu", "nothing"): 1}
    assert found.untaken(live(flow).document) == [("menu", "2"), ("menu", "wrong"), ("ring", "nobody")]
    for node, count in found.nodes.items():
        assert behind(flow, alice, node, now=calls.later(now, 300)) == count
    for (node, exit_), count in found.exits.items():
        assert behind(flow, alice, node, exit_, now=calls.later(now, 300)) == count
    assert behind(flow, alice, "menu", "2", now=calls.later(now, 300)) == 0
    assert taken(flow, now=now + WINDOW + timedelta(days=1)).calls == 0


def test_calls_from_before_exits_were_kept_tell_nodes_only(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    make.answered(alice, line, now=calls.later(now, 10))
    with tenant_transaction(alice.organisation):
        CallRun.objects.update(taken=None)
    found = taken(flow, now=calls.later(now, 300))
    assert (found.calls, found.silent, found.exits) == (1, 1, {})
    assert found.nodes["ring"] == behind(flow, alice, "ring", now=calls.later(now, 300)) == 1


def test_a_node_that_was_of_another_kind_does_not_count(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    make.answered(alice, line, now=calls.later(now, 10))
    document = live(flow).document
    other = {**document, "nodes": {**document["nodes"], "ring": {"kind": "GREETING", "text": "Hello"}}}
    with reading(flow.organisation_id):
        found = read_taken(flow=flow, document=other, now=calls.later(now, 300))
    assert found.nodes == {"menu": 1}


def test_an_owner_is_asked_once_a_quarter_to_rehearse_what_nobody_took(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    organisation = alice.organisation_id
    make.answered(alice, line, now=calls.later(now, 10))
    assert reminding.sweep(organisation=organisation, now=now + WINDOW - timedelta(days=1)) == 0, "too young"
    then = now + WINDOW + timedelta(days=1)
    make.answered(alice, line, now=then - timedelta(days=1))
    assert reminding.sweep(organisation=organisation, now=then) == 1
    assert reminding.sweep(organisation=organisation, now=then) == 0
    assert reminding.remind_to_rehearse(organisation=organisation, flow_id=flow.pk, now=then) is None
    with reading(organisation):
        task = Task.objects.get()
        assert RehearsalReminder.objects.get().task_id == task.pk
    assert (task.owner_id, task.page) == (alice.pk, f"/settings/flows/{flow.pk}/taken/")
    assert task.title == "Rehearse what nobody took in 90 days: 4 ways through Office"
    assert reminding.sweep(organisation=organisation, now=then + timedelta(days=93)) == 1, "the next quarter"


def test_nobody_is_asked_while_exits_were_not_kept_for_as_long(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    then = now + WINDOW + timedelta(days=1)
    make.answered(alice, line, now=then - timedelta(days=1))
    with tenant_transaction(alice.organisation):
        CallRun.objects.update(taken=None)
    assert reminding.sweep(organisation=alice.organisation_id, now=then) == 0


def test_a_way_is_found_to_each_exit_and_says_what_to_do(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    found = ways.find_way(by=alice, flow_id=flow.pk, node="ring", exit_="nobody", now=now)
    assert found.way is not None
    assert (found.is_now, found.line) == (True, line)
    assert found.way.trial.acts == ("1",)
    kinds = [move.kind for move in found.way.path]
    assert (kinds[0], kinds[1], kinds[-1]) == (MoveKind.MOMENT, MoveKind.PRESS, MoveKind.COMES_TO)
    wrong = ways.find_way(by=alice, flow_id=flow.pk, node="menu", exit_="wrong", now=now)
    assert wrong.way is not None
    assert wrong.way.path[-1].node == "mail"


def test_a_way_that_needs_another_time_is_not_for_now(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    def with_hours(document: dict[str, Any]) -> dict[str, Any]:
        ask = {"kind": "HOURS", "exits": {"open": "menu", "closed": "mail"}}
        return {**document, "start": "hours", "nodes": {"hours": ask, **document["nodes"]}}

    with tenant_transaction(alice.organisation):
        OpeningWindow.objects.bulk_create(
            OpeningWindow(
                organisation=alice.organisation,
                location=line.location,
                weekday=day,
                opens_minute=9 * 60,
                closes_minute=17 * 60,
            )
            for day in range(5)
        )
    draft = services.edit_flow(by=alice, flow_id=flow.pk, edit=with_hours, now=now)
    services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=draft.revision, now=now)
    found = ways.find_way(by=alice, flow_id=flow.pk, node="hours", exit_="closed", now=now)
    assert found.way is not None
    assert not found.is_now, "it is Monday noon"
    assert found.way.trial.at.hour >= 17
