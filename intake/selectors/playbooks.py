"""Reads of playbooks and inquiries."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Member
from conversations.selectors.views import visible
from intake.domain.playbooks.funnel import Counted
from intake.domain.playbooks.stages import Stage
from intake.errors import NoSuchPlaybook
from intake.models import Inquiry, Playbook


def list_playbooks(*, organisation_id: UUID) -> list[Playbook]:
    """List playbooks by name."""
    return list(Playbook.objects.of(organisation_id).select_related("line", "service", "form"))


def get_playbook(*, organisation_id: UUID, playbook_id: UUID) -> Playbook:
    """Get one.

    Raises:
        NoSuchPlaybook
    """
    row = (
        Playbook.objects.of(organisation_id)
        .select_related("line", "service", "form")
        .filter(pk=playbook_id)
        .first()
    )
    if row is None:
        raise NoSuchPlaybook
    return row


def find_inquiry(*, organisation_id: UUID, is_locked: bool = False, **which: object) -> Inquiry | None:
    """Find an inquiry by its id or its conversation."""
    rows = Inquiry.objects.of(organisation_id).select_related(
        "conversation", "playbook", "playbook__form", "line"
    )
    rows = rows.select_for_update(no_key=True, of=("self",)) if is_locked else rows
    return rows.filter(**which).first()


def outcome_of(row: Inquiry, key: str) -> Mapping[str, Any] | None:
    """Find an outcome of the playbook of an inquiry."""
    outcomes = row.playbook.outcomes if row.playbook is not None else []
    return next((one for one in outcomes if one["key"] == key), None)


def of_line(*, organisation_id: UUID, line_id: UUID) -> list[Playbook]:
    """List the playbooks of a line that are in use."""
    return list(Playbook.objects.of(organisation_id).filter(line_id=line_id, is_active=True))


def list_inquiries(*, member: Member, since: datetime) -> list[Inquiry]:
    """List the inquiries a member may see that were opened since, newest first."""
    rows = Inquiry.objects.of(member.organisation_id).filter(
        opened_at__gte=since, conversation__in=visible(member)
    )
    return list(rows.select_related("conversation", "line"))


def counted(row: Inquiry) -> Counted:
    """Give what the funnel counts of it."""
    source = f"{row.line.name} · {row.source}" if row.source else row.line.name
    return Counted(furthest=Stage(row.furthest), is_lost=row.stage == Stage.LOST, source=source)
