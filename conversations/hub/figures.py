"""Prints the live counts: shared figures once a scope, personal ones beside them, one string for screens alike."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import translation

from accounts.models import Member
from accounts.presenters import count_label
from conversations import selectors
from conversations.hub.gathering import in_thread
from conversations.hub.sockets import Seat
from conversations.presenters import summary, view_count
from conversations.selectors import OwnFigures, SharedFigures, View
from core.transactions import reading

Scope = tuple[UUID, ...]


@in_thread
def print_figures(seats: Sequence[Seat], *, organisation_id: UUID, now: datetime) -> dict[int, str]:
    """Count for all seats and print each one's frame."""
    members = list({seat.member.pk: seat.member for seat in seats}.values())
    scopes: dict[Scope, Member] = {_scope(member): member for member in members}
    with reading(organisation_id):
        shared = {scope: selectors.get_shared(member=member) for scope, member in scopes.items()}
        own = selectors.list_own(members=members, now=now)
    printed: dict[tuple[object, ...], str] = {}
    frames: dict[int, str] = {}
    for seat in seats:
        mine = own[seat.member.pk]
        view = seat.query.view if seat.query else None
        key = (_scope(seat.member), view, seat.language, tuple(mine.views.items()), mine.due)
        if key not in printed:
            with translation.override(seat.language):
                printed[key] = _frame(shared[_scope(seat.member)], mine, view)
        frames[seat.key] = printed[key]
    return frames


def _frame(shared: SharedFigures, own: OwnFigures, view: View | None) -> str:
    counts = shared.views | own.views
    values: dict[str, str] = {f"view-{key}": view_count(key, count) for key, count in counts.items()}
    values |= {
        "nav-inbox": count_label(own.views.get(View.MINE, 0)),
        "nav-tasks": count_label(own.due),
        "door-waiting": str(shared.door.waiting),
    }
    if view is not None:
        values["summary"] = summary(counts.get(view.value, 0), view)
    longest = shared.door.longest_since
    since = {"door-longest": longest.isoformat() if longest else ""}
    return json.dumps({"type": "counts", "values": values, "since": since})


def _scope(member: Member) -> Scope:
    return tuple(sorted(member.location_ids))
