"""Changes of flows: one node at a time, so that two people who edit different nodes do not meet."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from core import clock
from core.errors import Refused
from core.transactions import reading
from routing import errors, selectors, services
from routing.domain import editing, layout, templates
from routing.domain.boxes import read_parts
from routing.domain.kinds import NodeKind
from routing.domain.merging import Clash
from routing.presenters import flow_words
from routing.presenters import flows as pages
from routing.presenters.flow_graph import node_url
from routing.presenters.flow_node import NEW, node_form
from routing.views.flow_conflicts import node_conflict, on_top
from routing.views.flow_versions import file_of, said, whole
from routing.views.flows import flow_page, flows_page, rows_of

Document = Mapping[str, Any]


@require_POST
@member_required
def new(request: MemberRequest) -> HttpResponse:
    """Begin a flow from the trade's template, from nothing or from a file."""
    policies.check_can_supervise(request.member)
    title = request.POST.get("title", "").strip()[:80]
    try:
        flow = services.create_flow(by=request.member, document=_begun(request, title), now=clock.now())
    except (Refused, ValueError) as refusal:
        return flows_page(request, problem=said(refusal), title=title, status=422)
    messages.success(request, _("%(title)s is begun as a draft.") % {"title": flow.title})
    return redirect("routing:flow", flow_id=flow.pk)


