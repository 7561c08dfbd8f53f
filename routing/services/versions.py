"""The flow a call runs through: compiled once a version and kept in the process, as what was published never changes."""

from functools import lru_cache
from uuid import UUID

from routing.domain.document import read
from routing.domain.graph import Flow
from routing.domain.stored import flow_from_json
from routing.models import CallRun, FlowState, FlowVersion, LineHandling

MOST_KEPT = 512


@lru_cache(maxsize=MOST_KEPT)
def _compiled(organisation_id: UUID, version_id: UUID) -> tuple[Flow, UUID]:
    row = FlowVersion.objects.of(organisation_id).exclude(state=FlowState.DRAFT).get(pk=version_id)
    return read(row.document), row.flow_id


def compiled(version: FlowVersion) -> Flow:
    """Give the flow of a version that is or was live."""
    return _compiled(version.organisation_id, version.pk)[0]


def live_version(handling: LineHandling) -> FlowVersion | None:
    """Give the version that handles a line's calls now, without its document; None while the built-in flow does."""
    if handling.flow_id is None:
        return None
    rows = FlowVersion.objects.of(handling.organisation_id).defer("document", "proof")
    return rows.filter(flow_id=handling.flow_id, state=FlowState.PUBLISHED).first()


def flow_of(run: CallRun) -> tuple[Flow, UUID]:
    """Give the flow a call began with, and the key of its rotations: the flow, or the line that has none."""
    if run.flow_version_id is None:
        return flow_from_json(run.flow), run.call.line_id
    return _compiled(run.organisation_id, run.flow_version_id)


def forget() -> None:
    """Compile again at the next call, as a process that has just started does."""
    _compiled.cache_clear()
