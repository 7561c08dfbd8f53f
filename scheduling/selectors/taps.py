"""What a short address leads to: a time that is held, what became of it, and times like it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from scheduling.domain.visits import VisitAddress
from scheduling.errors import NoSuchService
from scheduling.models import Appointment, Hold, HoldKind, TimeOffer, WaitingOffer
from scheduling.selectors import driving
from scheduling.selectors.setups import recall_setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """A held time with the offer it stands in; `taken` is what its reader has already, of this link or its siblings."""

    hold: Hold
    offer: TimeOffer | None
    waiting: WaitingOffer | None
    taken: Appointment | None
    is_held: bool
    window_minutes: int = 0
    address: VisitAddress | None = None


def find_tapped(*, organisation_id: UUID, hold_id: UUID, now: datetime) -> Tapped | None:
    """Find what a link leads to."""
    rows = Hold.objects.of(organisation_id).select_related("service", "location", "provider")
    hold = rows.filter(pk=hold_id).first()
    if hold is None:
        return None
    offer, waiting = None, None
    if hold.kind == HoldKind.WAITING_LIST:
        asked = WaitingOffer.objects.of(organisation_id).select_related("entry")
        waiting = asked.filter(hold=hold).first()
    elif hold.contact_id is not None:
        offers = TimeOffer.objects.of(organisation_id).filter(contact_id=hold.contact_id)
        offer = offers.filter(hold_ids__contains=[str(hold_id)]).first()
    return Tapped(
        hold=hold,
        offer=offer,
        waiting=waiting,
        taken=_taken(hold, offer, waiting),
        is_held=hold.ended_at is None and hold.expires_at > now,
        window_minutes=_window_minutes(hold, now=now),
        address=driving.address_of(organisation_id, hold_id=hold_id),
    )


def _window_minutes(hold: Hold, *, now: datetime) -> int:
    try:
        setup = recall_setup(
            organisation_id=hold.organisation_id,
            service_id=hold.service_id,
            location_id=hold.location_id,
            now=now,
        )
    except NoSuchService:
        return 0
    return setup.window_minutes


def _taken(hold: Hold, offer: TimeOffer | None, waiting: WaitingOffer | None) -> Appointment | None:
    """Find what was booked, or moved, by this link, a sibling of it or the number in the text."""
    if offer is not None and offer.taken_id is not None:
        return _appointment(hold.organisation_id, offer.taken_id)
    if waiting is not None and waiting.entry.appointment_id is not None:
        return _appointment(hold.organisation_id, waiting.entry.appointment_id)
    return _appointment(hold.organisation_id, hold.appointment_id)


def _appointment(organisation_id: UUID, appointment_id: UUID | None) -> Appointment | None:
    rows = Appointment.objects.of(organisation_id).select_related("service", "location", "provider")
    return rows.filter(pk=appointment_id).first() if appointment_id is not None else None
