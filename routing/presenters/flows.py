"""The page on which a flow is built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from routing.domain.differences import differences
from routing.domain.kinds import NodeKind
from routing.domain.rehearsal import RehearsedStep, StepKind
from routing.models import Flow, FlowState, FlowVersion
from routing.presenters import flow_words as words
from routing.presenters.flow_graph import Graph, ProblemRow, Rows, graph, graph_problems
from routing.presenters.flow_node import NodeForm, node_form
from routing.presenters.flow_words import Said
from routing.presenters.lines import StepRow
from routing.services.rehearsing import DraftRehearsal, Supposed


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPreview:
    """What a caller would go through at a moment, and the choices it rests on."""

    at_value: str
    caller: str
    selects: tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...]
    result: str
    icon: str
    steps: tuple[StepRow, ...]
    path: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPage:
    """The page on which a flow is built."""

    title: str
    version_label: str
    live_label: str
    is_draft: bool
    change_count: str
    graph: Graph
    node: NodeForm | None
    problems: tuple[ProblemRow, ...]
    error_count: int
    warning_count: int
    error_label: str
    warning_label: str
    why_locked: str
    preview: FlowPreview
    kinds: tuple[tuple[str, str, str], ...]
    url: str
    edit_url: str
    node_url: str
    changes_url: str
    refusal: str = ""


def flow_page(
    flow: Flow,
    versions: Sequence[FlowVersion],
    *,
    node: str,
    rows: Rows,
    preview: FlowPreview,
    problems: tuple[ProblemRow, ...] | None = None,
    form: NodeForm | None = None,
    refusal: str = "",
) -> FlowPage:
    """Put the page together; `form` is the chosen node as it was typed."""
    key = {"flow_id": flow.pk}
    shown = shown_version(versions)
    live = next((one for one in versions if one.state == FlowState.PUBLISHED), None)
    problems = graph_problems(shown.document, flow_id=flow.pk) if problems is None else problems
    errors = [one for one in problems if one.is_error]
    warnings = len(problems) - len(errors)
    is_draft = shown.state == FlowState.DRAFT
    count = len(differences(live.document, shown.document)) if live and is_draft else 0
    return FlowPage(
        title=flow.title,
        version_label=(_("Draft %(number)d") if is_draft else _("Version %(number)d"))
        % {"number": shown.number},
        live_label=_("Live: %(number)d") % {"number": live.number} if live else _("Nothing live yet"),
        is_draft=is_draft,
        change_count=ngettext("%(count)d change", "%(count)d changes", count) % {"count": count}
        if count
        else "",
        graph=graph(
            shown.document, flow_id=flow.pk, chosen=node, problems=problems, rows=rows, path=preview.path
        ),
        node=form or (node_form(shown.document, node, rows=rows) if node else None),
        problems=problems,
        error_count=len(errors),
        warning_count=warnings,
        error_label=ngettext("%(count)d fault", "%(count)d faults", len(errors)) % {"count": len(errors)},
        warning_label=ngettext("%(count)d warning", "%(count)d warnings", warnings) % {"count": warnings},
        why_locked=ngettext("%(count)d fault left", "%(count)d faults left", len(errors))
        % {"count": len(errors)},
        preview=preview,
        kinds=tuple((one.value, words.kind_label(one), words.KINDS[one][1]) for one in NodeKind),
        url=reverse("routing:flow", kwargs=key),
        edit_url=reverse("routing:flow_edit", kwargs=key),
        node_url=reverse("routing:flow_node", kwargs=key),
        changes_url=reverse("routing:flow_changes", kwargs=key),
        refusal=refusal,
    )


def shown_version(versions: Sequence[FlowVersion]) -> FlowVersion:
    """Give the draft, else what is live, else the newest."""
    for state in (FlowState.DRAFT, FlowState.PUBLISHED):
        for one in versions:
            if one.state == state:
                return one
    return versions[0]


_SUPPOSED: Final[tuple[tuple[str, Said, tuple[tuple[str, Said], ...]], ...]] = (
    (
        "language",
        gettext_lazy("Language"),
        (
            ("", gettext_lazy("Any language")),
            ("en-US", gettext_lazy("English")),
            ("es-US", gettext_lazy("Spanish")),
        ),
    ),
    (
        "staffing",
        gettext_lazy("Who is there"),
        (("there", gettext_lazy("Nobody answers")), ("away", gettext_lazy("Nobody there"))),
    ),
    (
        "who",
        gettext_lazy("Caller"),
        (
            ("new", gettext_lazy("New caller")),
            ("known", gettext_lazy("Known")),
            ("client", gettext_lazy("Client")),
            ("vip", gettext_lazy("VIP")),
            ("withheld", gettext_lazy("Number withheld")),
            ("spam", gettext_lazy("Likely spam")),
            ("blocked", gettext_lazy("Blocked")),
        ),
    ),
)  # fmt: skip


def no_preview(at: datetime, why: str) -> FlowPreview:
    """Say why nothing can be tried."""
    return FlowPreview(
        at_value="", caller="", selects=_selects(Supposed(at=at)), result=why, icon="info", steps=(), path=()
    )


def preview_of(
    seen: DraftRehearsal,
    supposed: Supposed,
    *,
    names: Mapping[UUID, str],
    zone: str,
    asked: bool,
    problem: str = "",
) -> FlowPreview:
    """Write down what a caller would go through; nobody asked, nothing is marked in the drawing."""
    steps = tuple(_step(step, names) for step in seen.steps)
    ends = seen.steps[-1].kind if seen.steps else None
    result = _("A message is taken") if ends is StepKind.RECORDS else _("The call ends without a message")
    return FlowPreview(
        at_value=f"{supposed.at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}",
        caller=supposed.number,
        selects=_selects(supposed),
        result=problem or (result if asked else ""),
        icon="vm" if ends is StepKind.RECORDS else "alert",
        steps=steps,
        path=tuple(dict.fromkeys(step.node for step in seen.steps)) if asked else (),
    )


def _selects(supposed: Supposed) -> tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...]:
    chosen = {"language": supposed.language, "staffing": supposed.staffing, "who": supposed.caller}
    return tuple(
        (name, str(label), tuple((value, str(text), value == chosen[name]) for value, text in options))
        for name, label, options in _SUPPOSED
    )


def _step(step: RehearsedStep, names: Mapping[UUID, str]) -> StepRow:
    match step.kind:
        case StepKind.SAYS:
            return StepRow(icon="wave", lead=step.node, text=step.text, is_spoken=True)
        case StepKind.LISTENS:
            return StepRow(icon="keys", lead=_("Waits for a key; the caller presses none"))
        case StepKind.RINGS:
            seconds = ngettext("rings for %(count)d second", "rings for %(count)d seconds", step.seconds)
            who = names.get(step.member_id, "") if step.member_id else step.text
            return StepRow(icon="phone", lead=f"{who} {seconds % {'count': step.seconds}}")
        case StepKind.NOBODY:
            return StepRow(icon="alert", lead=_("Nobody can be rung"))
        case StepKind.RECORDS:
            return StepRow(icon="vm", lead=_("A tone, then the caller leaves a message"))
        case StepKind.DECIDED:
            return StepRow(icon="arrow", lead=step.node, text=step.text)
