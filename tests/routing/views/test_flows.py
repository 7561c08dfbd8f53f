"""Flows: begun, built a node at a time, published, rolled back; two people never overwrite each other."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Location, Member
from conversations.models import Line, MemberPhone
from core.transactions import reading, tenant_transaction
from routing import services
from routing.domain import templates
from routing.domain.editing import Exit, mark_of, set_exit
from routing.models import Flow, FlowState, FlowVersion, LineHandling
from tests.factories import calls
from tests.factories import conversations as make

ClientFor = Callable[[Member], Client]


@pytest.fixture
def line(alice: Member, location: Location) -> Line:
    return make.line(organisation=alice.organisation)


@pytest.fixture
def flow(alice: Member, line: Line, now: datetime) -> Flow:
    calls.phone(alice)
    document = templates.of_trade("LAW", "Main line", [str(alice.pk)])
    return services.create_flow(by=alice, document=document, now=now)


def draft_of(flow: Flow) -> FlowVersion:
    with reading(flow.organisation_id):
        return FlowVersion.objects.of(flow.organisation_id).get(flow=flow, state=FlowState.DRAFT)


def document_of(flow: Flow) -> dict[str, Any]:
    return draft_of(flow).document


def address(flow: Flow, part: str = "") -> str:
    return f"/settings/flows/{flow.pk}/{part}"


def boxes(flow: Flow, node: str, **typed: object) -> dict[str, Any]:
    """Give what the page of a node would send, with some of it typed over."""
    there = document_of(flow)["nodes"][node]
    kept: dict[str, Any] = {"node": node, "name": node, "mark": mark_of(there)}
    kept |= {f"exit.{name}": to for name, to in there["exits"].items()}
    for language, words in there.get("text", {}).items():
        kept[f"text.{language}"] = words
    for place, turn in enumerate(there.get("members", ())):
        kept[f"members.{place}.member"] = turn["member"]
    for place, (key, words) in enumerate(there.get("words", {}).items()):
        kept |= {f"words.{place}.key": key, f"words.{place}.said": ", ".join(words)}
    kept |= {key: value for key, value in there.items() if isinstance(value, str | int) and key != "kind"}
    return kept | {name.replace("__", "."): value for name, value in typed.items()}


class TestBegin:
    """A new flow."""

    @pytest.mark.parametrize(("begin", "nodes"), [("trade", 9), ("blank", 1)])
    def test_from_a_template_and_from_nothing(
        self, begin: str, nodes: int, alice: Member, client_for: ClientFor
    ) -> None:
        answer = client_for(alice).post("/settings/flows/new/", {"title": "Main line", "begin": begin})
        with reading(alice.organisation):
            (flow,) = Flow.objects.of(alice.organisation)
        assert answer["Location"] == address(flow)
        assert len(document_of(flow)["nodes"]) == nodes
        assert "Main line" in client_for(alice).get("/settings/flows/").content.decode()

    def test_from_a_file_that_was_exported(self, alice: Member, flow: Flow, client_for: ClientFor) -> None:
        exported = client_for(alice).get(address(flow, "export/"))
        assert exported["Content-Disposition"] == 'attachment; filename="main-line-1.json"'
        upload = SimpleUploadedFile("flow.json", exported.content)
        form = {"title": "Night line", "begin": "file", "file": upload}
        assert client_for(alice).post("/settings/flows/new/", form).status_code == 302
        with reading(alice.organisation):
            copied = Flow.objects.of(alice.organisation).get(title="Night line")
        assert document_of(copied)["nodes"] == document_of(flow)["nodes"]

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "The file is not JSON."),
            (b"[" * 100_000, "The file is not JSON."),
            (b"[]", "The file is not a flow."),
            (b"{}", "is missing"),
            (b'{"format": 2}', "is a format this release does not read"),
            (b" " * 600_000, "larger than 512 kB"),
        ],
    )
    def test_a_malformed_file_is_refused_with_its_fault(
        self, content: bytes, sentence: str, alice: Member, client_for: ClientFor
    ) -> None:
        form = {"title": "Night", "begin": "file", "file": SimpleUploadedFile("flow.json", content or b"x")}
        answer = client_for(alice).post("/settings/flows/new/", form)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert sentence in page
        assert 'value="Night"' in page
        with reading(alice.organisation):
            assert not Flow.objects.of(alice.organisation).exists()

    def test_without_a_title_or_a_file(self, alice: Member, client_for: ClientFor) -> None:
        client = client_for(alice)
        assert (
            "Give the flow a title."
            in client.post("/settings/flows/new/", {"begin": "blank"}).content.decode()
        )
        asked = client.post("/settings/flows/new/", {"title": "x", "begin": "file"})
        assert (asked.status_code, "Choose a file." in asked.content.decode()) == (422, True)


class TestNode:
    """One node's boxes."""

    def test_every_kind_is_shown_and_saved_as_it_was(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        for name, node in document_of(flow)["nodes"].items():
            page = client.get(address(flow), {"node": name})
            assert page.status_code == 200
            assert client.post(address(flow, "node/"), boxes(flow, name)).status_code == 302
            assert document_of(flow)["nodes"][name] == node

    def test_words_exits_and_a_new_node_behind_one(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        typed = boxes(flow, "Menu", exit__1="+VOICEMAIL", exit__5="Everybody", repeats="2") | {
            "name": "Main menu", "text.en-US": "Press 1.", "words.1.key": "2", "words.1.said": "case, my case",
        }  # fmt: skip
        answer = client_for(alice).post(address(flow, "node/"), typed)
        assert unquote(answer["Location"]).endswith("?node=Main+menu#node")
        document = document_of(flow)
        menu = document["nodes"]["Main menu"]
        assert (menu["text"]["en-US"], menu["repeats"], menu["words"]["2"]) == (
            "Press 1.",
            2,
            ["case", "my case"],
        )
        assert (menu["exits"]["1"], menu["exits"]["5"]) == ("Voicemail 2", "Everybody")
        assert document["nodes"]["Voicemail 2"] == {"kind": "VOICEMAIL", "exits": {}}
        page = client_for(alice).get(address(flow)).content.decode()
        assert "has no words to say" in page
        assert "1 fault left" in page

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"wait_seconds": "soon"}, "must be a whole number"),
            ({"wait_seconds": "99"}, "must be between 1 and 10"),
            ({"words.0.key": "1", "words.0.said": "a, A"}, "stands here twice"),
            ({"name": "a/b"}, "is no name"),
            ({"name": "Voicemail"}, "Another node is called “Voicemail”."),
            ({"exit.1": "+DANCE"}, "There is no kind of node"),
            ({"text.en-US": "x" * 1500}, "is longer than 1400 characters"),
        ],
    )
    def test_what_cannot_be_read_is_said_beside_its_box_and_stays_there(
        self, typed: dict[str, str], sentence: str, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        before = document_of(flow)
        sent = boxes(flow, "Menu") | {"text.es-US": "Palabras que se quedan"} | typed
        answer = client_for(alice).post(address(flow, "node/"), sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert "Palabras que se quedan" in page
        assert document_of(flow) == before

    def test_somebody_else_saved_the_same_node(
        self, alice: Member, flow: Flow, client_for: ClientFor, now: datetime
    ) -> None:
        mine = boxes(flow, "Menu") | {"text.en-US": "Mine"}
        services.edit_flow(
            by=alice,
            flow_id=flow.pk,
            edit=lambda there: set_exit(there, Exit("Menu", "1"), "Voicemail"),
            now=now,
        )
        answer = client_for(alice).post(address(flow, "node/"), mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Key 1 leads to" in page
        assert "Mine" in page
        assert document_of(flow)["nodes"]["Menu"]["exits"]["1"] == "Voicemail", "theirs is what is saved"

        mark = page.split('name="mark" value="')[1].split('"')[0]
        assert client_for(alice).post(address(flow, "node/"), mine | {"mark": mark}).status_code == 302
        assert document_of(flow)["nodes"]["Menu"]["text"]["en-US"] == "Mine"

    def test_two_people_who_edit_different_nodes_do_not_meet(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        mine, theirs = boxes(flow, "Voicemail"), boxes(flow, "After hours")
        client = client_for(alice)
        assert client.post(address(flow, "node/"), theirs | {"text.en-US": "Theirs"}).status_code == 302
        assert client.post(address(flow, "node/"), mine | {"text.en-US": "Mine"}).status_code == 302
        nodes = document_of(flow)["nodes"]
        assert (nodes["After hours"]["text"]["en-US"], nodes["Voicemail"]["text"]["en-US"]) == (
            "Theirs",
            "Mine",
        )

    def test_a_node_that_is_gone(self, alice: Member, flow: Flow, client_for: ClientFor) -> None:
        answer = client_for(alice).post(address(flow, "node/"), {"node": "Nowhere"})
        assert (answer.status_code, "any more" in answer.content.decode()) == (409, True)

    def test_every_kind_can_be_added_and_opened(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        page = client.get(address(flow)).content.decode()
        kinds = [part.split('"')[0] for part in page.split('name="kind" value="')[1:]]
        assert len(kinds) == 22
        for kind in kinds:
            opened = client.post(address(flow, "edit/"), {"act": "add", "kind": kind}, follow=True)
            name = unquote(opened.request["QUERY_STRING"]).removeprefix("node=").replace("+", " ")
            assert opened.status_code == 200
            assert client.post(address(flow, "node/"), boxes(flow, name)).status_code == 302, kind


class TestEdits:
    """What needs no boxes."""

    def test_deleted_moved_joined_and_dragged(self, alice: Member, flow: Flow, client_for: ClientFor) -> None:
        client, path = client_for(alice), address(flow, "edit/")
        client.post(path, {"act": "place", "node": "Menu", "x": "40", "y": "-20"})
        nodes = document_of(flow)["nodes"]
        assert all("at" in node for node in nodes.values()), "from now on the drawing stays as it is"
        client.post(path, {"act": "join", "node": "Menu", "exit": "1", "to": "Voicemail"})
        client.post(path, {"act": "remove", "node": "Recording", "mark": mark_of(nodes["Recording"])})
        client.post(path, {"act": "down", "node": "Who calls"})
        document = document_of(flow)
        assert document["nodes"]["Menu"]["exits"]["1"] == "Voicemail"
        assert document["nodes"]["Open now"]["exits"]["open"] == "Menu"

    @pytest.mark.parametrize(
        ("form", "status"),
        [
            ({"act": "dance"}, 422),
            ({"act": "add", "kind": "DANCE"}, 422),
            ({"act": "place", "node": "Nowhere"}, 422),
            ({"act": "join", "node": "Menu", "exit": "1", "to": "Nowhere"}, 422),
            ({"act": "remove", "node": "Menu", "mark": "old"}, 409),
        ],
    )
    def test_what_does_not_fit_is_said(
        self, form: dict[str, str], status: int, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        before = document_of(flow)
        answer = client_for(alice).post(address(flow, "edit/"), form)
        assert answer.status_code == status
        assert 'role="alert"' in answer.content.decode()
        assert document_of(flow) == before


class TestLive:
    """Published, rolled back, given to lines."""

    def test_published_changed_and_rolled_back(
        self, alice: Member, flow: Flow, line: Line, client_for: ClientFor, now: datetime
    ) -> None:
        client = client_for(alice)
        published = client.post(address(flow, "publish/"), {"revision": "1", "note": "First"}, follow=True)
        assert "Version 1 handles calls from now on." in published.content.decode()
        assert client.post(address(flow, "lines/"), {"line": [str(line.pk)]}).status_code == 302
        with reading(alice.organisation):
            assert LineHandling.objects.of(alice.organisation).get(line=line).flow_id == flow.pk

        shown = client.get(f"/settings/calls/{line.pk}/").content.decode()
        assert f'<a href="{address(flow)}">Main line</a>' in shown

        sent = self._of_live(client, flow)
        assert client.post(address(flow, "node/"), sent | {"text.en-US": "Leave word."}).status_code == 302
        page = client.get(address(flow, "changes/")).content.decode()
        assert "Leave word." in page
        assert "What is said" in page
        assert client.post(address(flow, "publish/"), {"revision": "1"}).status_code == 409, (
            "not what was looked at"
        )
        revision = str(draft_of(flow).revision)
        assert client.post(address(flow, "publish/"), {"revision": revision}).status_code == 302

        assert client.post(address(flow, "roll-back/"), {"number": "1"}).status_code == 302
        with reading(alice.organisation):
            versions = list(FlowVersion.objects.of(alice.organisation).filter(flow=flow).order_by("number"))
        assert [one.state for one in versions] == ["ARCHIVED", "ARCHIVED", "PUBLISHED"]
        assert versions[2].document == versions[0].document
        assert "Rolled back to 1" in client.get(address(flow, "changes/")).content.decode()
        assert client.post(address(flow, "roll-back/"), {"number": "9"}).status_code == 404

        assert client.post(address(flow, "lines/"), {}).status_code == 302
        with reading(alice.organisation):
            assert LineHandling.objects.of(alice.organisation).get(line=line).flow_id is None

    def _of_live(self, client: Client, flow: Flow) -> dict[str, Any]:
        shown = json.loads(client.get(address(flow, "export/")).content)["nodes"]["Voicemail"]
        text = {f"text.{language}": words for language, words in shown["text"].items()}
        return {"node": "Voicemail", "name": "Voicemail", "mark": mark_of(shown), **text}

    def test_what_would_let_somebody_fall_now_is_neither_rolled_back_to_nor_given_to_a_line(
        self, alice: Member, flow: Flow, line: Line, client_for: ClientFor, now: datetime
    ) -> None:
        client = client_for(alice)
        assert client.post(address(flow, "publish/"), {"revision": "1"}).status_code == 302
        sent = self._of_live(client, flow) | {"text.en-US": "Leave word."}
        assert client.post(address(flow, "node/"), sent).status_code == 302
        assert (
            client.post(address(flow, "publish/"), {"revision": str(draft_of(flow).revision)}).status_code
            == 302
        )
        with tenant_transaction(alice.organisation):
            # Whoever the versions ring has no telephone any more.
            MemberPhone.objects.of(alice.organisation).delete()

        for path, form in (("roll-back/", {"number": "1"}), ("lines/", {"line": [str(line.pk)]})):
            answer = client.post(address(flow, path), form)
            assert answer.status_code == 422, path
            assert "Put the problems right before you publish." in answer.content.decode()

        with reading(alice.organisation):
            live = FlowVersion.objects.of(alice.organisation).get(flow=flow, state=FlowState.PUBLISHED)
            assert live.number == 2
            assert not LineHandling.objects.of(alice.organisation).filter(flow=flow).exists()

    def test_a_faulty_draft_is_not_published(self, alice: Member, flow: Flow, client_for: ClientFor) -> None:
        client = client_for(alice)
        client.post(address(flow, "edit/"), {"act": "join", "node": "Menu", "exit": "0", "to": ""})
        client.post(address(flow, "edit/"), {"act": "join", "node": "Open now", "exit": "open", "to": ""})
        answer = client.post(address(flow, "publish/"), {"revision": "3"})
        assert answer.status_code == 422
        assert "Put the problems right before you publish." in answer.content.decode()
        assert client.post(address(flow, "lines/"), {"line": []}).status_code == 302
        assert draft_of(flow).state == FlowState.DRAFT

    def test_a_flow_that_lets_somebody_fall_is_not_published(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        sent = boxes(flow, "Menu") | {"exit.5": "+HANG_UP"}
        assert client.post(address(flow, "node/"), sent).status_code == 302
        answer = client.post(address(flow, "publish/"), {"revision": "2"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "A caller is let go with nothing kept" in page
        assert "Hang up" in page
        assert draft_of(flow).state == FlowState.DRAFT

    def test_a_line_follows_only_what_was_published(
        self, alice: Member, flow: Flow, line: Line, client_for: ClientFor
    ) -> None:
        answer = client_for(alice).post(address(flow, "lines/"), {"line": [str(line.pk)]})
        assert (answer.status_code, "Publish it first." in answer.content.decode()) == (422, True)

    def test_thrown_away_and_taken_from_a_file(
        self, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        assert client.post(address(flow, "discard/")).status_code == 422, "nothing else is there"
        client.post(address(flow, "publish/"), {"revision": "1"})
        content = json.dumps(templates.blank("Small")).encode()
        form = {"revision": "0", "file": SimpleUploadedFile("flow.json", content)}
        assert client.post(address(flow, "import/"), form).status_code == 302
        assert list(document_of(flow)["nodes"]) == ["Voicemail"]
        again = {"revision": "0", "file": SimpleUploadedFile("flow.json", content)}
        assert client.post(address(flow, "import/"), again).status_code == 409, "somebody has a draft now"
        assert client.post(address(flow, "discard/")).status_code == 302
        assert len(json.loads(client.get(address(flow, "export/")).content)["nodes"]) == 9


class TestPreview:
    """What happens at a moment."""

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"at": "2026-12-25T10:00", "staffing": "there"}, "A message is taken"),
            ({"at": "2026-12-25T10:00", "language": "es-US", "staffing": "away"}, "A message is taken"),
            ({"at": "2040-01-01T10:00"}, "That is too far away."),
            ({"at": "9999-12-31T23:59"}, "That is too far away."),
            ({"at": "0001-01-01T00:00"}, "That is too far away."),
            ({"at": "later"}, "What happens on"),
            ({"at": "2026-11-24T10:00", "who": "blocked", "staffing": "away"}, "A message is taken"),
        ],
    )
    def test_it_is_walked_by_the_engine(
        self, asked: dict[str, str], words: str, alice: Member, flow: Flow, client_for: ClientFor
    ) -> None:
        page = client_for(alice).get(address(flow), asked)
        assert page.status_code == 200
        assert words in page.content.decode()

    def test_those_who_read_see_no_buttons(self, rae: Member, flow: Flow, client_for: ClientFor) -> None:
        page = client_for(rae).get(address(flow), {"node": "Menu"}).content.decode()
        assert "Save the node" not in page
        assert "Add a node" not in page
        assert client_for(rae).post(address(flow, "node/"), {"node": "Menu"}).status_code == 403
