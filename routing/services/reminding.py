"""Once a quarter, an owner is asked to rehearse the ways through a flow that no caller took."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import ngettext, override

from accounts.models import Member, Organisation, Role
from conversations import services as conversations
from conversations.models import Task
from core.transactions import reading, use_case
from routing.models import Flow, FlowState, FlowVersion, LineHandling, RehearsalReminder
from routing.selectors.taken import WINDOW, read_taken

WITHIN: Final = timedelta(days=14)


def sweep(*, organisation: UUID, now: datetime) -> int:
    """Ask for every flow of an organisation that is due; returns how many tasks that made."""
    with reading(organisation):
        quarter = quarter_of(Organisation.objects.get(pk=organisation), now=now)
        asked = RehearsalReminder.objects.of(organisation).filter(quarter=quarter).values("flow_id")
        followed = LineHandling.objects.of(organisation).filter(flow__isnull=False).values("flow_id")
        flows = Flow.objects.of(organisation).filter(archived_at=None, pk__in=followed).exclude(pk__in=asked)
        due = list(flows.values_list("pk", flat=True))
    made = [remind_to_rehearse(organisation=organisation, flow_id=flow_id, now=now) for flow_id in due]
    return sum(task is not None for task in made)


@use_case
def remind_to_rehearse(*, organisation: UUID, flow_id: UUID, now: datetime) -> Task | None:
    """Leave an owner the task to rehearse what nobody took in 90 days, once a quarter and flow.

    Nobody is asked while the flow is younger than that, or exits were not kept for as long: then nothing is shown
    by their not having been taken.
    """
    flow = Flow.objects.of(organisation).select_for_update(no_key=True).select_related("organisation")
    row = flow.filter(pk=flow_id, archived_at=None).first()
    owner = _owner(organisation)
    if row is None or owner is None:
        return None
    quarter = quarter_of(row.organisation, now=now)
    of_quarter = RehearsalReminder.objects.of(organisation).filter(flow=row, quarter=quarter)
    versions = FlowVersion.objects.of(organisation).filter(flow=row)
    first = versions.aggregate(first=Min("published_at"))["first"]
    live = versions.filter(state=FlowState.PUBLISHED).first()
    if live is None or first is None or first > now - WINDOW or of_quarter.exists():
        return None
    taken = read_taken(flow=row, document=live.document, now=now)
    untaken = taken.untaken(live.document)
    if taken.silent or not untaken:
        return None
    with override(row.organisation.locale):
        title = ngettext(
            "Rehearse what nobody took in 90 days: %(count)d way through %(flow)s",
            "Rehearse what nobody took in 90 days: %(count)d ways through %(flow)s",
            len(untaken),
        ) % {"count": len(untaken), "flow": row.title}
    task = conversations.owe_step(
        organisation_id=organisation,
        title=title,
        owner=owner,
        due_at=now + WITHIN,
        page=reverse("routing:flow_taken", args=[row.pk]),
        now=now,
    )
    RehearsalReminder(organisation_id=organisation, flow=row, quarter=quarter, task=task).save(
        force_insert=True
    )
    return task


def quarter_of(organisation: Organisation, *, now: datetime) -> date:
    """Give the first day of the quarter it is where an organisation is."""
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)


def _owner(organisation: UUID) -> Member | None:
    owners = Member.objects.filter(organisation_id=organisation, is_active=True, role=Role.OWNER)
    return owners.order_by("created_at", "pk").first()
