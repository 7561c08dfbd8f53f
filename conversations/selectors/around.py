"""What a list needs beside its rows and seldom changes: lines, saved views and members, in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F

from accounts import selectors as accounts
from accounts.models import Location, Member, User
from conversations.models import Line, SavedView
from conversations.selectors import prepared
from conversations.selectors.prepared import Shape, Statement
from conversations.selectors.sidebar import select_lines, select_saved_views
from conversations.selectors.views import InboxQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The lines of the member's locations with their location, the member's saved views, the active members."""

    lines: tuple[Line, ...]
    saved: tuple[SavedView, ...]
    members: tuple[Member, ...]


def get_around(*, member: Member) -> Around:
    """Read all three; of each row only what a list shows is there, the rest would be asked for."""
    statement = _built(prepared.shape_of(InboxQuery(), member=member))
    ((lines, saved, members),) = prepared.ask(statement, prepared.values_of(InboxQuery(), member=member))
    return Around(
        lines=tuple(_line(row) for row in lines),
        saved=tuple(_saved(row) for row in saved),
        members=tuple(_member(row) for row in members),
    )


@lru_cache(maxsize=64)
def _built(shape: Shape) -> Statement:
    member = shape.member()
    lines = select_lines(member).annotate(place=F("location__name"))
    members = accounts.select_members(organisation_id=member.organisation_id)
    people = members.annotate(called=F("user__name"), email=F("user__email"))
    parts = [
        prepared.build(rows)
        for rows in (
            lines.values("id", "name", "kind", "location_id", "place"),
            select_saved_views(member).values("id", "name", "view", "filters", "member_id"),
            people.values("id", "role", "is_active", "user_id", "called", "email"),
        )
    ]
    told = [f"(SELECT coalesce(json_agg(told), '[]') FROM ({part.sql}) told)" for part in parts]  # noqa: S608 - the ORM's own SQL
    return Statement(f"SELECT {', '.join(told)}", tuple(value for part in parts for value in part.values))


def _line(row: Mapping[str, Any]) -> Line:
    line = prepared.make(
        Line, id=UUID(row["id"]), name=row["name"], kind=row["kind"], location_id=UUID(row["location_id"])
    )
    line.location = prepared.make(Location, id=line.location_id, name=row["place"])
    return line


def _saved(row: Mapping[str, Any]) -> SavedView:
    member_id = UUID(row["member_id"]) if row["member_id"] else None
    return prepared.make(
        SavedView,
        id=UUID(row["id"]),
        name=row["name"],
        view=row["view"],
        filters=row["filters"],
        member_id=member_id,
    )


def _member(row: Mapping[str, Any]) -> Member:
    member = prepared.make(
        Member, id=UUID(row["id"]), role=row["role"], is_active=row["is_active"], user_id=UUID(row["user_id"])
    )
    member.user = prepared.make(User, id=member.user_id, name=row["called"], email=row["email"])
    return member
