"""Two people changed the same thing: who, when, their change beside yours, and what to do; nothing is overwritten."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import MemberRequest
from accounts.presenters import shell
from core.transactions import reading
from routing import selectors
from routing.domain import editing
from routing.domain.differences import Change, differences, node_differences
from routing.domain.merging import Clash, merged, merged_node
from routing.models import FlowVersion
from routing.presenters import flow_lists
from routing.presenters import flows as pages
from routing.presenters.flow_graph import node_url
from routing.views.flows import rows_of

Node = Mapping[str, Any]
# What a form sends that is of the sending, not of the node.
_OF_FORM = ("mark", "seen", "act", "csrfmiddlewaretoken")


def on_top(request: MemberRequest, flow_id: UUID, name: str, typed: Node) -> Node:
    """Give what was typed, put on top of what somebody else saved meanwhile where that was chosen.

    Raises:
        Clash: both changed the same setting or exit, or nobody knows any more what was looked at.
    """
    if request.POST.get("act") != "on_top":
        return typed
    version, base = _seen(request, flow_id, name, request.POST.get("seen", ""))
    there = version.document["nodes"].get(name)
    if base is None or there is None:
        raise Clash
    return merged_node(base, there, {**typed, "kind": there["kind"]})


def node_conflict(request: MemberRequest, flow_id: UUID, name: str, typed: Node) -> HttpResponse:
    """Show what was typed beside what somebody else saved meanwhile."""
    seen = request.POST.get("seen") or request.POST.get("mark", "")
    version, base = _seen(request, flow_id, name, seen)
    there = version.document["nodes"][name]
    kept = [(key, value) for key, values in request.POST.lists() for value in values if key not in _OF_FORM]
    can_join = False
    if base is not None:
        with suppress(Clash):
            merged_node(base, there, typed)
            can_join = True
    language = version.document["languages"][0]
    return _page(
        request,
        version,
        title=_("Two changes of %(name)s") % {"name": name},
        theirs=node_differences(name, base, there, language=language) if base is not None else None,
        mine=node_differences(name, base if base is not None else there, typed, language=language),
        more={
            "kept": [*kept, ("mark", editing.mark_of(there)), ("seen", seen)],
            "action": "routing:flow_node",
            "can_join": can_join,
            "may_overwrite": True,
            "theirs_url": node_url(flow_id, name),
        },
    )


def file_conflict(request: MemberRequest, flow_id: UUID, mine: Node, *, seen_revision: int) -> HttpResponse:
    """Show what a file would change beside what somebody else saved since the draft was looked at."""
    with reading(request.member.organisation_id):
        version = _shown(request, flow_id)
        base = selectors.seen_document(version=version, revision=seen_revision or 1)
    both = None
    if base is not None:
        with suppress(Clash):
            both = merged(base, version.document, mine)
    return _page(
        request,
        version,
        title=_("Two changes of %(name)s") % {"name": version.document["title"]},
        theirs=differences(base, version.document) if base is not None else None,
        mine=differences(base if base is not None else version.document, mine),
        more={
            "kept": [("document", json.dumps(both)), ("revision", str(version.revision))] if both else [],
            "action": "routing:flow_import",
            "can_join": both is not None,
            "may_overwrite": False,
            "theirs_url": node_url(flow_id, ""),
        },
    )


def _page(
    request: MemberRequest,
    version: FlowVersion,
    *,
    title: str,
    theirs: Iterable[Change] | None,
    mine: Iterable[Change],
    more: Mapping[str, object],
) -> HttpResponse:
    with reading(request.member.organisation_id):
        rows = rows_of(request)
    who = version.edited_by
    context = {
        "shell": shell(request, current="settings"),
        "title": title,
        "who": flow_lists.changed_by(who.name if who else "", version.edited_at),
        "theirs": flow_lists.change_rows(theirs, rows) if theirs is not None else None,
        "mine": flow_lists.change_rows(mine, rows),
        "flow_id": version.flow_id,
        **more,
    }
    return render(request, "routing/flow_conflict.html", context, status=409)


def _seen(request: MemberRequest, flow_id: UUID, name: str, mark: str) -> tuple[FlowVersion, Node | None]:
    """Give the draft as it is, and a node as it was when it was looked at."""
    with reading(request.member.organisation_id):
        version = _shown(request, flow_id)
        return version, selectors.seen_node(version=version, name=name, mark=mark)


def _shown(request: MemberRequest, flow_id: UUID) -> FlowVersion:
    flow = selectors.get_flow(organisation_id=request.member.organisation_id, flow_id=flow_id)
    return pages.shown_version(selectors.list_versions(flow=flow))
