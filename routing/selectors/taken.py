"""Which ways of a flow callers took, and which calls took them; call these inside `reading`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Func, JSONField, Min, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from accounts.models import Member
from conversations.models import Call
from routing.models import CallRun, Flow, FlowVersion

WINDOW: Final = timedelta(days=90)
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """How many calls of the window came to each node and took each exit.

    Of `silent` calls, which came before exits were kept, only nodes are known. `first_at` is when the first one came.
    """

    calls: int
    silent: int
    nodes: Mapping[str, int]
    exits: Mapping[tuple[str, str], int]
    first_at: datetime | None

    def untaken(self, document: Mapping[str, Any]) -> list[tuple[str, str]]:
        """List the exits of a document that no call took."""
        return [
            (name, exit_)
            for name, node in document["nodes"].items()
            for exit_, to in node.get("exits", {}).items()
            if to in document["nodes"] and not self.exits.get((name, exit_))
        ]


@dataclass(frozen=True, slots=True)
class TakenCalls:
    """One page of the calls behind a figure, the latest first, with how many there are."""

    rows: tuple[Call, ...]
    page: int
    count: int


def read_taken(
    *, flow: Flow, document: Mapping[str, Any], member: Member | None = None, now: datetime
) -> Taken:
    """Count the calls of the last 90 days by node and exit, of the places a member works at.

    A node counts with what earlier versions had under its name, as long as it was of the same kind.
    """
    runs = _runs(flow, member, now=now)
    alike = _alike(flow, document, runs)
    kept = runs.filter(taken__isnull=False).annotate(step=_each(F("taken")))
    silent = runs.filter(taken__isnull=True)
    told = silent.annotate(step=_each(F("call__path")))
    nodes: Counter[str] = Counter()
    for steps in (kept, told):
        by_node = steps.annotate(at=KeyTextTransform("node", "step")).values("flow_version_id", "at")
        for row in by_node.annotate(calls=Count("call_id", distinct=True)).order_by():
            if (row["flow_version_id"], row["at"]) in alike:
                nodes[row["at"]] += row["calls"]
    exits: Counter[tuple[str, str]] = Counter()
    by_step = kept.values("flow_version_id", "step").annotate(calls=Count("call_id", distinct=True))
    for one in by_step.order_by():
        node, exit_ = one["step"]["node"], one["step"].get("exit", "")
        if exit_ and (one["flow_version_id"], node) in alike:
            exits[node, exit_] += one["calls"]
    whole = runs.aggregate(
        calls=Count("pk"), silent=Count("pk", filter=Q(taken__isnull=True)), first=Min("call__started_at")
    )
    return Taken(whole["calls"], whole["silent"], nodes, exits, whole["first"])


def list_taken(
    *,
    flow: Flow,
    document: Mapping[str, Any],
    member: Member,
    node: str,
    exit_: str,
    page: int,
    now: datetime,
) -> TakenCalls:
    """List the calls that came to a node, or took one of its exits: exactly those that are counted."""
    runs = _runs(flow, member, now=now)
    versions = {version for version, name in _alike(flow, document, runs) if name == node}
    step = {"node": node, **({"exit": exit_} if exit_ else {})}
    took = Q(taken__contains=[step])
    if not exit_:
        took |= Q(taken__isnull=True, call__path__contains=[{"node": node}])
    found = runs.filter(took, flow_version__in=versions)
    count = found.count()
    page = max(1, min(page, -(-count // PAGE) or 1))
    rows = Call.objects.of(flow.organisation_id).filter(pk__in=found.values("call_id"))
    shown = rows.select_related("conversation", "line").order_by("-started_at", "-pk")
    return TakenCalls(tuple(shown[(page - 1) * PAGE : page * PAGE]), page, count)


def _each(of: F) -> Func:
    return Func(of, function="jsonb_array_elements", output_field=JSONField())


def _runs(flow: Flow, member: Member | None, *, now: datetime) -> "QuerySet[CallRun]":
    runs = CallRun.objects.of(flow.organisation_id).filter(
        flow_version__flow=flow, call__started_at__gte=now - WINDOW, call__is_trial=False
    )
    if member is not None and member.location_ids:
        runs = runs.filter(call__line__location_id__in=member.location_ids)
    if member is not None and member.is_walled:
        runs = runs.exclude(call__conversation__walled_from__contains=[member.pk])
    return runs


def _alike(
    flow: Flow, document: Mapping[str, Any], runs: "QuerySet[CallRun]"
) -> set[tuple[UUID | None, str]]:
    """List, by version, the nodes of a document that were there under the same name and of the same kind."""
    kinds = {name: node["kind"] for name, node in document["nodes"].items()}
    rows = FlowVersion.objects.of(flow.organisation_id).filter(
        flow=flow, pk__in=runs.values("flow_version_id")
    )
    return {
        (version, name)
        for version, drawn in rows.values_list("pk", "document")
        for name, node in drawn["nodes"].items()
        if kinds.get(name) == node["kind"]
    }