@require_POST
@member_required
def edit(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Add, move, join, delete: what needs no boxes."""
    policies.check_can_supervise(request.member)
    name = request.POST.get("node", "")
    chosen = [name]
    acts: dict[str, Callable[[Document], Document]] = {
        "add": partial(_added, data=request.POST, chosen=chosen),
        "remove": lambda document: editing.remove_node(document, name, seen=request.POST.get("mark", "")),
        "up": lambda document: editing.place_nodes(document, layout.swapped(document, name, by=-1)),
        "down": lambda document: editing.place_nodes(document, layout.swapped(document, name, by=1)),
        "place": lambda document: editing.place_nodes(document, _placed(document, request.POST)),
        "join": lambda document: editing.set_exit(
            document, editing.Exit(name, request.POST.get("exit", "")), request.POST.get("to", "")
        ),
        "frame": lambda document: editing.set_frame(
            document,
            title=request.POST.get("title", "").strip(),
            languages=request.POST.get("languages", "").split(),
            seen=request.POST.get("mark", ""),
        ),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        return flow_page(request, flow_id, node=name, refusal=_("Nothing was asked for."), status=422)
    try:
        draft = services.edit_flow(by=request.member, flow_id=flow_id, edit=act, now=clock.now())
    except editing.NodeChanged:
        sentence = _("Somebody has changed this node meanwhile. Here it is as it is now.")
        return flow_page(request, flow_id, node=name, refusal=sentence, status=409)
    except editing.FrameChanged:
        sentence = _(
            "Somebody has changed the title or the languages meanwhile. Here they are as they are now."
        )
        return flow_page(request, flow_id, node=name, refusal=sentence, status=409)
    except (
        editing.EditImpossible,
        errors.FlowUnreadable,
        errors.TitleMissing,
        errors.FlowPutAway,
    ) as refusal:
        return flow_page(request, flow_id, node=name, refusal=said(refusal), status=422)
    shown = chosen[0] if chosen[0] in draft.document["nodes"] else ""
    return redirect(node_url(flow_id, shown))


@require_POST
@member_required
def step(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Undo the latest edit of the draft, or do again what was undone."""
    policies.check_can_supervise(request.member)
    move = services.redo_edit if request.POST.get("act") == "redo" else services.undo_edit
    node, revision = request.POST.get("node", ""), whole(request.POST.get("revision", ""))
    try:
        draft = move(by=request.member, flow_id=flow_id, seen_revision=revision, now=clock.now())
    except errors.FlowChangedMeanwhile as refusal:
        return flow_page(request, flow_id, node=node, refusal=said(refusal), status=409)
    except (errors.NothingToUndo, errors.FlowPutAway) as refusal:
        return flow_page(request, flow_id, node=node, refusal=said(refusal), status=422)
    return redirect(node_url(flow_id, node if node in draft.document["nodes"] else ""))


@require_POST
@member_required
def check(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Let the verifier judge the flow again, since hours or people changed."""
    policies.check_can_supervise(request.member)
    services.check_again(by=request.member, flow_id=flow_id, now=clock.now())
    return redirect(f"{node_url(flow_id, '')}#problems")


@require_POST
@member_required
def node(request: MemberRequest, flow_id: UUID) -> HttpResponse:
    """Save the boxes of a node. What cannot be read is said beside its box, and what was typed stays."""
    policies.check_can_supervise(request.member)
    name, new_name = request.POST.get("node", ""), request.POST.get("name", "").strip()
    document = _document(request, flow_id)
    there = document["nodes"].get(name)
    if there is None:
        return flow_page(request, flow_id, node="", refusal=said(_gone(name)), status=409)
    typed = _typed(request, document, there)
    try:
        draft = services.edit_flow(
            by=request.member,
            flow_id=flow_id,
            edit=partial(
                _changed,
                request=request,
                name=name,
                new_name=new_name,
                typed=on_top(request, flow_id, name, typed),
            ),
            now=clock.now(),
        )
    except (editing.NodeChanged, Clash):
        return node_conflict(request, flow_id, name, typed)
    except errors.FlowUnreadable as refusal:
        form = node_form(
            document, name, rows=_rows(request), typed=typed, typed_name=new_name,
            mark=request.POST.get("mark", ""), found=refusal.found,
        )  # fmt: skip
        return flow_page(request, flow_id, node=name, form=form, status=422)
    except (editing.EditImpossible, errors.FlowPutAway) as refusal:
        form = node_form(
            document, name, rows=_rows(request), typed=typed, typed_name=new_name,
            mark=request.POST.get("mark", ""), error=said(refusal),
        )  # fmt: skip
        return flow_page(request, flow_id, node=name, form=form, status=422)
    messages.success(request, _("%(name)s is saved.") % {"name": new_name or name})
    return redirect(node_url(flow_id, new_name if new_name in draft.document["nodes"] else name))


def _begun(request: MemberRequest, title: str) -> Document:
    """Give the document a new flow begins with."""
    match request.POST.get("begin"):
        case "file":
            document = file_of(request)
            return {**document, "title": title or document.get("title", "")}
        case "blank":
            return templates.blank(title)
        case _:
            return templates.of_trade(request.member.organisation.industry, title, [str(request.member.pk)])


def _added(document: Document, *, data: Mapping[str, Any], chosen: list[str]) -> Document:
    kind = data.get("kind", "")
    label = flow_words.kind_label(kind) if kind in set(NodeKind) else kind
    changed, name = editing.add_node(document, kind, label.replace("?", ""))
    chosen[0] = name
    return changed


def _placed(document: Document, data: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Give every node its place, the dragged one where it was dropped: from now on the drawing stays as it is."""
    at = layout.places(document)
    name = data.get("node", "")
    if name not in at:
        raise editing.EditImpossible(editing.WhyNot.NO_SUCH_NODE, name)
    return {**at, name: (at[name][0] + _step(data.get("x", "")), at[name][1] + _step(data.get("y", "")))}


def _step(text: str) -> int:
    return max(-9_999, min(9_999, int(text))) if text.removeprefix("-").isdecimal() and len(text) < 10 else 0


def _typed(request: MemberRequest, document: Document, there: Mapping[str, Any]) -> dict[str, Any]:
    kind = NodeKind(there["kind"])
    exits = {
        key.removeprefix("exit."): value
        for key, value in request.POST.items()
        if key.startswith("exit.") and value
    }
    return {"kind": kind.value, "exits": exits, **read_parts(kind, request.POST, document["languages"])}


def _changed(
    document: Document, *, request: MemberRequest, name: str, new_name: str, typed: Mapping[str, Any]
) -> Document:
    """Put the boxes of a node into the document; an exit to a new kind makes a node of it."""
    exits: dict[str, str] = {}
    wanted: list[tuple[str, str]] = []
    for exit_, to in typed["exits"].items():
        if to.startswith(NEW):
            wanted.append((exit_, to.removeprefix(NEW)))
        else:
            exits[exit_] = to
    mark = request.POST.get("mark", "")
    changed = editing.change_node(document, name, settings=typed, exits=exits, seen=mark)
    for exit_, kind in wanted:
        label = flow_words.kind_label(kind) if kind in set(NodeKind) else kind
        changed, _made = editing.add_node(
            changed, kind, label.replace("?", ""), after=editing.Exit(name, exit_)
        )
    if new_name and new_name != name:
        changed = editing.rename_node(changed, name, new_name)
        name = new_name
    return editing.set_start(changed, name) if request.POST.get("begin") else changed


def _document(request: MemberRequest, flow_id: UUID) -> Document:
    organisation = request.member.organisation_id
    with reading(organisation):
        flow = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        document: Document = pages.shown_version(selectors.list_versions(flow=flow)).document
    return document


def _rows(request: MemberRequest) -> Any:
    with reading(request.member.organisation_id):
        return rows_of(request)


def _gone(name: str) -> editing.EditImpossible:
    return editing.EditImpossible(editing.WhyNot.NO_SUCH_NODE, name)
