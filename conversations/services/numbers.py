"""Whom a number belongs to, before somebody is texted by number alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from contacts.domain.addresses import Address
from contacts.models import ContactAddress
from contacts.services import resolve_address
from conversations import errors, policies
from core.transactions import use_case

SOURCE = "API"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A contact and the address of theirs that was asked for."""

    contact_id: UUID
    address_id: UUID


@use_case
def find_holder(*, by: Member, address: Address, now: datetime) -> Holder:
    """Find the contact who holds `address`, or make one; among several it never guesses.

    Raises:
        SeveralPeople: more than one contact holds it.
        NotAllowed: `by` may only look.
    """
    policies.check_can_write(by)
    resolved = resolve_address(
        organisation_id=by.organisation_id, address=address, profile_name="", source=SOURCE, now=now
    )
    if resolved.contact is None:
        raise errors.SeveralPeople
    held = ContactAddress.objects.of(by.organisation_id).get(
        contact=resolved.contact, kind=address.kind, value=address.value
    )
    return Holder(contact_id=resolved.contact.pk, address_id=held.pk)
