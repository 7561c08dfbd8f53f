"""What calendars outside are told of appointments."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contacts.domain.addresses import AddressKind
from contacts.models import ContactAddress
from scheduling.models import Appointment, AppointmentChange, ChangeKind

_AGREED = (ChangeKind.BOOKED, ChangeKind.APPROVED, ChangeKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Invited:
    """An appointment whose customer has an e-mail address; `changed_at` is when it last changed.

    `was_agreed` is wrong while it is only asked for: nothing of it is in the customer's calendar yet.
    """

    appointment: Appointment
    email: str
    changed_at: datetime
    was_agreed: bool


def find_invited(*, organisation_id: UUID, appointment_id: UUID) -> Invited | None:
    """Find an appointment and where its customer's mail goes, None where they have no address."""
    row = (
        Appointment.objects.of(organisation_id)
        .select_related("organisation", "service", "location", "contact")
        .filter(pk=appointment_id)
        .first()
    )
    if row is None:
        return None
    email = (
        ContactAddress.objects.of(organisation_id)
        .filter(contact_id=row.contact_id, kind=AddressKind.EMAIL.value)
        .order_by("-is_preferred", "created_at")
        .values_list("value", flat=True)
        .first()
    )
    if email is None:
        return None
    changes = AppointmentChange.objects.of(organisation_id).filter(appointment=row)
    told = list(changes.order_by("at").values_list("kind", "at"))
    return Invited(
        appointment=row,
        email=email,
        changed_at=told[-1][1] if told else row.booked_at,
        was_agreed=any(kind in _AGREED for kind, _at in told),
    )
