"""Who is it? The one place that turns an address into a contact."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from contacts.domain.addresses import Address
from contacts.domain.names import display_name, split_name
from contacts.events import ContactCreated
from contacts.models import Contact, ContactAddress
from core.events import record
from core.storing import store
from core.transactions import step

# A shared phone has a handful of holders; more would only make the choice unreadable.
MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who an address belongs to: one contact, or several candidates for a member to choose from, or nobody."""

    contact: Contact | None
    candidates: tuple[Contact, ...] = ()
    is_new: bool = False


@step
def resolve_address(
    *,
    organisation_id: UUID,
    address: Address,
    profile_name: str,
    source: str,
    is_locked: bool = False,
    now: datetime,
) -> Resolved:
    """Find the contact who holds `address`, or make one; among several holders it never guesses.

    A withheld number identifies nobody: no contact, no row. Costs two statements for a known address.
    `profile_name` is what the sender calls themselves, empty when the channel has no such thing. `is_locked` says that
    the caller holds the lock of the address already.
    """
    if not address.identifies:
        return Resolved(contact=None)
    if not is_locked:
        lock_address(organisation_id=organisation_id, address=address)
    holders = _holders(organisation_id, address)
    if len(holders) > 1:
        return Resolved(contact=None, candidates=holders)
    if holders:
        return Resolved(contact=holders[0])
    contact = add_holder(
        organisation_id=organisation_id, address=address, name=profile_name, source=source, now=now
    )
    return Resolved(contact=contact, is_new=True)


@step
def add_holder(
    *, organisation_id: UUID, address: Address, name: str, source: str, now: datetime, is_shared: bool = False
) -> Contact:
    """Make a contact who holds `address`; `is_shared` marks it for all who hold it."""
    parts = split_name(name)
    contact = Contact(
        organisation_id=organisation_id,
        prefix=parts.prefix[:20],
        first_name=parts.first[:80],
        middle_name=parts.middle[:80],
        last_name=parts.last[:80],
        suffix=parts.suffix[:20],
        preferred_name=parts.nickname[:80],
        display_name=display_name(parts, preferred=parts.nickname)[:200],
        source=source[:80],
    )
    held = ContactAddress(
        organisation_id=organisation_id,
        contact=contact,
        kind=address.kind,
        value=address.value,
        is_preferred=True,
        is_shared=is_shared,
    )
    store(contact, held)
    if is_shared:
        others = ContactAddress.objects.of(organisation_id).filter(kind=address.kind, value=address.value)
        others.update(is_shared=True)
    record(ContactCreated(contact_id=contact.pk, source="inbound"), now=now)
    return contact


@step
def add_address(*, contact: Contact, address: Address) -> ContactAddress:
    """Give a contact who was just made a second address, marked as shared where others hold it too."""
    lock_address(organisation_id=contact.organisation_id, address=address)
    others = ContactAddress.objects.of(contact.organisation_id).filter(kind=address.kind, value=address.value)
    held = ContactAddress(
        organisation_id=contact.organisation_id,
        contact=contact,
        kind=address.kind,
        value=address.value,
        is_shared=others.update(is_shared=True) > 0,
    )
    held.save(force_insert=True)
    return held


@step
def lock_address(*, organisation_id: UUID, address: Address) -> None:
    """Hold `address` to the end of the transaction, so that two first messages make one contact.

    No row stands for an address nobody has written from yet, so the lock is on a hash of its words.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{organisation_id} {address.kind} {address.value}"],
        )


def _holders(organisation_id: UUID, address: Address) -> tuple[Contact, ...]:
    rows = (
        ContactAddress.objects.of(organisation_id)
        .filter(kind=address.kind, value=address.value)
        .select_related("contact")
        .order_by("created_at", "id")
    )
    return tuple(row.contact for row in rows[:MOST_CANDIDATES])
