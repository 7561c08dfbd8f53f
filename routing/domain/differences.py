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
    return (*_of_flow(before, after), *_of_nodes(before, after))


def node_differences(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], *, language: str
) -> tuple[Change, ...]:
    """List what changed in one node; a text without a language is in `language`."""
    return tuple(_of_node(name, before, after, (language, language)))


def _of_flow(before: Document, after: Document) -> Iterator[Change]:
    for kind, key in (
        (ChangeKind.TITLE, "title"),
        (ChangeKind.LANGUAGES, "languages"),
        (ChangeKind.START, "start"),
    ):
        if before.get(key) != after.get(key):
            yield Change(kind, before=before.get(key), after=after.get(key))


def _of_nodes(was: Document, now: Document) -> Iterator[Change]:
    before, after = was.get("nodes", {}), now.get("nodes", {})
    first = tuple(next(iter(one.get("languages", ())), "") for one in (was, now))
    for name in sorted(after.keys() - before.keys()):
        yield Change(ChangeKind.ADDED, name, after=after[name]["kind"])
    for name in sorted(before.keys() - after.keys()):
        yield Change(ChangeKind.REMOVED, name, before=before[name]["kind"])
    for name in sorted(before.keys() & after.keys()):
        yield from _of_node(name, before[name], after[name], (first[0], first[1]))


def _of_node(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], first: tuple[str, str]
) -> Iterator[Change]:
    if before["kind"] != after["kind"]:
        yield Change(ChangeKind.KIND, name, before=before["kind"], after=after["kind"])
    for key in sorted((before.keys() | after.keys()) - set(_OF_NODE)):
        told, tells = before.get(key), after.get(key)
        if key == "text":
            # The same words with and without their language written down are the same.
            told, tells = _by_language(told, first[0]), _by_language(tells, first[1])
        if told != tells:
            yield Change(ChangeKind.SETTING, name, key, before.get(key), after.get(key))
    led, leads = before.get("exits", {}), after.get("exits", {})
    for exit_ in sorted(led.keys() | leads.keys()):
        if led.get(exit_, "") != leads.get(exit_, ""):
            yield Change(ChangeKind.EXIT, name, exit_, led.get(exit_, ""), leads.get(exit_, ""))


def _by_language(text: Any, first: str) -> Any:
    """Write a text by language, as a box does; a plain string is in the first one."""
    if isinstance(text, str):
        text = {first: text}
    return {language: words for language, words in text.items() if words} if isinstance(text, dict) else text
