"""Contacts and their addresses as a member, or a program in a member's name, keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from contacts.domain.addresses import Address, AddressKind
from contacts.domain.names import NameParts, display_name
from contacts.events import AddressesChanged, ContactChanged, ContactCreated
from contacts.models import Contact, ContactAddress
from contacts.selectors import seen_by
from contacts.services.details import Details, keep_details_step
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


class WithheldNumber(Refused):
    """The address identifies nobody."""

    def __init__(self) -> None:
        super().__init__(_("A withheld number belongs to nobody."))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """An address to add, with what it is called."""

    address: Address
    label: str = ""
    is_preferred: bool = False


@use_case
def create_contact(
    *,
    by: Member,
    values: Mapping[str, Any],
    new: NewAddress | None = None,
    details: Details | Mapping[str, str] | None = None,
    now: datetime,
) -> Contact:
    """Make a contact from `values`, whose keys are in `WRITABLE`, with a first address if there is one.

    Raises:
        NameNeeded: there is nothing to call it.
        NotFound: the owner is no member at work.
        WithheldNumber: the address identifies nobody.
    """
    policies.check_can_write(by)
    contact = Contact(organisation_id=by.organisation_id)
    apply_values(contact, values)
    if new is not None:
        _hold(new, by)
    contact.save(force_insert=True)
    if new is not None:
        _attach(contact, new)
    if details is not None:
        keep_details_step(contact, details)
    record(ContactCreated(contact_id=contact.pk, source="member"), actor_id=by.pk, now=now)
    return contact


@use_case
def change_contact(
    *,
    by: Member,
    contact_id: UUID,
    values: Mapping[str, Any],
    version: int | None,
    details: Details | Mapping[str, str] | None = None,
    now: datetime,
) -> Contact:
    """Change a contact; with `version`, only if that is still its version. Of `details` in a mapping, its names alone.

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
    told = ("details",) if details is not None and keep_details_step(contact, details) else ()
    if not changed and not told:
        return contact
    apply_values(contact, values)
    contact.version += 1
    contact.save(update_fields=[*changed, "display_name", "version", "updated_at"])
    record(
        ContactChanged(contact_id=contact.pk, version=contact.version, fields=(*changed, *told)),
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
        WithheldNumber: it identifies nobody.
        Refused: the contact has enough addresses.
    """
    policies.check_can_write(by)
    _hold(new, by)
    contact = _locked(by, contact_id)
    own = ContactAddress.objects.of(by.organisation_id).filter(contact=contact)
    if own.filter(kind=new.address.kind, value=new.address.value).exists():
        raise Conflict(_("The contact has this address already."))
    if own.count() >= MOST_ADDRESSES:
        raise Refused(_("A contact has at most %(most)d addresses.") % {"most": MOST_ADDRESSES})
    row = _attach(contact, new)
    _note_addresses(contact, by, now=now)
    return row


@use_case
def remove_address(*, by: Member, contact_id: UUID, address_id: UUID, now: datetime) -> None:
    """Take an address from a contact; what was said from it stays.

    The oldest address left takes the place of a preferred one, and one that a single contact is left with
    is shared no more.

    Raises:
        NotFound: the contact has no such address.
    """
    policies.check_can_write(by)
    rows = ContactAddress.objects.of(by.organisation_id)
    own = rows.filter(contact_id=contact_id)
    row = own.filter(pk=address_id).first()
    if row is None:
        raise NotFound
    # An address is held before the contact everywhere; waiting for it, somebody else may have taken it away.
    lock_address(
        organisation_id=by.organisation_id, address=Address(AddressKind(row.kind), row.value, row.value)
    )
    contact = _locked(by, contact_id)
    row = own.filter(pk=address_id).first()
    if row is None:
        raise NotFound
    row.delete()
    heir = own.order_by("created_at", "pk").first() if row.is_preferred else None
    if heir is not None:
        own.filter(pk=heir.pk).update(is_preferred=True)
    others = rows.filter(kind=row.kind, value=row.value)
    if others.count() == 1:
        others.update(is_shared=False)
    _note_addresses(contact, by, now=now)


def _locked(by: Member, contact_id: UUID) -> Contact:
    rows = Contact.objects.of(by.organisation_id).select_for_update(no_key=True)
    contact = seen_by(rows, by).filter(pk=contact_id).first()
    if contact is None:
        raise NotFound
    return contact


def apply_values(contact: Contact, values: Mapping[str, Any]) -> None:
    """Put `values`, whose keys are in `WRITABLE`, on a contact and name it anew; nothing is saved.

    Raises:
        NotFound: the owner is no member at work.
        NameNeeded: there is nothing to call it; the values are on it all the same.
    """
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


def _hold(new: NewAddress, by: Member) -> None:
    if not new.address.identifies:
        raise WithheldNumber
    lock_address(organisation_id=by.organisation_id, address=new.address)


def _attach(contact: Contact, new: NewAddress) -> ContactAddress:
    rows = ContactAddress.objects.of(contact.organisation_id)
    own = rows.filter(contact=contact)
    is_shared = rows.filter(kind=new.address.kind, value=new.address.value).update(is_shared=True) > 0
    if new.is_preferred:
        own.filter(is_preferred=True).update(is_preferred=False)
    row = ContactAddress(
        organisation_id=contact.organisation_id,
        contact=contact,
        kind=new.address.kind,
        value=new.address.value,
        label=new.label,
        is_preferred=new.is_preferred or not own.exists(),
        is_shared=is_shared,
    )
    row.save(force_insert=True)
    return row


def _note_addresses(contact: Contact, by: Member, *, now: datetime) -> None:
    contact.version += 1
    contact.save(update_fields=["version", "updated_at"])
    record(AddressesChanged(contact_id=contact.pk, version=contact.version), actor_id=by.pk, now=now)
