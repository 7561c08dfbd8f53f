"""How an appointment stands: approved, arrived, completed, not come; and the notes on it."""

from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from core.events import record
from core.transactions import step, use_case
from scheduling import errors
from scheduling.domain.appointments import (
    AppointmentMove,
    AppointmentStatus,
    IllegalAppointmentMove,
    next_status,
)
from scheduling.events import AppointmentNoted, AppointmentStatusChanged
from scheduling.models import Appointment, ChangeKind
from scheduling.services.doing import Change, Doer, lock_appointment, note_change, tidy_lines

KINDS: Final = MappingProxyType(
    {
        AppointmentMove.APPROVE: ChangeKind.APPROVED,
        AppointmentMove.ARRIVE: ChangeKind.ARRIVED,
        AppointmentMove.COMPLETE: ChangeKind.COMPLETED,
        AppointmentMove.MISS: ChangeKind.NO_SHOW,
        AppointmentMove.TAKE_BACK: ChangeKind.TAKEN_BACK,
    }
)


@use_case
def approve_appointment(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Confirm an appointment that was asked for; its time was kept meanwhile.

    Raises:
        NotPossibleNow: it is none that waits for approval. NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    return move_status_step(
        organisation=organisation, appointment_id=appointment_id, move=AppointmentMove.APPROVE, by=by, now=now
    )


@use_case
def mark_arrived(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Note that the customer is there."""
    return move_status_step(
        organisation=organisation, appointment_id=appointment_id, move=AppointmentMove.ARRIVE, by=by, now=now
    )


@use_case
def mark_completed(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Note that it took place."""
    return move_status_step(
        organisation=organisation,
        appointment_id=appointment_id,
        move=AppointmentMove.COMPLETE,
        by=by,
        now=now,
    )


@use_case
def mark_no_show(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Note that the customer did not come; not before it began.

    Raises:
        NotPossibleNow: it has not begun, or is none to come. NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    return move_status_step(
        organisation=organisation, appointment_id=appointment_id, move=AppointmentMove.MISS, by=by, now=now
    )


@use_case
def take_back(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Take back that the customer arrived, did not come, or that it took place."""
    return move_status_step(
        organisation=organisation,
        appointment_id=appointment_id,
        move=AppointmentMove.TAKE_BACK,
        by=by,
        now=now,
    )


@use_case
def write_note(
    *,
    organisation: UUID,
    appointment_id: UUID,
    text: str,
    by: Doer,
    seen_version: int | None = None,
    now: datetime,
) -> Appointment:
    """Keep what colleagues should know of an appointment; the links of the customer go on to work."""
    row = lock_appointment(
        organisation_id=organisation, appointment_id=appointment_id, by=by, seen_version=seen_version
    )
    row.note = tidy_lines(text)[:2000]
    row.save(update_fields=["note"])
    note_change(row, Change(kind=ChangeKind.NOTED), by=by, now=now)
    record(AppointmentNoted(appointment_id=row.pk), actor_id=by.member_id, now=now)
    return row


@step
def move_status_step(
    *, organisation: UUID, appointment_id: UUID, move: AppointmentMove, by: Doer, now: datetime
) -> Appointment:
    """Move the status by the table, inside a use case."""
    row = lock_appointment(organisation_id=organisation, appointment_id=appointment_id, by=by)
    if move is AppointmentMove.MISS and row.starts_at > now:
        raise errors.NotPossibleNow(_("It has not begun yet, so they may still come."))
    moved_to(row, move)
    row.version += 1
    # What is to come is confirmed now, which calendars outside are told.
    row.sequence += move is AppointmentMove.APPROVE
    row.save(update_fields=["status", "version", "sequence"])
    note_change(row, Change(kind=KINDS[move]), by=by, now=now)
    fact = AppointmentStatusChanged(appointment_id=row.pk, version=row.version, move=move.value)
    record(fact, actor_id=by.member_id, now=now)
    return row


def moved_to(row: Appointment, move: AppointmentMove) -> None:
    """Move the status of a locked appointment by the table.

    Raises:
        NotPossibleNow: the table has no line for it.
    """
    status = AppointmentStatus(row.status)
    try:
        row.status = next_status(status, move)
    except IllegalAppointmentMove as error:
        raise errors.NotPossibleNow(_standing_sentence(status)) from error


def _standing_sentence(status: AppointmentStatus) -> str:
    sentences = {
        AppointmentStatus.REQUESTED: _("This appointment still waits for approval."),
        AppointmentStatus.CONFIRMED: _("This appointment is confirmed and still to come."),
        AppointmentStatus.ARRIVED: _("The customer has arrived for this appointment."),
        AppointmentStatus.COMPLETED: _("This appointment has taken place already."),
        AppointmentStatus.NO_SHOW: _("The customer did not come to this appointment."),
        AppointmentStatus.CANCELLED: _("This appointment is cancelled."),
    }
    return sentences[status]
