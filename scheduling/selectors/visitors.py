"""Who a visitor has shown to be."""

from dataclasses import dataclass
from uuid import UUID

from contacts.domain.addresses import AddressKind
from contacts.models import Contact, ContactAddress
from scheduling.models import Appointment, VisitorCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A customer who showed by a code who they are, and what we would ask them otherwise."""

    contact: Contact
    email: str
    phone: str
    place: str


def find_known(*, organisation_id: UUID, code_id: UUID, hold_id: UUID) -> Known | None:
    """Find whom a code that was entered is of; it is good for its own hold alone."""
    rows = VisitorCode.objects.of(organisation_id).select_related("contact")
    row = rows.filter(pk=code_id, hold_id=hold_id, used_at__isnull=False).first()
    if row is None or row.contact is None:
        return None
    held: dict[str, str] = {row.kind: row.value}
    addresses = ContactAddress.objects.of(organisation_id).filter(contact=row.contact)
    for kind, value in addresses.order_by("-is_preferred", "created_at").values_list("kind", "value"):
        held.setdefault(kind, value)
    visits = Appointment.objects.of(organisation_id).filter(contact=row.contact).exclude(place="")
    return Known(
        contact=row.contact,
        email=held.get(AddressKind.EMAIL, ""),
        phone=held.get(AddressKind.PHONE, ""),
        place=visits.order_by("-starts_at").values_list("place", flat=True).first() or "",
    )
