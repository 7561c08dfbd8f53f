"""Flows and states as plain JSON values, so that a call in progress finishes on the flow it began with."""

from typing import Any
from uuid import UUID

from routing.domain.flow import State
from routing.domain.graph import Flow, Node, NodeKind, Turn


def flow_to_json(flow: Flow) -> dict[str, Any]:
    """Turn a flow into plain values."""
    return {
        "start": flow.start,
        "language": flow.language,
        "nodes": {
            name: {
                "kind": node.kind.value,
                "exits": dict(node.exits),
                "text": node.text,
                "turns": [{"member": str(turn.member_id), "seconds": turn.seconds} for turn in node.turns],
            }
            for name, node in flow.nodes.items()
        },
    }


def flow_from_json(stored: dict[str, Any]) -> Flow:
    """Rebuild a kept flow."""
    nodes = {
        name: Node(
            NodeKind(node["kind"]),
            node["exits"],
            node["text"],
            tuple(Turn(UUID(turn["member"]), turn["seconds"]) for turn in node["turns"]),
        )
        for name, node in stored["nodes"].items()
    }
    return Flow(nodes, stored["start"], stored["language"])


def state_to_json(state: State) -> dict[str, Any]:
    """Turn a state into plain values."""
    return state._asdict()


def state_from_json(stored: dict[str, Any]) -> State:
    """Rebuild a kept state; what this release does not know is left out."""
    return State(**{name: stored[name] for name in State._fields if name in stored})
