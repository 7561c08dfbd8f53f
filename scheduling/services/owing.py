"""What members owe because of appointments: a call back by its time, a word to whoever did not come."""

from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member, Organisation
from conversations.models import Conversation, Task
from conversations.services.desk import close_task_step, find_task_step, owe_step
from core.transactions import step, use_case
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.models import Appointment, ServiceKind

# Long enough for them to answer the text first.
NO_SHOW_DUE: Final = timedelta(hours=2)


@use_case
def keep_task(*, organisation: UUID, appointment_id: UUID, now: datetime) -> Task | None:
    """Let the one who gives an appointment owe what it asks of them as it stands now, and nothing else. Twice is once.

    A callback is owed until it is done; past its time it is late like any task. Whoever did not come is to be asked.
    """
    rows = Appointment.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    row = (
        rows.filter(pk=appointment_id)
        .select_related("service", "contact", "provider__member", "booked_by")
        .first()
    )
    if row is None:
        return None
    if row.status in TO_COME:
        _answer_for_missed(row, now=now)
    page = reverse("scheduling:appointment", args=[row.pk])
    return _keep(row, page, _owed(row, now=now), now=now)


@step
def _keep(row: Appointment, page: str, owed: tuple[str, datetime] | None, *, now: datetime) -> Task | None:
    open_ones = Task.objects.of(row.organisation_id).filter(page=page, done_at=None)
    task = find_task_step(
        organisation_id=row.organisation_id, task_id=open_ones.values_list("pk", flat=True).first()
    )
    if task is not None and owed == (task.title, task.due_at):
        return task
    if task is not None:
        close_task_step(task, now=now)
    owner = _owner(row)
    if owed is None or owner is None:
        return None
    title, due_at = owed
    return owe_step(
        organisation_id=row.organisation_id, title=title, owner=owner, due_at=due_at, page=page, now=now
    )


@step
def _answer_for_missed(row: Appointment, *, now: datetime) -> None:
    """Close what was owed for appointments somebody missed: they have a new one."""
    missed = Appointment.objects.of(row.organisation_id).filter(
        contact=row.contact_id, service=row.service_id, status=AppointmentStatus.NO_SHOW
    )
    for key in missed.values_list("pk", flat=True):
        page = reverse("scheduling:appointment", args=[key])
        for task in Task.objects.of(row.organisation_id).filter(page=page, done_at=None):
            close_task_step(task, now=now)


def _owed(row: Appointment, *, now: datetime) -> tuple[str, datetime] | None:
    """Say what is owed until when."""
    with override(Organisation.objects.get(pk=row.organisation_id).locale[:2]):
        who = {"name": row.contact.display_name or row.phone or _("somebody")}
        is_callback = row.service.kind == ServiceKind.CALLBACK
        if is_callback and row.status == AppointmentStatus.CONFIRMED:
            return (_("Call %(name)s back") % who)[:200], row.ends_at
        if not is_callback and row.status == AppointmentStatus.NO_SHOW:
            missed_at = (
                row.changes.filter(kind="NO_SHOW").order_by("-at").values_list("at", flat=True).first()
            )
            title = _("%(name)s did not come: ask whether they want another time") % who
            return title[:200], (missed_at or now) + NO_SHOW_DUE
    return None


def _owner(row: Appointment) -> Member | None:
    """Find who owes it: the one who gives it if they log in, else who has the conversation, else who booked it."""
    giver: Member | None = row.provider.member
    if giver is not None and giver.is_active:
        return giver
    rows = Conversation.objects.of(row.organisation_id).select_related("owner")
    talk = rows.filter(pk=row.conversation_id).first() if row.conversation_id else None
    owner: Member | None = talk.owner if talk is not None else None
    return owner or cast("Member | None", row.booked_by)
