"""A call keeps the version of the flow it began with, across publishes and processes; a version is compiled once."""

from datetime import datetime
from typing import Any

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import Say
from core.transactions import reading
from routing import services
from routing.models import CallRun
from routing.services import versions
from tests.factories import calls
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_line(organisation=organisation)


def document(words: str) -> dict[str, Any]:
    """Draw a menu whose 1 leads to a mailbox that says `words`."""
    return {
        "format": 1,
        "title": "Office",
        "start": "menu",
        "languages": ["en-US"],
        "nodes": {
            "menu": {"kind": "MENU", "text": "Press 1.", "exits": dict.fromkeys(("1", "nothing", "wrong"), "mail")},
            "mail": {"kind": "VOICEMAIL", "text": words},
        },
    }  # fmt: skip


def test_a_call_under_way_keeps_its_version_across_publishes_and_processes(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    versions.forget()
    flow = services.create_flow(by=alice, document=document("The first."), now=now)
    services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=1, now=now)
    services.assign_lines(by=alice, flow_id=flow.pk, line_ids={line.pk}, now=now)
    under_way = calls.answer(organisation, calls.offered(line), now=now)
    draft = services.edit_flow(by=alice, flow_id=flow.pk, edit=lambda _old: document("The second."), now=now)
    services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=draft.revision, now=now)
    # A process that has just started has compiled nothing.
    versions.forget()
    plan = calls.press(organisation, under_way.leg_id, "1", now=calls.later(now, 5))
    assert plan is not None
    assert plan[0] == Say("The first.")
    later = calls.answer(organisation, calls.offered(line), now=calls.later(now, 60))
    plan = calls.press(organisation, later.leg_id, "1", now=calls.later(now, 65))
    assert plan is not None
    assert plan[0] == Say("The second.")
    assert versions._compiled.cache_info().misses == 2, "one each, whatever is asked of them"
    with reading(organisation):
        runs = list(CallRun.objects.order_by("created_at").values_list("flow_version__number", "flow"))
    assert runs == [(1, {}), (2, {})]


def test_a_caller_who_is_given_back_goes_on(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    answered = calls.answer(organisation, calls.offered(line), now=now)
    assert answered.plan
    before = calls.the_call(organisation)
    services.give_back(organisation=organisation.pk, call_id=before.pk, exit_="nobody", why="nobody", now=now)
    assert calls.the_call(organisation).state == before.state, "a call that was not handed over goes nowhere"
