"""Whom a member is about to write to first, and what the page must know for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Member
from contacts import selectors as contacts
from contacts.domain.addresses import Address, AddressKind
from contacts.models import Contact
from contacts.selectors.people import ContactPage
from conversations.models import CannedReply, Line
from conversations.selectors.contacts import list_reachable
from conversations.selectors.desk import list_canned
from conversations.selectors.people import Reachable, find_consent
from conversations.selectors.sidebar import list_lines
from core.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who was chosen, by which address; `contact` is None while nobody known holds it.

    `may_text` is what the address last said about texts: granted, refused, or nothing (None).
    """

    contact: Contact | None
    address_id: UUID | None
    kind: AddressKind
    value: str
    may_text: bool | None
    reachable: tuple[Reachable, ...]
    lines: Sequence[Line]
    canned: Sequence[CannedReply]


def choose_contact(*, member: Member, contact_id: UUID, address_id: UUID | None) -> Chosen | None:
    """Choose one address of a contact, else their preferred one; None where they have neither number nor mail.

    Raises:
        NotFound: there is no such contact or address, or a wall keeps them from the member.
    """
    contact = contacts.get_contact(member=member, contact_id=contact_id)
    reachable = list_reachable(member=member, contact_id=contact.pk)
    if address_id is None:
        one = reachable[0] if reachable else None
    else:
        one = next((each for each in reachable if each.address.pk == address_id), None)
        if one is None:
            raise NotFound
    if one is None:
        return None
    return Chosen(
        contact=contact,
        address_id=one.address.pk,
        kind=AddressKind(one.address.kind),
        value=one.address.value,
        may_text=one.may_text,
        reachable=reachable,
        lines=list_lines(member=member),
        canned=list_canned(member=member),
    )


def choose_address(*, member: Member, address: Address) -> Chosen:
    """Choose an address that nobody known holds."""
    pair = (address.kind.value, address.value)
    return Chosen(
        contact=None,
        address_id=None,
        kind=address.kind,
        value=address.value,
        may_text=find_consent(organisation_id=member.organisation_id, pairs={pair}).get(pair),
        reachable=(),
        lines=list_lines(member=member),
        canned=list_canned(member=member),
    )


def find_people(*, member: Member, words: str) -> ContactPage:
    """Find whom a member may mean, by name, number or e-mail."""
    return contacts.list_contacts(member=member, query=contacts.ContactQuery(words=words))
