"""The exits of a node in the order of the pages."""

from collections.abc import Mapping
from typing import Any, Final

from routing.domain.kinds import KEYS, KINDS, NodeKind


def exits_of(kind: NodeKind, node: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """List the exits a node may have in the order of the page, each with whether it is needed or in use."""
    row = KINDS[kind]
    own = _own(kind, node)
    used = set(node.get("exits", {}))
    must = row.exits | own
    every = must | row.may | used
    if kind is NodeKind.LANGUAGE:
        must = must | {"en-US", "es-US"}
    return [(name, name in must or name in used) for name in sorted(every, key=rank)]


def _own(kind: NodeKind, node: Mapping[str, Any]) -> frozenset[str]:
    """List the exits that follow from settings, which need not be readable yet."""
    for setting in ("words", "places", "windows"):
        value = node.get(setting)
        if isinstance(value, dict) and kind in (NodeKind.MENU, NodeKind.PLACE, NodeKind.TIME):
            return frozenset(str(name) for name in value)
    return frozenset()


_ORDER: Final = (
    *KEYS, "open", "holiday", "next", "ok", "person", "emergency", "done", "blocked", "vip", "client", "known",
    "withheld", "spam", "en-US", "es-US",
)  # fmt: skip
_LAST: Final = (
    "callback",
    "full",
    "too_long",
    "nobody",
    "closed",
    "ordinary",
    "failed",
    "nothing",
    "wrong",
    "other",
)


def rank(name: str) -> tuple[int, str]:
    """Order exits: keys, what is hoped for, the owner's own, what goes wrong."""
    if name in _ORDER:
        return _ORDER.index(name), name
    return (200 + _LAST.index(name), name) if name in _LAST else (100, name)
