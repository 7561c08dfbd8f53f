"""What stands left of the list: counts of every view, lines, tags and saved views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.models import Member
from conversations.models import Conversation, Line, SavedView
from conversations.selectors.views import PERSONAL, InboxQuery, View, select, visible
from core.transactions import require_organisation

# Counts are exact to 99; the hundredth row only tells that there are more.
CEILING = 100
RECENT_FOR_TAGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """Counts by key (`mine`, `line-<id>`, …), each at most 100, and the tags of the newest open conversations."""

    counts: Mapping[str, int]
    tags: tuple[str, ...]


def get_sidebar(*, member: Member, lines: Sequence[Line], saved: Mapping[str, InboxQuery]) -> Sidebar:
    """Count every view under the member's own rights, and gather tags to filter by, in one statement."""
    queries: dict[str, QuerySet[Conversation]] = {
        view.value: select(InboxQuery(view=view), member=member) for view in View
    }
    queries |= {
        f"line-{line.pk}": select(InboxQuery(view=View.OPEN, line_id=line.pk), member=member)
        for line in lines
    }
    queries |= {
        key: select(replace(query, words=""), member=member)
        for key, query in saved.items()
        if not query.words
    }
    recent = (
        visible(member).filter(status="OPEN").order_by("-latest_at", "-id").values("tags")[:RECENT_FOR_TAGS]
    )
    sql, values = recent.query.sql_with_params()
    tags = f"(SELECT array_agg(DISTINCT tag) FROM ({sql}) recent, unnest(tags) tag)"  # noqa: S608 - as below
    counts, extra = _count(queries, also=(tags, values))
    return Sidebar(counts=counts, tags=tuple(sorted(extra or ())))


def count_views(*, member: Member, lines: Sequence[Line]) -> dict[str, int]:
    """Count the views that read alike for every member of the same location scope, lines included."""
    queries = {
        view.value: select(InboxQuery(view=view), member=member) for view in View if view not in PERSONAL
    }
    queries |= {
        f"line-{line.pk}": select(InboxQuery(view=View.OPEN, line_id=line.pk), member=member)
        for line in lines
    }
    return _count(queries)[0]


def count_personal(*, members: Sequence[Member]) -> dict[UUID, dict[str, int]]:
    """Count each member's own views, for many members in one statement."""
    queries = {
        f"{member.pk} {view.value}": select(InboxQuery(view=view), member=member)
        for member in members
        for view in sorted(PERSONAL)
    }
    counted: dict[UUID, dict[str, int]] = {member.pk: {} for member in members}
    for key, count in (_count(queries)[0] if queries else {}).items():
        member_id, _space, view = key.partition(" ")
        counted[UUID(member_id)][view] = count
    return counted


def count_queries(queries: Mapping[str, tuple[InboxQuery, Member]]) -> dict[str, int]:
    """Count any lists, each under the rights of its member, in one statement."""
    return _count({key: select(query, member=member) for key, (query, member) in queries.items()})[0]


def list_lines(*, member: Member) -> list[Line]:
    """List the active lines of the member's locations, with their location, by name."""
    rows = Line.objects.of(member.organisation_id).filter(is_active=True).select_related("location")
    return list(rows.filter(location_id__in=member.location_ids) if member.location_ids else rows)


def list_saved_views(*, member: Member) -> list[SavedView]:
    """List the member's own saved views and the team's, by name."""
    rows = SavedView.objects.of(member.organisation_id)
    return list(rows.filter(Q(member=member) | Q(member=None)))


def _count(
    queries: Mapping[str, QuerySet[Conversation]], *, also: tuple[str, tuple[object, ...]] | None = None
) -> tuple[dict[str, int], list[str] | None]:
    """Count every query to the ceiling as sub-selects of one statement, with one more expression if wanted."""
    require_organisation()
    parts: list[str] = []
    values: list[Any] = []
    for rows in queries.values():
        sql, params = rows.order_by().values("pk")[:CEILING].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) counted)")  # noqa: S608 - the ORM's own SQL
        values += list(params)
    if also is not None:
        parts.append(also[0])
        values += list(also[1])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        row: tuple[Any, ...] = cursor.fetchone() or ()
    return dict(zip(queries, row, strict=False)), (row[-1] if also is not None else None)
