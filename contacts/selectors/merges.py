"""Reads of contacts that became one."""

from uuid import UUID

from accounts.models import Member
from contacts.models import Contact, ContactMerge
from contacts.selectors.people import find_ids, seen_by

MOST_OTHERS = 10


def list_merges(*, contact: Contact) -> list[ContactMerge]:
    """List what was merged into a contact and not undone, the latest first."""
    rows = ContactMerge.objects.of(contact.organisation_id).filter(kept=contact, undone_at=None)
    return list(rows.select_related("absorbed", "member__user"))


def list_others(*, member: Member, contact: Contact, words: str) -> list[Contact]:
    """List who a contact may be merged with: those who fit the words, the best first."""
    ids = [key for key in find_ids(words=words, most=MOST_OTHERS + 1) if key != contact.pk][:MOST_OTHERS]
    rows = seen_by(Contact.objects.of(contact.organisation_id), member)
    rows = rows.filter(pk__in=ids, merged_into_id=None)
    places: dict[UUID, int] = {key: place for place, key in enumerate(ids)}
    return sorted(rows.select_related("owner__user"), key=lambda row: places[row.pk])
