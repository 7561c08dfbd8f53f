"""People and companies, and the addresses that reach them."""

from contacts.domain.addresses import AddressKind
from contacts.models.address import ConsentEvent, ContactAddress
from contacts.models.contact import Contact, ContactKind, Lifecycle
from contacts.models.details import PersonalDetails
from contacts.models.duplicate import DuplicateSuggestion, IdentityKey, IdentitySweep, SuggestionState
from contacts.models.hold import LegalHold
from contacts.models.imports import ContactImport, ImportPart, ImportState
from contacts.models.merge import ContactMerge

__all__ = [
    "AddressKind", "ConsentEvent", "Contact", "ContactAddress", "ContactImport", "ContactKind", "ContactMerge",
    "DuplicateSuggestion", "IdentityKey", "IdentitySweep", "ImportPart", "ImportState", "LegalHold", "Lifecycle",
    "PersonalDetails", "SuggestionState",
]  # fmt: skip
