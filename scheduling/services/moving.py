"""Giving an appointment another time, length, provider or place: the row and its uid stay."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from core.events import record
from core.transactions import reading, step, use_case
from scheduling import errors, policies
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.events import AppointmentMoved
from scheduling.models import Actor, Appointment, ChangeKind, Claim
from scheduling.selectors import free
from scheduling.services import choosing, coming, holding
from scheduling.services.doing import Change, Doer, lock_appointment, note_change
from scheduling.services.racing import first_come


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTime:
    """What an appointment is to be moved to; what is not told stays, the provider if they are free."""

    starts_at: datetime
    minutes: int | None = None
    provider_id: UUID | None = None
    location_id: UUID | None = None
    by_hand: bool = False
    overrule: bool = False
    reason: str = ""


def move_appointment(
    *,
    organisation: UUID,
    appointment_id: UUID,
    to: NewTime,
    by: Doer,
    seen_version: int | None = None,
    now: datetime,
) -> Appointment:
    """Move an appointment to another time that is free.

    Raises:
        SlotTaken, SlotRefused: with alternatives. NotPossibleNow: it is over or cancelled. CutOffPassed: too late for the
        customer. AppointmentMovedOn, NoSuchAppointment, NoSuchResource, BadBooking, OnlyLooking, SupervisorsOnly.
    """
    with reading(organisation):
        rows = Appointment.objects.of(organisation)
        row = rows.filter(pk=appointment_id).first()
    if row is None:
        raise errors.NoSuchAppointment

    def act() -> Appointment:
        return _move(
            organisation=organisation,
            appointment_id=appointment_id,
            to=to,
            by=by,
            seen_version=seen_version,
            now=now,
        )

    wish = _wish_of(row, to)
    return first_come(act, organisation_id=organisation, wish=wish, starts_at=to.starts_at, now=now)


@step
def move_step(
    *,
    organisation: UUID,
    appointment_id: UUID,
    to: NewTime,
    by: Doer,
    seen_version: int | None = None,
    now: datetime,
) -> Appointment:
    """Move an appointment inside a use case; an overlap that only the database sees comes as its IntegrityError."""
    row = lock_appointment(
        organisation_id=organisation, appointment_id=appointment_id, by=by, seen_version=seen_version
    )
    _check_movable(row, to, by=by, now=now)
    chosen = choosing.choose(
        organisation_id=organisation,
        wish=_wish_of(row, to),
        starts_at=to.starts_at,
        keep_provider_id=to.provider_id or row.provider_id,
        by_hand=to.by_hand or by.member is not None,
        overrule=to.overrule,
        now=now,
    )
    before = (row.starts_at, row.ends_at)
    if before == (chosen.starts_at, chosen.ends_at) and row.provider_id == chosen.provider_id:
        return row
    provider_before = row.provider_id
    row.provider_id, row.location_id = chosen.provider_id, chosen.setup.location.pk
    row.starts_at, row.ends_at = chosen.starts_at, chosen.ends_at
    is_promised_anew = coming.promise(row, chosen.setup)
    _take_instead(row, chosen, now=now)
    # A customer who moves a confirmed time of a service that is approved asks for the new one.
    if row.service.needs_approval and by.actor == Actor.CUSTOMER:
        row.status = AppointmentStatus.REQUESTED
    row.sequence += 1
    row.version += 1
    row.save()
    details: dict[str, object] = {"overruled": True} if to.overrule else {}
    if row.arrives_from is not None and not is_promised_anew:
        details["promise_kept"] = True
    if provider_before != row.provider_id:
        details |= {"from_provider": str(provider_before), "to_provider": str(row.provider_id)}
    change = Change(
        kind=ChangeKind.MOVED,
        before=before,
        after=(row.starts_at, row.ends_at),
        reason=to.reason,
        details=details | chosen.details,
    )
    note_change(row, change, by=by, now=now)
    record(AppointmentMoved(appointment_id=row.pk, version=row.version), actor_id=by.member_id, now=now)
    return row


_move: Callable[..., Appointment] = use_case(move_step)


def _wish_of(row: Appointment, to: NewTime) -> free.Wish:
    """Say what is to be free: at a length the service has, else at the length the appointment has by hand."""
    return free.Wish(
        service_id=row.service_id,
        location_id=to.location_id or row.location_id,
        minutes=to.minutes or int((row.ends_at - row.starts_at).total_seconds() // 60),
        any_length=True,
        provider_id=to.provider_id,
        leaving=row.pk,
    )


def _check_movable(row: Appointment, to: NewTime, *, by: Doer, now: datetime) -> None:
    if AppointmentStatus(row.status) not in TO_COME:
        raise errors.NotPossibleNow(_("Only an appointment that is still to come can be moved."))
    if to.overrule:
        if by.member is None:
            raise errors.BadBooking(_("Only a member can set the rules of a service aside."))
        policies.check_can_overrule(by.member)
    if by.actor != Actor.CUSTOMER:
        return
    if row.starts_at <= now:
        raise errors.NotPossibleNow(_("This appointment has begun already."))
    cutoff = row.service.move_cutoff
    if cutoff is not None and row.starts_at - timedelta(minutes=cutoff) < now:
        raise errors.CutOffPassed(_("It is too late to move this appointment here. Please call us."))


@step
def _take_instead(row: Appointment, chosen: choosing.Chosen, *, now: datetime) -> None:
    """Give back what the appointment had and take what was chosen, under the locks of both."""
    session_before = row.group_session_id
    if chosen.setup.service.seats > 1:
        row.group_session_id = holding.session_of(chosen)
        row.save(update_fields=["group_session"])
    else:
        claims = Claim.objects.of(row.organisation_id).filter(appointment=row, state=ClaimState.BOOKED)
        claims.update(state=ClaimState.RELEASED)
        choosing.make_claims(chosen, state=ClaimState.BOOKED, expires_at=None, appointment=row)
    if session_before is not None and session_before != row.group_session_id:
        holding.leave_session(row.organisation_id, session_before, now=now)
