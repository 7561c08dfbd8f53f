"""The moves of an entry and of its offer, under their locks."""

from datetime import datetime
from uuid import UUID

from core.transactions import step
from scheduling.domain.claims import ClaimState
from scheduling.domain.waiting import LIVE, OfferOutcome, WaitingMove, WaitingState, next_state
from scheduling.models import Appointment, Hold, WaitingEntry, WaitingOffer
from scheduling.services import holding


@step
def lock_entry(*, organisation_id: UUID, entry_id: UUID) -> WaitingEntry | None:
    """Lock an entry with every other live one of the same person, in one order; None when there is none."""
    rows = WaitingEntry.objects.of(organisation_id)
    contact_id = rows.filter(pk=entry_id).values_list("contact_id", flat=True).first()
    if contact_id is None:
        return None
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related(
        "service", "location", "contact"
    )
    theirs = list(locked.filter(contact_id=contact_id).order_by("pk"))
    return next((row for row in theirs if row.pk == entry_id), None)


@step
def open_offer(row: WaitingEntry) -> WaitingOffer | None:
    """Give the open offer of a locked entry."""
    rows = WaitingOffer.objects.of(row.organisation_id).filter(entry=row, outcome=OfferOutcome.OPEN)
    return rows.select_related("hold").first()


@step
def move_entry(row: WaitingEntry, move: WaitingMove, *, now: datetime) -> None:
    """Move a locked entry by the table.

    Raises:
        IllegalWaitingMove: the table has no line for it.
    """
    row.state = next_state(WaitingState(row.state), move)
    if WaitingState(row.state) not in LIVE:
        row.ended_at = now
    row.save()


@step
def end_offer(offer: WaitingOffer, outcome: OfferOutcome, *, now: datetime) -> None:
    """End an offer and give its time back, unless it was taken."""
    offer.outcome, offer.ended_at = outcome, now
    offer.save(update_fields=["outcome", "ended_at"])
    if outcome is OfferOutcome.TAKEN:
        return
    rows = Hold.objects.of(offer.organisation_id).select_for_update(no_key=True)
    hold = rows.filter(pk=offer.hold_id, ended_at=None).first()
    if hold is not None:
        state = ClaimState.EXPIRED if outcome is OfferOutcome.LAPSED else ClaimState.RELEASED
        holding.end_hold(hold, state=state, now=now)


@step
def withdraw_step(row: WaitingEntry, *, now: datetime) -> None:
    """End the open offer of a locked entry because it no longer matters."""
    offer = open_offer(row)
    if offer is not None:
        end_offer(offer, OfferOutcome.WITHDRAWN, now=now)


@step
def go_on_step(row: WaitingEntry, outcome: OfferOutcome, *, now: datetime) -> None:
    """Let a locked entry wait on after an offer that was not taken; its place stays."""
    offer = open_offer(row)
    if offer is not None:
        end_offer(offer, outcome, now=now)
        move_entry(row, WaitingMove.GO_ON, now=now)


@step
def book_entry_step(row: WaitingEntry, appointment: Appointment, *, now: datetime) -> None:
    """End a live entry because its person has a time now, by its offer or by any other way."""
    if WaitingState(row.state) not in LIVE:
        return
    offer = open_offer(row)
    if offer is not None:
        is_taken = offer.hold.appointment_id == appointment.pk
        end_offer(offer, OfferOutcome.TAKEN if is_taken else OfferOutcome.WITHDRAWN, now=now)
    row.appointment = appointment
    move_entry(row, WaitingMove.BOOK, now=now)
