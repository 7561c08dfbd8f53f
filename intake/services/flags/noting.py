"""What is noted with a booking or on the waiting list is read for emergencies, whoever wrote it down.

Each text is read once, when it is written: a booking its notes, a move or cancellation its reason. One red flag is
raised of it, none where nobody has acknowledged yet that this person described the same.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from contacts.models import Contact
from conversations.models import Conversation
from core.transactions import step, use_case
from intake.models import FlagSource, RedFlagAlert
from intake.services.flags.raising import Heard, dangers_in, listening, raise_step
from scheduling.models import Appointment, ChangeKind, WaitingEntry


@use_case
def hear_notes(*, organisation: UUID, appointment_id: UUID, now: datetime) -> None:
    """Listen to what a customer wrote with their booking, and to what colleagues noted of it.

    What we wrote for the customer is no sign of anything: it may well say when to call an ambulance.
    """
    row = _appointment(organisation, appointment_id)
    if row is None:
        return
    text = "\n".join((row.note_from_customer, row.note))
    _hear(
        row.contact,
        row.conversation,
        text=text,
        source=FlagSource.BOOKING,
        key=f"appointment:{row.pk}",
        now=now,
    )


@use_case
def hear_reason(*, organisation: UUID, appointment_id: UUID, now: datetime) -> None:
    """Listen to why an appointment was last moved or cancelled."""
    row = _appointment(organisation, appointment_id)
    if row is None:
        return
    kinds = (ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.DECLINED)
    change = row.changes.filter(kind__in=kinds).order_by("-at", "-id").first()
    if change is not None:
        key = f"appointment_change:{change.pk}"
        _hear(row.contact, row.conversation, text=change.reason, source=FlagSource.BOOKING, key=key, now=now)


@use_case
def hear_waiting(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    """Listen to what was noted for somebody on the waiting list."""
    rows = WaitingEntry.objects.of(organisation).select_related("contact", "conversation")
    row = rows.filter(pk=entry_id).first()
    if row is not None:
        key = f"waiting:{row.pk}"
        _hear(row.contact, row.conversation, text=row.note, source=FlagSource.WAITING, key=key, now=now)


@step
def _hear(
    contact: Contact,
    conversation: Conversation | None,
    *,
    text: str,
    source: FlagSource,
    key: str,
    now: datetime,
) -> None:
    firm = listening(contact.organisation_id)
    if firm is None or not text.strip():
        return
    kinds, words = dangers_in(firm, text)
    rows = RedFlagAlert.objects.of(firm.pk).filter(acknowledged_at=None)
    rows = rows.filter(Q(contact=contact) | Q(conversation__contact=contact))
    if kinds <= {kind for row in rows for kind in row.kinds}:
        return
    # A note that is changed is read again; only a danger that is new in it is a red flag of its own.
    before = RedFlagAlert.objects.of(firm.pk).filter(source_key__startswith=f"{key}:")
    fresh = kinds - {kind for row in before for kind in row.kinds}
    if not fresh:
        return
    heard = Heard(
        kinds=tuple(sorted(fresh)),
        words=words,
        source=source,
        key=f"{key}:{','.join(sorted(fresh))}"[:120],
        contact=contact,
        conversation=conversation,
    )
    raise_step(firm, heard, now=now)


def _appointment(organisation: UUID, appointment_id: UUID) -> Appointment | None:
    rows = Appointment.objects.of(organisation).select_related("contact", "conversation")
    return rows.filter(pk=appointment_id).first()
