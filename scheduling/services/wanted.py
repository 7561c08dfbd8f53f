"""What somebody wants to be booked, for whom, and what comes with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contacts.domain.addresses import Address
from scheduling.domain.visits import VisitAddress
from scheduling.models import Source
from scheduling.selectors import free


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who the appointment is for: a contact that is known, else a name and an address to find or make them by."""

    contact_id: UUID | None = None
    name: str = ""
    address: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What comes with a booking. `client_ref` makes the same form, sent twice, one appointment."""

    source: Source
    timezone: str = ""
    language: str = ""
    phone: str = ""
    place: str = ""
    address: VisitAddress | None = None
    note_from_customer: str = ""
    note_for_customer: str = ""
    note: str = ""
    conversation_id: UUID | None = None
    client_ref: str = ""
    series_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A time to be taken: that of a hold (with its key), else a start of a service."""

    wish: free.Wish | None = None
    starts_at: datetime | None = None
    hold_id: UUID | None = None
    hold_key: UUID | None = None
    by_hand: bool = False
    overrule: bool = False
    reason: str = ""
