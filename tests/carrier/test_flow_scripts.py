"""Every kind of node and every order of ringing, end to end: a flow published by its owner, and whole calls through it.

Each script of `tests/carrier/flows` is one flow; what may stand in one says `tests.carrier.scripted`.
"""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.domain.hours import Window
from accounts.models import Member, Organisation
from accounts.services.hours import set_week
from carrier.simulator import signing
from carrier.simulator.simulator import Simulator
from contacts.models import Contact
from conversations import services as conversations
from conversations.models import Line
from conversations.services import calls
from core import clock
from core.transactions import reading
from intake.models import PartyRole
from routing import services
from routing.domain.graph import NodeKind, Strategy
from routing.domain.presence import Choice
from routing.services import queues
from routing.services.settings import Wanted, save_handling
from tests.carrier import scripted
from tests.carrier.simulator.test_program import certificate
from tests.factories import accounts as people
from tests.factories import calls as make
from tests.factories import contacts as known_people
from tests.factories import conversations as threads
from tests.factories import matters
from tests.factories import oncall as make_oncall
from tests.factories import queues as make_queues
from tests.factories import receptionist as make_assistant
from tests.factories import scheduling as make_times

MONDAY = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
# What these do is heard or read, and leaves no line in a call's path.
SILENT = {NodeKind.GREETING, NodeKind.MESSAGE, NodeKind.NOTICE}
SCRIPTS = {path.stem: scripted.read(path) for path in scripted.scripts()}


@pytest.fixture
def staff(organisation: Organisation, alice: Member, bob: Member) -> dict[str, Member]:
    lou = people.member(organisation=organisation, name="Lou Reyes")
    members = {"alice": alice, "bob": bob, "lou": lou}
    for place, member in enumerate(members.values(), 1):
        make.phone(member, f"+1602555700{place}")
    return members


