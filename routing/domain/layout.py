"""Where the nodes of a flow are drawn: where somebody put them, else in rows, each below what leads to it."""

from collections.abc import Mapping
from typing import Any, Final

ACROSS: Final = 220
DOWN: Final = 150
WIDTH: Final = 180
HEIGHT: Final = 60
Place = tuple[int, int]


def places(document: Mapping[str, Any]) -> dict[str, Place]:
    """Give every node a place, in the order in which a caller comes to them; none lies on another."""
    rows: dict[int, list[str]] = {}
    for name, depth in depths(document).items():
        rows.setdefault(depth, []).append(name)
    widest = max((len(row) for row in rows.values()), default=0)
    taken = {tuple(node["at"]) for node in document["nodes"].values() if node.get("at")}
    found: dict[str, Place] = {}
    for depth, names in _uncrossed(document, rows).items():
        indent = (widest - len(names)) * ACROSS // 2
        for column, name in enumerate(names):
            at = document["nodes"][name].get("at")
            place = (at[0], at[1]) if at else _free((indent + column * ACROSS, depth * DOWN), taken)
            taken.add(place)
            found[name] = place
    return found


def _uncrossed(document: Mapping[str, Any], rows: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """Order each row by what leads to it: left of the row above before right, its first exit before its last."""
    nodes, across = document["nodes"], dict[str, float]()
    led: dict[str, list[tuple[str, int]]] = {}
    for name, node in nodes.items():
        for place, exit_ in enumerate(sorted(node.get("exits", {}), key=_rank)):
            led.setdefault(node["exits"][exit_], []).append((name, place))
    found = {}
    for depth, names in rows.items():

        def leads(name: str) -> tuple[float, float]:
            above = [(across[one], place) for one, place in led.get(name, ()) if one in across]
            return min(above, default=(0.0, 0.0))

        found[depth] = sorted(names, key=leads)
        across.update({name: place - len(names) / 2 for place, name in enumerate(found[depth])})
    return found


def in_order(document: Mapping[str, Any]) -> list[str]:
    """List the nodes from top to bottom, as they are drawn."""
    at = places(document)
    walked = list(depths(document))
    return sorted(at, key=lambda name: (at[name][1], at[name][0], walked.index(name)))


def depths(document: Mapping[str, Any]) -> dict[str, int]:
    """Give the row of each node: below all that leads to it but ways back; what no way leads to comes last."""
    nodes = document["nodes"]
    walked, forward = _walk(nodes, document["start"])
    found = dict.fromkeys(walked, 0)
    for name in walked:
        for to in forward[name]:
            found[to] = max(found[to], found[name] + 1)
    below = max(found.values(), default=-1) + 1
    in_rows = sorted(walked, key=found.__getitem__)
    return {name: found[name] for name in in_rows} | {
        name: below for name in sorted(nodes) if name not in found
    }


def _walk(nodes: Mapping[str, Any], start: str) -> tuple[list[str], dict[str, list[str]]]:
    """List the nodes so that what leads on comes before what it leads to, and where each leads on to."""
    forward: dict[str, list[str]] = {}
    under_way, done = set[str](), list[str]()
    todo = [(start, False)] if start in nodes else []
    while todo:
        name, is_left = todo.pop()
        if is_left:
            under_way.discard(name)
            done.append(name)
            continue
        if name in forward:
            continue
        under_way.add(name)
        exits = nodes[name].get("exits", {})
        reached = [exits[exit_] for exit_ in sorted(exits, key=_rank) if exits[exit_] in nodes]
        forward[name] = [to for to in dict.fromkeys(reached) if to not in under_way]
        todo.append((name, True))
        todo += [(to, False) for to in reversed(forward[name]) if to not in forward]
    return done[::-1], forward


def swapped(document: Mapping[str, Any], name: str, *, by: int) -> dict[str, Place]:
    """Give the places that move a node up or down in the list: it changes place with its neighbour."""
    order, at = in_order(document), places(document)
    here = order.index(name)
    there = here + by
    if not 0 <= there < len(order):
        return {}
    other = order[there]
    return {**at, name: at[other], other: at[name]}


def _free(wanted: Place, taken: set[Any]) -> Place:
    across, down = wanted
    while any(abs(across - x) < WIDTH and abs(down - y) < HEIGHT for x, y in taken):
        across += ACROSS
    return across, down


def _rank(exit_: str) -> tuple[int, str]:
    """Put keys first, then what usually happens, then what goes wrong."""
    usual = ("open", "holiday", "next", "ok")
    return (0 if len(exit_) == 1 else 1 if exit_ in usual else 2, exit_)
