"""The chosen node of a flow as boxes, with what is wrong beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from routing.domain import layout
from routing.domain.boxes import Box, Part, parts_of
from routing.domain.document import parse
from routing.domain.editing import mark_of
from routing.domain.faults import Found
from routing.domain.kinds import NodeKind
from routing.presenters import flow_words as words
from routing.presenters.flow_exits import exits_of
from routing.presenters.flow_graph import Rows

# What stands before the kind in the value of an exit that shall lead to a node that does not exist yet.
NEW: Final = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRow:
    """One box with its label and the words of its options."""

    box: Box
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One setting of the chosen node."""

    part: Part
    label: str
    hint: str
    rows: tuple[tuple[BoxRow, ...], ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitBox:
    """One exit of the chosen node as a select."""

    name: str
    label: str
    value: str
    is_spare: bool
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeForm:
    """The chosen node: its boxes, its exits, and the mark that tells whether somebody else changed it."""

    name: str
    typed_name: str
    kind_label: str
    icon: str
    tint: str
    mark: str
    parts: tuple[PartRow, ...]
    exits: tuple[ExitBox, ...]
    targets: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    is_start: bool
    error: str = ""


def node_form(
    document: Mapping[str, Any],
    name: str,
    *,
    rows: Rows,
    typed: Mapping[str, Any] | None = None,
    typed_name: str = "",
    mark: str = "",
    found: Sequence[Found] = (),
    error: str = "",
) -> NodeForm | None:
    """Turn the chosen node into boxes; `typed` is what stands in them instead of what is saved."""
    node = document["nodes"].get(name)
    if node is None:
        return None
    kind, shown = NodeKind(node["kind"]), {**(typed if typed is not None else node)}
    label, icon, tint = words.KINDS[kind]
    languages = document["languages"]
    faults = found or [one for one in parse(document).found if one.path.startswith(f"nodes.{name}.")]
    at_part: dict[str, list[str]] = {}
    for one in faults:
        rest = one.path.removeprefix(f"nodes.{name}.").split(".")
        at_part.setdefault(".".join(rest[:2]) if rest[0] == "exits" else rest[0], []).append(
            words.fault_sentence(one)
        )
    return NodeForm(
        name=name,
        typed_name=typed_name or name,
        kind_label=str(label),
        icon=icon,
        tint=tint,
        mark=mark or mark_of(node),
        parts=tuple(_part_row(part, rows, at_part) for part in parts_of(kind, shown, languages)),
        exits=tuple(_exit_boxes(document, kind, shown, at_part)),
        targets=tuple(layout.in_order(document)),
        kinds=tuple((f"{NEW}{one.value}", words.kind_label(one)) for one in NodeKind),
        is_start=document["start"] == name,
        error=error,
    )


def _part_row(part: Part, rows: Rows, errors: Mapping[str, list[str]]) -> PartRow:
    first = part.rows[0][0] if part.rows and not part.is_list else None
    what = first.what if first else part.name
    return PartRow(
        part=part,
        label=words.setting_label(what),
        hint=str(words.SETTINGS[what][1]) if what in words.SETTINGS else "",
        rows=tuple(tuple(_box_row(box, rows) for box in row) for row in part.rows),
        errors=tuple(errors.get(part.name, ())),
    )


def _box_row(box: Box, rows: Rows) -> BoxRow:
    options: tuple[tuple[str, str], ...] = ()
    if box.kind == "row":
        options = rows.options(box.what)
    elif box.kind in ("choice", "days"):
        options = tuple((value, words.choice_label(value)) for value in box.options)
    if box.what == "key":
        options = (("", "—"), *options[1:])
    label = words.setting_label(box.what)
    if box.language:
        label = f"{label} ({words.choice_label(box.language)})"
    return BoxRow(box=box, label=label, options=options)


def _exit_boxes(
    document: Mapping[str, Any], kind: NodeKind, shown: Mapping[str, Any], errors: Mapping[str, list[str]]
) -> Iterable[ExitBox]:
    for name, is_used in exits_of(kind, shown):
        if kind is NodeKind.LANGUAGE and name not in (
            *document["languages"],
            "other",
            *shown.get("exits", {}),
        ):
            continue
        yield ExitBox(
            name=name,
            label=words.exit_label(name),
            value=shown.get("exits", {}).get(name, ""),
            is_spare=not is_used,
            error=" ".join(errors.get(f"exits.{name}", ())),
        )
