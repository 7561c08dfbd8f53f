"""Flows and states as plain JSON values, so that a call in progress finishes on the flow it began with."""

from collections.abc import Mapping, Sequence
from typing import Any

from routing.domain import document
from routing.domain.flow import Decision, State
from routing.domain.graph import Flow


def flow_to_json(flow: Flow) -> dict[str, Any]:
    """Turn a flow into plain values."""
    return document.write(flow)


def flow_from_json(stored: Mapping[str, Any]) -> Flow:
    """Rebuild a kept flow, also one kept by the release before flows were documents."""
    return document.read(dict(stored) if "format" in stored else _of_first_release(stored))


def _of_first_release(stored: Mapping[str, Any]) -> dict[str, Any]:
    nodes = {}
    for name, node in stored["nodes"].items():
        kind = {"SAY": "GREETING"}.get(node["kind"], node["kind"])
        exits = {"other" if exit_ == "welcome" else exit_: to for exit_, to in node["exits"].items()}
        text = {"text": node["text"]} if node["text"] else {}
        turns = {"members": node["turns"]} if kind == "RING" else {}
        nodes[name] = {"kind": kind, "exits": exits, **text, **turns}
    return {
        "format": document.FORMAT,
        "title": "",
        "start": stored["start"],
        "languages": [stored["language"]],
        "nodes": nodes,
    }


def state_to_json(state: State) -> dict[str, Any]:
    """Turn a state into plain values."""
    return state._asdict() | {"answers": dict(state.answers)}


def state_from_json(stored: Mapping[str, Any]) -> State:
    """Rebuild a kept state; what this release does not know is left out."""
    known = {name: stored[name] for name in State._fields if name in stored}
    for name in ("order", "ringing"):
        known[name] = tuple(stored.get(name, ()))
    known["answers"] = tuple(stored.get("answers", {}).items())
    return State(**known)


def with_taken(stored: Sequence[Mapping[str, str]], decision: Decision) -> list[dict[str, str]]:
    """Add what a decision went through to the nodes and exits a call has taken, each of which is kept once."""
    found = [dict(one) for one in stored]
    new = [{"node": node, "exit": exit_} if exit_ else {"node": node} for node, exit_ in decision.taken]
    for one in (*new, {"node": decision.state.node}):
        if one not in found:
            found.append(one)
    return found
