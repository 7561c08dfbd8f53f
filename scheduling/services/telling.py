"""What happened to an appointment, written into the conversation with its customer."""

from datetime import datetime
from uuid import UUID

from conversations.events import ConversationChanged
from conversations.models import Conversation, Entry, EntryKind
from conversations.services import threads
from core.events import record
from core.transactions import step, use_case
from scheduling.models import Appointment, AppointmentChange, ChangeKind

FACT = "appointment"
QUIET = frozenset({ChangeKind.NOTED})


@use_case
def tell_conversation(*, organisation: UUID, appointment_id: UUID, now: datetime) -> int:
    """Write each change that is not told yet into the conversation of the customer; gives how many. Twice is once.

    It goes where the appointment was booked from, else into the latest conversation at its location; with somebody who
    never wrote or called there is none, and their own page tells.
    """
    row = Appointment.objects.of(organisation).select_related("service").filter(pk=appointment_id).first()
    conversation = _conversation(row) if row is not None else None
    if row is None or conversation is None:
        return 0
    entries = Entry.objects.of(organisation).filter(
        conversation=conversation, kind=EntryKind.FACT, fact=FACT, fact_values__appointment=str(row.pk)
    )
    told = set(entries.values_list("fact_values__id", flat=True))
    changes = (
        AppointmentChange.objects.of(organisation).filter(appointment=row).select_related("member__user")
    )
    fresh = [one for one in changes if str(one.pk) not in told and one.kind not in QUIET]
    for change in fresh:
        _tell(conversation, row, change)
    if fresh:
        threads.touch(conversation)
        fact = ConversationChanged(
            conversation_id=conversation.pk, version=conversation.version, change="APPOINTMENT"
        )
        record(fact, now=now)
    return len(fresh)


@step
def _conversation(row: Appointment) -> Conversation | None:
    rows = Conversation.objects.of(row.organisation_id)
    found = rows.filter(pk=row.conversation_id).first() if row.conversation_id else None
    if found is None:
        theirs = rows.filter(contact_id=row.contact_id, location_id=row.location_id)
        found = theirs.exclude(status__in=["MERGED", "SPAM"]).order_by("-latest_at").first()
    if found is not None and found.merged_into_id is not None:
        found = rows.get(pk=found.merged_into_id)
    return threads.lock_conversation(found.pk, organisation_id=row.organisation_id) if found else None


def _tell(conversation: Conversation, row: Appointment, change: AppointmentChange) -> None:
    at = change.to_starts_at or change.from_starts_at or row.starts_at
    values = {
        "id": str(change.pk),
        "appointment": str(row.pk),
        "change": change.kind,
        "service": row.service.name,
        "at": at.isoformat(),
        "actor": change.by,
        "by": change.member.name if change.member else "",
        "reason": change.reason,
    }
    if change.kind == ChangeKind.ASKED:
        values["verb"] = str(change.details.get("verb", ""))
    if change.kind in {ChangeKind.MOVED, ChangeKind.ASKED} and change.from_starts_at is not None:
        values["before"] = change.from_starts_at.isoformat()
    entry = Entry(kind=EntryKind.FACT, fact=FACT, fact_values=values, occurred_at=change.at)
    threads.add_entry(conversation, entry, now=change.at)
