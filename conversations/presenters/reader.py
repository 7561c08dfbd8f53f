"""Who reads a page: the few facts of a member that decide what is printed and which acts are offered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation

from accounts.models import Member
from accounts.policies import can_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A member looking at a screen at `now` (UTC), in a language and a zone.

    Presenters use nothing else of the member, so that the hub may print once for all readers that compare alike.
    """

    member_id: UUID
    can_write: bool
    language: str
    zone: ZoneInfo
    now: datetime


def reader_of(member: Member, *, now: datetime, language: str = "") -> Reader:
    """Describe a member as a reader, in the language in force unless another is given."""
    return Reader(
        member_id=member.pk,
        can_write=can_write(member),
        language=language or translation.get_language() or "en",
        zone=ZoneInfo(member.organisation.time_zone),
        now=now,
    )
