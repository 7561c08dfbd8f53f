"""Whom ethical walls keep from a member."""

from uuid import UUID

from accounts.models import Member
from conversations.models import Conversation


def walled_contacts(member: Member) -> frozenset[UUID]:
    """Name the contacts of whose conversations one is walled from a member: a wall covers all they have."""
    rows = Conversation.objects.of(member.organisation_id).filter(walled_from__contains=[member.pk])
    return frozenset(rows.values_list("contact_id", flat=True))
