"""What can be offered, what is offered, and what customers of services are reminded of."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from scheduling.models import Hold, ReminderRule, Service, ServiceKind, TimeOffer


def list_services(*, organisation_id: UUID) -> Sequence[Service]:
    """List what customers can be booked for."""
    return list(Service.objects.of(organisation_id).filter(is_active=True, kind=ServiceKind.VISIT))


def get_open(
    *, organisation_id: UUID, conversation_id: UUID, now: datetime
) -> tuple[TimeOffer | None, tuple[Hold, ...]]:
    """Give the offer that stands in a conversation, with the times that are kept for it."""
    rows = TimeOffer.objects.of(organisation_id)
    row = rows.filter(conversation=conversation_id, ended_at=None, expires_at__gt=now).first()
    if row is None:
        return None, ()
    return row, tuple(Hold.objects.of(organisation_id).filter(pk__in=row.hold_ids).order_by("starts_at"))


def list_rules(*, organisation_id: UUID) -> Sequence[ReminderRule]:
    """List the reminders of services that are in use."""
    rows = ReminderRule.objects.of(organisation_id).filter(service__is_active=True)
    return list(
        rows.select_related("service").order_by("service__position", "service__name", "kind", "-minutes")
    )
