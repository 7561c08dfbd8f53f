"""The builder: the verifier's word at its nodes, undo and redo, title and languages, put away and brought back."""

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.domain.hours import Window
from accounts.models import Location, Member, Role
from accounts.services.hours import set_week
from conversations.models import Line
from core import clock
from core.deliveries import due_ids, run_delivery
from core.transactions import reading
from routing import services
from routing.domain import templates
from routing.domain.editing import Exit, frame_mark, mark_of, set_exit
from routing.models import Flow, FlowState, FlowStep, FlowVersion, LineHandling
from routing.services import stepping
from tests.factories import accounts as people
from tests.factories import calls, oncall, queues
from tests.factories import conversations as make

ClientFor = Callable[[Member], Client]


@pytest.fixture
def line(alice: Member, location: Location) -> Line:
    return make.line(organisation=alice.organisation)


@pytest.fixture
def flow(alice: Member, line: Line) -> Flow:
    calls.phone(alice)
    return services.create_flow(by=alice, document=templates.blank("Night line"), now=clock.now())


def address(flow: Flow, part: str = "") -> str:
    return f"/settings/flows/{flow.pk}/{part}"


def draft_of(flow: Flow) -> FlowVersion:
    with reading(flow.organisation_id):
        return FlowVersion.objects.of(flow.organisation_id).get(flow=flow, state=FlowState.DRAFT)


def document_of(flow: Flow) -> dict[str, Any]:
    return draft_of(flow).document


def judge() -> None:
    later = clock.now() + timedelta(seconds=1)
    for delivery_id in due_ids(now=later):
        run_delivery(delivery_id=delivery_id, now=later)


def add(client: Client, flow: Flow, kind: str) -> None:
    assert client.post(address(flow, "edit/"), {"act": "add", "kind": kind}).status_code == 302


def move(client: Client, flow: Flow, act: str, **form: object) -> Any:
    return client.post(address(flow, "step/"), {"act": act, "revision": draft_of(flow).revision} | form)


