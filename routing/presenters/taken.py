"""The page of the ways callers took through a flow, and the calls behind one of its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Call
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from conversations.services import calls
from routing.domain import layout
from routing.domain.kinds import NodeKind
from routing.models import Flow, FlowVersion
from routing.presenters import flow_words as words
from routing.presenters.flow_exits import exits_of
from routing.selectors.taken import PAGE, Taken, TakenCalls


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitTaken:
    """One exit: where it leads, how many calls took it, and where that is shown or rehearsed."""

    label: str
    to: str
    count: str
    is_untaken: bool
    calls_url: str
    rehearse_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTaken:
    """One node with its exits, and how many calls came to it."""

    name: str
    kind_label: str
    icon: str
    tint: str
    url: str
    count: str
    is_untaken: bool
    calls_url: str
    exits: tuple[ExitTaken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UntakenRow:
    """One way nobody took, with where it is rehearsed."""

    node: str
    kind_label: str
    exit: str
    to: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPage:
    """The whole page; `empty` says why there is nothing to count."""

    title: str
    flow_url: str
    summary: str
    notes: tuple[str, ...]
    untaken_label: str
    untaken: tuple[UntakenRow, ...]
    nodes: tuple[NodeTaken, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCall:
    """One call behind a figure."""

    when: str
    who: str
    url: str
    line: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCallsPage:
    """The calls behind a figure."""

    title: str
    definition: str
    back_url: str
    rows: tuple[TakenCall, ...]
    newer_url: str
    older_url: str
    pages: str


def taken_page(flow: Flow, live: FlowVersion | None, taken: Taken | None, *, reader: Reader) -> TakenPage:
    """Put the page together."""
    base = {"title": flow.title, "flow_url": reverse("routing:flow", args=[flow.pk])}
    if live is None or taken is None:
        return TakenPage(
            **base, summary="", notes=(), untaken_label="", untaken=(), nodes=(),
            empty=_("Nothing of this flow is live yet, so no call came through it."),
        )  # fmt: skip
    document = live.document
    untaken = taken.untaken(document)
    count = len(untaken)
    return TakenPage(
        **base,
        summary=ngettext(
            "%(count)s call came through this flow in the last 90 days.",
            "%(count)s calls came through this flow in the last 90 days.",
            taken.calls,
        )
        % {"count": f"{taken.calls:,}"},
        notes=_notes(taken, reader),
        untaken_label=ngettext("%(count)d way nobody took", "%(count)d ways nobody took", count)
        % {"count": count},
        untaken=tuple(_untaken(flow.pk, document, node, exit_) for node, exit_ in untaken),
        nodes=tuple(_node(flow.pk, document, name, taken) for name in layout.in_order(document)),
    )


def _notes(taken: Taken, reader: Reader) -> tuple[str, ...]:
    found = []
    if taken.first_at is not None:
        found.append(
            _("The first of them came on %(when)s.") % {"when": moment_label(taken.first_at, reader=reader)}
        )
    if taken.silent:
        found.append(
            ngettext(
                "%(count)s of them is from before exits were kept: it tells only nodes that gave a reason.",
                "%(count)s of them are from before exits were kept: they tell only nodes that gave a reason.",
                taken.silent,
            )
            % {"count": f"{taken.silent:,}"}
        )
    found.append(
        _(
            "A call counts once at a node or exit. Earlier versions count where a node had the same name and kind."
        )
    )
    return tuple(found)


def _untaken(flow_id: UUID, document: Mapping[str, Any], node: str, exit_: str) -> UntakenRow:
    drawn = document["nodes"][node]
    return UntakenRow(
        node=node,
        kind_label=words.kind_label(drawn["kind"]),
        exit=words.exit_label(exit_),
        to=drawn["exits"][exit_],
        url=_address("flow_rehearse", flow_id, node, exit_),
    )


def _node(flow_id: UUID, document: Mapping[str, Any], name: str, taken: Taken) -> NodeTaken:
    drawn = document["nodes"][name]
    kind = NodeKind(drawn["kind"])
    label, icon, tint = words.KINDS[kind]
    exits = drawn.get("exits", {})
    count = taken.nodes.get(name, 0)
    base = reverse("routing:flow", args=[flow_id])
    return NodeTaken(
        name=name,
        kind_label=str(label),
        icon=icon,
        tint=tint,
        url=f"{base}?{urlencode({'node': name})}#node",
        count=f"{count:,}",
        is_untaken=not count,
        calls_url=_address("flow_taken_calls", flow_id, name),
        exits=tuple(
            _exit(flow_id, name, exit_, exits[exit_], taken.exits.get((name, exit_), 0))
            for exit_, _used in exits_of(kind, drawn)
            if exits.get(exit_) in document["nodes"]
        ),
    )


def _exit(flow_id: UUID, node: str, exit_: str, to: str, count: int) -> ExitTaken:
    return ExitTaken(
        label=words.exit_label(exit_),
        to=to,
        count=f"{count:,}",
        is_untaken=not count,
        calls_url=_address("flow_taken_calls", flow_id, node, exit_),
        rehearse_url=_address("flow_rehearse", flow_id, node, exit_),
    )


def taken_calls_page(
    flow: Flow, found: TakenCalls, *, node: str, exit_: str, reader: Reader
) -> TakenCallsPage:
    """List the calls behind a figure."""
    pages = max(1, -(-found.count // PAGE))
    told = {"node": node, "exit": words.exit_label(exit_) if exit_ else ""}
    here = _address("flow_taken_calls", flow.pk, node, exit_)
    return TakenCallsPage(
        title=_("Calls by “%(exit)s” of “%(node)s”") % told
        if exit_
        else _("Calls that came to “%(node)s”") % told,
        definition=ngettext(
            "%(count)s call of the last 90 days", "%(count)s calls of the last 90 days", found.count
        )
        % {"count": f"{found.count:,}"},
        back_url=reverse("routing:flow_taken", args=[flow.pk]),
        rows=tuple(_call(row, reader) for row in found.rows),
        newer_url=f"{here}&page={found.page - 1}" if found.page > 1 else "",
        older_url=f"{here}&page={found.page + 1}" if found.page < pages else "",
        pages=_("Page %(page)d of %(pages)d") % {"page": found.page, "pages": pages},
    )


def _call(row: Call, reader: Reader) -> TakenCall:
    return TakenCall(
        when=moment_label(row.started_at, reader=reader),
        who=row.conversation.title,
        url=reverse("conversations:call", args=[row.pk]),
        line=row.line.name,
        outcome=calls.in_words(row) if row.outcome else _("Under way"),
    )


def _address(name: str, flow_id: UUID, node: str, exit_: str = "") -> str:
    asked = {"node": node, **({"exit": exit_} if exit_ else {})}
    return f"{reverse(f'routing:{name}', args=[flow_id])}?{urlencode(asked)}"
