"""Edits of a flow document, one at a time; each gives a new document and leaves the old one alone.

An edit names what its maker saw of a node by its `mark`, so that two people who edit different nodes do not meet,
and two who edit the same one never overwrite each other.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from routing.domain.document import MOST_NODES
from routing.domain.forms import NAME
from routing.domain.kinds import KINDS, NodeKind

Document = Mapping[str, Any]
_OF_NODE: Final = ("kind", "exits", "at")


class WhyNot(StrEnum):
    """Why an edit cannot be made."""

    NO_SUCH_NODE = "NO_SUCH_NODE"
    NAME_TAKEN = "NAME_TAKEN"
    NOT_A_NAME = "NOT_A_NAME"
    TOO_MANY = "TOO_MANY"
    NO_SUCH_KIND = "NO_SUCH_KIND"
    LAST_NODE = "LAST_NODE"
    NO_LANGUAGE = "NO_LANGUAGE"


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a node, to fill in or to change."""

    node: str
    name: str


class EditImpossible(ValueError):
    """The edit does not fit the document as it is now; `why` says which rule, `name` what it was about."""

    def __init__(self, why: WhyNot, name: str = "") -> None:
        self.why, self.name = why, name
        super().__init__(f"{why}: {name}")


class FrameChanged(ValueError):
    """Somebody else changed the title or the languages since they were seen."""


