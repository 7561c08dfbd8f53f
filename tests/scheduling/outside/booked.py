"""An appointment with its history, as booking leaves it."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Member, Organisation
from core.transactions import tenant_transaction
from scheduling.models import Actor, Appointment, AppointmentChange, ChangeKind, Resource, Service, Source
from tests.factories import contacts

UID = "4fd4b0d4@portico.test"


def appointment(
    service: Service,
    provider: Resource,
    *,
    by: Member,
    now: datetime,
    email: str = "lena@example.test",
    kinds: tuple[ChangeKind, ...] = (ChangeKind.BOOKED,),
    **values: Any,
) -> Appointment:
    """Make an appointment of Lena Ortiz tomorrow at this time, with what happened to it."""
    organisation: Organisation = by.organisation
    person = contacts.contact(by=by, now=now)
    if email:
        contacts.address(by=by, contact=person, now=now, value=email)
    starts_at = now + timedelta(days=1)
    with tenant_transaction(organisation):
        row = Appointment.objects.create(
            organisation=organisation,
            service=service,
            provider=provider,
            location=organisation.locations.get(is_default=True),
            contact=person,
            **{
                "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=30), "timezone": "America/Phoenix",
                "status": "CONFIRMED", "uid": UID, "source": Source.STAFF, "booked_at": now, **values,
            },
        )  # fmt: skip
        for kind in kinds:
            AppointmentChange.objects.create(
                organisation=organisation, appointment=row, at=now, kind=kind, by=Actor.MEMBER
            )
    return row


def change(row: Appointment, kind: ChangeKind, *, now: datetime, **values: Any) -> None:
    """Let something happen to it."""
    with tenant_transaction(row.organisation_id):
        Appointment.objects.filter(pk=row.pk).update(**values)
        AppointmentChange.objects.create(
            organisation_id=row.organisation_id, appointment=row, at=now, kind=kind, by=Actor.MEMBER
        )
