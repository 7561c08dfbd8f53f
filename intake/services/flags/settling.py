"""Red flags are acknowledged by somebody who takes them on, and settled with what came of it."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from accounts.policies import check_can_write
from conversations.services import close_task_step, find_task_step
from core.events import record
from core.transactions import step, use_case
from intake.errors import NoSuchAlert
from intake.events import RedFlagChanged
from intake.models import Disposition, RedFlagAlert
from intake.selectors.flags import get_alert


@use_case
def acknowledge(*, by: Member, alert_id: UUID, now: datetime) -> RedFlagAlert:
    """Take a red flag on: nobody else is told any more. Who was second changes nothing.

    Raises:
        NoSuchAlert, OnlyLooking.
    """
    row = _locked(by, alert_id)
    if row.acknowledged_at is None:
        _acknowledge(row, by, now=now)
        _save(row, by, "ACKNOWLEDGED", now=now)
    return row


@use_case
def settle(
    *, by: Member, alert_id: UUID, disposition: Disposition, remark: str = "", now: datetime
) -> RedFlagAlert:
    """Say what came of a red flag; said again, the later answer counts.

    Raises:
        NoSuchAlert, OnlyLooking.
    """
    row = _locked(by, alert_id)
    if row.acknowledged_at is None:
        _acknowledge(row, by, now=now)
    row.disposition = disposition
    row.remark = " ".join(remark.split())[:300]
    row.settled_by, row.settled_at = by, now
    _save(row, by, "SETTLED", now=now)
    return row


@step
def _locked(by: Member, alert_id: UUID) -> RedFlagAlert:
    check_can_write(by)
    get_alert(member=by, alert_id=alert_id)
    row = (
        RedFlagAlert.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=alert_id).first()
    )
    if row is None:
        raise NoSuchAlert
    return row


@step
def _acknowledge(row: RedFlagAlert, by: Member, *, now: datetime) -> None:
    """Note who took it on; the tasks of everybody who was told are done with that."""
    row.acknowledged_by, row.acknowledged_at = by, now
    for one in row.told:
        task = find_task_step(organisation_id=row.organisation_id, task_id=UUID(one["task"]))
        if task is not None and task.done_at is None:
            close_task_step(task, now=now)


@step
def _save(row: RedFlagAlert, by: Member, change: str, *, now: datetime) -> None:
    row.version += 1
    row.save()
    fact = RedFlagChanged(alert_id=row.pk, conversation_id=row.conversation_id, change=change)
    record(fact, actor_id=by.pk, now=now)
