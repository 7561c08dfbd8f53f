"""Reads of ethical walls."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from intake.errors import NoSuchWall
from intake.models import EthicalWall, Matter, WallMember


def walls_against(member: Member) -> QuerySet[EthicalWall]:
    """Keep the standing walls that keep something from a member.

    One that lets only some in keeps out whoever joined after it, at once, before their place in it is written.
    """
    names = Q(members__member=member) | Q(lets_in=True, created_at__lt=member.created_at)
    return EthicalWall.objects.of(member.organisation_id).filter(names, lifted_at=None)


def find_standing(*, matter: Matter) -> EthicalWall | None:
    """Find the wall that stands around a matter."""
    return EthicalWall.objects.of(matter.organisation_id).filter(matter=matter, lifted_at=None).first()


def list_walls(*, matter: Matter) -> tuple[EthicalWall, ...]:
    """List the walls around a matter, those that were lifted too."""
    rows = EthicalWall.objects.of(matter.organisation_id).filter(matter=matter)
    return tuple(rows.select_related("made_by__user"))


def list_named(*, matter: Matter) -> tuple[WallMember, ...]:
    """List whom the walls around a matter name."""
    rows = WallMember.objects.of(matter.organisation_id).filter(wall__matter=matter)
    return tuple(rows.select_related("member__user"))


def get_own(*, member: Member, wall_id: UUID) -> WallMember:
    """Get the place a standing wall gives a member.

    Raises:
        NoSuchWall: none names them.
    """
    rows = WallMember.objects.of(member.organisation_id).select_related("wall__made_by__user")
    found = rows.filter(wall_id=wall_id, member=member, wall__lifted_at=None).first()
    if found is None:
        raise NoSuchWall
    return found