@pytest.fixture
def stage(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    organisation: Organisation,
    staff: dict[str, Member],
) -> scripted.Stage:
    """A Monday morning at nine, by the carrier's clock, by ours and by that of the rows."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    exchange: Simulator = request.getfixturevalue("exchange")

    def now() -> datetime:
        return datetime.fromtimestamp(exchange.clock.now(), UTC)

    monkeypatch.setattr(clock, "now", now)
    monkeypatch.setattr(timezone, "now", now)
    monkeypatch.setattr(signing, "real_now", exchange.clock.now)
    telephones = {name: f"1602555700{place}" for place, name in enumerate(staff, 1)}
    return scripted.Stage(exchange, telephones, threads.OUR_NUMBER.removeprefix("+"), organisation)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[str]:
    """A program of the house on loopback: it answers at `/ok`, and too late at `/slow`."""

    class Program(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/slow":
                time.sleep(1.5)
            body = json.dumps({"answer": f"case of {asked['from']}"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    chain, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(chain))
    settings.WEBHOOKS_REACH_PRIVATE = True
    with ThreadingHTTPServer(("127.0.0.1", 0), Program) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"https://localhost:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_comes_true(
    name: str,
    request: pytest.FixtureRequest,
    stage: scripted.Stage,
    organisation: Organisation,
    staff: dict[str, Member],
) -> None:
    script = SCRIPTS[name]
    house = House(organisation, staff)
    known = {member: str(row.pk) for member, row in staff.items()} | house.settle(script.get("given", {}))
    if "$program" in json.dumps(script["nodes"]):
        address = request.getfixturevalue("program")
        known |= {"program": f"{address}/ok", "program_too_late": f"{address}/slow"}
    house.publish(scripted.document(name, script, known))
    met = set[str]()
    for asked in script["calls"]:
        house.prepare(asked.get("before", {}))
        played = scripted.play(stage, asked)
        scripted.check(asked, played)
        met |= {line.partition(": ")[0] for line in played.path}
    tell = {node for node, drawn in script["nodes"].items() if drawn["kind"] not in SILENT}
    assert tell <= met, "a way of this flow that no call of its script goes"


def test_no_kind_of_node_and_no_order_of_ringing_is_without_a_script() -> None:
    nodes = [node for script in SCRIPTS.values() for node in script["nodes"].values()]
    assert {NodeKind(node["kind"]) for node in nodes} == set(NodeKind)
    rung = [node for node in nodes if node["kind"] == "RING"]
    assert {Strategy(node.get("strategy", "FIXED")) for node in rung} == set(Strategy)


class House:
    """The firm of the scripts: what it has set, and who is there."""

    def __init__(self, organisation: Organisation, staff: dict[str, Member]) -> None:
        self.organisation, self.staff, self.owner = organisation, staff, staff["alice"]
        with reading(organisation):
            self.line = Line.objects.of(organisation).select_related("location").get()

    def settle(self, given: dict[str, Any]) -> dict[str, str]:
        """Set up what a script is given; gives the ids of the queues and ladders it names."""
        now = clock.now()
        if "hours" in given:
            opens, closes = (_minutes(part) for part in given["hours"].split("-"))
            week = [Window(day, opens, closes) for day in range(7)]
            set_week(by=self.owner, location_id=self.line.location_id, windows=week, now=now)
        wanted = Wanted(texts_back=False, records_calls=given.get("records_calls", False))
        save_handling(by=self.owner, line_id=self.line.pk, wanted=wanted, turns=[], seen_version=0, now=now)
        for contact in given.get("contacts", ()):
            self._know(contact)
        for matter in given.get("matters", ()):
            matters.opened(by=self.owner, now=now, role=PartyRole.CLIENT, **matter)
        if "assistant" in given:
            self._assist(given["assistant"])
        for number in given.get("blocked", ()):
            calls.add_block(by=self.owner, kind="NUMBER", value=number, reason="sells windows", now=now)
        for number in given.get("spam", ()):
            thread = threads.conversation(organisation=self.organisation, now=now, sender=number)
            conversations.mark_spam(by=self.owner, conversation_id=thread.pk, now=now)
        found = {}
        for name, queue in given.get("queues", {}).items():
            members = [self.staff[one] for one in queue["members"]]
            found[name] = str(make_queues.queue(self.organisation, *members, name=name).pk)
        for name, rungs in given.get("ladders", {}).items():
            on_it = [self.staff[one] for one in rungs]
            found[name] = str(make_oncall.ladder(self.owner, *on_it, now=now, name=name, seconds=10).pk)
        return found

    def _assist(self, wanted: dict[str, Any]) -> None:
        make_assistant.assistant(self.organisation, answers_calls=True, **wanted.get("set", {}))
        if "service" in wanted:
            host = make_times.provider(self.organisation, hours=make_times.schedule(self.organisation))
            make_times.service(self.organisation, host, name=wanted["service"], interval=30)

    def _know(self, contact: dict[str, Any]) -> Contact:
        now = clock.now()
        values = {name: value for name, value in contact.items() if name not in {"name", "number"}}
        row = known_people.contact(by=self.owner, now=now, name=contact["name"], **values)
        known_people.address(by=self.owner, contact=row, now=now, value=contact["number"])
        return row

    def publish(self, document: dict[str, Any]) -> None:
        """Draw the flow, prove and publish it, and let it handle the line's calls, as its owner would."""
        now = clock.now()
        flow = services.create_flow(by=self.owner, document=document, now=now)
        services.publish_flow(by=self.owner, flow_id=flow.pk, note="", seen_revision=1, now=now)
        services.assign_lines(by=self.owner, flow_id=flow.pk, line_ids={self.line.pk}, now=now)

    def prepare(self, before: dict[str, Any]) -> None:
        """Do what happens before a call: somebody comes, somebody goes."""
        for name, choice in before.items():
            queues.choose_presence(by=self.staff[name], choice=Choice(choice), now=clock.now())


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)
