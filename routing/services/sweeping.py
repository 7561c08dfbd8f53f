"""Finds calls that got stuck because news of them was lost."""

from datetime import datetime
from uuid import UUID

from conversations.domain.calls import Offer
from conversations.models import Leg
from core.transactions import reading, use_case
from routing.services import answering


def expire_offers(*, organisation: UUID, now: datetime) -> int:
    """Let every call go on whose member neither answered nor declined in time; returns how many.

    One after another: what waits for one of these calls does not wait for all of them.
    """
    with reading(organisation):
        due = Leg.objects.of(organisation).filter(offer=Offer.RINGING, offer_expires_at__lte=now)
        legs = list(due.order_by("offer_expires_at")[:100])
    return sum(_expire_offer(organisation=organisation, leg=leg, now=now) for leg in legs)


@use_case
def _expire_offer(*, organisation: UUID, leg: Leg, now: datetime) -> bool:
    return answering.expire_offer_step(leg=leg, now=now)


@use_case
def give_back(*, organisation: UUID, call_id: UUID, exit_: str, why: str, now: datetime) -> None:
    """Let a caller go on in their flow by an exit of the node that had handed them over."""
    answering.give_back_step(organisation=organisation, call_id=call_id, exit=exit_, why=why, now=now)
