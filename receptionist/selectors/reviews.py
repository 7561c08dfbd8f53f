"""Turns that members look at, as far as they may see their conversations."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Member
from conversations.selectors.views import visible
from core.errors import NotFound
from receptionist.models import Review, Turn

MOST: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many turns wait, and of those decided since a day how many were right."""

    waiting: int
    decided: int
    right: int
    emergencies: int


def list_reviews(*, member: Member, decided: bool) -> list[Review]:
    """List the turns that wait, or those decided, the newest first; at most `MOST`."""
    rows = _seen(member).select_related("turn", "conversation__contact", "decided_by__user")
    if decided:
        return list(rows.filter(decided_at__isnull=False).order_by("-decided_at", "-id")[:MOST])
    return list(rows.filter(decided_at=None).order_by("-happened_at", "-id")[:MOST])


def find_review(*, member: Member, turn_id: UUID) -> Review | None:
    """Give what is known of a turn's review."""
    rows = Review.objects.of(member.organisation_id).select_related("decided_by__user")
    return rows.filter(turn_id=turn_id).first()


def get_turn(*, member: Member, turn_id: UUID) -> Turn:
    """Get a turn whose conversation the member may see.

    Raises:
        NotFound: there is none, or it is out of sight.
    """
    rows = Turn.objects.of(member.organisation_id).select_related("conversation__contact", "dialogue")
    found = rows.filter(pk=turn_id, conversation__in=visible(member)).first()
    if found is None:
        raise NotFound
    return found


def count_reviews(*, member: Member, since: datetime) -> Counts:
    """Count the turns that wait, and those decided since."""
    seen = _seen(member)
    decided = list(
        seen.filter(decided_at__gte=since).exclude(reason="member").values_list("verdict", flat=True)
    )
    return Counts(
        waiting=seen.filter(decided_at=None).count(),
        decided=len(decided),
        right=decided.count("RIGHT"),
        emergencies=decided.count("EMERGENCY"),
    )


def _seen(member: Member) -> QuerySet[Review]:
    rows = Review.objects.of(member.organisation_id)
    if member.location_ids or member.is_walled:
        rows = rows.filter(conversation__in=visible(member))
    return rows
