"""Reads of what a clinic keeps of a patient in rows."""

from uuid import UUID

from intake.domain.patients.health import Kind, Said
from intake.models import HealthItem


def list_health(*, organisation_id: UUID, contact_id: UUID) -> list[HealthItem]:
    """List what was ever written of a patient's health, the oldest first, past and mistaken things too."""
    rows = HealthItem.objects.of(organisation_id).filter(contact=contact_id)
    people = ("recorded_by__user", "confirmed_by__user", "ended_by__user")
    return list(rows.select_related(*people).order_by("recorded_at", "pk"))


def said_by(row: HealthItem) -> Said:
    """Give what a row says."""
    return Said(
        kind=Kind(row.kind),
        what=row.what,
        detail=row.detail,
        course=row.course,
        since=row.since,
        severity=row.severity,
        is_risky=row.is_risky,
    )
