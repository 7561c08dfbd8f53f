"""Edits of a document: each gives a new one, none lets two people overwrite each other, all stay readable."""

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.domain import layout, templates
from routing.domain.differences import Change, ChangeKind, differences, node_differences
from routing.domain.document import parse, read
from routing.domain.editing import (
    EditImpossible,
    Exit,
    NodeChanged,
    WhyNot,
    add_node,
    change_node,
    mark_of,
    place_nodes,
    remove_node,
    rename_node,
    set_exit,
    set_frame,
    set_start,
)
from routing.domain.kinds import NodeKind

FULL: dict[str, Any] = {str(n): {} for n in range(200)}
MEMBER = "00000000-0000-7000-8000-000000000001"


@pytest.fixture
def law() -> dict[str, Any]:
    return templates.of_trade("LAW", "Main line", [MEMBER])


@pytest.mark.parametrize("trade", ["LAW", "CLINIC", "HOME"])
def test_every_template_is_sound(trade: str) -> None:
    assert parse(templates.of_trade(trade, "Main line", [MEMBER])).found == ()
    assert parse(templates.blank("Main line")).is_sound


def test_a_node_put_into_an_exit_leads_on_to_what_followed(law: dict[str, Any]) -> None:
    before = copy.deepcopy(law)
    changed, name = add_node(law, "GREETING", "Welcome", after=Exit("Open now", "open"))

    assert law == before, "an edit leaves the old document alone"
    assert changed["nodes"]["Open now"]["exits"]["open"] == name == "Welcome"
    assert changed["nodes"]["Welcome"]["exits"] == {"next": "Recording"}


def test_names_are_found_that_are_free(law: dict[str, Any]) -> None:
    _changed, name = add_node(law, "MENU", "Menu")
    _other, capital = add_node(law, "RING", "")

    assert (name, capital) == ("Menu 2", "Ring")


def test_what_led_to_a_node_that_goes_leads_to_what_followed_it(law: dict[str, Any]) -> None:
    changed = remove_node(law, "Recording")
    assert changed["nodes"]["Open now"]["exits"] == {"open": "Menu", "closed": "After hours"}

    changed = remove_node(changed, "Open now")
    assert changed["nodes"]["Who calls"]["exits"] == {"blocked": "Voicemail"}, "two ways on: nobody guesses"
    assert remove_node(law, "Who calls")["start"] in law["nodes"]


def test_a_new_name_is_used_everywhere(law: dict[str, Any]) -> None:
    changed = rename_node(law, "Voicemail", "Mailbox")
    assert changed["nodes"]["New clients"]["exits"] == {"nobody": "Mailbox"}
    assert rename_node(law, "Who calls", "Begin")["start"] == "Begin"
    assert rename_node(law, "Menu", "Menu") == law


