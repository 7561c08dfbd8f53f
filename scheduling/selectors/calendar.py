"""What stands in the calendar of an organisation between two instants, as far as a member sees it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Prefetch, QuerySet, Value, When

from accounts import selectors as accounts
from accounts.models import Location, Member
from scheduling.domain.claims import LIVE
from scheduling.errors import NoSuchAppointment
from scheduling.models import (
    Appointment,
    AppointmentChange,
    Claim,
    GroupSession,
    Resource,
    ResourceKind,
    ServiceProvider,
    TimeBlock,
)
from scheduling.selectors.elsewhere import Spans, busy_between, clashes
from scheduling.selectors.open_hours import OpenHours, open_hours
from scheduling.selectors.walled import kept_from

MOST_CLAIMS = 3000
PEOPLE_FIRST = Case(
    *(When(kind=kind, then=Value(at)) for at, kind in enumerate(ResourceKind.values)), default=Value(9)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRows:
    """What a calendar is drawn from. `resources` are those to choose from, `shown` those that are drawn.

    Of what takes place outside `scope` (empty: nowhere is), and of appointments in `kept`, which a wall keeps from the
    reader, only that somebody is busy may be told.
    """

    now: datetime
    resources: tuple[Resource, ...]
    shown: tuple[Resource, ...]
    locations: tuple[Location, ...]
    scope: frozenset[UUID]
    kept: frozenset[UUID]
    claims: tuple[Claim, ...]
    seats: Mapping[UUID, tuple[Appointment, ...]]
    open: Mapping[UUID, OpenHours]
    elsewhere: Mapping[UUID, Spans]


def read_calendar(
    *,
    member: Member,
    whose: Collection[UUID],
    place: UUID | None,
    since: datetime,
    until: datetime,
    now: datetime,
) -> CalendarRows:
    """Read what lies between two instants; without `whose` everybody's, without `place` every location's."""
    organisation_id = member.organisation_id
    locations = tuple(
        row
        for row in accounts.list_locations(organisation_id=organisation_id)
        if not member.location_ids or row.pk in member.location_ids
    )
    resources = tuple(list_resources(member=member))
    shown = tuple(
        row
        for row in resources
        if (not whose or row.pk in whose) and (place is None or row.location_id in (None, place))
    )
    claims = _claims(organisation_id, [row.pk for row in shown], since=since, until=until, now=now)
    return CalendarRows(
        now=now,
        resources=resources,
        shown=shown,
        locations=locations,
        scope=frozenset({place} if place else member.location_ids),
        kept=kept_from(member, [row.appointment_id for row in claims if row.appointment_id is not None]),
        claims=tuple(claims),
        seats=_seats(organisation_id, [row.group_session_id for row in claims if row.group_session_id]),
        elsewhere=busy_between(
            organisation_id=organisation_id,
            resource_ids=[row.pk for row in shown],
            since=since,
            until=until,
        ),
        open=open_hours(
            organisation_id=organisation_id,
            resources=shown,
            locations=[row for row in locations if place is None or row.pk == place],
            since=since,
            until=until,
            now=now,
        ),
    )


def list_resources(*, member: Member) -> QuerySet[Resource]:
    """List what is in use where a member works: people first, then rooms and the like."""
    rows = Resource.objects.of(member.organisation_id).filter(is_active=True).select_related("member")
    if member.location_ids:
        rows = rows.filter(location_id__in=member.location_ids) | rows.filter(location=None)
    return rows.order_by(PEOPLE_FIRST, "name")


def list_givers(*, service_id: UUID, member: Member) -> QuerySet[Resource]:
    """List who gives a service."""
    return (
        Resource.objects.of(member.organisation_id)
        .filter(is_active=True, gives__service_id=service_id)
        .order_by("name")
    )


def given_by(*, member: Member, resource_id: UUID) -> list[UUID]:
    """List the services that somebody gives."""
    rows = ServiceProvider.objects.of(member.organisation_id).filter(resource_id=resource_id)
    return list(rows.values_list("service_id", flat=True))


def own_resource_id(*, member: Member) -> UUID | None:
    """Give the provider that a member is, if they are one."""
    rows = Resource.objects.of(member.organisation_id).filter(member=member, is_active=True)
    return rows.values_list("pk", flat=True).first()


def get_appointment(*, member: Member, appointment_id: UUID) -> Appointment:
    """Read an appointment with its history and what it takes.

    Raises:
        NoSuchAppointment: there is none where the member works.
    """
    row = (
        Appointment.objects.of(member.organisation_id)
        .select_related(
            "service", "location", "provider", "contact", "conversation", "booked_by", "group_session"
        )
        .prefetch_related(Prefetch("changes", queryset=AppointmentChange.objects.select_related("member")))
        .prefetch_related(
            Prefetch("claims", queryset=Claim.objects.filter(state__in=LIVE).select_related("resource")),
            Prefetch("copies", queryset=clashes(member.organisation_id)),
        )
        .filter(pk=appointment_id)
        .first()
    )
    if row is None or kept_from(member, [row.pk]) or not _sees(member, row.location_id):
        raise NoSuchAppointment
    return row


def get_block(*, member: Member, block_id: UUID) -> TimeBlock:
    """Read a time that is blocked.

    Raises:
        NoSuchAppointment: there is none.
    """
    row = (
        TimeBlock.objects.of(member.organisation_id)
        .select_related("resource", "made_by")
        .filter(pk=block_id, ended_at=None)
        .first()
    )
    if row is None:
        raise NoSuchAppointment
    return row


def get_session(*, member: Member, session_id: UUID) -> tuple[GroupSession, tuple[Appointment, ...]]:
    """Read a session and who has a seat in it.

    Raises:
        NoSuchAppointment: there is none where the member works.
    """
    row = (
        GroupSession.objects.of(member.organisation_id)
        .select_related("service", "location", "provider")
        .filter(pk=session_id)
        .first()
    )
    if row is None or not _sees(member, row.location_id):
        raise NoSuchAppointment
    seats = _seats(member.organisation_id, [row.pk]).get(row.pk, ())
    kept = kept_from(member, [seat.pk for seat in seats])
    return row, tuple(seat for seat in seats if seat.pk not in kept)


def _sees(member: Member, location_id: UUID) -> bool:
    return not member.location_ids or location_id in member.location_ids


def _claims(
    organisation_id: UUID, resource_ids: list[UUID], *, since: datetime, until: datetime, now: datetime
) -> list[Claim]:
    """Read what takes time; a hold that ran out no longer does, though nobody has swept it away yet."""
    rows = (
        Claim.objects.of(organisation_id)
        .filter(resource_id__in=resource_ids, state__in=LIVE, busy_from__lt=until, busy_until__gt=since)
        .exclude(state="HELD", expires_at__lte=now)
        .select_related(
            "resource",
            "appointment__service",
            "appointment__contact",
            "appointment__provider",
            "hold__service",
            "hold__contact",
            "block",
            "group_session__service",
            "group_session__provider",
        )
        .order_by("starts_at", "resource__name")
    )
    return list(rows[:MOST_CLAIMS])


def _seats(organisation_id: UUID, session_ids: list[UUID]) -> dict[UUID, tuple[Appointment, ...]]:
    if not session_ids:
        return {}
    found: dict[UUID, list[Appointment]] = defaultdict(list)
    rows = (
        Appointment.objects.of(organisation_id)
        .filter(group_session_id__in=set(session_ids))
        .exclude(status="CANCELLED")
        .select_related("contact", "service", "provider")
    )
    for row in rows:
        if row.group_session_id is not None:
            found[row.group_session_id].append(row)
    return {key: tuple(values) for key, values in found.items()}
