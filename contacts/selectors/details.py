"""Reads of when somebody was born and where their post goes."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import Member
from accounts.policies import can_write, is_technician
from contacts.models import PersonalDetails


def details_of(*, organisation_id: UUID, contact_ids: Iterable[UUID]) -> dict[UUID, PersonalDetails]:
    """Give what is known of some contacts, by the id of each."""
    rows = PersonalDetails.objects.of(organisation_id).filter(contact__in=list(contact_ids))
    return {row.contact_id: row for row in rows}


def sees_details(member: Member) -> bool:
    """Say whether a member is shown them: who works with people, and no technician, who learns addresses on the day."""
    return can_write(member) and not is_technician(member)