class TestVerifier:
    """What it found, on the page."""

    def test_its_word_stands_at_the_nodes_and_its_path_is_walked_in_the_preview(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        menu = {
            "kind": "MENU",
            "text": "Press 2.",
            "exits": {"2": "Bye", "nothing": "Voicemail", "wrong": "Voicemail"},
        }
        services.edit_flow(
            by=alice,
            flow_id=flow.pk,
            edit=lambda there: {
                **there,
                "start": "Menu",
                "nodes": {**there["nodes"], "Menu": menu, "Bye": {"kind": "HANG_UP", "exits": {}}},
            },
            now=clock.now(),
        )
        page = client.get(address(flow)).content.decode()
        assert 'data-proof="checking"' in page
        assert client.get(address(flow, "proof/")).json() == {"state": "checking"}
        judge()
        assert client.get(address(flow, "proof/")).json() == {"state": "done"}
        page = client.get(address(flow)).content.decode()
        assert "Checked just now" in page
        assert page.count("A caller is let go with nothing kept") >= 3, "in the list, the drawing and below"
        assert "press 2" in page
        walk = page.split('href="/settings')[1:]
        link = next(part.split('"')[0] for part in walk if "keys=2" in part)
        walked = client.get("/settings" + link.replace("&amp;", "&")).content.decode()
        assert "The call ends without a message" in walked
        assert 'name="keys" value="2"' in walked
        assert "The caller presses 2" in walked

    def test_it_can_be_asked_again_and_only_by_those_who_may_change(
        self, alice: Member, rae: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        judge()
        answer = client_for(alice).post(address(flow, "check/"))
        assert answer["Location"] == f"{address(flow)}#problems"
        assert client_for(rae).post(address(flow, "check/")).status_code == 403


class TestPreview:
    """Who is there, which line."""

    @pytest.mark.parametrize(
        ("staffing", "told"),
        [
            ("answers", "Alice Hale takes the call"),
            ("there", "Alice Hale rings for 20 seconds"),
            ("away", "Nobody can be rung"),
            ("cut", "A message is taken"),
            ("planned", "Alice Hale takes the call"),
            ("dance", "Alice Hale takes the call"),
        ],
    )
    def test_staffing(
        self, staffing: str, told: str, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        ring = {"kind": "RING", "members": [{"member": str(alice.pk)}], "exits": {"nobody": "Voicemail"}}
        services.edit_flow(
            by=alice,
            flow_id=flow.pk,
            edit=lambda there: {**there, "start": "Ring", "nodes": {**there["nodes"], "Ring": ring}},
            now=clock.now(),
        )
        asked = {
            "at": "2026-11-24T10:00",
            "staffing": staffing,
            "keys": "2, “x”, @99:99, ...9, " + "9," * 200,
        }
        page = client_for(alice).get(address(flow), asked)
        assert page.status_code == 200
        assert told in page.content.decode()

    def test_hours_and_rotas_say_who_is_there_unless_it_is_supposed_of_somebody(
        self, alice: Member, bob: Member, flow: Flow, location: Location, client_for: ClientFor
    ) -> None:
        """A queue of two, then whoever is on call: by day both are at work, at night only Bob, who is on."""
        calls.phone(bob)
        set_week(by=alice, location_id=location.pk, windows=[Window(1, 9 * 60, 17 * 60)], now=clock.now())
        desk = queues.queue(alice.organisation, alice, bob, keeps_hours=False)
        rota = oncall.rota(alice, now=clock.now())
        oncall.shift(rota, alice, bob, now=clock.now())
        nights = oncall.ladder(alice, rota, now=clock.now())
        exits = dict.fromkeys(("full", "closed", "too_long", "nobody"), "Nights")
        nodes = {
            "Desk": {"kind": "QUEUE", "queue": str(desk.pk), "exits": exits},
            "Nights": {"kind": "ON_CALL", "ladder": str(nights.pk), "exits": {"nobody": "Voicemail"}},
        }
        services.edit_flow(
            by=alice,
            flow_id=flow.pk,
            edit=lambda there: {**there, "start": "Desk", "nodes": {**there["nodes"], **nodes}},
            now=clock.now(),
        )
        day, night = {"at": "2026-11-24T10:00"}, {"at": "2026-11-24T22:00"}
        declined = [f"{alice.pk}:declines", "nobody:answers", f"{bob.pk}:dances"]
        gone = [f"{alice.pk}:away", f"{bob.pk}:away"]
        client = client_for(alice)
        for asked, result, also in (
            (day, "Alice Hale takes the call", "2 of 2 there"),
            ({**day, "is": declined}, "Bob Ortiz takes the call", "Alice Hale rings for 20 seconds"),
            ({**day, "is": gone}, "A message is taken", "0 of 2 there"),
            (night, "Bob Ortiz takes the call", "By plan: not at work"),
            ({**night, "is": [f"{bob.pk}:declines"]}, "Alice Hale takes the call", "Waits in Front desk"),
        ):
            page = client.get(address(flow), asked).content.decode()
            assert result in page, asked
            assert also in page, asked

    def test_the_line_can_be_chosen_where_there_are_several(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        page = client_for(alice).get(address(flow)).content.decode()
        assert 'name="line"' not in page
        other = make.line(organisation=alice.organisation, address="+16025550111")
        page = client_for(alice).get(address(flow), {"line": str(other.pk)}).content.decode()
        assert f'value="{other.pk}" selected' in page


class TestSteps:
    """Undo and redo."""

    def test_edits_are_undone_and_done_again_in_order(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client, seen = client_for(alice), [document_of(flow)]
        for kind in ("MENU", "RING", "HANG_UP"):
            add(client, flow, kind)
            seen.append(document_of(flow))
        for before in reversed(seen[:-1]):
            assert move(client, flow, "undo").status_code == 302
            assert document_of(flow) == before
        assert "There is nothing more to undo" in move(client, flow, "undo").content.decode()
        for after in seen[1:3]:
            assert move(client, flow, "redo").status_code == 302
            assert document_of(flow) == after
        add(client, flow, "GREETING")
        assert move(client, flow, "redo").status_code == 422, "what was undone is gone with a new edit"
        assert move(client, flow, "undo").status_code == 302
        assert document_of(flow) == seen[2]

    def test_the_last_forty_are_kept_and_none_of_what_is_live(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        for number in range(stepping.MOST + 3):
            services.edit_flow(
                by=alice,
                flow_id=flow.pk,
                edit=lambda there, number=number: {**there, "title": f"Line {number}"},
                now=clock.now(),
            )
        client = client_for(alice)
        with reading(alice.organisation):
            assert FlowStep.objects.of(alice.organisation).count() == stepping.MOST + 1
        for _time in range(20):
            assert move(client, flow, "undo").status_code == 302
        assert document_of(flow)["title"] == f"Line {stepping.MOST + 2 - 20}"
        with reading(alice.organisation):
            title = Flow.objects.of(alice.organisation).get().title
        assert title == document_of(flow)["title"]
        client.post(address(flow, "publish/"), {"revision": draft_of(flow).revision})
        with reading(alice.organisation):
            assert not FlowStep.objects.of(alice.organisation).exists()

    def test_what_somebody_else_did_meanwhile_is_not_undone_unseen(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        add(client, flow, "MENU")
        seen = draft_of(flow).revision
        add(client, flow, "RING")
        answer = move(client, flow, "undo", revision=seen)
        assert answer.status_code == 409
        assert "Alice Hale changed this draft" in answer.content.decode()
        assert "Ring members" in document_of(flow)["nodes"]


class TestFrame:
    """Title and languages."""

    def test_both_are_changed_and_words_of_a_language_that_goes_come_back_by_undo(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        form = {"act": "frame", "title": "Late line", "mark": frame_mark(document_of(flow))}
        assert client.post(address(flow, "edit/"), form | {"languages": "es-US en-US"}).status_code == 302
        document = document_of(flow)
        assert (document["title"], document["languages"]) == ("Late line", ["es-US", "en-US"])
        assert "Late line" in client.get("/settings/flows/").content.decode()
        stale = client.post(address(flow, "edit/"), form | {"languages": "en-US"})
        assert stale.status_code == 409
        assert "Somebody has changed the title or the languages" in stale.content.decode()
        form = form | {"mark": frame_mark(document)}
        assert client.post(address(flow, "edit/"), form | {"languages": "es-US"}).status_code == 302
        assert document_of(flow)["nodes"]["Voicemail"]["text"] == {}
        move(client, flow, "undo")
        assert document_of(flow) == document

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"title": " ", "languages": "en-US"}, "Give the flow a title."),
            ({"title": "x" * 81, "languages": "en-US"}, "is longer than 80 characters"),
            ({"title": "x", "languages": ""}, "Choose at least one language."),
            ({"title": "x", "languages": "fr-FR"}, "must be one of"),
            ({"title": "x", "languages": "en-US en-US"}, "stands here twice"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_is_kept(
        self, form: dict[str, str], sentence: str, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        before = document_of(flow)
        answer = client_for(alice).post(address(flow, "edit/"), {"act": "frame"} | form)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
        assert document_of(flow) == before


class TestShelf:
    """Put away and brought back."""

    def test_not_while_a_line_follows_it(
        self, alice: Member, flow: Flow, line: Line, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        client.post(address(flow, "publish/"), {"revision": "1"})
        client.post(address(flow, "lines/"), {"line": [str(line.pk)]})
        refused = client.post(address(flow, "archive/"))
        assert refused.status_code == 422
        assert f"These lines follow the flow: {line.name}." in refused.content.decode()
        client.post(address(flow, "lines/"), {})
        assert client.post(address(flow, "archive/"))["Location"] == "/settings/flows/"

        listed = client.get("/settings/flows/").content.decode()
        assert listed.index("Put away") < listed.index(address(flow, "restore/"))
        assert "This flow was put away." in client.get(address(flow)).content.decode()
        sentence = "Bring it back before you change it."
        added = client.post(address(flow, "edit/"), {"act": "add", "kind": "MENU"})
        assert (added.status_code, sentence in added.content.decode()) == (422, True)
        given = client.post(address(flow, "lines/"), {"line": [str(line.pk)]})
        assert (given.status_code, sentence in given.content.decode()) == (422, True)
        with reading(alice.organisation):
            assert LineHandling.objects.of(alice.organisation).get(line=line).flow_id is None

        assert client.post(address(flow, "restore/"))["Location"] == address(flow)
        add(client, flow, "MENU")


class TestDrawing:
    """What is drawn can be taken hold of."""

    def test_every_exit_has_a_dot_and_every_line_can_be_taken_away(
        self, alice: Member, rae: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        add(client, flow, "MENU")
        client.post(
            address(flow, "edit/"), {"act": "join", "node": "Menu", "exit": "wrong", "to": "Voicemail"}
        )
        page = client.get(address(flow)).content.decode()
        assert 'class="port loose"' in page
        assert 'data-port="nothing" data-of="Menu"' in page
        assert "Menu, Wrong key: leads to Voicemail. Delete takes the connection away." in page
        cut = {"act": "join", "node": "Menu", "exit": "wrong", "to": ""}
        assert client.post(address(flow, "edit/"), cut).status_code == 302
        assert document_of(flow)["nodes"]["Menu"]["exits"] == {}
        shown = client_for(rae).get(address(flow)).content.decode()
        assert "data-port" not in shown


class TestTogether:
    """Two people at one flow: each is told who changed what and when, and neither overwrites the other."""

    @pytest.fixture
    def carla(self, alice: Member) -> Member:
        return people.member(organisation=alice.organisation, name="Carla Ruiz", role=Role.SUPERVISOR)

    def boxes(self, flow: Flow, **typed: str) -> dict[str, str]:
        node = document_of(flow)["nodes"]["Menu"]
        kept = {f"exit.{name}": to for name, to in node["exits"].items()}
        kept["text.en-US"] = node.get("text", {}).get("en-US", "")
        return {"node": "Menu", "name": "Menu", "mark": mark_of(node), **kept, **typed}

    def joined(self, by: Member, flow: Flow, exit_: str) -> None:
        services.edit_flow(
            by=by,
            flow_id=flow.pk,
            edit=lambda there: set_exit(there, Exit("Menu", exit_), "Voicemail"),
            now=clock.now(),
        )

    def hidden(self, page: str) -> dict[str, str]:
        form = page.rsplit('<form class="hstack wrap"', maxsplit=1)[-1]
        found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
        return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}

    def test_changes_of_one_node_that_do_not_touch_are_put_together(
        self, alice: Member, carla: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        add(client, flow, "MENU")
        mine = self.boxes(flow, **{"text.en-US": "Press 1."})
        self.joined(carla, flow, "1")
        answer = client.post(address(flow, "node/"), mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Carla Ruiz changed this draft on" in page
        theirs, yours = page.split("Your change")
        assert "Key 1 leads to" in theirs
        assert "Press 1." in yours
        assert "Save mine over theirs" not in page
        sent = self.hidden(page) | {"act": "on_top"}
        assert client.post(address(flow, "node/"), sent).status_code == 302
        menu = document_of(flow)["nodes"]["Menu"]
        assert (menu["text"]["en-US"], menu["exits"]) == ("Press 1.", {"1": "Voicemail"})

    def test_changes_that_touch_are_chosen_between_and_a_third_is_shown_again(
        self, alice: Member, carla: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        add(client, flow, "MENU")
        add(client, flow, "RING")
        mine = self.boxes(flow, **{"exit.1": "Ring members"})
        self.joined(carla, flow, "1")
        page = client.post(address(flow, "node/"), mine).content.decode()
        assert "Both change the same thing" in page
        assert "Put mine on top" not in page
        sent = self.hidden(page) | {"act": "on_top"}
        assert client.post(address(flow, "node/"), sent).status_code == 409, "asked for all the same"
        self.joined(carla, flow, "2")
        assert client.post(address(flow, "node/"), sent | {"act": "over"}).status_code == 409, (
            "a third change"
        )
        assert document_of(flow)["nodes"]["Menu"]["exits"] == {"1": "Voicemail", "2": "Voicemail"}

    def test_a_file_goes_on_top_where_it_changes_other_nodes(
        self, alice: Member, carla: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        add(client, flow, "MENU")
        seen, document = draft_of(flow).revision, document_of(flow)
        document["nodes"]["Voicemail"]["text"]["en-US"] = "Leave word."
        self.joined(carla, flow, "1")
        form = {"revision": seen, "file": SimpleUploadedFile("flow.json", json.dumps(document).encode())}
        answer = client.post(address(flow, "import/"), form)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Carla Ruiz changed this draft on" in page
        assert client.post(address(flow, "import/"), self.hidden(page)).status_code == 302
        nodes = document_of(flow)["nodes"]
        assert nodes["Voicemail"]["text"]["en-US"] == "Leave word."
        assert nodes["Menu"]["exits"] == {"1": "Voicemail"}

    def test_publishing_shows_what_has_changed_since_it_was_looked_at(
        self, alice: Member, carla: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        add(client, flow, "MENU")
        seen = draft_of(flow).revision
        self.joined(carla, flow, "1")
        answer = client.post(address(flow, "publish/"), {"revision": seen})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Carla Ruiz changed this draft on" in page
        changed = page.split('id="meanwhile"')[1].split("</section>")[0]
        assert "Key 1 leads to" in changed
        assert draft_of(flow).state == FlowState.DRAFT
