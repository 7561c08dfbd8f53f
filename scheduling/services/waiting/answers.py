"""What somebody who waits answers to an offer: they take it, pass it on, or leave the list."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from conversations.models import Conversation
from conversations.services import threads
from core.events import record
from core.transactions import step, use_case
from scheduling import errors
from scheduling.domain.waiting import OfferOutcome, WaitingState
from scheduling.events import WaitingListChanged
from scheduling.models import Appointment, Hold, Source, WaitingEntry, WaitingOffer
from scheduling.models.waiting import LIVE_WAITING
from scheduling.selectors import driving
from scheduling.services import booking, own
from scheduling.services.doing import CUSTOMER
from scheduling.services.offering import say_step
from scheduling.services.taking import say_taken_step, wish_of
from scheduling.services.waiting.joining import leave_step
from scheduling.services.waiting.standing import book_entry_step, go_on_step, lock_entry
from scheduling.services.wanted import Customer, Details, Wanted


@step
def take_step(
    offer: WaitingOffer, hold: Hold, *, starts_at: datetime | None = None, now: datetime
) -> Appointment:
    """Book the time of an offer, or another start of the same kind, and end the entry.

    Raises:
        LinkEnded: the offer is over. AlsoBooked: they have another appointment then. SlotTaken, SlotRefused, NotDoneYet.
    """
    row = lock_entry(organisation_id=offer.organisation_id, entry_id=offer.entry_id)
    if row is None:
        raise errors.LinkEnded
    offer.refresh_from_db()
    if starts_at is None and offer.outcome != OfferOutcome.OPEN:
        raise errors.LinkEnded
    start = starts_at or hold.starts_at
    own.check_free(
        organisation_id=row.organisation_id,
        contact_id=row.contact_id,
        span=(start, start + (hold.ends_at - hold.starts_at)),
        timezone=row.location.time_zone,
    )
    wanted = Wanted(hold_id=hold.pk)
    if starts_at is not None:
        address = driving.address_of(hold.organisation_id, hold_id=hold.pk)
        wanted = Wanted(wish=wish_of(hold, address), starts_at=starts_at)
    appointment = booking.book_step(
        organisation=row.organisation_id,
        wanted=wanted,
        customer=Customer(contact_id=row.contact_id),
        details=Details(
            source=Source.WAITING_LIST,
            conversation_id=row.conversation_id,
            phone=row.reach_value if row.reach_kind == "PHONE" else "",
            language=row.language,
        ),
        by=CUSTOMER,
        now=now,
    )
    book_entry_step(row, appointment, now=now)
    record(WaitingListChanged(entry_id=row.pk, change="BOOKED"), now=now)
    if row.conversation_id is not None:
        conversation = threads.lock_conversation(row.conversation_id, organisation_id=row.organisation_id)
        say_taken_step(conversation, appointment, now=now)
    return appointment


@use_case
def pass_on(*, organisation: UUID, hold_id: UUID, leave: bool = False, now: datetime) -> WaitingEntry:
    """Give an offered time to the next one, by its link; `leave` takes them off the list. Twice is once.

    Raises:
        LinkBroken: no offer has this hold.
    """
    offer = WaitingOffer.objects.of(organisation).filter(hold=hold_id).first()
    row = lock_entry(organisation_id=organisation, entry_id=offer.entry_id) if offer else None
    if offer is None or row is None:
        raise errors.LinkBroken
    if leave:
        leave_step(row, reason=_("By themselves, with the link of an offer"), now=now)
        return row
    offer.refresh_from_db()
    if offer.outcome == OfferOutcome.OPEN:
        pass_step(row, now=now)
    return row


@step
def pass_step(row: WaitingEntry, *, now: datetime) -> None:
    """Let a locked entry pass on what it was offered."""
    go_on_step(row, OfferOutcome.PASSED, now=now)
    record(WaitingListChanged(entry_id=row.pk, change="PASSED"), now=now)


@step
def say_passed_step(conversation: Conversation, *, language: str, now: datetime) -> None:
    """Confirm by text that the next one gets it."""
    if conversation.line is not None:
        with override(language or "en"):
            text = _("Thank you. You keep your place on the list.")
        say_step(conversation, conversation.line, text, now=now)


@use_case
def settle_booked(*, organisation: UUID, appointment_id: UUID, now: datetime) -> int:
    """End the entries of somebody who has a time of the same service now, however they came by it; gives how many."""
    appointment = Appointment.objects.of(organisation).filter(pk=appointment_id).first()
    if appointment is None or appointment.status == "CANCELLED":
        return 0
    ids = WaitingEntry.objects.of(organisation).filter(
        contact_id=appointment.contact_id, service_id=appointment.service_id, state__in=LIVE_WAITING
    )
    count = 0
    for entry_id in ids.values_list("pk", flat=True):
        row = lock_entry(organisation_id=organisation, entry_id=entry_id)
        if row is not None and row.state in (WaitingState.WAITING, WaitingState.OFFERED):
            book_entry_step(row, appointment, now=now)
            record(WaitingListChanged(entry_id=row.pk, change="BOOKED"), now=now)
            count += 1
    return count
