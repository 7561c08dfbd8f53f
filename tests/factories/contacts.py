"""Contacts and their addresses, made by the services members use."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.utils import timezone

from accounts.models import Member
from contacts.domain.addresses import normalise
from contacts.models import Contact, ContactAddress, ContactImport, DuplicateSuggestion, LegalHold
from contacts.services import duplicates, imports, personal, records
from core.transactions import reading


def contact(*, by: Member, now: datetime, name: str = "Lena Ortiz", **values: object) -> Contact:
    """Make a person known by first and last name."""
    first, _space, last = name.partition(" ")
    return records.create_contact(by=by, values={"first_name": first, "last_name": last, **values}, now=now)


def address(
    *, by: Member, contact: Contact, now: datetime, value: str = "+16025550134", label: str = ""
) -> ContactAddress:
    """Give a contact a way to be reached."""
    new = records.NewAddress(address=normalise(value), label=label)
    return records.add_address(by=by, contact_id=contact.pk, new=new, now=now)


def listed(*, by: Member, content: bytes, file_name: str = "x.csv", kind: str = "PEOPLE") -> ContactImport:
    """Upload a list of people."""
    return imports.upload_list(by=by, file_name=file_name, file=BytesIO(content), kind=kind)


def suggestion(*, by: Member, now: datetime, name: str = "Quentin Featherstone") -> DuplicateSuggestion:
    """Make two contacts of one name, and let them be found."""
    pair = sorted(contact(by=by, now=now, name=name).pk for _ in range(2))
    found_duplicates(by=by)
    with reading(by.organisation_id):
        return DuplicateSuggestion.objects.of(by.organisation_id).get(first_id=pair[0], second_id=pair[1])


def hold(*, by: Member, contact_id: UUID, now: datetime, reason: str = "A dispute about a bill") -> LegalHold:
    """Keep a contact from being erased."""
    return personal.place_hold(by=by, contact_id=contact_id, reason=reason, until=None, now=now)


def found_duplicates(*, by: Member) -> int:
    """Compare what changed, as beat does once nothing can still be held by an open transaction."""
    return duplicates.sweep(organisation=by.organisation_id, now=timezone.now() + timedelta(minutes=1))
