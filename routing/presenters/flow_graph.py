"""The nodes of a flow as a list and as a drawing, and what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routing.domain import layout
from routing.domain.document import parse
from routing.domain.editing import mark_of
from routing.domain.faults import Found
from routing.domain.kinds import KEYS, NodeKind
from routing.presenters import flow_words as words
from routing.presenters.flow_drawing import Drawing, drawing, shifted
from routing.presenters.flow_exits import exits_of

SUMMARY: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitLine:
    """One way out of a node, and where it leads; `is_loose` when nowhere."""

    name: str
    label: str
    to: str
    url: str
    is_loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One thing that is wrong, at its node, with the shortest way to it where the verifier knows one.

    `walk_url` loads that way into the preview.
    """

    node: str
    url: str
    sentence: str
    is_error: bool
    path: tuple[str, ...] = ()
    walk_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One node in the list and in the drawing."""

    name: str
    kind_label: str
    icon: str
    tint: str
    summary: str
    url: str
    is_start: bool
    is_current: bool
    is_first: bool
    is_last: bool
    exits: tuple[ExitLine, ...]
    x: int
    y: int
    troubles: tuple[ProblemRow, ...]
    is_on_path: bool
    mark: str

    @property
    def is_bad(self) -> bool:
        """Say whether something about it keeps the flow from being published."""
        return any(row.is_error for row in self.troubles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The nodes of a flow in order, and the drawing of them."""

    cards: tuple[Card, ...]
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Rows:
    """What boxes that name rows of the database choose among, by the box's word: member, queue, ladder, skill."""

    by_what: Mapping[str, Sequence[tuple[str, str]]]

    def options(self, what: str) -> tuple[tuple[str, str], ...]:
        """List them, nothing chosen first."""
        return (("", "—"), *self.by_what.get(what, ()))

    def name(self, what: str, value: str) -> str:
        """Name one."""
        return dict(self.by_what.get(what, ())).get(value, _("somebody who left"))


def graph(
    document: Mapping[str, Any],
    *,
    flow_id: UUID,
    chosen: str,
    problems: Sequence[ProblemRow],
    rows: Rows,
    path: Iterable[str] = (),
) -> Graph:
    """Turn a document into cards and a drawing; nodes of `path` are marked as gone through."""
    at = shifted(layout.places(document))
    order = layout.in_order(document)
    gone = list(path)
    cards = tuple(
        _card(
            document,
            name,
            place,
            order,
            flow_id,
            chosen=chosen,
            at=at[name],
            problems=problems,
            rows=rows,
            gone=gone,
        )
        for place, name in enumerate(order)
    )
    return Graph(cards=cards, drawing=drawing(document, at, gone))


def graph_problems(document: Mapping[str, Any], *, flow_id: UUID) -> tuple[ProblemRow, ...]:
    """List the faults of the graph, each at its node."""
    return tuple(_problem(found, flow_id) for found in parse(document).found)


def node_url(flow_id: UUID, node: str) -> str:
    """Give the address of the page with a node chosen."""
    base = reverse("routing:flow", kwargs={"flow_id": flow_id})
    return f"{base}?{urlencode({'node': node})}#node" if node else base


def _card(
    document: Mapping[str, Any],
    name: str,
    place: int,
    order: Sequence[str],
    flow_id: UUID,
    *,
    chosen: str,
    at: tuple[int, int],
    problems: Sequence[ProblemRow],
    rows: Rows,
    gone: Sequence[str],
) -> Card:
    node = document["nodes"][name]
    kind = NodeKind(node["kind"])
    label, icon, tint = words.KINDS[kind]
    exits = node.get("exits", {})
    return Card(
        name=name,
        kind_label=str(label),
        icon=icon,
        tint=tint,
        summary=_summary(kind, node, rows)[:SUMMARY],
        url=node_url(flow_id, name),
        is_start=document["start"] == name,
        is_current=name == chosen,
        is_first=place == 0,
        is_last=place == len(order) - 1,
        exits=tuple(
            ExitLine(
                name=exit_,
                label=words.exit_label(exit_),
                to=exits.get(exit_, ""),
                url=node_url(flow_id, exits.get(exit_, "")),
                is_loose=exits.get(exit_, "") not in document["nodes"],
            )
            for exit_, is_used in exits_of(kind, node)
            if is_used
        ),
        x=at[0],
        y=at[1],
        troubles=tuple(row for row in problems if row.node == name),
        is_on_path=name in gone,
        mark=mark_of(node),
    )


def _summary(kind: NodeKind, node: Mapping[str, Any], rows: Rows) -> str:
    """Say in a few words what a node does with its settings."""
    if kind is NodeKind.RING:
        names = [rows.name("member", turn.get("member", "")) for turn in node.get("members", ())]
        return ", ".join(names) or _("nobody chosen")
    if kind is NodeKind.QUEUE:
        return rows.name("queue", node["queue"]) if node.get("queue") else _("no queue chosen")
    if kind is NodeKind.ON_CALL:
        return rows.name("ladder", node["ladder"]) if node.get("ladder") else _("no ladder chosen")
    if kind is NodeKind.MENU:
        count = len([name for name in node.get("exits", {}) if name in KEYS])
        return ngettext("%(count)d choice", "%(count)d choices", count) % {"count": count}
    for setting in ("windows", "places"):
        if isinstance(node.get(setting), dict):
            return ", ".join(node[setting])
    for setting in ("to", "url", "variable", "tag"):
        if node.get(setting):
            return str(node[setting])
    text = node.get("text")
    return next(iter(text.values()), "") if isinstance(text, dict) else str(text or "")


def _problem(found: Found, flow_id: UUID) -> ProblemRow:
    parts = found.path.split(".")
    node = parts[1] if parts[0] == "nodes" and len(parts) > 1 else ""
    return ProblemRow(node=node, url=node_url(flow_id, node), sentence=fault_in_node(found), is_error=True)


def fault_in_node(found: Found) -> str:
    """Say what is unfinished, with the setting or exit of the node it is about."""
    parts = found.path.split(".")
    sentence = words.fault_sentence(found)
    if "exits" in parts[2:3] and len(parts) > 3:
        sentence = f"{words.exit_label(parts[3])}: {sentence}"
    elif len(parts) > 2:
        sentence = f"{words.setting_label(parts[2])}: {sentence}"
    return sentence
