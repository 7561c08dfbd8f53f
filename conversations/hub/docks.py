"""Prints what a member's own telephone does, for the screens of exactly that member."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.template.loader import get_template
from django.utils import translation

from accounts.models import Member
from conversations import presenters, selectors
from conversations.hub.gathering import in_thread
from conversations.hub.seating import Crowd, Printing
from conversations.hub.sockets import Frame, Socket, frame
from core.transactions import reading


@in_thread
def print_docks(
    call_ids: Collection[UUID], crowds: Sequence[Crowd], *, organisation_id: UUID, now: datetime
) -> list[Printing]:
    """Print the docks of the members who have a leg in one of the calls."""
    seated = {member_id for crowd in crowds for member_id in crowd.screens}
    with reading(organisation_id):
        touched = selectors.list_members_of(organisation_id=organisation_id, call_ids=call_ids) & seated
    return [
        Printing(_print(sockets[0].member, language, now=now), sockets)
        for member_id in touched
        for language, sockets in _screens(crowds, member_id).items()
    ]


@in_thread
def print_dock(member: Member, language: str, *, is_shown: bool, now: datetime) -> Frame | None:
    """Print one member's dock for a screen that has just come; None where nothing stands and nothing is shown."""
    with reading(member.organisation_id):
        source = selectors.get_dock(member=member, now=now)
    if not (is_shown or source.ringing or source.current):
        return None
    return _print(member, language, now=now)


def _print(member: Member, language: str, *, now: datetime) -> Frame:
    with translation.override(language):
        with reading(member.organisation_id):
            source = selectors.get_dock(member=member, now=now)
            lines = presenters.dock_lines(source)
        page = presenters.dock(source, reader=presenters.reader_of(member, now=now), lines=lines)
        html = get_template("conversations/_dock.html").render({"dock": page}).strip()
    part = {"id": "dock", "version": page.version, "html": html, "where": "replace"}
    return frame(json.dumps({"type": "html", "fragments": [part]}))


def _screens(crowds: Iterable[Crowd], member_id: UUID) -> dict[str, tuple[Socket, ...]]:
    found: dict[str, tuple[Socket, ...]] = {}
    for crowd in crowds:
        language = crowd.place.rights.language
        if member_id in crowd.screens:
            found[language] = (*found.get(language, ()), *crowd.screens[member_id])
    return found
