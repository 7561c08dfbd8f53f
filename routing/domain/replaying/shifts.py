"""When members were at work, folded from what was recorded of their presence."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from accounts.domain.hours import Calendar
from routing.domain.replaying.recorded import Shift


class Sign(NamedTuple):
    """From `at` on a member was at work, or was not."""

    member_id: UUID
    at: datetime
    is_there: bool


def recorded_shifts(
    signs: Iterable[Sign], *, starts: datetime, ends: datetime
) -> dict[UUID, tuple[Shift, ...]]:
    """Join signs, which are in order, to stretches within the window; who gave any sign is in the answer."""
    since: dict[UUID, datetime] = {}
    found: dict[UUID, list[Shift]] = {}
    for member_id, at, is_there in signs:
        mine = found.setdefault(member_id, [])
        began = since.get(member_id)
        if is_there and began is None:
            since[member_id] = at
        elif not is_there and began is not None:
            del since[member_id]
            if at > starts and began < ends:
                mine.append(Shift(max(began, starts), min(at, ends)))
    for member_id, began in since.items():
        if began < ends:
            found[member_id].append(Shift(max(began, starts), ends))
    return {member_id: tuple(mine) for member_id, mine in found.items()}


def open_shifts(calendar: Calendar, *, starts: datetime, ends: datetime) -> tuple[Shift, ...]:
    """Give the opening hours of a place as shifts; a place whose hours nobody has set is always open."""
    if not calendar.windows:
        return (Shift(starts, ends),)
    found: list[Shift] = []
    began = starts if calendar.open_at(starts) else None
    for change in calendar.transitions(starts, ends):
        if change.opens:
            began = change.at if began is None else began
        elif began is not None:
            found.append(Shift(began, change.at))
            began = None
    return (*found, Shift(began, ends)) if began is not None else tuple(found)


def with_assumed(
    recorded: Mapping[UUID, tuple[Shift, ...]], members: Iterable[UUID], usual: tuple[Shift, ...]
) -> tuple[dict[UUID, tuple[Shift, ...]], frozenset[UUID]]:
    """Let who never gave a sign be there at the usual hours; says of whom that is supposed."""
    assumed = frozenset(members) - recorded.keys()
    return {**recorded, **dict.fromkeys(assumed, usual)}, assumed
