"""How long uploaded rows are kept: until they are read in, a month when they could not be, never beyond an erasure."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from contacts.domain.mentions import is_about
from contacts.models import Contact, ContactImport, ImportPart, ImportState
from contacts.ports import Subject
from core.transactions import step, use_case

KEPT: Final = timedelta(days=30)


@step
def erase_rows(subject: Subject) -> int:
    """Empty the rows of every list that speak of somebody, with those of namesakes; tell how many.

    The rows of one name cannot be told apart, and they are copies of a file its owner still has.
    """
    contacts = Contact.objects.of(subject.organisation_id).filter(pk__in=subject.contact_ids)
    names = {
        name
        for row in contacts.order_by("pk")
        for name in (row.display_name, f"{row.first_name} {row.last_name}".strip(), row.company_name)
        # One word alone is in too many rows.
        if len(name.split()) > 1
    }
    lists = ContactImport.objects.of(subject.organisation_id).select_for_update(no_key=True).order_by("pk")
    list(lists.values_list("pk"))
    count = 0
    parts = ImportPart.objects.of(subject.organisation_id).exclude(rows=[]).order_by("pk")
    for part in parts.iterator(chunk_size=20):
        rows = [
            [line, [""] * len(cells)]
            if is_about(cells, names=names, values=subject.values)
            else [line, cells]
            for line, cells in part.rows
        ]
        if rows != part.rows:
            count += sum(new != old for new, old in zip(rows, part.rows, strict=True))
            for mistake in part.mistakes:
                if not any(rows[mistake["place"]][1]):
                    mistake["typed"] = ""
            part.rows = rows
            part.save(update_fields=["rows", "mistakes"])
    return count


@use_case
def sweep_rows(*, organisation: UUID, now: datetime) -> int:
    """Let go of rows nobody read in or put right within a month; what became of the list stays. Tell how many parts."""
    before = now - KEPT
    lists = ContactImport.objects.of(organisation)
    over = lists.exclude(state__in=[ImportState.PREVIEW, ImportState.RUNNING]).filter(finished_at__lt=before)
    unread = lists.filter(state=ImportState.PREVIEW, created_at__lt=before)
    parts = ImportPart.objects.of(organisation)
    count, _each = parts.filter(listed__in=over.values("pk")).delete()
    gone, _each = unread.delete()
    return count + gone
