"""Appointments as rows, for what only reads them."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from accounts.models import Member
from core.transactions import tenant_transaction
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, Claim, GroupSession, Resource, Service
from tests.factories import contacts


def booked(
    service: Service,
    resource: Resource,
    by: Member,
    starts_at: datetime,
    *,
    name: str = "Lena Ortiz",
    minutes: int = 45,
    contact_id: UUID | None = None,
) -> Appointment:
    """Write down a confirmed appointment with the claim of its provider, of somebody new unless told of whom."""
    person_id = contact_id or contacts.contact(by=by, now=starts_at, name=name).pk
    with tenant_transaction(by.organisation_id):
        row = Appointment.objects.create(
            organisation_id=by.organisation_id,
            service=service,
            location=by.organisation.locations.get(is_default=True),
            provider=resource,
            contact_id=person_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            timezone="America/Phoenix",
            status="CONFIRMED",
            uid=str(uuid4()),
            source="STAFF",
            booked_at=starts_at,
            booked_by=by,
        )
        Claim.objects.create(
            organisation_id=by.organisation_id,
            resource=resource,
            appointment=row,
            state=ClaimState.BOOKED,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            busy_from=row.starts_at,
            busy_until=row.ends_at + timedelta(minutes=10),
        )
    return row


def session(
    service: Service, resource: Resource, by: Member, starts_at: datetime, *, seats: int = 5
) -> GroupSession:
    """Make a session that several may share."""
    with tenant_transaction(by.organisation_id):
        row = GroupSession.objects.create(
            organisation_id=by.organisation_id,
            service=service,
            location=by.organisation.locations.get(is_default=True),
            provider=resource,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=45),
            seats=seats,
        )
        Claim.objects.create(
            organisation_id=by.organisation_id,
            resource=resource,
            group_session=row,
            state=ClaimState.BOOKED,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            busy_from=row.starts_at,
            busy_until=row.ends_at,
        )
    return row
