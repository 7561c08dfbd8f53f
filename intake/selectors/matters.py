"""Reads of matters, never across a wall."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Member
from intake.errors import NoSuchMatter
from intake.models import ConflictCheck, Matter, MatterParty, MatterStatus
from intake.selectors.walls import walls_against

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPage:
    """A page of matters, newest first, each with its check and those around it."""

    matters: tuple[Matter, ...]
    checks: dict[UUID, ConflictCheck]
    people: dict[UUID, tuple[MatterParty, ...]]
    page: int
    has_more: bool


def visible_matters(member: Member) -> QuerySet[Matter]:
    """Keep the matters no wall keeps from a member."""
    return Matter.objects.of(member.organisation_id).exclude(
        Exists(walls_against(member).filter(matter=OuterRef("pk")))
    )


def get_matter(*, member: Member, matter_id: UUID) -> Matter:
    """Get a matter.

    Raises:
        NoSuchMatter: there is none, or a wall keeps it from the member.
    """
    rows = visible_matters(member).select_related("responsible__user", "conversation")
    found = rows.filter(pk=matter_id).first()
    if found is None:
        raise NoSuchMatter
    return found


def list_people(*, matter: Matter) -> tuple[MatterParty, ...]:
    """List those around a matter with their names."""
    rows = MatterParty.objects.of(matter.organisation_id).filter(matter=matter).select_related("party")
    return tuple(rows.prefetch_related("party__names"))


def find_check(*, matter: Matter) -> ConflictCheck | None:
    """Find the check of a matter."""
    return ConflictCheck.objects.of(matter.organisation_id).filter(matter=matter).first()


def list_matters(*, member: Member, status: str = "", words: str = "", page: int = 1) -> MatterPage:
    """List matters, those of a status, or those whose title, number or people hold the words."""
    rows = visible_matters(member).select_related("responsible__user")
    if status in set(MatterStatus.values):
        rows = rows.filter(status=status)
    for word in words.split()[:6]:
        named = MatterParty.objects.of(member.organisation_id).filter(
            matter=OuterRef("pk"), party__display_name__icontains=word
        )
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | Exists(named))
    page = max(1, min(page, 10_000))
    found = list(rows.order_by("-created_at", "id")[(page - 1) * PAGE : page * PAGE + 1])
    shown = found[:PAGE]
    people: dict[UUID, list[MatterParty]] = {}
    parts = MatterParty.objects.of(member.organisation_id).filter(matter__in=shown).select_related("party")
    for part in parts:
        people.setdefault(part.matter_id, []).append(part)
    checks = ConflictCheck.objects.of(member.organisation_id).filter(matter__in=shown)
    return MatterPage(
        matters=tuple(shown),
        checks={row.matter_id: row for row in checks if row.matter_id},
        people={key: tuple(parts) for key, parts in people.items()},
        page=page,
        has_more=len(found) > PAGE,
    )
