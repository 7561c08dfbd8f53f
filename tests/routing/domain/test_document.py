"""A flow document is read strictly: every fault with its place, and what is written comes back equal."""

import json
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.domain import document
from routing.domain.document import parse, read, write
from routing.domain.faults import SENTENCES, Fault
from routing.domain.graph import Flow
from routing.domain.kinds import KINDS, NodeKind
from routing.domain.schema import schema
from tests.routing.domain.drawn import flows

VALIDATOR = jsonschema.Draft202012Validator(schema())
SMALL: dict[str, Any] = {
    "format": 1,
    "title": "Office",
    "start": "welcome",
    "languages": ["en-US", "es-US"],
    "nodes": {
        "welcome": {
            "kind": "MENU",
            "exits": {"1": "team", "nothing": "message", "wrong": "message"},
            "text": {"en-US": "For a person, press 1.", "es-US": "Para hablar con alguien, pulse 1."},
            "words": {"1": ["person", "persona"]},
        },
        "team": {
            "kind": "RING",
            "exits": {"nobody": "message"},
            "members": [{"member": str(UUID(int=1)), "seconds": 15}],
        },
        "message": {"kind": "VOICEMAIL", "text": "Please leave a message."},
    },
}


def changed(path: str, value: object) -> dict[str, Any]:
    """Copy the small document with one place changed; None takes it away."""
    found: dict[str, Any] = json.loads(json.dumps(SMALL))
    at, *rest = path.split(".")[::-1]
    place: Any = found
    for name in reversed(rest):
        place = place[int(name)] if isinstance(place, list) else place.setdefault(name, {})
    if value is None:
        del place[at]
    elif isinstance(place, list):
        place[int(at)] = value
    else:
        place[at] = value
    return found


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25, deadline=None)
@given(flows)
def test_what_is_written_comes_back_equal_and_fits_the_schema(flow: Flow) -> None:
    written = json.loads(json.dumps(write(flow)))
    assert list(VALIDATOR.iter_errors(written)) == []
    back = read(written)
    assert write(back) == written
    assert (back.nodes, back.start, back.languages, back.title) == (
        flow.nodes, flow.start, flow.languages, flow.title,
    )  # fmt: skip


