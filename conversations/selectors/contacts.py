"""What happened with one contact, across conversations."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import Member
from contacts.domain.addresses import AddressKind
from contacts.models import ContactAddress
from conversations.models import Entry, Task
from conversations.selectors.people import Reachable, find_consent
from conversations.selectors.views import visible

MOST_TASKS = 20


def list_entries_with(
    *, member: Member, contact_id: UUID, before: tuple[datetime, UUID] | None, most: int
) -> list[Entry]:
    """List entries of a contact's conversations that the member may see, the newest first."""
    threads = visible(member).filter(contact_id=contact_id).values("pk")
    rows = (
        Entry.objects.of(member.organisation_id)
        .filter(conversation__in=threads)
        .select_related("conversation", "author__user")
        .order_by("-occurred_at", "-id")
    )
    if before is not None:
        at, entry_id = before
        rows = rows.filter(occurred_at__lte=at).filter(Q(occurred_at__lt=at) | Q(pk__lt=entry_id))
    return list(rows[:most])


def list_tasks_with(*, member: Member, contact_id: UUID) -> list[Task]:
    """List open tasks about a contact, the earliest due first, then those done last; capped."""
    rows = Task.objects.of(member.organisation_id).filter(contact_id=contact_id)
    rows = rows.filter(Q(conversation=None) | Q(conversation__in=visible(member).values("pk")))
    named = rows.select_related("owner__user", "team", "conversation", "contact")
    open_ones = list(named.filter(done_at=None).order_by("due_at")[:MOST_TASKS])
    return open_ones + list(named.exclude(done_at=None).order_by("-done_at")[:5])


def list_reachable(*, member: Member, contact_id: UUID) -> tuple[Reachable, ...]:
    """List the numbers and e-mail addresses of a contact with what they said about texts, the preferred first."""
    rows = ContactAddress.objects.of(member.organisation_id).filter(
        contact=contact_id, kind__in=[AddressKind.PHONE, AddressKind.EMAIL]
    )
    found = list(rows.order_by("-is_preferred", "created_at", "id"))
    said = find_consent(
        organisation_id=member.organisation_id, pairs={(row.kind, row.value) for row in found}
    )
    return tuple(Reachable(address=row, may_text=said.get((row.kind, row.value))) for row in found)
