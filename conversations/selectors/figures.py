"""Figures for many screens in one statement, two with saved views: what a scope sees alike, what a member sees alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Member
from conversations.selectors import prepared
from conversations.selectors.prepared import LINE, MEMBER, Sql
from conversations.selectors.sidebar import NOW, counting, frame_figures
from conversations.selectors.views import PERSONAL, InboxQuery, View, query_from

# Beyond these, saved views are left to the page's next reading: counting them would cost more than they tell.
MOST_SAVED = 60
SHARED = tuple(view for view in View if view not in PERSONAL)
OWN = tuple(sorted(PERSONAL))
Scope = tuple[UUID, ...]
Counts = tuple[tuple[str, int], ...]
Part = tuple[str, list[Any]]
# A member who stands for everybody of a scope.
ANYBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one member's screens show: views by key, own tasks due, the door. Each count is at most 100."""

    views: Counts
    due: int
    waiting: int
    longest_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """A saved view, of one member or of everybody."""

    key: str
    query: InboxQuery
    member_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A list to be counted; `member_id` where the list is a personal one."""

    query: InboxQuery
    scope: Scope
    member_id: UUID | None
    is_walled: bool = False


def count_figures(
    *,
    organisation_id: UUID,
    members: Mapping[UUID, Scope],
    now: datetime,
    walled: Collection[UUID] = (),
) -> dict[UUID, Figures]:
    """Count for members, each with the locations they see (sorted; none is all of them); those `walled` by themselves."""
    if not members:
        return {}
    alone = frozenset(walled)
    scopes: dict[tuple[Scope, UUID | None], list[UUID]] = {}
    for key, scope in members.items():
        scopes.setdefault((scope, key if key in alone else None), []).append(key)
    parts = [_saved_views(organisation_id)]
    for (scope, only), member_ids in scopes.items():
        reader = Member(
            pk=only or ANYBODY,
            organisation_id=organisation_id,
            location_ids=list(scope),
            is_walled=bool(only),
        )
        parts += _shared(reader)
        parts.append(_own(reader, member_ids, now))
    found = iter(_select(parts))
    saved = [_read_saved(row) for row in next(found) or ()]
    counted: dict[UUID, Figures] = {}
    for _scope in scopes:
        counted |= _read_scope(found)
    return _with_saved(counted, saved, organisation_id, members, alone)


def _shared(reader: Member) -> Iterator[Part]:
    """Count what a reader's scope sees alike: views, lines, the door."""
    scope = reader.location_ids
    for view in SHARED:
        yield _count_of(InboxQuery(view=view), reader)
    sql, values = _count_of(InboxQuery(view=View.OPEN, line_id=LINE), reader, {LINE: Sql("line.id")})
    where = f" AND location_id IN ({', '.join(['%s'] * len(scope))})" if scope else ""
    lines = f"FROM conversations_line line WHERE organisation_id = %s AND is_active{where}"
    counts = f"(SELECT json_agg(json_build_array(line.id, {sql})) {lines})"
    yield counts, [*values, reader.organisation_id, *scope]
    shape = prepared.shape_of(InboxQuery(), member=reader)
    for statement in frame_figures(shape)[:2]:
        yield statement.write(prepared.values_of(InboxQuery(), member=reader))


def _own(reader: Member, member_ids: list[UUID], now: datetime) -> Part:
    """Count what each member of a reader's scope sees alone: personal views, tasks due."""
    seat = {MEMBER: Sql("seat.id"), NOW: now}
    parts = [_count_of(InboxQuery(view=view), reader, seat) for view in OWN]
    *_door, due = frame_figures(prepared.shape_of(InboxQuery(), member=reader))
    parts.append(due.write(prepared.values_of(InboxQuery(), member=reader) | seat))
    counts = ", ".join(sql for sql, _values in parts)
    sql = f"(SELECT json_agg(json_build_array(seat.id, {counts})) FROM unnest(%s::uuid[]) seat(id))"  # noqa: S608 - ours
    return sql, [*(value for _sql, values in parts for value in values), member_ids]


def _count_of(query: InboxQuery, member: Member, given: Mapping[Any, Any] | None = None) -> Part:
    """Count one list of a member; `given` stands instead of the values of some marks."""
    values = prepared.values_of(query, member=member)
    return counting(prepared.shape_of(query, member=member)).write(values | dict(given or {}))


def _saved_views(organisation_id: UUID) -> Part:
    row = "json_build_array(id, member_id, view, filters)"
    sql = f"(SELECT json_agg({row}) FROM conversations_savedview WHERE organisation_id = %s)"  # noqa: S608 - ours
    return sql, [organisation_id]


def _read_scope(found: Iterator[Any]) -> dict[UUID, Figures]:
    """Read one scope's part of the answer, in the order it was asked for."""
    views = tuple((view.value, next(found)) for view in SHARED)
    views += tuple((f"line-{key}", count) for key, count in next(found) or ())
    waiting, longest_since = next(found), next(found)
    return {
        UUID(key): Figures(
            views=views + tuple(zip(OWN, own, strict=True)),
            due=due,
            waiting=waiting,
            longest_since=longest_since,
        )
        for key, *own, due in next(found)
    }


def _read_saved(row: Sequence[Any]) -> _Saved:
    key, member_id, view, filters = row
    return _Saved(
        key=f"saved-{key}", query=query_from(view, filters), member_id=UUID(member_id) if member_id else None
    )


def _with_saved(
    counted: dict[UUID, Figures],
    saved: Sequence[_Saved],
    organisation_id: UUID,
    members: Mapping[UUID, Scope],
    alone: frozenset[UUID],
) -> dict[UUID, Figures]:
    """Add the saved views, each list counted once for all who see it alike; those that search are left to the page."""
    wanted = {
        (member_id, row.key): _Asked(
            query=row.query,
            scope=scope,
            member_id=member_id if row.query.view in PERSONAL or member_id in alone else None,
            is_walled=member_id in alone,
        )
        for row in saved
        if not row.query.words
        for member_id, scope in members.items()
        if row.member_id in {None, member_id}
    }
    lists = list(dict.fromkeys(wanted.values()))
    if not lists or len(lists) > MOST_SAVED:
        return counted
    counts = dict(zip(lists, _select([_list(organisation_id, item) for item in lists]), strict=True))
    more: dict[UUID, list[tuple[str, int]]] = {}
    for (member_id, key), item in wanted.items():
        more.setdefault(member_id, []).append((key, counts[item]))
    return {key: replace(item, views=item.views + tuple(more.get(key, ()))) for key, item in counted.items()}


def _list(organisation_id: UUID, asked: _Asked) -> Part:
    reader = Member(
        pk=asked.member_id or ANYBODY,
        organisation_id=organisation_id,
        location_ids=list(asked.scope),
        is_walled=asked.is_walled,
    )
    return _count_of(asked.query, reader)


def _select(parts: Sequence[Part]) -> tuple[Any, ...]:
    """Ask for all parts as columns of one row."""
    columns = ", ".join(sql for sql, _values in parts)
    (row,) = prepared.run(f"SELECT {columns}", [value for _sql, values in parts for value in values])
    return row
