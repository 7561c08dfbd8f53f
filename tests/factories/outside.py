"""Calendars elsewhere and what is in them."""

from datetime import datetime, timedelta

from core.transactions import tenant_transaction
from scheduling.models import Appointment, ExternalBusy, ExternalCalendar, ExternalCopy, Resource


def calendar(resource: Resource, *, now: datetime, **values: object) -> ExternalCalendar:
    """Connect a calendar that was read just now."""
    with tenant_transaction(resource.organisation_id):
        return ExternalCalendar.objects.create(
            organisation_id=resource.organisation_id,
            resource=resource,
            **{
                "kind": "ICS", "name": "Family", "address": "https://calendars.test/family.ics", "last_ok_at": now,
                "whole_at": now, "next_at": now + timedelta(minutes=10), **values,
            },
        )  # fmt: skip


def busy(
    row: ExternalCalendar, starts_at: datetime, *, minutes: int = 30, now: datetime, **values: object
) -> ExternalBusy:
    """Take time over there."""
    with tenant_transaction(row.organisation_id):
        return ExternalBusy.objects.create(
            organisation_id=row.organisation_id,
            calendar=row,
            resource_id=row.resource_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            **{"key": "theirs@test", "fetched_at": now, **values},
        )


def clash(row: ExternalCalendar, appointment: Appointment, *, now: datetime) -> ExternalCopy:
    """Let somebody have deleted an appointment over there."""
    with tenant_transaction(row.organisation_id):
        return ExternalCopy.objects.create(
            organisation_id=row.organisation_id,
            calendar=row,
            appointment=appointment,
            key="/ours.ics",
            uid=appointment.uid,
            version=appointment.version,
            starts_at=appointment.starts_at,
            ends_at=appointment.ends_at,
            clash="DELETED",
            clash_at=now,
        )
