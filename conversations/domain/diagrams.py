"""Drawings of the transition tables, for `./portico diagrams` and its staleness check."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

State = TypeVar("State", bound=str)


def mermaid(
    name: str,
    transitions: Mapping[State, Collection[str]],
    *,
    initial: Collection[str] = (),
) -> str:
    """Draw a transition table as a Markdown page holding one Mermaid state diagram.

    `transitions` is either state → states or state → {move: state}; moves become the labels of the arrows.
    The text depends on the table's content and its order of states alone, so a stale file shows as a
    difference.

    Raises:
        ValueError: a state is reached that has no line in the table.
    """
    order: list[str] = list(transitions)
    lines = [f"# {name}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {state}" for state in sorted(initial, key=order.index)]
    for state, followers in transitions.items():
        lines += [f"    {line}" for line in _arrows(state, followers, order)]
    return "\n".join([*lines, "```", ""])


def _arrows(state: str, followers: Collection[str], order: Sequence[str]) -> list[str]:
    """List the lines that leave one state, in the table's order of states."""
    labels: dict[str, list[str]] = {}
    if isinstance(followers, Mapping):
        for move, follower in followers.items():
            labels.setdefault(follower, []).append(_words(move))
    else:
        labels = {follower: [] for follower in followers}
    if not labels:
        return [f"{state} --> [*]"]
    return [
        f"{state} --> {follower}" + (f": {', '.join(labels[follower])}" if labels[follower] else "")
        for follower in sorted(labels, key=order.index)
    ]


def _words(move: str) -> str:
    """Spell an enum value as lower-case words."""
    return str(move).replace("_", " ").lower()
