"""What the pages of lines show."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Member
from conversations.models import Line, LineKind, MemberPhone
from core.errors import NotFound
from routing.domain.graph import Turn
from routing.models import LineHandling, RingTurn


@dataclass(frozen=True, slots=True)
class LineSettings:
    """A line with how it handles calls; `turns` in the order in which they ring."""

    line: Line
    handling: LineHandling
    turns: tuple[Turn, ...]


def list_lines(*, organisation_id: UUID) -> list[LineSettings]:
    """List the telephone lines with their settings, in three statements."""
    lines = list(
        Line.objects.of(organisation_id)
        .filter(kind=LineKind.PHONE, is_active=True)
        .select_related("location", "organisation")
    )
    handled = LineHandling.objects.of(organisation_id).select_related("flow")
    known = {row.line_id: row for row in handled}
    turns: dict[UUID, list[Turn]] = {}
    for row in RingTurn.objects.of(organisation_id).order_by("position"):
        turns.setdefault(row.handling_id, []).append(Turn(row.member_id, row.seconds))
    found = []
    for line in lines:
        handling = known.get(line.pk) or LineHandling(
            organisation_id=organisation_id, line=line, language=line.organisation.locale, version=0
        )
        found.append(LineSettings(line, handling, tuple(turns.get(handling.pk, []))))
    return found


def get_line(*, organisation_id: UUID, line_id: UUID) -> LineSettings:
    """Give one line with its settings.

    Raises:
        NotFound: the organisation has no such telephone line.
    """
    found = next((row for row in list_lines(organisation_id=organisation_id) if row.line.pk == line_id), None)
    if found is None:
        raise NotFound
    return found


def list_ringable(*, organisation_id: UUID) -> list[tuple[Member, MemberPhone | None]]:
    """List everybody who may stand in a ring order, with where they are rung."""
    phones = {row.member_id: row for row in MemberPhone.objects.of(organisation_id)}
    members = Member.objects.filter(organisation_id=organisation_id, is_active=True).select_related("user")
    return [(row, phones.get(row.pk)) for row in members.order_by("user__name", "id")]
