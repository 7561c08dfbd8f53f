"""How a call is handled, drawn as a graph: nodes, their exits, and what would be wrong with one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from conversations.domain.plans import PlanStep
from routing.domain.faults import Fault, Found
from routing.domain.kinds import (
    CALLER_EXITS,
    KEYS,
    KINDS,
    OTHER,
    Awaits,
    Kind,
    NodeKind,
)
from routing.domain.settings import PlaceBy, Strategy, Turn
from routing.domain.texts import Text

__all__ = [
    "CALLER_EXITS", "KEYS", "KINDS", "OTHER", "Awaits", "Flow", "Kind", "Node", "NodeKind", "Strategy", "Text", "Turn",
    "faults",
]  # fmt: skip

# What any text may have filled in: the organisation's name, when it opens next, and the number that calls.
BLANKS: Final = frozenset({"business", "opens", "caller"})


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a flow. `settings` is of its kind's class; `exits` name the next nodes; `at` is for drawing."""

    kind: NodeKind
    settings: Any
    exits: Mapping[str, str] = field(default_factory=dict, hash=False)
    at: tuple[int, int] | None = None

    @property
    def row(self) -> Kind:
        """Give what its kind is."""
        return KINDS[self.kind]

    @property
    def must(self) -> frozenset[str]:
        """List the exits it must have."""
        return self.row.exits | self.row.own(self.settings)


@dataclass(frozen=True)
class Flow:
    """A graph of nodes with one start. `languages` (BCP 47) are spoken; the first where nothing says otherwise."""

    nodes: Mapping[str, Node] = field(hash=False)
    start: str
    languages: tuple[str, ...] = ("en-US",)
    title: str = ""

    @property
    def language(self) -> str:
        """Give the language a call begins in."""
        return self.languages[0]

    @cached_property
    def blanks(self) -> frozenset[str]:
        """List what its texts have filled in."""
        return frozenset(
            name for node in self.nodes.values() for text in _texts(node) for name in text.blanks()
        )

    @cached_property
    def variables(self) -> frozenset[str]:
        """List the names under which answers are kept."""
        keeping = (node for node in self.nodes.values() if node.kind is not NodeKind.PLACE)
        kept = (getattr(node.settings, "variable", "") for node in keeping)
        return frozenset(name for name in kept if name)

    @cached_property
    def prepared(self) -> dict[tuple[str, str], tuple[PlanStep, ...]]:
        """Keep what its nodes have a caller hear, by node and language, as it is found out."""
        return {}

    def has(self, kind: NodeKind) -> bool:
        """Say whether it has a node of a kind."""
        return any(node.kind is kind for node in self.nodes.values())


def faults(flow: Flow) -> list[Found]:
    """List what is unfinished: exits missing or to nowhere, nothing to say, nodes nothing leads to.

    Whether a circle ever turns for ever only walking can tell: `routing.domain.verify`.
    """
    found = [] if flow.start in flow.nodes else [Found("start", Fault.NO_START, {"name": flow.start})]
    for name, node in flow.nodes.items():
        found += _exits(flow, f"nodes.{name}", node)
        found += _settings(flow, f"nodes.{name}", node)
    return found or _unreached(flow)


def _exits(flow: Flow, path: str, node: Node) -> Iterator[Found]:
    for exit_ in sorted(node.must - set(node.exits)):
        yield Found(f"{path}.exits.{exit_}", Fault.NO_EXIT)
    for exit_, to in node.exits.items():
        if exit_ not in node.must | node.row.may:
            yield Found(f"{path}.exits.{exit_}", Fault.NO_SUCH_EXIT)
        elif to not in flow.nodes:
            yield Found(f"{path}.exits.{exit_}", Fault.NO_NODE if to else Fault.NO_EXIT, {"name": to})
    if node.kind is NodeKind.LANGUAGE:
        for language in sorted(set(node.exits) - {OTHER, *flow.languages}):
            yield Found(f"{path}.exits.{language}", Fault.NOT_SPOKEN)


def _settings(flow: Flow, path: str, node: Node) -> Iterator[Found]:
    if node.row.says and not node.settings.text:
        yield Found(f"{path}.text", Fault.SAYS_NOTHING)
    for name in node.row.needs:
        if not getattr(node.settings, name):
            yield Found(f"{path}.{_written(node, name)}", Fault.NOT_SET)
    known = BLANKS | flow.variables
    for text in _texts(node):
        for blank in sorted(text.blanks() - known):
            yield Found(f"{path}.text", Fault.NOT_FILLED, {"name": blank})
    if node.kind is NodeKind.PLACE and node.settings.by is PlaceBy.VARIABLE:
        variable = node.settings.variable
        if variable not in flow.variables:
            fault = Fault.NOT_FILLED if variable else Fault.NOT_SET
            yield Found(f"{path}.variable", fault, {"name": variable} if variable else {})
    language = getattr(node.settings, "language", "")
    if language and language not in flow.languages:
        yield Found(f"{path}.language", Fault.NOT_SPOKEN)


def _written(node: Node, name: str) -> str:
    metadata = type(node.settings).__dataclass_fields__[name].metadata
    return str(metadata.get("name") or name)


def _texts(node: Node) -> list[Text]:
    found = getattr(node.settings, "text", None)
    return [found] if isinstance(found, Text) else []


def _after(nodes: Mapping[str, Node], name: str) -> set[str]:
    """List what can follow a node within `nodes`."""
    found, todo = set[str](), [to for to in nodes[name].exits.values() if to in nodes]
    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            todo += [to for to in nodes[at].exits.values() if to in nodes]
    return found


def _from(flow: Flow, start: str) -> set[str]:
    return {start} | _after(flow.nodes, start)


def _unreached(flow: Flow) -> list[Found]:
    reached = _from(flow, flow.start)
    return [Found(f"nodes.{name}", Fault.NO_WAY) for name in flow.nodes if name not in reached]
