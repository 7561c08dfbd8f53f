"""What a customer whom we know has booked themselves: nobody is in two places at once."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from scheduling.domain.appointments import LIVE
from scheduling.models import Appointment
from scheduling.selectors.questions import Wish

Span = tuple[datetime, datetime]


def own_times(*, organisation_id: UUID, wish: Wish, since: datetime, until: datetime) -> list[Span]:
    """List when the customer of a wish is somewhere already; nobody in particular is nowhere."""
    if wish.contact_id is None:
        return []
    rows = Appointment.objects.of(organisation_id).filter(
        contact_id=wish.contact_id,
        status__in=[status.value for status in LIVE],
        starts_at__lt=until,
        ends_at__gt=since,
    )
    if wish.leaving is not None:
        rows = rows.exclude(pk=wish.leaving)
    return list(rows.values_list("starts_at", "ends_at"))


def is_elsewhere(starts_at: datetime, ends_at: datetime, own: Iterable[Span]) -> bool:
    """Say whether a time overlaps with one of the customer's own."""
    return any(start < ends_at and end > starts_at for start, end in own)


def find_other(
    *, organisation_id: UUID, contact_id: UUID, starts_at: datetime, ends_at: datetime
) -> Appointment | None:
    """Find an appointment the customer has at that time."""
    rows = Appointment.objects.of(organisation_id).filter(
        contact_id=contact_id,
        status__in=[status.value for status in LIVE],
        starts_at__lt=ends_at,
        ends_at__gt=starts_at,
    )
    return rows.select_related("service", "location").order_by("starts_at").first()
