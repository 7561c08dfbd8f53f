"""The page on which a flow is built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routing.domain.differences import differences
from routing.domain.editing import frame_mark
from routing.domain.kinds import NodeKind
from routing.domain.texts import LANGUAGES
from routing.models import Flow, FlowState, FlowVersion
from routing.presenters import flow_words as words
from routing.presenters.flow_graph import Graph, ProblemRow, Rows, graph
from routing.presenters.flow_node import NodeForm, node_form
from routing.presenters.flow_preview import FlowPreview
from routing.presenters.flow_proof import ProofRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The title of a flow and the languages it speaks, as boxes; `mark` tells whether somebody else changed them."""

    title: str
    languages: tuple[tuple[str, str, bool], ...]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPage:
    """The page on which a flow is built."""

    title: str
    version_label: str
    live_label: str
    is_draft: bool
    is_put_away: bool
    frame: Frame
    revision: int
    can_undo: bool
    can_redo: bool
    change_count: str
    graph: Graph
    node: NodeForm | None
    problems: tuple[ProblemRow, ...]
    proof: ProofRow
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
    proof_url: str
    step_url: str
    restore_url: str
    check_url: str
    replay_url: str
    taken_url: str
    refusal: str = ""
    try_url: str = ""


def flow_page(
    flow: Flow,
    versions: Sequence[FlowVersion],
    *,
    node: str,
    rows: Rows,
    preview: FlowPreview,
    problems: tuple[ProblemRow, ...],
    proof: ProofRow,
    steps: tuple[bool, bool] = (False, False),
    form: NodeForm | None = None,
    refusal: str = "",
    try_url: str = "",
) -> FlowPage:
    """Put the page together; `form` is the chosen node as it was typed."""
    key = {"flow_id": flow.pk}
    shown = shown_version(versions)
    live = next((one for one in versions if one.state == FlowState.PUBLISHED), None)
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
        is_put_away=flow.archived_at is not None,
        frame=_frame(shown.document),
        revision=shown.revision,
        can_undo=is_draft and steps[0],
        can_redo=is_draft and steps[1],
        change_count=ngettext("%(count)d change", "%(count)d changes", count) % {"count": count}
        if count
        else "",
        graph=graph(
            shown.document, flow_id=flow.pk, chosen=node, problems=problems, rows=rows, path=preview.path
        ),
        node=form or (node_form(shown.document, node, rows=rows) if node else None),
        problems=problems,
        proof=proof,
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
        step_url=reverse("routing:flow_step", kwargs=key),
        restore_url=reverse("routing:flow_restore", kwargs=key),
        proof_url=reverse("routing:flow_proof", kwargs=key),
        check_url=reverse("routing:flow_check", kwargs=key),
        replay_url=reverse("routing:flow_replay", kwargs=key),
        taken_url=reverse("routing:flow_taken", kwargs=key),
        refusal=refusal,
        try_url=try_url if is_draft else "",
    )


def _frame(document: Mapping[str, Any]) -> Frame:
    spoken = list(document["languages"])
    orders = [list(one) for count in range(1, len(LANGUAGES) + 1) for one in permutations(LANGUAGES, count)]
    return Frame(
        title=document["title"],
        languages=tuple((" ".join(one), _languages(one), one == spoken) for one in orders),
        mark=frame_mark(document),
    )


def _languages(order: Sequence[str]) -> str:
    """Name languages, the one that calls begin in first."""
    first, *others = [words.choice_label(one) for one in order]
    return ", ".join([_("%(language)s first") % {"language": first}, *others]) if others else first


def shown_version(versions: Sequence[FlowVersion]) -> FlowVersion:
    """Give the draft, else what is live, else the newest."""
    for state in (FlowState.DRAFT, FlowState.PUBLISHED):
        for one in versions:
            if one.state == state:
                return one
    return versions[0]
