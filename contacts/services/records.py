"""Contacts and their addresses as a member, or a program in a member's name, keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from contacts.domain.addresses import Address
from contacts.domain.names import NameParts, display_name
from contacts.events import AddressesChanged, ContactChanged, ContactCreated
from contacts.models import Contact, ContactAddress
from contacts.services.resolve import lock_address
from core.errors import Conflict, NotFound, Refused
from core.events import record
from core.transactions import use_case

MOST_ADDRESSES = 20
WRITABLE = frozenset(
    {
        "kind", "prefix", "first_name", "middle_name", "last_name", "suffix", "preferred_name", "company_name",
        "language", "lifecycle", "owner_id", "tags", "source", "about",
    }
)  # fmt: skip


class ChangedMeanwhile(Conflict):
    """The contact has another version than the one the caller changed. Show the fresh one."""


class NameNeeded(Refused):
    """A contact needs a name of a person or a company."""

    def __init__(self) -> None:
        super().__init__(_("Give a first name, a last name or a company name."))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """An address to add, with what it is called."""

    address: Address
    label: str = ""
    is_preferred: bool = False


@use_case
def create_contact(*, by: Member, values: Mapping[str, Any], now: datetime) -> Contact:
    """Make a contact from `values`, whose keys are in `WRITABLE`.

    Raises:
        NameNeeded: there is nothing to call it.
        NotFound: the owner is no member at work.
    """
    policies.check_can_write(by)
    contact = Contact(organisation_id=by.organisation_id)
    apply_values(contact, values)
    contact.save(force_insert=True)
    record(ContactCreated(contact_id=contact.pk, source="member"), actor_id=by.pk, now=now)
    return contact


@use_case
def change_contact(
    *, by: Member, contact_id: UUID, values: Mapping[str, Any], version: int | None, now: datetime
) -> Contact:
    """Change a contact; with `version`, only if that is still its version.

    Raises:
        NotFound: there is none, or the owner is no member at work.
        ChangedMeanwhile: it has another version.
        NameNeeded: nothing would be left to call it.
    """
    policies.check_can_write(by)
    contact = _locked(by, contact_id)
    if version is not None and version != contact.version:
        raise ChangedMeanwhile
    changed = tuple(name for name in values if getattr(contact, name) != values[name])
    if not changed:
        return contact
    apply_values(contact, values)
    contact.version += 1
    contact.save()
    record(
        ContactChanged(contact_id=contact.pk, version=contact.version, fields=changed),
        actor_id=by.pk,
        now=now,
    )
    return contact


@use_case
def add_address(*, by: Member, contact_id: UUID, new: NewAddress, now: datetime) -> ContactAddress:
    """Add an address to a contact; one that others hold too becomes shared with all of them.

    Raises:
        NotFound: there is no such contact.
        Conflict: the contact has this address.
        Refused: it identifies nobody, or the contact has enough addresses.
    """
    policies.check_can_write(by)
    if not new.address.identifies:
        raise Refused(_("A withheld number belongs to nobody."))
    lock_address(organisation_id=by.organisation_id, address=new.address)
    contact = _locked(by, contact_id)
    rows = ContactAddress.objects.of(by.organisation_id)
    own = rows.filter(contact=contact)
    if own.filter(kind=new.address.kind, value=new.address.value).exists():
        raise Conflict(_("The contact has this address already."))
    if own.count() >= MOST_ADDRESSES:
        raise Refused(_("A contact has at most %(most)d addresses.") % {"most": MOST_ADDRESSES})
    others = rows.filter(kind=new.address.kind, value=new.address.value)
    is_shared = others.update(is_shared=True) > 0
    if new.is_preferred:
        own.filter(is_preferred=True).update(is_preferred=False)
    row = ContactAddress(
        organisation_id=by.organisation_id,
        contact=contact,
        kind=new.address.kind,
        value=new.address.value,
        label=new.label,
        is_preferred=new.is_preferred or not own.exists(),
        is_shared=is_shared,
    )
    row.save(force_insert=True)
    _note_addresses(contact, by, now=now)
    return row


@use_case
def remove_address(*, by: Member, contact_id: UUID, address_id: UUID, now: datetime) -> None:
    """Take an address from a contact; what was said from it stays.

    Raises:
        NotFound: the contact has no such address.
    """
    policies.check_can_write(by)
    contact = _locked(by, contact_id)
    row = ContactAddress.objects.of(by.organisation_id).filter(contact=contact, pk=address_id).first()
    if row is None:
        raise NotFound
    row.delete()
    _note_addresses(contact, by, now=now)


def _locked(by: Member, contact_id: UUID) -> Contact:
    rows = Contact.objects.of(by.organisation_id).select_for_update(no_key=True)
    contact = rows.filter(pk=contact_id).first()
    if contact is None:
        raise NotFound
    return contact


def apply_values(contact: Contact, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - WRITABLE:
        raise ValueError(f"not writable: {sorted(unknown)}")
    for name, value in values.items():
        setattr(contact, name, value)
    owner_id = values.get("owner_id")
    at_work = Member.objects.filter(organisation_id=contact.organisation_id, is_active=True)
    if owner_id is not None and not at_work.filter(pk=owner_id).exists():
        raise NotFound
    parts = NameParts(
        contact.prefix, contact.first_name, contact.middle_name, contact.last_name, contact.suffix
    )
    shown = display_name(parts, preferred=contact.preferred_name, company=contact.company_name)
    if not shown:
        raise NameNeeded
    contact.display_name = shown[:200]


def _note_addresses(contact: Contact, by: Member, *, now: datetime) -> None:
    contact.version += 1
    contact.save(update_fields=["version", "updated_at"])
    record(AddressesChanged(contact_id=contact.pk, version=contact.version), actor_id=by.pk, now=now)
