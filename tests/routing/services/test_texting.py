"""A text on a line with a flow: its tests are walked to a queue, with the reasons in the thread."""

import json
import ssl
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.conf import settings

from accounts.models import Member, Organisation
from conversations import services as conversations
from conversations.domain.states import Outcome
from conversations.models import Conversation, Entry, Line
from conversations.presenters.facts import fact_sentence
from conversations.presenters.reader import reader_of
from core.transactions import reading, tenant_transaction
from routing.domain.document import read
from routing.domain.flow import CallerFacts, Facts
from routing.domain.happenings import WebhookAnswered
from routing.domain.texting import MOST_ASKED, route_text
from routing.models import Flow, FlowVersion, LineHandling, Queue, WorkItem
from tests.carrier.simulator.test_program import certificate
from tests.factories import conversations as threads
from tests.factories import queues as make

WRITER = "+16025557301"
FACTS = Facts(room="", sender="+16025550100", caller=CallerFacts(number=WRITER))


def document(queue_id: object, **more: Any) -> dict[str, Any]:
    """Say hello aloud, then send clients to a queue and everybody else to a mailbox."""
    nodes = {
        "hello": {"kind": "GREETING", "text": "Hello.", "exits": {"next": "open"}},
        "open": {"kind": "HOURS", "exits": {"open": "who", "closed": "away"}},
        "away": {"kind": "MESSAGE", "text": "We answer in the morning.", "exits": {"next": "mail"}},
        "who": {"kind": "CALLER", "exits": {"client": "mail", "other": "urgent"}},
        "urgent": {"kind": "SET", "priority": "URGENT", "tag": "new", "exits": {"next": "desk"}},
        "desk": {
            "kind": "QUEUE",
            "queue": str(queue_id),
            "exits": dict.fromkeys(("full", "closed", "too_long", "nobody"), "mail"),
        },
        "mail": {"kind": "VOICEMAIL", "text": "Leave a message."},
    }
    return {
        "format": 1, "title": "Office", "start": "hello", "languages": ["en-US"], "nodes": {**nodes, **more},
    }  # fmt: skip


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return threads.line(organisation=organisation)


@pytest.fixture
def desk(organisation: Organisation, alice: Member, line: Line, now: datetime) -> Queue:
    """A queue that the line's flow names; the line's own setting names another."""
    make.here(alice, now=now)
    desk, other = make.queue(organisation, alice), make.queue(organisation, alice, name="Other")
    with tenant_transaction(organisation):
        flow = Flow.objects.create(organisation=organisation, title="Office")
        FlowVersion.objects.create(
            organisation=organisation, flow=flow, number=1, state="PUBLISHED", document=document(desk.pk),
            edited_at=now, published_at=now,
        )  # fmt: skip
        LineHandling.objects.create(organisation=organisation, line=line, flow=flow, messages_queue=other)
    return desk


def write(
    organisation: Organisation, *, now: datetime, text: str = "Do you take custody cases?"
) -> Conversation:
    received = threads.text_in(organisation=organisation, now=now, sender=WRITER, text=text)
    make.work_off(now=now)
    return threads.fresh(organisation=organisation, conversation_id=received.conversation_id)


def items(organisation: Organisation) -> list[tuple[str, str]]:
    with reading(organisation):
        rows = WorkItem.objects.of(organisation).select_related("queue").order_by("queued_at", "id")
        return [(row.queue.name, row.priority) for row in rows]


def routed(talk: Conversation) -> list[Entry]:
    with reading(talk.organisation_id):
        return list(Entry.objects.filter(conversation=talk, fact="routed").order_by("seq"))


