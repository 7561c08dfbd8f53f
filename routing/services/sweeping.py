"""Finds calls that got stuck because news of them was lost."""

from datetime import datetime
from uuid import UUID

from conversations.domain.calls import Offer
from conversations.models import Leg
from core.transactions import use_case
from routing.services import answering


@use_case
def expire_offers(*, organisation: UUID, now: datetime) -> int:
    """Let every call go on whose member neither answered nor declined in time; returns how many."""
    due = Leg.objects.of(organisation).filter(offer=Offer.RINGING, offer_expires_at__lte=now)
    return sum(
        answering.expire_offer_step(leg=leg, now=now) for leg in due.order_by("offer_expires_at")[:100]
    )


@use_case
def give_back(*, organisation: UUID, call_id: UUID, exit_: str, why: str, now: datetime) -> None:
    """Let a caller go on in their flow by an exit of the node that had handed them over."""
    answering.give_back_step(organisation=organisation, call_id=call_id, exit=exit_, why=why, now=now)
