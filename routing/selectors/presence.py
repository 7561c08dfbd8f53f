"""What a member's own control of presence shows; call inside `reading`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import Member
from routing.domain.work import WorkState
from routing.models import OfferResult, Presence, QueueSeat, WorkItem, WorkOffer


@dataclass(frozen=True, slots=True)
class OwnPresence:
    """A member's presence, what they wrap up, and what is offered to them in writing; None: they sit in no queue."""

    presence: Presence | None
    wrapping: WorkItem | None
    offered: WorkOffer | None


def select_presence_rows(member: Member) -> QuerySet[Any, Any]:
    """Keep what makes a member one of queues: a presence of their own, or a seat."""
    own = Presence.objects.of(member.organisation_id).filter(member=member)
    seats = QueueSeat.objects.of(member.organisation_id).filter(member=member)
    return own.order_by().values("pk").union(seats.order_by().values("pk"), all=True)


def get_own_presence(*, member: Member) -> OwnPresence | None:
    """Read it; None for who sits in no queue."""
    organisation_id = member.organisation_id
    presence = Presence.objects.of(organisation_id).filter(member=member).first()
    if presence is None and not select_presence_rows(member).exists():
        return None
    wrapping = None
    if presence is not None and presence.engagement == "WRAPPING":
        items = WorkItem.objects.of(organisation_id).filter(member=member, state=WorkState.WRAPPING)
        wrapping = items.select_related("queue", "conversation").order_by("-answered_at").first()
    offered = None
    if presence is not None and presence.engagement == "OFFERED":
        offers = WorkOffer.objects.of(organisation_id).filter(
            member=member, result=OfferResult.OPEN, leg=None, item__state=WorkState.RESERVED
        )
        offered = offers.select_related("item__conversation", "item__queue").first()
    return OwnPresence(presence, wrapping, offered)
