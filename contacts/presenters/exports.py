"""Contacts as lines of a CSV file that the import reads back."""

from collections.abc import Iterator

from contacts.domain.addresses import AddressKind
from contacts.domain.csv_files import write_row
from contacts.models import Contact, ContactAddress
from contacts.selectors import ContactPage

# In English whatever the reader's language, so that the import knows its own file again.
HEADINGS = (
    "First name", "Middle name", "Last name", "Preferred name", "Prefix", "Suffix", "Company", "Phone", "Phone 2",
    "E-mail", "E-mail 2", "Language", "Relationship", "Labels", "Source", "Notes", "Other addresses", "Owner",
    "Added",
)  # fmt: skip


def export_heading() -> str:
    """Print the line of headings."""
    return write_row(HEADINGS)


def export_lines(page: ContactPage) -> Iterator[str]:
    """Print a line for each contact."""
    for contact in page.contacts:
        yield write_row(_cells(contact, page.addresses.get(contact.pk, ())))


def _cells(contact: Contact, addresses: tuple[ContactAddress, ...]) -> list[str]:
    phones = [row.value for row in addresses if row.kind == AddressKind.PHONE]
    emails = [row.value for row in addresses if row.kind == AddressKind.EMAIL]
    others = [f"{row.kind} {row.value}" for row in addresses if row.kind not in ("PHONE", "EMAIL")]
    return [
        contact.first_name,
        contact.middle_name,
        contact.last_name,
        contact.preferred_name,
        contact.prefix,
        contact.suffix,
        contact.company_name,
        *_first_two(phones),
        *_first_two(emails),
        contact.language,
        contact.lifecycle,
        ", ".join(contact.tags),
        contact.source,
        contact.about,
        "; ".join([*phones[2:], *emails[2:], *others]),
        contact.owner.name if contact.owner else "",
        f"{contact.created_at:%Y-%m-%d}",
    ]


def _first_two(values: list[str]) -> list[str]:
    return [*values, "", ""][:2]
