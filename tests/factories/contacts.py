"""Contacts and their addresses, made by the services members use."""

from datetime import datetime
from io import BytesIO

from accounts.models import Member
from contacts.domain.addresses import normalise
from contacts.models import Contact, ContactAddress, ContactImport
from contacts.services import imports, records


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


def listed(*, by: Member, content: bytes, file_name: str = "x.csv") -> ContactImport:
    """Upload a list of people."""
    return imports.upload_list(by=by, file_name=file_name, file=BytesIO(content))
