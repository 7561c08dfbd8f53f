"""What the settings pages about telephones show; call these inside `reading`."""

from uuid import UUID

from conversations.models import Block, RecordingRule


def list_blocks(*, organisation_id: UUID) -> list[Block]:
    """List whom the organisation keeps out, the latest caller first."""
    rows = Block.objects.of(organisation_id).select_related("author__user")
    return sorted(rows, key=lambda row: (row.hit_at is None, -(row.hit_at or row.created_at).timestamp()))


def list_recording_rules(*, organisation_id: UUID) -> list[RecordingRule]:
    """List the organisation's own readings."""
    return list(RecordingRule.objects.of(organisation_id).order_by("region"))
