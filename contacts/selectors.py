"""Reads of contacts."""

from uuid import UUID

from contacts.models import ConsentEvent


def is_opted_out(*, organisation_id: UUID, kind: str, value: str) -> bool:
    """Say whether the latest word about texts from this address was no."""
    latest = (
        ConsentEvent.objects.of(organisation_id)
        .filter(kind=kind, value=value, scope="TEXT")
        .values_list("granted", flat=True)
        .first()
    )
    return latest is False
