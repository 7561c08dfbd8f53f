"""Figures for many screens in four statements: what a location scope sees alike, and what each member sees alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from conversations.selectors import templates
from conversations.selectors.templates import MEMBER, ORGANISATION, SCOPE, UNTIL, Sql
from conversations.selectors.views import PERSONAL, InboxQuery, View, query_from
from core.transactions import require_organisation

# Beyond these, saved views are left to the page's next reading: counting them would cost more than they tell.
MOST_SAVED = 60
Scope = tuple[UUID, ...]
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one member's screens show: views by key, own tasks due, the door. Each count is at most 100."""

    views: Counts
    due: int
    waiting: int
    longest_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A list to be counted; `member_id` where it is a personal one."""

    query: InboxQuery
    scope: Scope
    member_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """A saved view, of one member or of everybody."""

    key: str
    query: InboxQuery
    member_id: UUID | None


@dataclass(frozen=True, slots=True)
class _Door:
    waiting: int
    longest_since: datetime | None


@dataclass(frozen=True, slots=True)
class _Own:
    views: Counts
    due: int


def count_figures(
    *, organisation_id: UUID, members: Mapping[UUID, Scope], now: datetime
) -> dict[UUID, Figures]:
    """Count for members, each with the locations they see (sorted; none is all of them)."""
    require_organisation()
    if not members:
        return {}
    lines, saved = _list_lines(organisation_id), _list_saved(organisation_id)
    scopes = {scope: _shared_lists(scope, lines) for scope in set(members.values())}
    own = {member_id: _saved_lists(saved, member_id, scope) for member_id, scope in members.items()}
    asked = {item: None for lists in scopes.values() for item in lists.values()}
    more = {item: None for lists in own.values() for item in lists.values()}
    if len(more.keys() - asked.keys()) > MOST_SAVED:
        own, more = dict.fromkeys(own, {}), {}
    counts, doors = _count_lists(organisation_id, [*asked, *(more.keys() - asked.keys())], list(scopes))
    shared = {
        scope: tuple((key, counts[item]) for key, item in lists.items()) for scope, lists in scopes.items()
    }
    personal = _count_personal(organisation_id, members, now)
    return {
        member_id: Figures(
            views=shared[scope]
            + personal[member_id].views
            + tuple((key, counts[item]) for key, item in own[member_id].items()),
            due=personal[member_id].due,
            waiting=doors[scope].waiting,
            longest_since=doors[scope].longest_since,
        )
        for member_id, scope in members.items()
    }


def _shared_lists(scope: Scope, lines: Sequence[tuple[UUID, UUID]]) -> dict[str, _Asked]:
    lists = {
        view.value: _Asked(query=InboxQuery(view=view), scope=scope) for view in View if view not in PERSONAL
    }
    for line_id, location_id in lines:
        if not scope or location_id in scope:
            query = InboxQuery(view=View.OPEN, line_id=line_id)
            lists[f"line-{line_id}"] = _Asked(query=query, scope=scope)
    return lists


def _saved_lists(saved: Sequence[_Saved], member_id: UUID, scope: Scope) -> dict[str, _Asked]:
    return {
        row.key: _Asked(
            query=row.query, scope=scope, member_id=member_id if row.query.view in PERSONAL else None
        )
        for row in saved
        if row.member_id in {None, member_id}
    }


def _count_lists(
    organisation_id: UUID, asked: Sequence[_Asked], scopes: Sequence[Scope]
) -> tuple[dict[_Asked, int], dict[Scope, _Door]]:
    """Count any lists, and the doors of the scopes, in one statement."""
    parts, values = [], []
    for item in asked:
        template = templates.counting(item.query, is_scoped=bool(item.scope))
        known = {ORGANISATION: organisation_id, SCOPE: item.scope, MEMBER: item.member_id}
        sql, filled = template.fill(known | templates.values_of(item.query))
        parts.append(sql)
        values += filled
    for scope in scopes:
        for template in templates.longest_waiting(is_scoped=bool(scope)):
            sql, filled = template.fill({ORGANISATION: organisation_id, SCOPE: scope})
            parts.append(sql)
            values += filled
    found = next(_fetch(f"SELECT {', '.join(f'({part})' for part in parts)}", values))  # noqa: S608 - the ORM's
    doors = iter(found[len(asked) :])
    return dict(zip(asked, found, strict=False)), {
        scope: _Door(next(doors), next(doors)) for scope in scopes
    }


def _count_personal(
    organisation_id: UUID, members: Mapping[UUID, Scope], now: datetime
) -> dict[UUID, _Own]:
    """Count every member's own views and tasks due in one statement."""
    views = sorted(PERSONAL)
    parts: list[str] = []
    values: list[object] = []
    for scope in set(members.values()):
        known = {ORGANISATION: organisation_id, SCOPE: scope, MEMBER: Sql("seat.id"), UNTIL: now}
        wanted = [templates.counting(InboxQuery(view=view), is_scoped=bool(scope)) for view in views]
        filled = [template.fill(known) for template in (*wanted, templates.due_tasks())]
        counts = ", ".join(f"({sql})" for sql, _values in filled)
        parts.append(f"SELECT seat.id, {counts} FROM unnest(%s::uuid[]) seat(id)")  # noqa: S608 - the ORM's
        values += [value for _sql, some in filled for value in some]
        values.append([member_id for member_id, theirs in members.items() if theirs == scope])
    return {
        row[0]: _Own(tuple(zip(views, row[1:-1], strict=True)), row[-1])
        for row in _fetch(" UNION ALL ".join(parts), values)
    }


def _list_lines(organisation_id: UUID) -> list[tuple[UUID, UUID]]:
    """List the active lines, each with its location."""
    sql = "SELECT id, location_id FROM conversations_line WHERE organisation_id = %s AND is_active"
    return [(line_id, location_id) for line_id, location_id in _fetch(sql, [organisation_id])]


def _list_saved(organisation_id: UUID) -> list[_Saved]:
    """List the saved views that can be counted; those that search are left to the page."""
    sql = "SELECT id, member_id, view, filters FROM conversations_savedview WHERE organisation_id = %s"
    saved = [
        _Saved(key=f"saved-{key}", query=query_from(view, json.loads(filters)), member_id=member_id)
        for key, member_id, view, filters in _fetch(sql, [organisation_id])
    ]
    return [row for row in saved if not row.query.words]


def _fetch(sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor.fetchall()
