"""Two changes of a flow are put together where they touch different things, else nobody's is."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.domain import templates
from routing.domain.differences import differences
from routing.domain.merging import Clash, merged, merged_node

BASE = templates.of_trade("LAW", "Main line", ["00000000-0000-7000-8000-000000000001"])
NODES = sorted(BASE["nodes"])
CHANGES = ["exit", "text", "remove", "title"]
change = st.tuples(st.sampled_from(NODES), st.sampled_from(CHANGES), st.integers(0, 3))


def changed(edits: list[tuple[str, str, int]]) -> dict[str, Any]:
    document = copy.deepcopy(BASE)
    for name, what, value in edits:
        node = document["nodes"].get(name)
        if what == "title":
            document["title"] = f"Title {value}"
        elif what == "remove":
            document["nodes"].pop(name, None)
        elif node is not None and what == "exit":
            node["exits"]["1"] = NODES[value]
        elif node is not None:
            node["text"] = {"en-US": f"Words {value}"}
    return document


def touched(document: dict[str, Any]) -> set[str]:
    """List the nodes that differ from what both began with; "" stands for the flow's own."""
    return {change.node for change in differences(BASE, document)}


@settings(max_examples=60, deadline=None)
@given(st.lists(change, max_size=3), st.lists(change, max_size=3))
def test_both_are_there_whole_or_neither(theirs: list[Any], mine: list[Any]) -> None:
    one, other = changed(theirs), changed(mine)
    try:
        both = merged(BASE, one, other)
    except Clash:
        assert touched(one) & touched(other), "nothing stands in the way of putting them together"
        return
    assert both == merged(BASE, other, one), "whoever was first"
    told = [set(map(repr, differences(BASE, each))) for each in (one, other, both)]
    assert told[0] | told[1] == told[2]


def test_settings_and_exits_of_one_node_are_things_of_their_own() -> None:
    base = {"kind": "MENU", "exits": {"1": "a", "2": "b"}, "repeats": 1, "at": [1, 1]}
    theirs = {**base, "exits": {"1": "a"}, "at": [9, 9]}
    mine = {**base, "exits": {"1": "c", "2": "b"}, "repeats": 2}
    both = {"kind": "MENU", "exits": {"1": "c"}, "repeats": 2, "at": [9, 9]}
    assert merged_node(base, theirs, mine) == both
    with pytest.raises(Clash):
        merged_node(base, {**base, "repeats": 3}, mine)
