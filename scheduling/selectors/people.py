"""What a person, or a member, has in the calendar."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.models import Member
from scheduling.domain.appointments import LIVE, TO_COME
from scheduling.models import Appointment, AppointmentChange, ChangeKind
from scheduling.selectors import free
from scheduling.selectors.walled import seen_by

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


def list_of_contact(*, member: Member, contact_id: UUID, most: int) -> list[Appointment]:
    """List every appointment of a contact that `member` may see, the first first, however it stands."""
    return list(_with(member, contact_id).order_by("starts_at", "pk")[:most])


def list_of_member(*, member: Member, since: datetime, until: datetime) -> list[Appointment]:
    """List what a member, as a provider, has to give between two instants."""
    rows = Appointment.objects.of(member.organisation_id).filter(
        provider__member=member,
        starts_at__gte=since,
        starts_at__lt=until,
        status__in=[one.value for one in LIVE],
    )
    return list(seen_by(rows, member).select_related("service", "contact").order_by("starts_at"))


def list_asked(*, organisation_id: UUID, rows: list[Appointment]) -> dict[UUID, AppointmentChange]:
    """Find which of these appointments a customer asks to have at another time, and when."""
    changes = AppointmentChange.objects.of(organisation_id).filter(appointment__in=rows)
    latest = (
        changes.exclude(kind=ChangeKind.NOTED)
        .order_by("appointment_id", "-at", "-id")
        .distinct("appointment_id")
    )
    return {
        one.appointment_id: one
        for one in latest
        if one.kind == ChangeKind.ASKED and one.to_starts_at is not None
    }


def is_free_for(row: Appointment, *, starts_at: datetime, now: datetime) -> bool:
    """Say whether an appointment could be at another time, with whoever gives it."""
    if starts_at <= now:
        return False
    wish = free.Wish(
        service_id=row.service_id,
        location_id=row.location_id,
        minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
        any_length=True,
        leaving=row.pk,
    )
    day = starts_at.astimezone(ZoneInfo(row.location.time_zone)).date()
    listed = free.list_slots(
        organisation_id=row.organisation_id, wish=wish, first_on=day, last_on=day, now=now
    )
    return any(one.starts_at == starts_at for one in listed)


def _with(member: Member, contact_id: UUID) -> QuerySet[Appointment]:
    rows = Appointment.objects.of(member.organisation_id).filter(contact_id=contact_id)
    if member.location_ids:
        rows = rows.filter(location_id__in=member.location_ids)
    return seen_by(rows, member).select_related("service", "provider", "location")
