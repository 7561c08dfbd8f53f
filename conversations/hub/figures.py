"""Prints the live counts: shared figures once a scope, personal ones beside them, one frame for screens alike."""

import json
from collections.abc import Hashable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import translation

from accounts.presenters import count_label
from conversations import selectors
from conversations.hub.gathering import in_thread
from conversations.hub.seating import Crowd, Printing
from conversations.hub.sockets import Frame, Socket, frame
from conversations.presenters import summary, view_count
from conversations.selectors import Figures, View
from core.transactions import reading


@in_thread
def print_figures(crowds: Sequence[Crowd], *, organisation_id: UUID, now: datetime) -> list[Printing]:
    """Count for all who are there and print each one's frame."""
    members = {member_id: crowd.place.rights.location_ids for crowd in crowds for member_id in crowd.screens}
    walled = {crowd.place.rights.walled for crowd in crowds if crowd.place.rights.walled}
    with reading(organisation_id):
        counted = selectors.count_figures(
            organisation_id=organisation_id, members=members, now=now, walled=walled
        )
    printed: dict[Hashable, Frame] = {}
    screens: dict[Hashable, list[Socket]] = {}
    for crowd in crowds:
        query, language = crowd.place.query, crowd.place.rights.language
        view = query.view if query else None
        for member_id, sockets in crowd.screens.items():
            key = (view, language, counted[member_id])
            if key not in printed:
                with translation.override(language):
                    printed[key] = _frame(counted[member_id], view)
            screens.setdefault(key, []).extend(sockets)
    return [Printing(printed[key], tuple(sockets)) for key, sockets in screens.items()]


def _frame(figures: Figures, view: View | None) -> Frame:
    counts = dict(figures.views)
    values: dict[str, str] = {f"view-{key}": view_count(key, count) for key, count in counts.items()}
    values |= {
        "nav-inbox": count_label(counts.get(View.MINE, 0)),
        "nav-tasks": count_label(figures.due),
        "door-waiting": str(figures.waiting),
    }
    if view is not None:
        values["summary"] = summary(counts.get(view.value, 0), view)
    longest = figures.longest_since
    since = {"door-longest": longest.isoformat() if longest else ""}
    return frame(json.dumps({"type": "counts", "values": values, "since": since}))
