"""Somebody moved or deleted an event of ours in a calendar elsewhere: keep ours, or take theirs."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Member
from core.transactions import reading, use_case
from scheduling import policies
from scheduling.domain.outside import Clash
from scheduling.errors import BadBooking, NoSuchCalendar
from scheduling.models import Appointment, ExternalCopy
from scheduling.services import ending, moving
from scheduling.services.doing import lock_appointment
from scheduling.services.doing import member as doer
from scheduling.services.outside import writing

# Of no version that an appointment ever has.
STALE: Final = 2_000_000_000


def keep_ours(*, by: Member, copy_id: UUID, now: datetime) -> None:
    """Write the appointment there again as it stands here.

    Raises:
        NoSuchCalendar: there is no such clash any more. CalendarFault: the calendar cannot be written just now.
        OnlyLooking, NotYourLocation.
    """
    appointment_id = _settle(by=by, copy_id=copy_id)
    writing.write_appointment(organisation_id=by.organisation_id, appointment_id=appointment_id, now=now)


def take_theirs(*, by: Member, copy_id: UUID, now: datetime) -> Appointment:
    """Move the appointment to the time it has there, or cancel it where it was deleted.

    Raises:
        SlotTaken, SlotRefused: the time there is not free here; with alternatives. NoSuchCalendar, NotPossibleNow,
        OnlyLooking, NotYourLocation. BadBooking: the session is shared with others.
    """
    copy = _find(by, copy_id)
    if copy.appointment.group_session_id is not None:
        raise BadBooking(_("Several share this session. Move or cancel their seats here."))
    their = (copy.their_starts_at, copy.their_ends_at)
    reason = _("Changed in the calendar “%(name)s”.") % {"name": copy.calendar.name}
    if copy.clash == Clash.DELETED or their[0] is None or their[1] is None:
        row = ending.cancel_appointment(
            organisation=by.organisation_id,
            appointment_id=copy.appointment_id,
            by=doer(by),
            reason=reason,
            now=now,
        )
    else:
        starts_at = their[0].replace(second=0, microsecond=0)
        minutes = max(1, round((their[1] - their[0]).total_seconds() / 60))
        row = moving.move_appointment(
            organisation=by.organisation_id,
            appointment_id=copy.appointment_id,
            to=moving.NewTime(starts_at=starts_at, minutes=minutes, by_hand=True, reason=reason),
            by=doer(by),
            now=now,
        )
    _settle(by=by, copy_id=copy_id)
    return row


def _find(by: Member, copy_id: UUID) -> ExternalCopy:
    with reading(by.organisation_id):
        rows = ExternalCopy.objects.of(by.organisation_id).select_related("calendar", "appointment")
        found = rows.filter(pk=copy_id).exclude(clash="").first()
    if found is None:
        raise NoSuchCalendar
    return found


@use_case
def _settle(*, by: Member, copy_id: UUID) -> UUID:
    """End a clash, so that the appointment is written over what we last saw there; gives its id."""
    organisation = by.organisation_id
    policies.check_can_book(by)
    rows = ExternalCopy.objects.of(organisation).select_for_update(no_key=True)
    copy = rows.filter(pk=copy_id).exclude(clash="").first()
    if copy is None:
        raise NoSuchCalendar
    appointment = lock_appointment(
        organisation_id=organisation, appointment_id=copy.appointment_id, by=doer(by)
    )
    if copy.clash == Clash.DELETED:
        # Nothing is there: it is written as for the first time, or stays away.
        copy.version, copy.etag = 0, ""
    else:
        copy.etag = copy.their_etag
        if copy.their_starts_at is not None and copy.their_ends_at is not None:
            copy.starts_at, copy.ends_at = copy.their_starts_at, copy.their_ends_at
        copy.version = STALE
    copy.clash, copy.clash_at, copy.their_etag = "", None, ""
    copy.their_starts_at = copy.their_ends_at = None
    copy.save()
    return appointment.pk
