"""Group sessions in calendars elsewhere: one event for all seats, which the first seat that is still taken stands for."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from scheduling.domain.appointments import AppointmentStatus
from scheduling.models import Appointment


def has_event(organisation_id: UUID) -> Q:
    """Select appointments that calendars elsewhere show: those of a session are one event, in the name of its first seat.

    The next seat takes over when the first is cancelled or moved. What is cancelled stays selected, since calendars learn
    of that only by reading it.
    """
    seats = Appointment.objects.of(organisation_id).filter(group_session=OuterRef("group_session"))
    earlier = Q(booked_at__lt=OuterRef("booked_at")) | Q(
        booked_at=OuterRef("booked_at"), pk__lt=OuterRef("pk")
    )
    others = seats.exclude(status=AppointmentStatus.CANCELLED).filter(earlier)
    return Q(group_session=None) | Q(status=AppointmentStatus.CANCELLED) | Q(~Exists(others))


def has_own_event(appointment: Appointment) -> bool:
    """Say whether calendars elsewhere show this appointment, or another seat of its session."""
    if appointment.group_session_id is None:
        return True
    rows = Appointment.objects.of(appointment.organisation_id).filter(pk=appointment.pk)
    return rows.filter(has_event(appointment.organisation_id)).exists()
