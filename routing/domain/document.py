"""The flow document: JSON that is read strictly, with the place of each fault, and written back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from routing.domain import graph
from routing.domain.faults import Fault, Found
from routing.domain.fields import Reading, Unreadable, forms_of, read_parts, write_parts
from routing.domain.forms import NAME
from routing.domain.graph import Flow, Node
from routing.domain.kinds import KINDS, NodeKind
from routing.domain.texts import LANGUAGES

FORMAT: Final = 1
MOST_NODES: Final = 200
LONGEST_TITLE: Final = 80
FARTHEST: Final = 100_000
_OF_NODE: Final = ("kind", "exits", "at")
_OF_DOCUMENT: Final = ("format", "title", "start", "languages", "nodes")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document says; `flow` is None when it could not be read, `found` lists every fault."""

    flow: Flow | None
    found: tuple[Found, ...]

    @property
    def is_sound(self) -> bool:
        """Say whether calls may be handled by it."""
        return self.flow is not None and not self.found


class DocumentInvalid(ValueError):
    """A document that cannot be read."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        self.found = found
        super().__init__("; ".join(str(one) for one in found))


def parse(document: object) -> Parsed:
    """Read a document and judge the graph it draws. A draft may have faults of the graph, but must be readable."""
    try:
        flow = read(document)
    except DocumentInvalid as invalid:
        return Parsed(None, invalid.found)
    return Parsed(flow, tuple(graph.faults(flow)))


def read(document: object) -> Flow:
    """Read a document without judging the graph.

    Raises:
        DocumentInvalid: it is not what the schema says, with every fault.
    """
    reading = Reading(LANGUAGES)
    try:
        return _flow(document, reading)
    except Unreadable:
        raise DocumentInvalid(tuple(reading.found)) from None


def write(flow: Flow) -> dict[str, Any]:
    """Write a flow down."""
    return {
        "format": FORMAT,
        "title": flow.title,
        "start": flow.start,
        "languages": list(flow.languages),
        "nodes": {name: _written(node) for name, node in flow.nodes.items()},
    }


def _written(node: Node) -> dict[str, Any]:
    at = {} if node.at is None else {"at": list(node.at)}
    return {"kind": node.kind.value, "exits": dict(node.exits), **write_parts(node.settings), **at}


def _flow(document: object, reading: Reading) -> Flow:
    if not isinstance(document, dict):
        raise reading.fault("", Fault.NOT_AN_OBJECT)
    for name in document:
        if name not in _OF_DOCUMENT:
            reading.fault(str(name), Fault.NOT_KNOWN)
    for name in _OF_DOCUMENT:
        if name not in document:
            reading.fault(name, Fault.MISSING)
    if document.get("format", FORMAT) is not FORMAT:
        # What another release means by the rest, this one cannot judge.
        raise reading.fault("format", Fault.OTHER_FORMAT, format=FORMAT)
    title = _title(document.get("title", ""), reading)
    languages = _languages(document.get("languages", ["en-US"]), reading)
    reading.languages = languages
    start = document.get("start", "")
    if not isinstance(start, str):
        reading.fault("start", Fault.NOT_TEXT)
    nodes = _nodes(document.get("nodes", {}), reading)
    if reading.found:
        raise Unreadable
    return Flow(nodes, str(start), languages, title)


def _title(value: object, reading: Reading) -> str:
    if not isinstance(value, str):
        reading.fault("title", Fault.NOT_TEXT)
        return ""
    if len(value) > LONGEST_TITLE:
        reading.fault("title", Fault.TOO_LONG, most=LONGEST_TITLE)
    return value


def _languages(value: object, reading: Reading) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        reading.fault("languages", Fault.NOT_A_LIST if not isinstance(value, list) else Fault.MISSING)
        return LANGUAGES
    for place, language in enumerate(value):
        if language not in LANGUAGES:
            reading.fault(f"languages.{place}", Fault.NOT_ONE_OF, values=", ".join(LANGUAGES))
        elif language in value[:place]:
            reading.fault(f"languages.{place}", Fault.TWICE)
    return tuple(one for one in value if one in LANGUAGES) or LANGUAGES


def _nodes(value: object, reading: Reading) -> dict[str, Node]:
    if not isinstance(value, dict):
        reading.fault("nodes", Fault.NOT_AN_OBJECT)
        return {}
    if len(value) > MOST_NODES:
        reading.fault("nodes", Fault.TOO_MANY, most=MOST_NODES)
        return {}
    if not value:
        reading.fault("nodes", Fault.NO_NODES)
    found: dict[str, Node] = {}
    for name, node in value.items():
        if not re.fullmatch(NAME, str(name)):
            reading.fault(f"nodes.{name}", Fault.NOT_A_NAME)
            continue
        try:
            found[name] = _node(node, f"nodes.{name}", reading)
        except Unreadable:
            continue
    return found


def _node(value: object, path: str, reading: Reading) -> Node:
    if not isinstance(value, dict):
        raise reading.fault(path, Fault.NOT_AN_OBJECT)
    if "kind" not in value:
        raise reading.fault(f"{path}.kind", Fault.MISSING)
    if value["kind"] not in list(NodeKind):
        raise reading.fault(f"{path}.kind", Fault.NOT_ONE_OF, values=", ".join(NodeKind))
    before = len(reading.found)
    kind = NodeKind(value["kind"])
    of = KINDS[kind].settings
    for name in value:
        if name not in _OF_NODE and name not in forms_of(of):
            reading.fault(f"{path}.{name}", Fault.NOT_KNOWN)
    exits = _exits(value.get("exits", {}), f"{path}.exits", reading)
    at = _at(value.get("at"), f"{path}.at", reading)
    settings = read_parts(of, value, path, reading)
    if len(reading.found) > before:
        raise Unreadable
    return Node(kind, settings, exits, at)


def _exits(value: object, path: str, reading: Reading) -> Mapping[str, str]:
    if not isinstance(value, dict):
        reading.fault(path, Fault.NOT_AN_OBJECT)
        return {}
    for exit_, to in value.items():
        if not isinstance(to, str):
            reading.fault(f"{path}.{exit_}", Fault.NOT_TEXT)
    return value


def _at(value: object, path: str, reading: Reading) -> tuple[int, int] | None:
    if value is None:
        return None
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(
            isinstance(one, int) and not isinstance(one, bool) and abs(one) <= FARTHEST for one in value
        )
    ):
        reading.fault(path, Fault.NOT_A_PLACE)
        return None
    return value[0], value[1]
