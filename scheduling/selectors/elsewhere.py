"""What calendars elsewhere take of our people's time, and which of those calendars can no longer be relied upon."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from accounts.models import Location, Member
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.domain.outside import UNREAD_AFTER
from scheduling.domain.slots import model as engine
from scheduling.domain.slots.clock import minute_of
from scheduling.errors import NoSuchCalendar, NoSuchResource
from scheduling.models import (
    Appointment,
    AppointmentChange,
    BusyElsewhere,
    Claim,
    ExternalBusy,
    ExternalCalendar,
    ExternalCopy,
    Resource,
)
from scheduling.selectors.seats import has_event
from scheduling.selectors.walled import seen_by

Spans = list[tuple[datetime, datetime]]
_UNREAD = "UNREAD"
_BATCH = 5000


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


def get_owner(*, organisation_id: UUID, resource_id: UUID) -> Resource:
    """Get a resource with all that says whose calendars it has and on which clock.

    Raises:
        NoSuchResource: the organisation has none such.
    """
    rows = Resource.objects.of(organisation_id).select_related(
        "schedule", "location", "member__user", "organisation"
    )
    found = rows.filter(pk=resource_id).first()
    if found is None:
        raise NoSuchResource
    return found


def busy_between(
    *, organisation_id: UUID, resource_ids: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, Spans]:
    """List what is taken elsewhere between two instants, by resource; what touches is one."""
    rows = counted(organisation_id).filter(resource__in=resource_ids, ends_at__gt=since, starts_at__lt=until)
    found: dict[UUID, Spans] = {}
    for resource_id, starts_at, ends_at in rows.order_by("resource", "starts_at").values_list(
        "resource_id", "starts_at", "ends_at"
    ):
        spans = found.setdefault(resource_id, [])
        if spans and starts_at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], ends_at))
        else:
            spans.append((starts_at, ends_at))
    return found


def find_active(*, organisation_id: UUID, calendar_id: UUID) -> ExternalCalendar | None:
    """Find a calendar that is in use, with whose it is."""
    rows = ExternalCalendar.objects.of(organisation_id).filter(pk=calendar_id, is_active=True)
    return rows.select_related(
        "resource__schedule", "resource__location", "resource__member__user", "resource__organisation"
    ).first()


def zone_of(resource: Resource) -> str:
    """Give the clock of a resource: of its hours, its location, else of the first location."""
    if resource.schedule is not None:
        return str(resource.schedule.timezone)
    if resource.location is not None:
        return str(resource.location.time_zone)
    first = Location.objects.filter(organisation_id=resource.organisation_id, is_default=True).first()
    return first.time_zone if first is not None else "UTC"


def own_uids(*, organisation_id: UUID, uids: Collection[str]) -> set[str]:
    """Say which of these UIDs are those of our own appointments, as we or the calendar elsewhere named them."""
    asked, found = list(uids), set[str]()
    for at in range(0, len(asked), _BATCH):
        page = asked[at : at + _BATCH]
        for model in (Appointment, ExternalCopy):
            rows = model.objects.of(organisation_id).filter(uid__in=page)
            found |= set(rows.values_list("uid", flat=True))
    return found


def find_appointment(*, organisation_id: UUID, appointment_id: UUID) -> Appointment | None:
    """Find an appointment with what is written of it."""
    rows = Appointment.objects.of(organisation_id).select_related("organisation", "location", "service")
    return rows.filter(pk=appointment_id).first()


def changed_at(appointment: Appointment) -> datetime:
    """Say when an appointment last changed."""
    changes = AppointmentChange.objects.of(appointment.organisation_id).filter(appointment=appointment)
    found: datetime | None = changes.aggregate(at=Max("at"))["at"]
    return found or appointment.booked_at


def takes(appointment: Appointment) -> set[UUID]:
    """List whose time an appointment takes."""
    owner = Q(appointment=appointment)
    if appointment.group_session_id is not None:
        owner |= Q(group_session=appointment.group_session_id)
    claims = Claim.objects.of(appointment.organisation_id).filter(owner, state=ClaimState.BOOKED)
    return {appointment.provider_id, *claims.values_list("resource_id", flat=True)}


def calendars_of(appointment: Appointment) -> list[ExternalCalendar]:
    """List the calendars in which an appointment is to stand, or stands."""
    rows = ExternalCalendar.objects.of(appointment.organisation_id).filter(is_active=True)
    concerned = Q(writes_to=True, resource_id__in=takes(appointment)) | Q(copies__appointment=appointment)
    return list(rows.filter(concerned).distinct().order_by("id"))


def due_in(*, organisation_id: UUID, calendar_id: UUID, now: datetime, limit: int) -> list[UUID]:
    """List the appointments to come that a calendar does not show as they stand, the next ones first."""
    row = ExternalCalendar.objects.of(organisation_id).filter(pk=calendar_id).first()
    if row is None:
        return []
    copies = ExternalCopy.objects.of(organisation_id).filter(calendar=row, appointment=OuterRef("pk"))
    claims = Claim.objects.of(organisation_id).filter(
        Q(appointment=OuterRef("pk")) | Q(group_session=OuterRef("group_session")),
        resource=row.resource_id,
        state=ClaimState.BOOKED,
    )
    belongs = (Q(provider=row.resource_id) | Q(Exists(claims))) & has_event(organisation_id)
    missing = (
        belongs
        & Q(status__in=[status.value for status in TO_COME])
        & ~Q(Exists(copies.filter(version=OuterRef("version"))))
        & ~Q(Exists(copies.exclude(clash="")))
    )
    left = (~belongs | Q(status=AppointmentStatus.CANCELLED)) & Q(Exists(copies.filter(version__gt=0)))
    rows = Appointment.objects.of(organisation_id).filter(missing | left, ends_at__gt=now)
    return list(rows.order_by("starts_at").values_list("pk", flat=True)[:limit])


def clashes(organisation_id: UUID) -> QuerySet[ExternalCopy]:
    """Select our appointments that somebody moved or deleted in a calendar elsewhere."""
    rows = ExternalCopy.objects.of(organisation_id).exclude(clash="")
    return rows.select_related("calendar__resource", "appointment__contact", "appointment__service").order_by(
        "appointment__starts_at"
    )


def seen_clashes(member: Member) -> QuerySet[ExternalCopy]:
    """Select the clashes that no wall keeps from a member."""
    rows = clashes(member.organisation_id)
    if not member.is_walled:
        return rows
    return rows.filter(appointment__in=seen_by(Appointment.objects.of(member.organisation_id), member))


def get_clash(*, member: Member, copy_id: UUID) -> ExternalCopy:
    """Get a clash that nobody has decided upon.

    Raises:
        NoSuchCalendar: there is none such, or a wall keeps it from the member.
    """
    found = seen_clashes(member).filter(pk=copy_id).first()
    if found is None:
        raise NoSuchCalendar
    return found


def count_busy(
    *, organisation_id: UUID, calendars: Collection[ExternalCalendar], since: datetime, until: datetime
) -> dict[UUID, int]:
    """Count what each calendar takes between two instants."""
    rows = ExternalBusy.objects.of(organisation_id).filter(
        calendar__in=calendars, ends_at__gt=since, starts_at__lt=until
    )
    return dict(rows.order_by().values_list("calendar").annotate(count=Count("pk")))
