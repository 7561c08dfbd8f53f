"""People and companies, and the addresses that reach them."""

from contacts.domain.addresses import AddressKind
from contacts.models.address import ConsentEvent, ContactAddress
from contacts.models.contact import Contact, ContactKind, Lifecycle
from contacts.models.imports import ContactImport, ImportState

__all__ = [
    "AddressKind", "ConsentEvent", "Contact", "ContactAddress", "ContactImport", "ContactKind", "ImportState",
    "Lifecycle",
]  # fmt: skip
