"""Reads of who looked at patients, for owners and auditors."""

from dataclasses import dataclass
from typing import Final

from accounts.models import Member, Role
from accounts.policies import can_administer
from intake.errors.patients import NotForYou
from intake.models import GlassBreak, PatientAccess

PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """A page of reads, and the emergencies in which records were opened whole; the newest first."""

    breaks: tuple[GlassBreak, ...]
    reads: tuple[PatientAccess, ...]
    page: int
    has_more: bool


def list_reads(*, member: Member, page: int = 1) -> Reads:
    """List who was shown what.

    Raises:
        NotForYou: the member is neither owner nor auditor.
    """
    if not (can_administer(member) or member.role == Role.AUDITOR):
        raise NotForYou
    page = max(1, min(page, 10_000))
    rows = PatientAccess.objects.of(member.organisation_id).select_related("contact", "member__user")
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    breaks = GlassBreak.objects.of(member.organisation_id).select_related("contact", "member__user")
    return Reads(
        breaks=tuple(breaks[:PAGE]) if page == 1 else (),
        reads=tuple(found[:PAGE]),
        page=page,
        has_more=len(found) > PAGE,
    )
