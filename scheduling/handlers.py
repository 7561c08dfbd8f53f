"""What follows from facts of this app and of others."""

from uuid import UUID

from conversations import hints
from core.events import announces
from scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    AppointmentStatusChanged,
    CalendarChanged,
    HoldReleased,
)


@announces(AppointmentBooked, AppointmentMoved, AppointmentCancelled, AppointmentStatusChanged)
def announce_appointment(
    fact: AppointmentBooked | AppointmentMoved | AppointmentCancelled | AppointmentStatusChanged,
    organisation_id: UUID,
) -> None:
    """Hint that calendars look different."""
    hints.publish(organisation_id, "calendar", fact.appointment_id)


@announces(HoldReleased)
def announce_hold(fact: HoldReleased, organisation_id: UUID) -> None:
    """Hint that a time which was kept is free again."""
    hints.publish(organisation_id, "calendar", fact.hold_id)


@announces(CalendarChanged)
def announce_calendar(fact: CalendarChanged, organisation_id: UUID) -> None:
    """Hint that time of a resource was blocked or freed."""
    hints.publish(organisation_id, "calendar", fact.resource_id)
