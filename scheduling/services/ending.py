"""Cancelling an appointment, declining one that was asked for, and restoring one while its time is free."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from core.events import record
from core.transactions import reading, step, use_case
from scheduling import errors
from scheduling.domain.appointments import AppointmentMove, AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.events import AppointmentCancelled, AppointmentStatusChanged
from scheduling.models import Actor, Appointment, ChangeKind, Claim
from scheduling.selectors import free
from scheduling.services import choosing, holding
from scheduling.services.doing import Change, Doer, lock_appointment, note_change, tidy
from scheduling.services.racing import first_come
from scheduling.services.standing import moved_to


@step
def cancel_step(
    *,
    organisation: UUID,
    appointment_id: UUID,
    by: Doer,
    reason: str = "",
    seen_version: int | None = None,
    move: AppointmentMove = AppointmentMove.CANCEL,
    now: datetime,
) -> Appointment:
    """Cancel an appointment, or decline one that was asked for, inside a use case; its time is free from then on.

    One that is cancelled already stays as it is, so that a link pressed twice is no error.
    """
    row = lock_appointment(organisation_id=organisation, appointment_id=appointment_id, by=by)
    if row.status == AppointmentStatus.CANCELLED and move is AppointmentMove.CANCEL:
        return row
    if seen_version is not None and row.version != seen_version:
        raise errors.AppointmentMovedOn
    _check_cut_off(row, by=by, now=now)
    moved_to(row, move)
    row.cancelled_at, row.cancelled_by = now, by.actor
    row.cancel_reason = tidy(reason)[:300]
    row.sequence += 1
    row.version += 1
    row.save()
    claims = Claim.objects.of(organisation).filter(appointment=row, state=ClaimState.BOOKED)
    claims.update(state=ClaimState.RELEASED)
    if row.group_session_id is not None:
        holding.leave_session(organisation, row.group_session_id, now=now)
    kind = ChangeKind.DECLINED if move is AppointmentMove.DECLINE else ChangeKind.CANCELLED
    change = Change(kind=kind, before=(row.starts_at, row.ends_at), reason=reason)
    note_change(row, change, by=by, now=now)
    fact = AppointmentCancelled(appointment_id=row.pk, version=row.version, by=by.actor)
    record(fact, actor_id=by.member_id, now=now)
    return row


@use_case
def cancel_appointment(
    *,
    organisation: UUID,
    appointment_id: UUID,
    by: Doer,
    reason: str = "",
    seen_version: int | None = None,
    now: datetime,
) -> Appointment:
    """Cancel an appointment.

    Raises:
        NotPossibleNow: it is over. CutOffPassed: too late for the customer. AppointmentMovedOn, NoSuchAppointment,
        OnlyLooking, NotYourLocation.
    """
    return cancel_step(
        organisation=organisation,
        appointment_id=appointment_id,
        by=by,
        reason=reason,
        seen_version=seen_version,
        now=now,
    )


@use_case
def decline_appointment(
    *, organisation: UUID, appointment_id: UUID, by: Doer, reason: str = "", now: datetime
) -> Appointment:
    """Decline an appointment that was asked for.

    Raises:
        NotPossibleNow: it is none that waits for approval. NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    return cancel_step(
        organisation=organisation,
        appointment_id=appointment_id,
        by=by,
        reason=reason,
        move=AppointmentMove.DECLINE,
        now=now,
    )


def restore_appointment(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Take back a cancellation while the time is still free, with the same provider if they are.

    Raises:
        SlotTaken, SlotRefused: with alternatives. NotPossibleNow, NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    with reading(organisation):
        row = Appointment.objects.of(organisation).filter(pk=appointment_id).first()
    if row is None:
        raise errors.NoSuchAppointment

    def act() -> Appointment:
        return _restore(organisation=organisation, appointment_id=appointment_id, by=by, now=now)

    wish = _wish_of(row)
    return first_come(act, organisation_id=organisation, wish=wish, starts_at=row.starts_at, now=now)


@step
def restore_step(*, organisation: UUID, appointment_id: UUID, by: Doer, now: datetime) -> Appointment:
    """Take back a cancellation inside a use case."""
    row = lock_appointment(organisation_id=organisation, appointment_id=appointment_id, by=by)
    moved_to(row, AppointmentMove.RESTORE)
    chosen = choosing.choose(
        organisation_id=organisation,
        wish=_wish_of(row),
        starts_at=row.starts_at,
        keep_provider_id=row.provider_id,
        by_hand=True,
        now=now,
    )
    row.provider_id = chosen.provider_id
    if chosen.setup.service.seats > 1:
        row.group_session_id = holding.session_of(chosen)
    else:
        choosing.make_claims(chosen, state=ClaimState.BOOKED, expires_at=None, appointment=row)
    row.cancelled_at, row.cancelled_by, row.cancel_reason = None, "", ""
    row.sequence += 1
    row.version += 1
    row.save()
    change = Change(kind=ChangeKind.RESTORED, after=(row.starts_at, row.ends_at))
    note_change(row, change, by=by, now=now)
    fact = AppointmentStatusChanged(
        appointment_id=row.pk, version=row.version, move=AppointmentMove.RESTORE.value
    )
    record(fact, actor_id=by.member_id, now=now)
    return row


_restore: Callable[..., Appointment] = use_case(restore_step)


def _wish_of(row: Appointment) -> free.Wish:
    return free.Wish(
        service_id=row.service_id,
        location_id=row.location_id,
        minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
        any_length=True,
    )


def _check_cut_off(row: Appointment, *, by: Doer, now: datetime) -> None:
    if by.actor != Actor.CUSTOMER:
        return
    if row.starts_at <= now:
        raise errors.NotPossibleNow(_("This appointment has begun already."))
    cutoff = row.service.cancel_cutoff
    if cutoff is not None and row.starts_at - timedelta(minutes=cutoff) < now:
        raise errors.CutOffPassed(_("It is too late to cancel this appointment here. Please call us."))