def test_a_text_walks_to_the_queue_of_the_flow_and_the_thread_says_why(
    organisation: Organisation, desk: Queue, alice: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    assert [name for name, _priority in items(organisation)] == [desk.name]
    [fact] = routed(talk)
    said = fact_sentence(fact.fact, fact.fact_values, reader=reader_of(alice, now=now))
    assert said.startswith("The flow of the line was followed: open: no hours are set; who: put through;")
    assert talk.contact is not None
    with reading(organisation):
        talk.contact.refresh_from_db()
    write(organisation, now=now + timedelta(minutes=1), text="Hello?")
    assert len(routed(talk)) == 1, "only the text that opened the conversation"


def test_a_conversation_that_is_opened_again_walks_again(
    organisation: Organisation, desk: Queue, alice: Member, now: datetime
) -> None:
    talk = write(organisation, now=now)
    conversations.resolve_conversation(
        by=alice, conversation_id=talk.pk, outcome=Outcome.FOLLOW_UP, reason="", now=now + timedelta(hours=1)
    )
    make.work_off(now=now + timedelta(hours=1))
    again = write(organisation, now=now + timedelta(hours=2), text="One more thing")
    assert len(routed(again)) == (2 if again.pk == talk.pk else 1)


def test_where_the_flow_has_nothing_for_texts_the_setting_of_the_line_rules(
    organisation: Organisation, desk: Queue, now: datetime
) -> None:
    with tenant_transaction(organisation):
        row = FlowVersion.objects.get()
        menu = {"kind": "MENU", "text": "Press 1.", "exits": dict.fromkeys(("1", "nothing", "wrong"), "open")}
        row.document = document(desk.pk, hello=menu)
        row.save(update_fields=["document"])
    talk = write(organisation, now=now)
    assert [name for name, _priority in items(organisation)] == ["Other"]
    assert routed(talk) == []


class Program(BaseHTTPRequestHandler):
    """Knows one customer; keeps what it was asked."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:  # the name is prescribed by http.server
        self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        body = b'{"answer": "Ms Hale"}'
        self.send_response(200 if self.path == "/known" else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("path", "words"), [("/known", "Hello Ms Hale."), ("/gone", "Hello.")])
def test_a_program_is_asked_about_a_text_and_a_receptionist_who_is_not_there_is_passed(
    organisation: Organisation,
    desk: Queue,
    alice: Member,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    now: datetime,
    path: str,
    words: str,
) -> None:
    monkeypatch.setattr(settings, "WEBHOOKS_REACH_PRIVATE", True)
    Program.asked.clear()
    chain, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(chain))
    with ThreadingHTTPServer(("127.0.0.1", 0), Program) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        nodes = {
            "hello": {"kind": "RECEPTIONIST", "exits": {"next": "look up"}},
            "look up": {
                "kind": "WEBHOOK", "url": f"https://localhost:{server.server_port}{path}", "variable": "name",
                "exits": {"ok": "greet", "failed": "regret"},
            },
            "greet": {"kind": "MESSAGE", "text": "Hello {name}.", "exits": {"next": "open"}},
            "regret": {"kind": "MESSAGE", "text": "Hello.", "exits": {"next": "open"}},
        }  # fmt: skip
        with tenant_transaction(organisation):
            row = FlowVersion.objects.get()
            row.document = document(desk.pk, **nodes)
            row.save(update_fields=["document"])
        talk = write(organisation, now=now)
        server.shutdown()
    assert [(one["from"], one["text"], one["language"]) for one in Program.asked] == [
        (WRITER, "Do you take custody cases?", "en-US")
    ]
    assert [name for name, _priority in items(organisation)] == [desk.name]
    with reading(organisation):
        assert Entry.objects.get(conversation=talk, kind="MESSAGE_OUT").text == words
    [fact] = routed(talk)
    said = fact_sentence(fact.fact, fact.fact_values, reader=reader_of(alice, now=now))
    assert "hello: there is no receptionist yet" in said
    assert f"look up: the program answered{'' if path == '/known' else ' with error 500'};" in said


def test_programs_are_asked_as_often_as_they_are_met_but_not_for_ever() -> None:
    ask = {"kind": "WEBHOOK", "url": "https://example.com/", "exits": {"ok": "open", "failed": "who"}}
    flow = read(document("01a203e3-4c25-7493-b1f8-ca2ce00ce8a7", open=ask))
    told: dict[int, WebhookAnswered] = {}
    while (asks := route_text(flow, FACTS, told).asks) is not None:
        told[asks.asked] = WebhookAnswered(asks.asked, is_ok=True)
    found = route_text(flow, FACTS, told)
    assert len(told) == MOST_ASKED
    assert found.queue is not None
    assert "the program did not answer: asked too often" in [line.why for line in found.path]


def test_a_walk_sends_and_notes_on_its_way_and_always_ends() -> None:
    flow = read(document("01a203e3-4c25-7493-b1f8-ca2ce00ce8a7"))
    found = route_text(flow, FACTS)
    assert found.queue is not None
    assert (found.queue.node, found.queue.priority, found.tags) == ("desk", "URGENT", ("new",))
    closed = route_text(flow, Facts(room="", sender="", is_open=False, caller=CallerFacts(number=WRITER)))
    assert (closed.queue, closed.texts) == (None, ("We answer in the morning.",))
    round_ = document("x", open={"kind": "HOLIDAY", "exits": {"holiday": "hello", "ordinary": "hello"}})
    round_["nodes"].pop("desk")
    round_["nodes"]["urgent"]["exits"] = {"next": "mail"}
    assert route_text(read(round_), FACTS).is_empty
