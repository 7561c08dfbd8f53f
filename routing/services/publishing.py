"""Versions go live: published, rolled back, given to lines. Each is proven first, before anything is locked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies as account_policies
from accounts.models import Location, Member
from conversations.services.linting import check_template
from core.errors import NotFound
from core.transactions import reading, step, use_case
from routing import errors, selectors
from routing.domain.document import parse
from routing.domain.kinds import NodeKind
from routing.domain.verify import Severity
from routing.models import Flow, FlowState, FlowVersion, LineHandling
from routing.services.checking import Case, case_of, distinct, keep_outcome, outcome_of, places_of
from routing.services.flow_rows import changed_meanwhile, locked, next_number, note_change, versions_of
from routing.services.stepping import steps_of

T = TypeVar("T")
# How often hours, people or the draft may change while a proof runs before the member is asked to look again.
TRIES: Final = 3


class _Moved(Exception):
    """What was proven is not what is there by now."""


def publish_flow(*, by: Member, flow_id: UUID, note: str, seen_revision: int, now: datetime) -> FlowVersion:
    """Let the draft handle calls from the next one on. Calls under way keep their version.

    Raises:
        NotFound: the organisation has no such flow, or it has no draft.
        FlowChangedMeanwhile: the draft is not the one that was looked at.
        FlowUnproven: the verifier found a way in which a caller is let fall; carries every problem.
        TemplateTells: a text of a clinic's flow tells about health.
    """
    account_policies.check_can_supervise(by)

    def prepare() -> Case:
        draft = _seen_draft(_flow(by, flow_id), seen_revision)
        _check_messages(draft)
        return _case(draft, now=now)

    return _proven_first(
        by,
        prepare,
        lambda proven: _publish(
            by=by, flow_id=flow_id, note=note, seen_revision=seen_revision, proven=proven, now=now
        ),
        now=now,
    )


def _check_messages(version: FlowVersion) -> None:
    flow = parse(version.document).flow
    for node in flow.nodes.values() if flow is not None else ():
        if node.kind is NodeKind.MESSAGE:
            check_template(version.organisation_id, *node.settings.text.by_language.values())


def roll_back(*, by: Member, flow_id: UUID, number: int, now: datetime) -> FlowVersion:
    """Let an earlier version handle calls again, as a new version; a draft stays as it is.

    Raises:
        NotFound: the flow has no such earlier version.
        FlowUnproven: it let nobody fall then and would now, since members left, say, or hours changed.
    """
    account_policies.check_can_supervise(by)
    return _proven_first(
        by,
        lambda: _case(_earlier(_flow(by, flow_id), number), now=now),
        lambda proven: _roll_back(by=by, flow_id=flow_id, number=number, proven=proven, now=now),
        now=now,
    )


def assign_lines(*, by: Member, flow_id: UUID, line_ids: set[UUID], now: datetime) -> None:
    """Let a flow handle the calls of these lines and of no others; those it leaves get the built-in flow again.

    Raises:
        NotFound: the organisation has no such flow or line.
        NothingLive: the flow was never published.
        FlowUnproven: at the place of one of these lines a caller would be let fall.
    """
    account_policies.check_can_supervise(by)

    def prepare() -> Case | None:
        flow = _flow(by, flow_id)
        live = _live(flow)
        if line_ids and live is None:
            raise errors.NothingLive
        taken = _taken(flow, line_ids)
        return _case(live, taken, now=now) if live is not None and taken else None

    _proven_first(
        by,
        prepare,
        lambda proven: _assign(by=by, flow_id=flow_id, line_ids=line_ids, proven=proven, now=now),
        now=now,
    )


def _proven_first(
    by: Member, prepare: Callable[[], Case | None], act: Callable[[str], T], *, now: datetime
) -> T:
    """Read the case, prove it, and only then lock and act; where it changed meanwhile, prove what is there now.

    A proof takes seconds, in which nobody may have to wait for a lock.
    """
    for _try in range(TRIES):
        with reading(by.organisation_id):
            case = prepare()
        if case is not None:
            _check_proven(case, now=now)
        try:
            return act(case.key if case else "")
        except _Moved:
            continue
    raise errors.FlowChangedMeanwhile


def _check_proven(case: Case, *, now: datetime) -> None:
    """Refuse what handles calls where the verifier finds a caller let fall: the one gate before a version goes live."""
    outcome = outcome_of(case)
    if not case.is_known and case.version.state == FlowState.DRAFT:
        keep_outcome(organisation=case.version.organisation_id, case=case, outcome=outcome, now=now)
    problems = outcome.problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise errors.FlowUnproven(problems)


@use_case
def _publish(
    *, by: Member, flow_id: UUID, note: str, seen_revision: int, proven: str, now: datetime
) -> FlowVersion:
    flow = locked(by, flow_id)
    draft = _seen_draft(flow, seen_revision)
    _check_same(proven, _case(draft, now=now))
    return _put_live(flow, draft, by, note, now=now)


@use_case
def _roll_back(*, by: Member, flow_id: UUID, number: int, proven: str, now: datetime) -> FlowVersion:
    flow = locked(by, flow_id)
    earlier = _earlier(flow, number)
    _check_same(proven, _case(earlier, now=now))
    again = FlowVersion.objects.create(
        organisation_id=by.organisation_id,
        flow=flow,
        number=next_number(flow),
        document=earlier.document,
        based_on=earlier,
        edited_by=by,
        edited_at=now,
        state=FlowState.ARCHIVED,
    )
    return _put_live(flow, again, by, _("Rolled back to %(number)d") % {"number": number}, now=now)


@use_case
def _assign(*, by: Member, flow_id: UUID, line_ids: set[UUID], proven: str, now: datetime) -> None:
    flow = locked(by, flow_id)
    live = _live(flow)
    taken = _taken(flow, line_ids)
    if live is not None and taken:
        _check_same(proven, _case(live, taken, now=now))
    of_ours = LineHandling.objects.of(by.organisation_id)
    of_ours.filter(flow=flow).exclude(line_id__in=line_ids).update(flow=None)
    for row in selectors.list_lines(organisation_id=by.organisation_id):
        if row.line.pk in line_ids:
            row.handling.flow = flow
            row.handling.save(update_fields=None if row.handling._state.adding else ["flow"])
    note_change(by, flow, "assigned", now=now)


def _check_same(proven: str, case: Case) -> None:
    if case.key != proven:
        raise _Moved


def _put_live(flow: Flow, version: FlowVersion, by: Member, note: str, *, now: datetime) -> FlowVersion:
    versions_of(flow).filter(state=FlowState.PUBLISHED).update(state=FlowState.ARCHIVED)
    version.state, version.note, version.published_by, version.published_at = (
        FlowState.PUBLISHED,
        note.strip(),
        by,
        now,
    )
    version.save(update_fields=["state", "note", "published_by", "published_at"])
    # What is live never changes, so there is nothing to undo any more.
    steps_of(version).delete()
    note_change(by, flow, "published", now=now)
    return version


@step
def _case(version: FlowVersion, places: Sequence[Location] | None = None, *, now: datetime) -> Case:
    case = case_of(version, places_of(version.flow) if places is None else places, now=now)
    if case is None:
        raise errors.FlowUnreadable(parse(version.document).found)
    return case


def _flow(by: Member, flow_id: UUID) -> Flow:
    flow = selectors.get_flow(organisation_id=by.organisation_id, flow_id=flow_id)
    if flow.archived_at is not None:
        raise errors.FlowPutAway
    return flow


def _seen_draft(flow: Flow, seen_revision: int) -> FlowVersion:
    drafts = versions_of(flow).filter(state=FlowState.DRAFT)
    draft = drafts.select_related("flow", "edited_by__user").first()
    if draft is None:
        raise NotFound
    if draft.revision != seen_revision:
        raise changed_meanwhile(draft)
    return draft


def _earlier(flow: Flow, number: int) -> FlowVersion:
    found = versions_of(flow).filter(state=FlowState.ARCHIVED, number=number).select_related("flow").first()
    if found is None:
        raise NotFound
    return found


def _live(flow: Flow) -> FlowVersion | None:
    return versions_of(flow).filter(state=FlowState.PUBLISHED).select_related("flow").first()


def _taken(flow: Flow, line_ids: set[UUID]) -> list[Location]:
    """List the places of the lines that are to be taken over from another flow."""
    known = selectors.list_lines(organisation_id=flow.organisation_id)
    if line_ids - {row.line.pk for row in known}:
        raise NotFound
    return distinct(
        [row.line.location for row in known if row.line.pk in line_ids and row.handling.flow_id != flow.pk]
    )
