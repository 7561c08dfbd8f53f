"""What stands left of the list: counts of every view, lines, tags and saved views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Member
from accounts.ports import Door, head_rows
from conversations.models import Line, SavedView, Task
from conversations.selectors import prepared
from conversations.selectors.docks import LONGEST, select_own_legs
from conversations.selectors.prepared import Shape, Statement
from conversations.selectors.views import InboxQuery, View, select, visible

# Counts are exact to 99; the hundredth row only tells that there are more.
CEILING = 100
RECENT_FOR_TAGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """Counts by key (`mine`, `line-<id>`, …), each at most 100, and the tags of the newest open conversations.

    With them come the figures of the frame: who waits at the door, how many tasks the member owes, and whether
    their telephone has done anything lately, and whether anything can stand in the head of their pages.
    """

    counts: Mapping[str, int]
    tags: tuple[str, ...]
    door: Door
    due: int
    is_docked: bool
    is_headed: bool


def get_sidebar(
    *, member: Member, lines: Sequence[Line], saved: Mapping[str, InboxQuery], now: datetime
) -> Sidebar:
    """Count every view under the member's own rights, and gather tags and the frame's figures, in one statement."""
    queries = {view.value: InboxQuery(view=view) for view in View} | _of_lines(lines)
    queries |= {key: query for key, query in saved.items() if not query.words}
    asked = [(query, member) for query in queries.values()]
    shape = prepared.shape_of(InboxQuery(), member=member)
    given = prepared.values_of(InboxQuery(), member=member) | {NOW: now, SINCE: now - LONGEST}
    parts = (_tags(shape), *frame_figures(shape), _docked(shape), _headed(shape))
    counts, (tags, waiting, since, due, is_docked, is_headed) = _count(
        asked, also=[(part, part.fill(given)) for part in parts]
    )
    return Sidebar(
        counts=dict(zip(queries, counts, strict=True)),
        tags=tuple(sorted(tags or ())),
        door=Door(waiting=waiting, longest_since=since),
        due=due,
        is_docked=is_docked,
        is_headed=is_headed,
    )


def list_lines(*, member: Member) -> list[Line]:
    """List the active lines of the member's locations, with their location, by name."""
    return list(select_lines(member).select_related("location"))


def select_lines(member: Member) -> QuerySet[Line]:
    """Keep the active lines of the member's locations."""
    rows = Line.objects.of(member.organisation_id).filter(is_active=True)
    return rows.filter(location_id__in=member.location_ids) if member.location_ids else rows


def select_saved_views(member: Member) -> QuerySet[SavedView]:
    """Keep the member's own saved views and the team's."""
    return SavedView.objects.of(member.organisation_id).filter(Q(member=member) | Q(member=None))


# Stands for the moment tasks are due by.
NOW = datetime(1802, 1, 1, tzinfo=UTC)
# Stands for the moment before which no call of today began.
SINCE = datetime(1803, 1, 1, tzinfo=UTC)


def _of_lines(lines: Sequence[Line]) -> dict[str, InboxQuery]:
    return {f"line-{line.pk}": InboxQuery(view=View.OPEN, line_id=line.pk) for line in lines}


def _count(
    queries: Sequence[tuple[InboxQuery, Member]], *, also: Sequence[tuple[Statement, list[Any]]] = ()
) -> tuple[list[int], list[Any]]:
    """Count every query to the ceiling as sub-selects of one statement, with further expressions if wanted."""
    parts: list[str] = []
    values: list[Any] = []
    for query, member in queries:
        counted = counting(prepared.shape_of(query, member=member))
        parts.append(counted.sql)
        values += counted.fill(prepared.values_of(query, member=member))
    for statement, given in also:
        parts.append(statement.sql)
        values += given
    (row,) = prepared.run(f"SELECT {', '.join(parts)}", values)
    return list(row[: len(queries)]), list(row[len(queries) :])


@lru_cache(maxsize=512)
def counting(shape: Shape) -> Statement:
    """Write how many conversations a list has, to the ceiling."""
    rows = select(shape.query, member=shape.member())
    return _wrapped("SELECT count(*) FROM ({}) counted", rows.values("pk")[:CEILING])


@lru_cache(maxsize=64)
def _tags(shape: Shape) -> Statement:
    recent = visible(shape.member()).filter(status="OPEN").order_by("-latest_at", "-id").values("tags")
    around = "SELECT array_agg(DISTINCT tag) FROM ({}) recent, unnest(tags) tag"
    return _wrapped(around, recent[:RECENT_FOR_TAGS])


@lru_cache(maxsize=64)
def _docked(shape: Shape) -> Statement:
    """Write whether the member's telephone has done anything lately."""
    return _wrapped("SELECT EXISTS({})", select_own_legs(shape.member(), since=SINCE).order_by().values("pk"))


@lru_cache(maxsize=64)
def _headed(shape: Shape) -> Statement:
    """Write whether another app has anything for the head of the member's pages."""
    rows = head_rows(shape.member())
    return Statement("false", ()) if rows is None else _wrapped("SELECT EXISTS({})", rows)


@lru_cache(maxsize=64)
def frame_figures(shape: Shape) -> tuple[Statement, Statement, Statement]:
    """Write the figures of the frame: who waits unowned, since when the longest, and the tasks due by `NOW`."""
    member = shape.member()
    waiting = select(InboxQuery(view=View.UNOWNED), member=member).filter(waiting_since__isnull=False)
    longest = waiting.order_by("waiting_since", "id").values("waiting_since")
    due = Task.objects.of(member.organisation_id).filter(owner=member, done_at=None, due_at__lte=NOW)
    return (
        _wrapped("SELECT count(*) FROM ({}) waiting", longest[:CEILING]),
        _wrapped("{}", longest[:1]),
        _wrapped("SELECT count(*) FROM ({}) due", due.order_by().values("pk")[:CEILING]),
    )


def _wrapped(around: str, rows: QuerySet[Any, Any]) -> Statement:
    """Put a queryset's own SQL into an expression."""
    statement = prepared.build(rows)
    return Statement(f"({around.format(statement.sql)})", statement.values)
