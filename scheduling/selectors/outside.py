"""What calendars outside are told of appointments."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import Max, Q

from contacts.domain.addresses import AddressKind
from contacts.models import ContactAddress
from conversations.models import Line, LineKind
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, AppointmentChange, CalendarFeed, ChangeKind, Resource
from scheduling.selectors.seats import has_event

# Calendar programs learn that something was cancelled only by reading that it is.
_BACK, _AHEAD = timedelta(days=28), timedelta(days=400)
_MOST_IN_FEED = 2_000
_AGREED = (ChangeKind.BOOKED, ChangeKind.APPROVED, ChangeKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Invited:
    """An appointment whose customer has an e-mail address; `changed_at` is when it last changed.

    `was_agreed` is wrong while it is only asked for: nothing of it is in the customer's calendar yet. `mailbox` is where
    answers come in, empty where none do.
    """

    appointment: Appointment
    email: str
    changed_at: datetime
    was_agreed: bool
    mailbox: str = ""


def mailbox_of(*, organisation_id: UUID, location_id: UUID) -> str:
    """Give the mailbox a place writes from, else any of the organisation; empty where there is none."""
    lines = list(
        Line.objects.of(organisation_id).filter(kind=LineKind.EMAIL, is_active=True).order_by("created_at")
    )
    here = next((line for line in lines if line.location_id == location_id), lines[0] if lines else None)
    return here.address if here else ""


def find_invited(*, organisation_id: UUID, appointment_id: UUID) -> Invited | None:
    """Find an appointment and where its customer's mail goes, None where they have no address."""
    row = (
        Appointment.objects.of(organisation_id)
        .select_related("organisation", "service", "location", "contact")
        .filter(pk=appointment_id)
        .first()
    )
    if row is None:
        return None
    email = (
        ContactAddress.objects.of(organisation_id)
        .filter(contact_id=row.contact_id, kind=AddressKind.EMAIL.value)
        .order_by("-is_preferred", "created_at")
        .values_list("value", flat=True)
        .first()
    )
    if email is None:
        return None
    changes = AppointmentChange.objects.of(organisation_id).filter(appointment=row)
    told = list(changes.order_by("at").values_list("kind", "at"))
    return Invited(
        appointment=row,
        email=email,
        changed_at=told[-1][1] if told else row.booked_at,
        was_agreed=any(kind in _AGREED for kind, _at in told),
        mailbox=mailbox_of(organisation_id=organisation_id, location_id=row.location_id),
    )


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells: the resource, and its appointments with when each last changed."""

    resource: Resource
    rows: tuple[tuple[Appointment, datetime], ...]


def hash_of(secret: str) -> str:
    """Reduce a feed's secret to what it is found by."""
    return sha256(secret.encode()).hexdigest()


def find_address(*, organisation_id: UUID, resource_id: UUID) -> CalendarFeed | None:
    """Find the address at which a resource is read now."""
    rows = CalendarFeed.objects.of(organisation_id).filter(resource_id=resource_id, revoked_at=None)
    return rows.select_related("made_by").first()


def find_feed(*, organisation_id: UUID, secret: str, now: datetime) -> Feed | None:
    """Find what is booked with the resource of a secret, None where it was revoked or never was."""
    found = (
        CalendarFeed.objects.of(organisation_id)
        .filter(secret_hash=hash_of(secret), revoked_at=None, organisation__is_active=True)
        .select_related("resource__organisation")
        .first()
    )
    if found is None:
        return None
    resource = found.resource
    rows = (
        Appointment.objects.of(organisation_id)
        .select_related("location")
        .filter(
            has_event(organisation_id),
            Q(provider=resource)
            | Q(claims__resource=resource, claims__state=ClaimState.BOOKED)
            | Q(group_session__claims__resource=resource, group_session__claims__state=ClaimState.BOOKED),
            ends_at__gt=now - _BACK,
            starts_at__lt=now + _AHEAD,
        )
        .exclude(status=AppointmentStatus.NO_SHOW, group_session=None)
        .annotate(changed_at=Max("changes__at"))
        .order_by("starts_at", "id")[:_MOST_IN_FEED]
    )
    return Feed(resource, tuple((row, row.changed_at or row.booked_at) for row in rows))


def is_promise_kept(*, organisation_id: UUID, appointment_id: UUID) -> bool:
    """Say whether the latest move stayed within the window that the customer was told: they need not hear of it."""
    rows = AppointmentChange.objects.of(organisation_id).filter(
        appointment_id=appointment_id, kind=ChangeKind.MOVED
    )
    latest = rows.order_by("-at", "-pk").first()
    return latest is not None and bool(latest.details.get("promise_kept"))
