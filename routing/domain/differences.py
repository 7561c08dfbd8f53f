"""What changed between two documents of a flow: nodes, their settings, what follows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

Document = Mapping[str, Any]
_OF_NODE: Final = ("kind", "exits", "at")


class ChangeKind(StrEnum):
    """What happened to a flow or to one of its nodes."""

    TITLE = "TITLE"
    LANGUAGES = "LANGUAGES"
    START = "START"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    KIND = "KIND"
    SETTING = "SETTING"
    EXIT = "EXIT"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `what` names the setting or exit; `before` and `after` are values as the document has them."""

    kind: ChangeKind
    node: str = ""
    what: str = ""
    before: Any = None
    after: Any = None


def differences(before: Document, after: Document) -> tuple[Change, ...]:
    """List what changed, the flow's own first, then by node; where nodes are drawn does not count."""
    return (*_of_flow(before, after), *_of_nodes(before.get("nodes", {}), after.get("nodes", {})))


def node_differences(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """List what changed in one node."""
    return tuple(_of_node(name, before, after))


def _of_flow(before: Document, after: Document) -> Iterator[Change]:
    for kind, key in (
        (ChangeKind.TITLE, "title"),
        (ChangeKind.LANGUAGES, "languages"),
        (ChangeKind.START, "start"),
    ):
        if before.get(key) != after.get(key):
            yield Change(kind, before=before.get(key), after=after.get(key))


def _of_nodes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in sorted(after.keys() - before.keys()):
        yield Change(ChangeKind.ADDED, name, after=after[name]["kind"])
    for name in sorted(before.keys() - after.keys()):
        yield Change(ChangeKind.REMOVED, name, before=before[name]["kind"])
    for name in sorted(before.keys() & after.keys()):
        yield from _of_node(name, before[name], after[name])


def _of_node(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    if before["kind"] != after["kind"]:
        yield Change(ChangeKind.KIND, name, before=before["kind"], after=after["kind"])
    for key in sorted((before.keys() | after.keys()) - set(_OF_NODE)):
        if before.get(key) != after.get(key):
            yield Change(ChangeKind.SETTING, name, key, before.get(key), after.get(key))
    led, leads = before.get("exits", {}), after.get("exits", {})
    for exit_ in sorted(led.keys() | leads.keys()):
        if led.get(exit_, "") != leads.get(exit_, ""):
            yield Change(ChangeKind.EXIT, name, exit_, led.get(exit_, ""), leads.get(exit_, ""))