class NodeChanged(ValueError):
    """Somebody else changed the node since it was seen. Show both."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def mark_of(node: Mapping[str, Any]) -> str:
    """Give what tells one state of a node from another; where it is drawn does not count."""
    told = json.dumps({key: node[key] for key in node if key != "at"}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def content_of(document: Document) -> str:
    """Give what tells what one document does from another: neither its title nor where nodes are drawn counts."""
    nodes = {name: {key: row[key] for key in row if key != "at"} for name, row in document["nodes"].items()}
    told = json.dumps([document["start"], document["languages"], nodes], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def frame_mark(document: Document) -> str:
    """Give what tells one title with its languages from another."""
    told = json.dumps([document["title"], document["languages"]])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def add_node(document: Document, kind: str, name: str, *, after: Exit | None = None) -> tuple[Document, str]:
    """Add a node under a name that is still free, and let an exit lead to it.

    Where the exit led before, the first exit of the new node leads, so that nothing is cut off.
    """
    if kind not in set(NodeKind):
        raise EditImpossible(WhyNot.NO_SUCH_KIND, kind)
    nodes = document["nodes"]
    if len(nodes) >= MOST_NODES:
        raise EditImpossible(WhyNot.TOO_MANY, str(MOST_NODES))
    taken = _free_name(nodes, name.strip() or kind.capitalize())
    _check_name(nodes, taken)
    node: dict[str, Any] = {"kind": kind, "exits": {}}
    if after is not None and (first := _first_exit(NodeKind(kind))):
        led = _node(document, after.node)["exits"].get(after.name)
        if led in nodes:
            node["exits"] = {first: led}
    changed: Document = _with(document, nodes={**nodes, taken: node})
    if after is not None:
        changed = set_exit(changed, after, taken)
    return (changed if nodes else _with(changed, start=taken)), taken


def remove_node(document: Document, name: str, *, seen: str = "") -> Document:
    """Take a node away. What led to it leads to what followed it where that is one thing, else nowhere yet."""
    node = _seen(document, name, seen)
    if len(document["nodes"]) == 1:
        raise EditImpossible(WhyNot.LAST_NODE, name)
    follows = set(node.get("exits", {}).values()) - {name}
    to = next(iter(follows)) if len(follows) == 1 else ""
    nodes = {
        other: {**row, "exits": dict(_led(row.get("exits", {}), name, to))}
        for other, row in document["nodes"].items()
        if other != name
    }
    start = document["start"]
    return _with(document, nodes=nodes, start=to or next(iter(nodes)) if start == name else start)


def change_node(
    document: Document, name: str, *, settings: Mapping[str, Any], exits: Mapping[str, str], seen: str = ""
) -> Document:
    """Give a node other settings and exits; an exit that leads to "" is left open."""
    node = _seen(document, name, seen)
    kept = {key: node[key] for key in ("kind", "at") if key in node}
    given = {key: value for key, value in settings.items() if key not in _OF_NODE}
    led = {exit_: to for exit_, to in exits.items() if to}
    return _with(document, nodes={**document["nodes"], name: {**kept, **given, "exits": led}})


def rename_node(document: Document, name: str, new: str) -> Document:
    """Call a node otherwise, wherever it is named."""
    _node(document, name)
    new = new.strip()
    if new == name:
        return document
    if new in document["nodes"]:
        raise EditImpossible(WhyNot.NAME_TAKEN, new)
    _check_name(document["nodes"], new)
    nodes = {
        new if other == name else other: {**row, "exits": dict(_led(row.get("exits", {}), name, new))}
        for other, row in document["nodes"].items()
    }
    return _with(document, nodes=nodes, start=new if document["start"] == name else document["start"])


def set_exit(document: Document, exit_: Exit, to: str, *, seen: str = "") -> Document:
    """Let an exit lead to a node, or with "" nowhere yet."""
    node = _seen(document, exit_.node, seen)
    if to:
        _node(document, to)
    exits = {name: led for name, led in node.get("exits", {}).items() if name != exit_.name}
    led = {**exits, exit_.name: to} if to else exits
    return _with(document, nodes={**document["nodes"], exit_.node: {**node, "exits": led}})


def place_nodes(document: Document, at: Mapping[str, tuple[int, int]]) -> Document:
    """Draw nodes elsewhere."""
    nodes = {
        name: {**row, "at": list(at[name])} if name in at else row for name, row in document["nodes"].items()
    }
    return _with(document, nodes=nodes)


def set_start(document: Document, name: str) -> Document:
    """Let calls begin at a node."""
    _node(document, name)
    return _with(document, start=name)


def set_frame(document: Document, *, title: str, languages: list[str], seen: str = "") -> Document:
    """Give the flow a title and the languages it speaks; words in a language that goes, go with it."""
    if seen and frame_mark(document) != seen:
        raise FrameChanged
    if not languages:
        raise EditImpossible(WhyNot.NO_LANGUAGE)
    gone = set(document.get("languages", ())) - set(languages)
    nodes = {name: _without(row, gone) for name, row in document["nodes"].items()}
    return _with(document, title=title, languages=languages, nodes=nodes)


def _without(row: Mapping[str, Any], languages: set[str]) -> dict[str, Any]:
    text = row.get("text")
    if not isinstance(text, dict):
        return dict(row)
    return {**row, "text": {key: words for key, words in text.items() if key not in languages}}


def _with(document: Document, **changes: Any) -> dict[str, Any]:
    return {**document, **changes}


def _node(document: Document, name: str) -> Mapping[str, Any]:
    node = document["nodes"].get(name)
    if node is None:
        raise EditImpossible(WhyNot.NO_SUCH_NODE, name)
    return node  # type: ignore[no-any-return] # a document is JSON


def _seen(document: Document, name: str, mark: str) -> Mapping[str, Any]:
    node = _node(document, name)
    if mark and mark_of(node) != mark:
        raise NodeChanged(name)
    return node


def _check_name(nodes: Mapping[str, Any], name: str) -> None:
    if name in nodes or not re.fullmatch(NAME, name):
        raise EditImpossible(WhyNot.NOT_A_NAME, name)


def _free_name(nodes: Mapping[str, Any], wanted: str) -> str:
    if wanted not in nodes:
        return wanted
    return next(name for n in range(2, MOST_NODES + 2) if (name := f"{wanted} {n}") not in nodes)


def _first_exit(kind: NodeKind) -> str:
    """Give the exit by which callers go on who need nothing special."""
    exits = KINDS[kind].exits
    return next((name for name in ("next", "open", "ordinary", "ok", "other", "nobody") if name in exits), "")


def _led(exits: Mapping[str, str], old: str, new: str) -> Iterator[tuple[str, str]]:
    for exit_, to in exits.items():
        if to != old:
            yield exit_, to
        elif new:
            yield exit_, new
