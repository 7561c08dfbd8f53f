"""A flow is proven against the organisation as it is: its hours, who works where, queues and skills."""

from datetime import datetime
from typing import Any

import pytest

from accounts.models import Location, Member, Organisation, Role
from conversations.domain.plans import HangUp, plan_from_json
from conversations.models import Line
from core.transactions import tenant_transaction
from routing.domain import document
from routing.domain.verify import Proof
from routing.models import CallRun, Flow, FlowState, FlowVersion, LineHandling
from routing.presenters.problems import path_of
from routing.services.proving import prove_at
from tests.factories import accounts as people
from tests.factories import calls as make
from tests.factories import queues as waiting
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_line(organisation=organisation)


def drawn(**nodes: dict[str, Any]) -> dict[str, Any]:
    """Draw a flow that begins with its first node."""
    return {
        "format": 1,
        "title": "Proven",
        "start": next(iter(nodes)),
        "languages": ["en-US"],
        "nodes": {
            **nodes,
            "voicemail": {"kind": "VOICEMAIL", "text": "Please leave a message.", "exits": {}},
        },
    }


def ring(*members: Member) -> dict[str, Any]:
    return {
        "kind": "RING",
        "members": [{"member": str(one.pk)} for one in members],
        "exits": {"nobody": "voicemail"},
    }


def proven(location: Location, flow: dict[str, Any], *, now: datetime) -> Proof:
    with tenant_transaction(location.organisation):
        return prove_at(document.read(flow), [location], now=now)


def codes(proof: Proof) -> list[tuple[str, str]]:
    return [(problem.code.value, problem.values.get("member", "")) for problem in proof.problems]


def test_who_has_no_telephone_works_elsewhere_or_left_is_told_by_name(
    location: Location, alice: Member, bob: Member, now: datetime
) -> None:
    lou = people.member(organisation=location.organisation, name="Lou Hale", role=Role.STAFF)
    flow = drawn(ring=ring(alice, bob, lou))
    make.phone(alice)
    make.phone(lou)
    with tenant_transaction(location.organisation):
        Member.objects.filter(pk=lou.pk).update(is_active=False)
    assert codes(proven(location, flow, now=now)) == [
        ("MEMBER_GONE", "Lou Hale"),
        ("MEMBER_WITHOUT_TELEPHONE", "Bob Ortiz"),
    ]
    make.phone(bob)
    assert codes(proven(location, drawn(ring=ring(alice, bob)), now=now)) == []


def test_a_queue_and_its_skills_are_those_of_the_organisation(
    organisation: Organisation, location: Location, alice: Member, bob: Member, now: datetime
) -> None:
    for member in (alice, bob):
        make.phone(member)
    intake = waiting.queue(organisation, alice)
    spanish = waiting.skill(organisation, "Spanish", _4=bob)
    queue = {
        "kind": "QUEUE",
        "queue": str(intake.pk),
        "skills": [{"skill": str(spanish.pk), "level": 2}],
        "exits": dict.fromkeys(("full", "closed", "too_long", "nobody"), "voicemail"),
    }
    found = proven(location, drawn(queue=queue), now=now)
    assert ("SKILL_NOBODY_HAS", "") in codes(found)
    waiting.seat(intake, bob, position=1)
    assert ("SKILL_NOBODY_HAS", "") not in codes(proven(location, drawn(queue=queue), now=now))
    empty = waiting.queue(organisation, name="Empty")
    assert ("EMPTY_QUEUE", "") in codes(
        proven(location, drawn(queue={**queue, "queue": str(empty.pk)}), now=now)
    )


def test_a_counter_example_comes_true_on_a_real_call(
    organisation: Organisation, location: Location, line: Line, alice: Member, now: datetime
) -> None:
    """The keys of the path, pressed by a caller of the line that has the flow, end with nothing kept."""
    make.phone(alice)
    written = drawn(
        menu={
            "kind": "MENU",
            "text": "For a person press 1, for our address press 2.",
            "exits": {"1": "ring", "2": "address", "nothing": "ring", "wrong": "ring"},
        },
        address={"kind": "GREETING", "text": "We are at 1 Main Street.", "exits": {"next": "bye"}},
        bye={"kind": "HANG_UP", "text": "Goodbye.", "exits": {}},
        ring=ring(alice),
    )
    (problem,) = proven(location, written, now=now).problems
    assert path_of(problem).endswith("→ press 2 → hang up")
    publish(organisation, line, written, now=now)
    answered = make.answer(organisation, make.offered(line), now=now)
    plan = answered.plan
    for played in problem.script[1:]:
        plan = make.press(organisation, answered.leg_id, getattr(played.event, "digits", ""), now=now) or plan
    assert [type(step).__name__ for step in plan] == ["Say", "Say", "HangUp"]
    with tenant_transaction(organisation):
        run = CallRun.objects.of(organisation.pk).get()
        assert isinstance(plan_from_json(run.plan)[-1], HangUp)
        assert run.state["node"] == "bye"


def publish(organisation: Organisation, line: Line, written: dict[str, Any], *, now: datetime) -> None:
    """Let a line have a flow as it is drawn, proven or not."""
    with tenant_transaction(organisation):
        flow = Flow.objects.create(organisation=organisation, title="Proven")
        FlowVersion.objects.create(
            organisation=organisation,
            flow=flow,
            number=1,
            state=FlowState.PUBLISHED,
            document=written,
            edited_at=now,
            published_at=now,
        )
        LineHandling.objects.update_or_create(
            organisation=organisation, line=line, defaults={"flow": flow, "language": "en"}
        )
