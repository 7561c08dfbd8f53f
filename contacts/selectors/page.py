"""Everything of one contact's page, in one gathering."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from contacts import ports
from contacts.models import ConsentEvent, Contact, ContactAddress, ContactMerge
from contacts.selectors.consent import CALL, latest_consent, list_consent_history
from contacts.selectors.merges import list_merges
from contacts.selectors.people import get_contact, list_addresses, list_sharers

PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSource:
    """What was read for the page; `items` holds one more than a page when there are older ones."""

    contact: Contact
    addresses: Sequence[ContactAddress]
    sharers: dict[tuple[str, str], list[str]]
    consent: dict[tuple[str, str], ConsentEvent]
    call_consent: dict[tuple[str, str], ConsentEvent] = field(default_factory=dict)
    said: Sequence[ConsentEvent] = ()
    items: Sequence[ports.TimelineItem] = ()
    panels: tuple[ports.Panel, ...] = field(default=())
    merges: Sequence[ContactMerge] = ()


def get_contact_page(
    *, member: Member, contact_id: UUID, is_whole: bool = True, now: datetime
) -> ContactSource:
    """Gather a contact's page; not `is_whole`: who they are and how they are reached alone.

    Raises:
        NotFound: there is none in the member's organisation.
    """
    organisation_id = member.organisation_id
    row = get_contact(member=member, contact_id=contact_id)
    addresses = list_addresses(contact=row)
    visit = ports.Visit(member=member, contact_id=contact_id, now=now)
    beside = ports.Beside(member=member, contact_id=contact_id, now=now)
    return ContactSource(
        contact=row,
        addresses=addresses,
        sharers=list_sharers(contact=row, addresses=addresses, member=member),
        consent=latest_consent(organisation_id=organisation_id, addresses=addresses),
        call_consent=latest_consent(organisation_id=organisation_id, addresses=addresses, scope=CALL),
        said=list_consent_history(organisation_id=organisation_id, addresses=addresses),
        items=ports.timeline(visit, before=None, most=PAGE + 1) if is_whole else (),
        panels=ports.panels(beside) if is_whole else (),
        merges=list_merges(contact=row) if is_whole else (),
    )
