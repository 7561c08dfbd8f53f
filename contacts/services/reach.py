"""Whether mail reaches an address: learned from mails that came back, and from those that came."""

from datetime import datetime
from uuid import UUID

from contacts.domain.addresses import Address
from contacts.events import AddressesChanged
from contacts.models import Contact, ContactAddress
from core.events import record
from core.transactions import step


@step
def note_unreachable(*, organisation_id: UUID, address: Address, now: datetime) -> None:
    """Mark an address from which mail came back, with whoever holds it."""
    _note(organisation_id, address, at=now, now=now)


@step
def note_reached(*, organisation_id: UUID, address: Address, now: datetime) -> None:
    """Take the mark off an address: mail reached it, or came from it."""
    _note(organisation_id, address, at=None, now=now)


@step
def holds(*, organisation_id: UUID, contact_id: UUID, kind: str, value: str) -> bool:
    """Say whether a contact holds an address."""
    rows = ContactAddress.objects.of(organisation_id)
    return rows.filter(contact_id=contact_id, kind=kind, value=value).exists()


def _note(organisation_id: UUID, address: Address, *, at: datetime | None, now: datetime) -> None:
    rows = ContactAddress.objects.of(organisation_id).filter(kind=address.kind, value=address.value)
    rows = rows.filter(unreachable_at__isnull=at is not None)
    for contact_id in list(rows.values_list("contact_id", flat=True)):
        # The contact is the lock of all its addresses, taken first everywhere.
        contact = Contact.objects.of(organisation_id).select_for_update(no_key=True).get(pk=contact_id)
        rows.filter(contact_id=contact_id).update(unreachable_at=at)
        contact.version += 1
        contact.save(update_fields=["version", "updated_at"])
        record(AddressesChanged(contact_id=contact.pk, version=contact.version), now=now)
