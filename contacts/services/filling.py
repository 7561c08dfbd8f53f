"""What a person wrote about themselves in a form becomes part of their record, where nothing stood yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from contacts.events import ContactChanged
from contacts.models import Contact
from contacts.services.details import fill_details_step
from contacts.services.records import apply_values
from core.events import record
from core.transactions import step

COLUMNS = {
    "contact.first_name": ("first_name", 80),
    "contact.last_name": ("last_name", 80),
    "contact.company": ("company_name", 160),
    "contact.language": ("language", 8),
}


@step
def fill_contact_step(
    *, contact_id: UUID, organisation_id: UUID, known: Mapping[str, Any], now: datetime
) -> tuple[str, ...]:
    """Fill what is empty in a contact; gives the columns that changed. A name is only given to who has none."""
    row = Contact.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=contact_id).first()
    if row is None:
        return ()
    values = {
        column: known[key][:most]
        for key, (column, most) in COLUMNS.items()
        if known.get(key) and not getattr(row, column) and not (row.display_name and column.endswith("_name"))
    }
    is_told = fill_details_step(row, known, now=now)
    if not values and not is_told:
        return ()
    changed = tuple(values)
    if values and (row.display_name or any(column.endswith("_name") for column in values)):
        apply_values(row, values)
    else:
        for column, value in values.items():
            setattr(row, column, value)
    row.version += 1
    row.save(update_fields=[*changed, "display_name", "version", "updated_at"])
    told = (*changed, *(("details",) if is_told else ()))
    record(ContactChanged(contact_id=row.pk, version=row.version, fields=told), now=now)
    return changed
