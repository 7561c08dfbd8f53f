"""A draft tried by telephone: the next call of one number walks it, and no figure counts that call."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies as account_policies
from accounts.models import Member
from conversations.models import Line
from conversations.services import calls
from core.errors import NotFound, Refused
from core.transactions import step, use_case
from routing.domain.document import parse
from routing.domain.graph import Flow as Graph
from routing.models import DraftCall, Flow, FlowState, FlowVersion

# Whoever has not dialled by then has thought better of it: a customer with that number must not walk a draft.
WITHIN: Final = timedelta(seconds=60)


class NoDraftToTry(Refused):
    """There is no draft, or none that can be walked."""


@use_case
def try_draft(*, by: Member, flow_id: UUID, line_id: UUID, number: str, now: datetime) -> DraftCall:
    """Let the next call from a number to a line walk the draft of a flow as it is now, within a minute.

    Raises:
        NotAllowed: not a supervisor. NotFound: the organisation has no such flow or line.
        NoDraftToTry: there is no draft, or one that cannot be read.
    """
    account_policies.check_can_supervise(by)
    flow = Flow.objects.of(by.organisation_id).filter(pk=flow_id).first()
    line = Line.objects.of(by.organisation_id).filter(pk=line_id, is_active=True).first()
    if flow is None or line is None:
        raise NotFound
    draft = FlowVersion.objects.of(by.organisation_id).filter(flow=flow, state=FlowState.DRAFT).first()
    if draft is None:
        raise NoDraftToTry(_("This flow has no draft any more: what is live is all there is to call."))
    if parse(draft.document).flow is None:
        raise NoDraftToTry(_("This draft cannot be walked yet: put its faults right first."))
    row, _is_new = DraftCall.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id,
        line=line,
        number=number,
        defaults={
            "flow": flow,
            "draft_number": draft.number,
            "document": draft.document,
            "asked_by": by,
            "expires_at": now + WITHIN,
        },
    )
    return row


@step
def take_draft(held: calls.Held, *, now: datetime) -> Graph | None:
    """Give the draft that this call is to walk, once, and mark the call; None where it is a call like any other."""
    call = held.call
    rows = DraftCall.objects.of(call.organisation_id).select_for_update(no_key=True)
    rows = rows.filter(line=call.line, number=call.address)
    row = rows.first() if call.address else None
    if row is None:
        return None
    drawn = parse(row.document).flow if row.expires_at > now else None
    title, number = row.document.get("title", ""), row.draft_number
    row.delete()
    if drawn is not None:
        call.is_trial = True
        calls.trace(call, node="try-out", why=f"walks draft {number} of {title}, not what is live", now=now)
    return drawn
