"""The engine of real calls, watched: which facts it asks for, and which nodes it goes through.

A decision is taken with facts that are not there yet. The moment the engine reads one, the reading stops it, and the
decision is taken again once for every value the fact can have. So a fact that does not matter is never varied, and
one that does cannot be forgotten.
"""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import fields
from typing import Any, Final, Self

from routing.domain.flow import CallerFacts, Facts
from routing.domain.graph import Node


class Asked(Exception):
    """The engine reads a fact that nobody has settled yet."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class Trace(Mapping[str, Node]):
    """The nodes of a flow, noting which the engine goes through. Looking them all over is no going through."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes
        self.seen: list[str] = []

    def __getitem__(self, name: str) -> Node:
        node = self._nodes[name]
        if not self.seen or self.seen[-1] != name:
            self.seen.append(name)
        return node

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, name: object) -> bool:
        return name in self._nodes

    def items(self) -> ItemsView[str, Node]:
        return self._nodes.items()

    def values(self) -> ValuesView[Node]:
        return self._nodes.values()

    def circle(self) -> str:
        """Give the node at which a walk that went round came into its circle."""
        return next((name for name in self.seen if self.seen.count(name) > 1), self.seen[-1])


class WatchedCaller(CallerFacts):
    """What is known of the caller, of which each is asked for when it is read."""

    __slots__ = ("_known",)

    def __getattribute__(self, name: str) -> Any:
        if name not in _OF_CALLER:
            return object.__getattribute__(self, name)
        return _read(object.__getattribute__(self, "_known"), f"caller.{name}")


class Watched(Facts):
    """Facts of which each is asked for when it is read."""

    __slots__ = ("_caller", "_known")

    @classmethod
    def over(cls, known: Mapping[str, Any]) -> Self:
        """Give facts that have those `known` and stop the engine at any other."""
        facts, caller = object.__new__(cls), object.__new__(WatchedCaller)
        for each in (facts, caller):
            object.__setattr__(each, "_known", known)
        object.__setattr__(facts, "_caller", caller)
        return facts

    def __getattribute__(self, name: str) -> Any:
        if name == "caller":
            return object.__getattribute__(self, "_caller")
        if name not in _FACTS:
            return object.__getattribute__(self, name)
        return _read(object.__getattribute__(self, "_known"), name)


def _read(known: Mapping[str, Any], name: str) -> Any:
    if name in known:
        return known[name]
    raise Asked(name)


_FACTS: Final = frozenset(one.name for one in fields(Facts))
_OF_CALLER: Final = frozenset(one.name for one in fields(CallerFacts))
