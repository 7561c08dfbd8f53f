"""What a member's own control of presence shows; call inside `reading`."""

from dataclasses import dataclass

from django.db.models import Exists

from accounts.models import Member
from routing.domain.work import WorkState
from routing.models import OfferResult, Presence, QueueSeat, WorkItem, WorkOffer


@dataclass(frozen=True, slots=True)
class OwnPresence:
    """A member's presence, what they wrap up, and what is offered to them in writing; None: they sit in no queue."""

    presence: Presence | None
    wrapping: WorkItem | None
    offered: WorkOffer | None


def get_own_presence(*, member: Member) -> OwnPresence | None:
    """Read it; most members of a small firm sit in no queue, which costs one statement."""
    organisation_id = member.organisation_id
    seats = QueueSeat.objects.of(organisation_id).filter(member=member)
    own = Presence.objects.of(organisation_id).filter(member=member)
    sits, has_presence = Member.objects.filter(pk=member.pk).values_list(Exists(seats), Exists(own)).get()
    if not sits and not has_presence:
        return None
    presence = own.first()
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
