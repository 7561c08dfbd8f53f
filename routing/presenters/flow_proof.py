"""What the verifier says of a flow on the page on which it is built: how far it is, and each problem at its node."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.presenters.settings import moment_label
from conversations.models import Line
from routing.domain.faults import Fault, Found
from routing.domain.verifying.problems import Code, Problem, Severity
from routing.domain.verifying.trial import Trial
from routing.presenters.flow_graph import ProblemRow, fault_in_node, graph_problems, node_url
from routing.presenters.problems import moves_of, sentence_of
from routing.services import Check, Standing

_JUST: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """How far the verifier is: `state` is checking, done or stale; `label` says it, `at` and `iso` when it was."""

    state: str
    label: str
    at: str = ""
    iso: str = ""


def proof_row(standing: Standing, *, now: datetime) -> ProofRow:
    """Say how far the verifier is."""
    if standing.check is Check.UNDER_WAY:
        return ProofRow(state=standing.check, label=_("Checking…"))
    if standing.at is None:
        return ProofRow(state=standing.check, label=_("Not checked yet"))
    told = {"ago": timesince(standing.at, now, depth=1)}
    if standing.check is Check.OUT_OF_DATE:
        label = (
            _("Out of date: hours, people or the day have changed since it was checked %(ago)s ago") % told
        )
    elif now - standing.at < _JUST:
        label = _("Checked just now")
    else:
        label = _("Checked %(ago)s ago") % told
    return ProofRow(
        state=standing.check, label=label, at=moment_label(standing.at), iso=standing.at.isoformat()
    )


def problems_of(
    standing: Standing, document: Mapping[str, Any], *, flow_id: UUID, lines: Sequence[Line]
) -> tuple[ProblemRow, ...]:
    """List what the verifier found; of a content it has not judged yet, what is unfinished in the drawing."""
    if standing.found is None:
        return graph_problems(document, flow_id=flow_id)
    return tuple(_row(problem, trial, flow_id, lines) for problem, trial in standing.found)


def _row(problem: Problem, trial: Trial | None, flow_id: UUID, lines: Sequence[Line]) -> ProblemRow:
    return ProblemRow(
        node=problem.node,
        url=node_url(flow_id, problem.node),
        sentence=_sentence(problem),
        is_error=problem.severity is Severity.ERROR,
        path=moves_of(problem),
        walk_url=walk_url(problem.node, trial, flow_id, lines) if trial else "",
    )


def _sentence(problem: Problem) -> str:
    """Say what is unfinished as it was said before the verifier came to it, and anything else in its words."""
    values = dict(problem.values)
    if problem.node and problem.code in (Code.UNFINISHED, Code.MISSING_TARGET) and "fault" in values:
        return fault_in_node(Found(values["path"], Fault(values["fault"]), values))
    return sentence_of(problem)


def walk_url(node: str, trial: Trial, flow_id: UUID, lines: Sequence[Line]) -> str:
    """Give the address of the page with a way, to a problem or a node, in its preview."""
    dialled = [line for line in lines if trial.dialled and line.address.startswith(trial.dialled)]
    asked = {
        "node": node,
        "at": f"{trial.at:%Y-%m-%dT%H:%M}",
        "language": trial.language,
        "staffing": trial.staffing,
        "who": trial.caller,
        "caller": trial.number,
        "keys": ", ".join(trial.acts),
        "line": str(dialled[0].pk) if dialled else "",
    }
    base = reverse("routing:flow", kwargs={"flow_id": flow_id})
    return f"{base}?{urlencode({name: value for name, value in asked.items() if value})}"
