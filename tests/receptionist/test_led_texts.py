"""Texts on a line whose flow draws a receptionist: it says which of them the assistant answers, and where they go on."""

from datetime import datetime
from typing import Any

import pytest

from accounts.models import Member, Organisation
from conversations.domain.states import Control
from conversations.models import Conversation, Entry, Line
from core.transactions import reading, tenant_transaction
from receptionist.models import Dialogue
from routing.domain.document import read
from routing.domain.flow import CallerFacts, Facts
from routing.domain.graph import NodeKind
from routing.domain.happenings import GivenBack
from routing.domain.texting import route_text
from routing.models import Flow, FlowVersion, LineHandling, Queue, WorkItem
from tests.factories import conversations as threads
from tests.factories import queues as make
from tests.factories import receptionist as assistants

WRITER = "+16025557301"
HERE = Facts(
    room="",
    sender="+16025550100",
    caller=CallerFacts(number=WRITER),
    installed=frozenset({NodeKind.RECEPTIONIST}),
)


def document(queue_id: object, start: str) -> dict[str, Any]:
    """Tell that we are here, then the assistant; who needs a person comes to a queue, and so does who begins there."""
    nodes = {
        "here": {"kind": "MESSAGE", "text": "Got it.", "exits": {"next": "assistant"}},
        "assistant": {"kind": "RECEPTIONIST", "exits": {"next": "mail", "person": "desk"}},
        "desk": {
            "kind": "QUEUE",
            "queue": str(queue_id),
            "exits": dict.fromkeys(
                ("full", "closed", "too_long", "nobody"), "assistant" if start == "desk" else "mail"
            ),
        },
        "mail": {"kind": "VOICEMAIL", "text": "Leave a message."},
    }
    return {"format": 1, "title": "Office", "start": start, "languages": ["en-US"], "nodes": nodes}


def test_a_message_stops_at_the_receptionist_and_goes_on_by_the_exit_it_is_given_back_by() -> None:
    flow = read(document("3f0c8a52-8a52-4a52-9a52-3f0c8a523f0c", "here"))
    led = route_text(flow, HERE)
    assert (led.is_led, led.queue, led.texts) == (True, None, ("Got it.",))
    back = route_text(flow, HERE, back=GivenBack("emergency", "hands over an emergency"))
    assert (back.is_led, back.texts) == (False, ()), "nothing is sent twice"
    assert back.queue is not None
    assert back.path[0].why == "hands over an emergency"
    away = route_text(flow, Facts(room="", sender="", caller=CallerFacts(number=WRITER)))
    assert (away.is_led, away.queue) == (False, None), "who is not there is passed by"


@pytest.fixture
def line(organisation: Organisation, alice: Member) -> Line:
    assistants.assistant(organisation)
    return threads.line(organisation=organisation)


def lead(line: Line, alice: Member, start: str, *, now: datetime) -> Queue:
    make.here(alice, now=now)
    firm = line.organisation
    desk = make.queue(firm, alice)
    with tenant_transaction(firm):
        flow = Flow.objects.create(organisation=firm, title="Office")
        FlowVersion.objects.create(
            organisation=firm, flow=flow, number=1, state="PUBLISHED", document=document(desk.pk, start),
            edited_at=now, published_at=now,
        )  # fmt: skip
        LineHandling.objects.create(organisation=firm, line=line, flow=flow)
    return desk


def write(firm: Organisation, text: str, *, now: datetime) -> Conversation:
    received = threads.text_in(organisation=firm, now=now, sender=WRITER, text=text)
    make.work_off(now=now)
    return threads.fresh(organisation=firm, conversation_id=received.conversation_id)


def test_who_is_led_to_the_assistant_waits_in_a_queue_once_they_need_a_person(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    desk = lead(line, alice, "here", now=now)
    talk = write(organisation, "I would like to book a consultation", now=now)
    with reading(organisation):
        assert Dialogue.objects.filter(conversation=talk, ended_at=None).count() == 1
        assert not WorkItem.objects.of(organisation).exists()
        sent = Entry.objects.filter(conversation=talk, kind="MESSAGE_OUT").order_by("seq")
        words = list(sent.values_list("text", flat=True))
    assert words[0] == "Got it."
    assert len(words) == 2
    talk = write(organisation, "I want to talk to a real person", now=now)
    assert talk.control == Control.HUMAN
    with reading(organisation):
        (item,) = WorkItem.objects.of(organisation)
        assert (item.queue_id, item.conversation_id) == (desk.pk, talk.pk)
        facts = Entry.objects.filter(conversation=talk, fact="routed").order_by("seq")
        said = [row.fact_values["steps"].splitlines()[-1] for row in facts]
        assert Entry.objects.filter(conversation=talk, text="Got it.").count() == 1
    assert said[0] == "assistant\tanswers what is written"
    assert "hands over to a person" in facts[1].fact_values["steps"]


def test_where_the_flow_leads_to_people_first_the_assistant_does_not_begin(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    desk = lead(line, alice, "desk", now=now)
    talk = write(organisation, "I would like to book a consultation", now=now)
    with reading(organisation):
        assert not Dialogue.objects.filter(conversation=talk).exists()
        assert WorkItem.objects.of(organisation).get().queue_id == desk.pk
