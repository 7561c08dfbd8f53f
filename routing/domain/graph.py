"""How a call is handled, drawn as a graph: nodes, their exits, and what would be wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID


class NodeKind(StrEnum):
    """What a node does. The exits each must have are in `EXITS`."""

    CALLER = "CALLER"
    HOURS = "HOURS"
    SAY = "SAY"
    NOTICE = "NOTICE"
    RING = "RING"
    VOICEMAIL = "VOICEMAIL"
    HANG_UP = "HANG_UP"

    # Equal as the text is, so hashed as the text is: Enum's own hash is Python, run at every node.
    __hash__ = str.__hash__


EXITS: Final[Mapping[NodeKind, frozenset[str]]] = MappingProxyType(
    {
        NodeKind.CALLER: frozenset({"blocked", "welcome"}),
        NodeKind.HOURS: frozenset({"open", "closed"}),
        NodeKind.SAY: frozenset({"next"}),
        NodeKind.NOTICE: frozenset({"next"}),
        NodeKind.RING: frozenset({"nobody"}),
        NodeKind.VOICEMAIL: frozenset(),
        NodeKind.HANG_UP: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One member's turn to be rung, and for how long."""

    member_id: UUID
    seconds: int


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a flow. `text` is spoken; `turns` are of RING; `exits` name the next nodes."""

    kind: NodeKind
    exits: Mapping[str, str] = field(default_factory=dict, hash=False)
    text: str = ""
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A graph of nodes with one start. `language` (BCP 47) is what it speaks."""

    nodes: Mapping[str, Node] = field(hash=False)
    start: str
    language: str = "en-US"


def faults(flow: Flow) -> list[str]:
    """List what would drop a caller: missing exits, exits to nowhere, a circle in which nothing waits."""
    found = [f"start: no node {flow.start}"] if flow.start not in flow.nodes else []
    for name, node in flow.nodes.items():
        missing = EXITS[node.kind] - set(node.exits)
        found += [f"{name}: no exit {exit_}" for exit_ in sorted(missing)]
        found += [
            f"{name}: {exit_} leads nowhere" for exit_, to in node.exits.items() if to not in flow.nodes
        ]
    return found or _circles(flow)


def _circles(flow: Flow) -> list[str]:
    open_, closed = set[str](), set[str]()
    found: list[str] = []

    def visit(name: str) -> None:
        if name in closed:
            return
        if name in open_:
            found.append(f"{name}: comes back to itself")
            return
        open_.add(name)
        for to in flow.nodes[name].exits.values():
            visit(to)
        open_.discard(name)
        closed.add(name)

    visit(flow.start)
    return found
