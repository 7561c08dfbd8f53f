"""Figures for many screens in few statements: shared ones once a location scope, personal ones for all members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from accounts.models import Member
from accounts.ports import Door
from conversations.models import SavedView, Task
from conversations.selectors.door import get_door
from conversations.selectors.sidebar import CEILING, count_personal, count_queries, count_views, list_lines
from conversations.selectors.views import InboxQuery, query_from

MOST_SAVED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFigures:
    """What every member of one location scope sees alike, each count at most 100."""

    views: dict[str, int]
    door: Door


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """What one member sees alone: own views, tasks due, saved views."""

    views: dict[str, int]
    due: int


def get_shared(*, member: Member) -> SharedFigures:
    """Count for everyone of the member's location scope, in three statements."""
    views = count_views(member=member, lines=list_lines(member=member))
    return SharedFigures(views=views, door=get_door(member=member))


def list_own(*, members: Sequence[Member], now: datetime) -> dict[UUID, OwnFigures]:
    """Count for each member, in four statements whatever their number.

    Saved views beyond sixty are left to the page's next reading: counting them would cost more than they tell.
    """
    personal = count_personal(members=members)
    due = _due(members, now)
    saved = _saved(members)
    return {
        member.pk: OwnFigures(
            views=personal[member.pk] | saved.get(member.pk, {}), due=min(CEILING, due.get(member.pk, 0))
        )
        for member in members
    }


def _due(members: Sequence[Member], now: datetime) -> dict[UUID, int]:
    if not members:
        return {}
    rows = Task.objects.of(members[0].organisation_id).filter(
        owner__in=[member.pk for member in members], done_at=None, due_at__lte=now
    )
    return dict(rows.order_by().values_list("owner_id").annotate(count=Count("pk")))


def _saved(members: Sequence[Member]) -> dict[UUID, dict[str, int]]:
    if not members:
        return {}
    rows = list(SavedView.objects.of(members[0].organisation_id))
    wanted: dict[str, tuple[InboxQuery, Member]] = {}
    for member in members:
        for row in rows:
            query = query_from(row.view, row.filters)
            if row.member_id in {None, member.pk} and not query.words:
                wanted[f"{member.pk} saved-{row.pk}"] = (query, member)
    if not wanted or len(wanted) > MOST_SAVED:
        return {}
    counted: dict[UUID, dict[str, int]] = {}
    for key, count in count_queries(wanted).items():
        member_id, _space, name = key.partition(" ")
        counted.setdefault(UUID(member_id), {})[name] = count
    return counted