def test_a_node_changed_by_somebody_else_is_not_overwritten(law: dict[str, Any]) -> None:
    seen = mark_of(law["nodes"]["Menu"])
    theirs = set_exit(law, Exit("Menu", "1"), "Voicemail")
    with pytest.raises(NodeChanged):
        change_node(theirs, "Menu", settings={}, exits={}, seen=seen)
    with pytest.raises(NodeChanged):
        remove_node(theirs, "Menu", seen=seen)
    moved = place_nodes(law, {"Menu": (400, 20)})
    assert mark_of(moved["nodes"]["Menu"]) == seen, "where it is drawn is not what was seen"
    mine = change_node(
        set_exit(law, Exit("Open now", "open"), "Menu"),
        "Menu",
        settings={},
        exits={"1": "Voicemail"},
        seen=seen,
    )
    assert mine["nodes"]["Menu"]["exits"] == {"1": "Voicemail"}


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda law: add_node(law, "DANCE", "x"), WhyNot.NO_SUCH_KIND),
        (lambda law: add_node(law, "MENU", "no/slash"), WhyNot.NOT_A_NAME),
        (lambda law: add_node(law, "MENU", "x", after=Exit("Nowhere", "1")), WhyNot.NO_SUCH_NODE),
        (lambda law: rename_node(law, "Menu", "Voicemail"), WhyNot.NAME_TAKEN),
        (lambda law: rename_node(law, "Menu", "!"), WhyNot.NOT_A_NAME),
        (lambda law: remove_node(law, "Nowhere"), WhyNot.NO_SUCH_NODE),
        (lambda law: set_exit(law, Exit("Menu", "1"), "Nowhere"), WhyNot.NO_SUCH_NODE),
        (lambda law: set_start(law, "Nowhere"), WhyNot.NO_SUCH_NODE),
        (lambda _law: remove_node(templates.blank("x"), "Voicemail"), WhyNot.LAST_NODE),
        (
            lambda law: add_node({**law, "nodes": FULL}, "MENU", "x"),
            WhyNot.TOO_MANY,
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(edit: Any, why: WhyNot, law: dict[str, Any]) -> None:
    with pytest.raises(EditImpossible) as raised:
        edit(law)
    assert raised.value.why is why


def test_words_of_a_language_that_goes_go_with_it(law: dict[str, Any]) -> None:
    changed = set_frame(law, title="Night line", languages=["es-US"])
    assert read(changed).title == "Night line"
    assert set(changed["nodes"]["Menu"]["text"]) == {"es-US"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_row_of_edits_leaves_a_document_that_can_be_read_and_drawn(data: st.DataObject) -> None:
    document: Any = templates.of_trade("HOME", "Main line", [MEMBER])
    for _count in range(data.draw(st.integers(1, 12))):
        names = sorted(document["nodes"])
        name, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
        exits = sorted(document["nodes"][name]["exits"]) or ["next"]
        act = data.draw(st.sampled_from(["add", "remove", "rename", "join", "start", "up", "down"]))
        with suppress(EditImpossible):
            match act:
                case "add":
                    kind = data.draw(st.sampled_from(list(NodeKind)))
                    document, _made = add_node(
                        document, kind, "", after=Exit(name, data.draw(st.sampled_from(exits)))
                    )
                case "remove":
                    document = remove_node(document, name)
                case "rename":
                    document = rename_node(document, name, f"{name[:20]} b")
                case "join":
                    document = set_exit(document, Exit(name, exits[0]), other)
                case "start":
                    document = set_start(document, name)
                case _:
                    document = place_nodes(
                        document, layout.swapped(document, name, by=-1 if act == "up" else 1)
                    )
    read(document)
    at = layout.places(document)
    assert set(at) == set(document["nodes"]) == set(layout.in_order(document))


def test_nodes_are_drawn_from_top_to_bottom_and_none_on_another(law: dict[str, Any]) -> None:
    order = layout.in_order(law)
    assert order.index("Who calls") < order.index("Open now") < order.index("Recording") < order.index("Menu")
    at = list(layout.places(law).values())
    assert not [
        (a, b)
        for place, a in enumerate(at)
        for b in at[place + 1 :]
        if abs(a[0] - b[0]) < layout.WIDTH and abs(a[1] - b[1]) < layout.HEIGHT
    ]


def test_up_and_down_change_places_with_the_neighbour(law: dict[str, Any]) -> None:
    order = layout.in_order(law)
    moved = place_nodes(law, layout.swapped(law, order[2], by=-1))
    assert layout.in_order(moved)[1:3] == [order[2], order[1]]
    assert layout.swapped(law, order[0], by=-1) == layout.swapped(law, order[-1], by=1) == {}


def test_differences_in_order(law: dict[str, Any]) -> None:
    changed, _name = add_node(law, "GREETING", "Welcome", after=Exit("Open now", "open"))
    changed = change_node(
        changed, "Voicemail", settings={"text": {"en-US": "Hello"}, "longest_seconds": 60}, exits={}
    )
    changed = place_nodes(set_frame(changed, title="Night", languages=["en-US", "es-US"]), {"Menu": (1, 1)})

    assert differences(law, law) == ()
    assert differences(law, changed) == (
        Change(ChangeKind.TITLE, before="Main line", after="Night"),
        Change(ChangeKind.ADDED, "Welcome", after="GREETING"),
        Change(ChangeKind.EXIT, "Open now", "open", "Recording", "Welcome"),
        Change(ChangeKind.SETTING, "Voicemail", "longest_seconds", None, 60),
        Change(
            ChangeKind.SETTING, "Voicemail", "text", law["nodes"]["Voicemail"]["text"], {"en-US": "Hello"}
        ),
    )
    assert differences(changed, remove_node(changed, "Welcome"))[0] == Change(
        ChangeKind.REMOVED, "Welcome", before="GREETING"
    )
    kinds = node_differences("x", {"kind": "MENU"}, {"kind": "RING"}, language="en-US")
    assert kinds == (Change(ChangeKind.KIND, "x", before="MENU", after="RING"),)
