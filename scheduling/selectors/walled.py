"""What ethical walls keep from a member: appointments of, and who waits of, whoever's conversations are walled."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Member
from contacts import ports
from scheduling.models import Appointment, WaitingEntry

Row = TypeVar("Row", Appointment, WaitingEntry)


def seen_by(rows: QuerySet[Row], member: Member) -> QuerySet[Row]:
    """Leave out what a wall keeps from a member, of rows that have a contact and perhaps a conversation."""
    if not member.is_walled:
        return rows
    rows = rows.exclude(conversation__walled_from__contains=[member.pk])
    return rows.exclude(contact_id__in=ports.kept_from(member))


def kept_from(member: Member, appointment_ids: Collection[UUID]) -> frozenset[UUID]:
    """Name those of some appointments that a wall keeps from a member."""
    if not member.is_walled:
        return frozenset()
    asked = Appointment.objects.of(member.organisation_id).filter(pk__in=appointment_ids)
    seen = set(seen_by(asked, member).values_list("pk", flat=True))
    return frozenset(set(appointment_ids) - seen)
