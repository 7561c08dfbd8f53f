"""The drawing of a flow: where lines run between its nodes, and where each exit is taken hold of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _

from routing.domain import layout
from routing.domain.kinds import NodeKind
from routing.presenters import flow_words as words
from routing.presenters.flow_exits import exits_of

MARGIN: Final = 20
FEW: Final = 2
Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One exit as it is drawn; `d` is the path, `x` and `y` are of its word, `told` says all of it in words."""

    node: str
    exit: str
    to: str
    label: str
    told: str
    d: str
    x: int
    y: int
    is_on_path: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """Where an exit leaves its node: dragged from here onto a node, it leads there."""

    node: str
    exit: str
    label: str
    x: int
    y: int
    is_loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The canvas."""

    width: int
    height: int
    edges: tuple[Edge, ...]
    ports: tuple[Port, ...]


def drawing(document: Mapping[str, Any], at: Places, gone: Sequence[str]) -> Drawing:
    """Draw the lines between nodes that lie `at` places; those of the way `gone` stand out."""
    ports = tuple(port for name in at for port in _ports(document["nodes"][name], name, at[name]))
    return Drawing(
        width=max((x for x, _y in at.values()), default=0) + layout.WIDTH + MARGIN,
        height=max((y for _x, y in at.values()), default=0) + layout.HEIGHT + MARGIN,
        edges=tuple(_edges(document, ports, at, gone)),
        ports=ports,
    )


def shifted(at: Places) -> dict[str, tuple[int, int]]:
    """Move all places alike, so that the drawing begins at its edge."""
    left = min((x for x, _y in at.values()), default=0) - MARGIN
    top = min((y for _x, y in at.values()), default=0) - MARGIN
    return {name: (x - left, y - top) for name, (x, y) in at.items()}


def _ports(node: Mapping[str, Any], name: str, at: tuple[int, int]) -> Iterator[Port]:
    used = [exit_ for exit_, is_used in exits_of(NodeKind(node["kind"]), node) if is_used]
    for place, exit_ in enumerate(used):
        yield Port(
            node=name,
            exit=exit_,
            label=words.exit_label(exit_),
            x=at[0] + layout.WIDTH * (place + 1) // (len(used) + 1),
            y=at[1] + layout.HEIGHT,
            is_loose=not node.get("exits", {}).get(exit_),
        )


def _edges(
    document: Mapping[str, Any], ports: Sequence[Port], at: Places, gone: Sequence[str]
) -> Iterator[Edge]:
    led: dict[str, list[Port]] = {}
    for port in ports:
        if document["nodes"][port.node].get("exits", {}).get(port.exit) in at:
            led.setdefault(port.node, []).append(port)
    for name, leading in led.items():
        for place, port in enumerate(leading):
            to = document["nodes"][name]["exits"][port.exit]
            x2, y2 = at[to][0] + layout.WIDTH // 2, at[to][1]
            bend = max(30, abs(y2 - port.y) // 2)
            yield Edge(
                node=name,
                exit=port.exit,
                to=to,
                label="" if port.exit == "next" else port.label,
                told=_("%(node)s, %(exit)s: leads to %(to)s. Delete takes the connection away.")
                % {"node": name, "exit": port.label, "to": to},
                d=f"M{port.x} {port.y}C{port.x} {port.y + bend} {x2} {y2 - bend} {x2} {y2}",
                # Words of many exits stand on steps, so that none covers another.
                x=port.x if len(leading) > FEW else (port.x * 5 + x2 * 3) // 8,
                y=port.y + 18 + 14 * place,
                is_on_path=any(pair == (name, to) for pair in pairwise(gone)),
            )
