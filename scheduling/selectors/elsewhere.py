"""What calendars elsewhere take of our people's time, and which of those calendars can no longer be relied upon."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from scheduling.domain.outside import UNREAD_AFTER
from scheduling.domain.slots import model as engine
from scheduling.domain.slots.clock import minute_of
from scheduling.errors import NoSuchCalendar
from scheduling.models import BusyElsewhere, ExternalBusy, ExternalCalendar

_UNREAD = "UNREAD"


def busy_elsewhere(
    *, organisation_id: UUID, resource_ids: Collection[UUID], since: datetime, until: datetime, now: datetime
) -> Iterator[tuple[str, engine.Busy]]:
    """List what is taken elsewhere between two instants; all of it where a calendar was not read for too long."""
    taken = counted(organisation_id).filter(resource__in=resource_ids, ends_at__gt=since, starts_at__lt=until)
    whole = unread(organisation_id, now=now).filter(resource__in=resource_ids)
    columns = ("resource_id", "starts_at", "ends_at", "what")
    rows = (
        taken.annotate(what=Cast(F("kind"), CharField()))
        .order_by()
        .values_list(*columns)
        .union(
            whole.annotate(
                starts_at=Value(since, output_field=DateTimeField()),
                ends_at=Value(until, output_field=DateTimeField()),
                what=Value(_UNREAD, output_field=CharField()),
            )
            .order_by()
            .values_list(*columns),
            all=True,
        )
    )
    for resource_id, starts_at, ends_at, what in rows:
        kind = engine.BusyKind.UNREADABLE if what == _UNREAD else engine.BusyKind.EXTERNAL
        end = -(-int(ends_at.timestamp()) // 60)
        yield str(resource_id), engine.Busy(minute_of(starts_at), end, kind=kind)


def counted(organisation_id: UUID) -> QuerySet[ExternalBusy]:
    """Select what takes time: what is tentative only where its calendar says so."""
    is_sure = Q(calendar__counts_tentative=True) | ~Q(kind=BusyElsewhere.TENTATIVE)
    return ExternalBusy.objects.of(organisation_id).filter(is_sure, calendar__is_active=True)


def unread(organisation_id: UUID, *, now: datetime) -> QuerySet[ExternalCalendar]:
    """Select the calendars that were not read for so long that their owners are not booked."""
    rows = ExternalCalendar.objects.of(organisation_id)
    return rows.filter(is_active=True, last_ok_at__lte=now - UNREAD_AFTER)


def list_calendars(*, organisation_id: UUID, resource_id: UUID) -> list[ExternalCalendar]:
    """List the calendars elsewhere of a resource."""
    rows = ExternalCalendar.objects.of(organisation_id).filter(resource_id=resource_id)
    return list(rows.order_by("created_at", "id"))


def get_calendar(*, organisation_id: UUID, calendar_id: UUID) -> ExternalCalendar:
    """Get a calendar elsewhere with whose it is.

    Raises:
        NoSuchCalendar: the organisation has none such.
    """
    rows = ExternalCalendar.objects.of(organisation_id).select_related("resource")
    found = rows.filter(pk=calendar_id).first()
    if found is None:
        raise NoSuchCalendar
    return found
