"""Writing our appointments into calendars elsewhere: on booking, moving and cancelling, and whatever was missed.

What is to stand there is worked out from how the appointment stands now, so a delivery that comes twice or late does no
harm. Nothing is written while somebody's change over there waits to be decided upon.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from core.transactions import reading, step, use_case
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.outside import CalendarFault, Entry, Trouble, Written
from scheduling.models import Appointment, ExternalCalendar, ExternalCopy
from scheduling.ports import CalendarPort, calendar_port
from scheduling.selectors import elsewhere
from scheduling.selectors.seats import has_own_event
from scheduling.services.outside import storing
from scheduling.services.outside.rows import access_of

_MOST: Final = 50
_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Job:
    """One appointment in one calendar, as both stand now."""

    calendar: ExternalCalendar
    appointment: Appointment
    copy: ExternalCopy | None
    changed_at: datetime
    belongs: bool


def write_appointment(*, organisation_id: UUID, appointment_id: UUID, now: datetime) -> None:
    """Let every calendar it concerns show an appointment as it stands.

    Raises:
        CalendarFault: one of them cannot be reached just now; the others are written all the same.
    """
    with reading(organisation_id):
        appointment = elsewhere.find_appointment(
            organisation_id=organisation_id, appointment_id=appointment_id
        )
        calendars = elsewhere.calendars_of(appointment) if appointment is not None else []
    failed: CalendarFault | None = None
    for calendar in calendars:
        try:
            _write(organisation_id, calendar.pk, appointment_id, now=now)
        except CalendarFault as fault:
            failed = fault if fault.passes else failed
        else:
            # Another seat may stand for its session now.
            if appointment is not None and appointment.service.seats > 1:
                write_due(organisation_id=organisation_id, calendar_id=calendar.pk, now=now)
    if failed is not None:
        raise failed


def write_due(*, organisation_id: UUID, calendar_id: UUID, now: datetime) -> None:
    """Write what a calendar does not show yet: it was connected later, or could not be reached."""
    with reading(organisation_id):
        ids = elsewhere.due_in(organisation_id=organisation_id, calendar_id=calendar_id, now=now, limit=_MOST)
    for appointment_id in ids:
        try:
            _write(organisation_id, calendar_id, appointment_id, now=now)
        except CalendarFault:
            # Its sentence is noted; the next turn tries again.
            return


def _write(organisation_id: UUID, calendar_id: UUID, appointment_id: UUID, *, now: datetime) -> None:
    job = _job(organisation_id, calendar_id, appointment_id)
    if job is None:
        return
    row, copy = job.appointment, job.copy
    stays = job.belongs and row.status != AppointmentStatus.CANCELLED
    if row.ends_at <= now - _KEPT or (stays and copy is not None and copy.version == row.version):
        return
    # What is cancelled here is taken away there, whatever somebody did to it.
    if stays and copy is not None and copy.clash:
        return
    if not stays and (copy is None or not copy.version):
        return
    try:
        port = calendar_port(job.calendar.kind)
        if stays:
            written = _put(port, job)
            _note_written(organisation=organisation_id, job=job, written=written)
        elif copy is not None:
            port.delete(access_of(job.calendar), _known(copy))
            _note_removed(organisation=organisation_id, job=job)
    except CalendarFault as fault:
        if fault.trouble is Trouble.CHANGED_THERE and copy is not None:
            _note_clash(organisation=organisation_id, job=job, fault=fault, now=now)
            return
        _note_fault(organisation=organisation_id, calendar_id=calendar_id, trouble=fault.trouble)
        raise


def _put(port: CalendarPort, job: _Job) -> Written:
    access, entry = access_of(job.calendar), _entry(job)
    copy = job.copy
    if copy is None or not copy.version:
        return port.put(access, entry, None)
    try:
        return port.put(access, entry, _known(copy))
    except CalendarFault as fault:
        there = fault.seen
        if there is None or (there.starts_at, there.ends_at) != (copy.starts_at, copy.ends_at):
            raise
        # They set a reminder or a colour: the time is still ours to say.
        return port.put(access, entry, Written(key=there.key, uid=there.uid, etag=there.etag))


def _known(copy: ExternalCopy) -> Written:
    return Written(key=copy.key, uid=copy.uid, etag=copy.etag)


def _job(organisation_id: UUID, calendar_id: UUID, appointment_id: UUID) -> _Job | None:
    with reading(organisation_id):
        calendar = elsewhere.find_active(organisation_id=organisation_id, calendar_id=calendar_id)
        appointment = elsewhere.find_appointment(
            organisation_id=organisation_id, appointment_id=appointment_id
        )
        if calendar is None or appointment is None:
            return None
        copies = ExternalCopy.objects.of(organisation_id).filter(calendar=calendar, appointment=appointment)
        return _Job(
            calendar,
            appointment,
            copies.first(),
            elsewhere.changed_at(appointment),
            calendar.writes_to
            and calendar.resource_id in elsewhere.takes(appointment)
            and has_own_event(appointment),
        )


def _entry(job: _Job) -> Entry:
    """Say when and where, neither with whom nor why."""
    row = job.appointment
    with translation.override(row.organisation.locale):
        summary = _("Appointment")
    return Entry(
        uid=row.uid,
        sequence=row.sequence,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        created_at=row.booked_at,
        changed_at=job.changed_at,
        summary=summary,
        place=row.location.name,
        is_tentative=row.status == AppointmentStatus.REQUESTED,
    )


@use_case
def _note_written(*, organisation: UUID, job: _Job, written: Written) -> None:
    row = job.appointment
    ExternalCopy.objects.update_or_create(
        organisation_id=organisation,
        calendar=job.calendar,
        appointment=row,
        defaults={
            "key": written.key,
            "uid": written.uid[:400],
            "etag": written.etag[:400],
            "version": row.version,
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
            "clash": "",
            "clash_at": None,
        },
    )
    _set_error(organisation, job.calendar.pk, "")


@use_case
def _note_removed(*, organisation: UUID, job: _Job) -> None:
    ExternalCopy.objects.of(organisation).filter(calendar=job.calendar, appointment=job.appointment).delete()
    _set_error(organisation, job.calendar.pk, "")


@use_case
def _note_clash(*, organisation: UUID, job: _Job, fault: CalendarFault, now: datetime) -> None:
    rows = ExternalCopy.objects.of(organisation).select_for_update(no_key=True)
    copy = rows.filter(calendar=job.calendar, appointment=job.appointment).first()
    if copy is None:
        return
    if fault.seen is None:
        storing.note_gone(copy, now=now)
    else:
        storing.note_seen(copy, fault.seen, now=now)


@use_case
def _note_fault(*, organisation: UUID, calendar_id: UUID, trouble: Trouble) -> None:
    _set_error(organisation, calendar_id, trouble.value)


@step
def _set_error(organisation_id: UUID, calendar_id: UUID, error: str) -> None:
    rows = ExternalCalendar.objects.of(organisation_id).filter(pk=calendar_id)
    rows.exclude(write_error=error).update(write_error=error)