def test_the_small_document_is_sound() -> None:
    assert parse(SMALL).found == ()
    assert parse(SMALL).is_sound
    VALIDATOR.validate(SMALL)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("format", 2, "format: is a format this release does not read; it reads 1"),
        ("format", None, "format: is missing"),
        ("colour", "red", "colour: is not known here"),
        ("languages", [], "languages: is missing"),
        ("languages.1", "en-US", "languages.1: stands here twice"),
        ("languages.1", "fr-FR", "languages.1: must be one of en-US, es-US"),
        ("nodes", [], "nodes: must be an object of names and values"),
        ("nodes", {}, "nodes: has no node"),
        ("nodes.a.b", 1, "nodes.a.kind: is missing"),
        ("nodes.team", "RING", "nodes.team: must be an object of names and values"),
        ("nodes.team.kind", "BELL", "nodes.team.kind: must be one of GREETING"),
        ("nodes.team.colour", "red", "nodes.team.colour: is not known here"),
        ("nodes.team.at", [1], "nodes.team.at: must be two whole numbers, across and down"),
        ("nodes.team.exits", [], "nodes.team.exits: must be an object of names and values"),
        ("nodes.team.exits.nobody", 3, "nodes.team.exits.nobody: must be text"),
        ("nodes.team.members", {}, "nodes.team.members: must be a list"),
        ("nodes.team.members.0.member", "Ana", "nodes.team.members.0.member: is no id"),
        ("nodes.team.members.0.seconds", 90, "nodes.team.members.0.seconds: must be between 5 and 60"),
        ("nodes.team.members.0.seconds", True, "nodes.team.members.0.seconds: must be a whole number"),
        ("nodes.team.strategy", "LUCK", "nodes.team.strategy: must be one of FIXED, ROUND_ROBIN"),
        ("nodes.message.text", 3, "nodes.message.text: must be text"),
        ("nodes.message.text", {"fr-FR": "Bonjour"}, "nodes.message.text.fr-FR: is no language of this flow"),
        ("nodes.message.text", "x" * 1401, "nodes.message.text.en-US: is longer than 1400 characters"),
        ("nodes.welcome.words.12", ["dozen"], "nodes.welcome.words.12: is no name"),
        ("nodes.welcome.words.1", ["Sales", "sales"], "nodes.welcome.words.1.1: stands here twice"),
    ],
)
def test_a_wrong_document_is_refused_with_the_place(path: str, value: object, told: str) -> None:
    found = parse(changed(path, value))
    assert found.flow is None
    assert str(found.found[0]).startswith(told)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("start", "front", "start: no node 'front' to begin with"),
        ("nodes.welcome.exits.2", "sales", "nodes.welcome.exits.2: no node 'sales'"),
        ("nodes.welcome.exits.2", "", "nodes.welcome.exits.2: leads nowhere: choose what follows"),
        (
            "nodes.welcome.exits.nothing",
            None,
            "nodes.welcome.exits.nothing: leads nowhere: choose what follows",
        ),
        ("nodes.welcome.exits.1", None, "nodes.welcome.exits.1: leads nowhere: choose what follows"),
        ("nodes.team.exits.busy", "message", "nodes.team.exits.busy: is no exit of this node"),
        ("nodes.team.members", [], "nodes.team.members: is not set"),
        ("nodes.message.text", " ", "nodes.message.text: has no words to say"),
        ("nodes.message.text", "Hello {name}.", "nodes.message.text: nothing fills in {name}"),
        ("nodes.away", {"kind": "HANG_UP"}, "nodes.away: no way leads here"),
    ],
)
def test_a_flow_that_would_drop_somebody_is_found_out(path: str, value: object, told: str) -> None:
    found = parse(changed(path, value))
    assert found.flow is not None
    assert [str(one) for one in found.found] == [told]


def test_every_fault_is_told_at_once() -> None:
    wrong = changed("nodes.team.members.0.seconds", 1)
    wrong["nodes"]["welcome"]["repeats"] = "twice"
    wrong["nodes"]["message"]["txet"] = "?"
    assert [one.path for one in parse(wrong).found] == [
        "nodes.welcome.repeats",
        "nodes.team.members.0.seconds",
        "nodes.message.txet",
    ]


def test_a_circle_through_a_node_that_waits_for_the_caller_is_none() -> None:
    assert parse(changed("nodes.welcome.exits.wrong", "welcome")).is_sound


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
places = [
    "format", "title", "start", "languages", "nodes", "nodes.team", "nodes.team.kind", "nodes.team.exits",
    "nodes.team.members", "nodes.team.members.0", "nodes.team.members.0.member", "nodes.welcome.text",
    "nodes.welcome.words", "nodes.welcome.words.1", "nodes.message.text", "nodes.message.at",
    "nodes.message.longest_seconds",
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(places), anything)
def test_whatever_stands_in_a_document_it_is_read_or_refused_in_words(path: str, value: object) -> None:
    wrong = changed(path, value) if value is not None else {**SMALL, path.split(".", maxsplit=1)[0]: None}
    found = parse(wrong)
    assert found.flow is not None or found.found
    assert all(one.sentence for one in found.found)
    if not VALIDATOR.is_valid(wrong):
        assert found.flow is None, "the schema refuses what the parser takes"


def test_a_document_is_an_object() -> None:
    assert [str(one) for one in parse([]).found] == ["must be an object of names and values"]


def test_every_kind_has_a_row_and_every_fault_a_sentence() -> None:
    assert set(KINDS) == set(NodeKind)
    assert set(SENTENCES) == set(Fault)
    assert document.FORMAT == 1
