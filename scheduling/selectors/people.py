"""What a person, or a member, has in the calendar."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from scheduling.domain.appointments import LIVE, TO_COME
from scheduling.models import Appointment

MOST_PAST = 5
MOST_AHEAD = 5
# Whoever is late is still expected.
LATE = timedelta(minutes=30)


def list_ahead(*, member: Member, contact_id: UUID, now: datetime) -> list[Appointment]:
    """List the next appointments of a contact, the nearest first."""
    rows = _with(member, contact_id).filter(
        status__in=[*(status.value for status in TO_COME), "ARRIVED"], ends_at__gt=now - LATE
    )
    return list(rows.order_by("starts_at")[:MOST_AHEAD])


def list_past(*, member: Member, contact_id: UUID, now: datetime) -> list[Appointment]:
    """List what a contact had, or cancelled, the latest first."""
    ahead = Q(status__in=[*(status.value for status in TO_COME), "ARRIVED"], ends_at__gt=now - LATE)
    return list(_with(member, contact_id).exclude(ahead).order_by("-starts_at")[:MOST_PAST])


def list_visits(
    *, member: Member, contact_id: UUID, before: tuple[datetime, UUID] | None, most: int, now: datetime
) -> list[Appointment]:
    """List what a contact had by now, before a place in the timeline, the latest first."""
    rows = _with(member, contact_id).filter(starts_at__lte=now, status__in=[one.value for one in LIVE])
    if before is not None:
        at, last_id = before
        rows = rows.filter(Q(starts_at__lt=at) | Q(starts_at=at, pk__lt=last_id))
    return list(rows.order_by("-starts_at", "-pk")[:most])


def list_of_member(*, member: Member, since: datetime, until: datetime) -> list[Appointment]:
    """List what a member, as a provider, has to give between two instants."""
    rows = Appointment.objects.of(member.organisation_id).filter(
        provider__member=member,
        starts_at__gte=since,
        starts_at__lt=until,
        status__in=[one.value for one in LIVE],
    )
    return list(rows.select_related("service", "contact").order_by("starts_at"))


def _with(member: Member, contact_id: UUID) -> QuerySet[Appointment]:
    rows = Appointment.objects.of(member.organisation_id).filter(contact_id=contact_id)
    if member.location_ids:
        rows = rows.filter(location_id__in=member.location_ids)
    return rows.select_related("service", "provider", "location")
