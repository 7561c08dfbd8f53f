"""What happens to contacts, as facts other apps react to. Ids and enum values only, never names or numbers."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("contacts.contact_created")
@dataclass(frozen=True, kw_only=True)
class ContactCreated(Fact):
    """Somebody new is known; `source` is inbound, member or import, never what somebody typed."""

    contact_id: UUID
    source: str


@event("contacts.contact_changed")
@dataclass(frozen=True, kw_only=True)
class ContactChanged(Fact):
    """A contact reads differently now; `fields` names what changed, never to which value."""

    contact_id: UUID
    version: int
    fields: tuple[str, ...]


@event("contacts.addresses_changed")
@dataclass(frozen=True, kw_only=True)
class AddressesChanged(Fact):
    """A contact is reached otherwise than before; `version` is the contact's."""

    contact_id: UUID
    version: int


@event("contacts.consent_recorded")
@dataclass(frozen=True, kw_only=True)
class ConsentRecorded(Fact):
    """An address allowed or forbade further messages; the row says which address."""

    consent_event_id: UUID
    granted: bool
    evidence: str


@event("contacts.merged")
@dataclass(frozen=True, kw_only=True)
class ContactsMerged(Fact):
    """Two contacts became one; `version` is the kept one's."""

    contact_id: UUID
    absorbed_id: UUID
    merge_id: UUID
    version: int


@event("contacts.unmerged")
@dataclass(frozen=True, kw_only=True)
class ContactsUnmerged(Fact):
    """A merge was undone; `version` is the kept one's."""

    contact_id: UUID
    absorbed_id: UUID
    merge_id: UUID
    version: int


@event("contacts.contact_exported")
@dataclass(frozen=True, kw_only=True)
class ContactExported(Fact):
    """A member took a file with everything that is known of one contact."""

    contact_id: UUID


@event("contacts.contact_erased")
@dataclass(frozen=True, kw_only=True)
class ContactErased(Fact):
    """What was known of a contact is gone; `reason` is asked, mistake or expired, never what somebody typed."""

    contact_id: UUID
    reason: str


@event("contacts.import_started")
@dataclass(frozen=True, kw_only=True)
class ImportStarted(Fact):
    """A list is ready to be read in, from the row after `done`."""

    import_id: UUID


@event("contacts.contacts_exported")
@dataclass(frozen=True, kw_only=True)
class ContactsExported(Fact):
    """A member took a file with every contact."""

    member_id: UUID
