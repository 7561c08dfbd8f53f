"""What keeps the page of a call, and the list of calls, live."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.http import QueryDict

from accounts.models import Member
from accounts.policies import can_supervise
from conversations import forms, presenters, selectors
from conversations.domain.calls import LegRole
from conversations.hub.doorkeeper import parse_id
from conversations.hub.pages import News, Part, Parts, register_page
from conversations.hub.press import reader_with
from conversations.hub.seating import Crowd
from conversations.hub.sockets import Socket
from conversations.models import Call
from conversations.selectors import CallPageSource, CallQuery
from core.errors import NotFound
from core.transactions import reading

# Calls that are stored already and told only with the next batch have pushed out rows too.
_AHEAD: Final = 10


def register() -> None:
    """Let the hub print both."""
    register_page("call", print_call)
    register_page("calls", print_calls)


def print_call(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print a call's page: for supervisors, who may listen, for those on the call, and for everybody else."""
    call_id = parse_id(crowd.place.page.key if crowd.place.page else None)
    member = crowd.everyone[0].member
    if call_id is None:
        return
    with reading(member.organisation_id):
        if not news.is_first and not _concerns(news, call_id, member.organisation_id):
            return
        try:
            story = selectors.get_call(member=member, call_id=call_id)
        except NotFound:
            return
        commands = selectors.list_commands(call=story.call)
    talking = {leg.member_id for leg in story.legs if leg.role != LegRole.SUPERVISOR}
    groups: dict[tuple[bool, bool], list[Socket]] = {}
    for member_id, sockets in crowd.screens.items():
        groups.setdefault((can_supervise(sockets[0].member), member_id in talking), []).extend(sockets)
    for (may_monitor, _is_mine), screens in groups.items():
        reader = reader_with(crowd.place.rights, screens[0].member.pk, now=news.now)
        page = presenters.call_page(story, commands, reader=reader, may_monitor=may_monitor)
        part = Part(
            id=f"callpage-{call_id}",
            version=page.version,
            template="conversations/_call_page.html",
            context={"page": page},
        )
        yield [part], tuple(screens)


def print_calls(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print the rows of the list that changed: new ones on top of the first page, away with what fits no longer.

    The first page stays as long as a page is: what new rows push out of it is taken away, and found by its way on.
    """
    params = QueryDict(crowd.place.page.key if crowd.place.page else "")
    query, after = forms.call_query(params), forms.call_place(params)
    member = crowd.everyone[0].member
    with reading(member.organisation_id):
        touched = selectors.list_touched_calls(
            member=member, call_ids=news.batch.calls, conversation_ids=news.batch.conversations
        )
        if not touched:
            return
        fitting = selectors.list_calls(member=member, query=query, only=touched, limit=len(touched)).calls
        first, pushed_out = _first_page(member, query, pushed=len(fitting)) if not after else (None, ())
    reader = reader_with(crowd.place.rights, now=news.now)
    on_page = {call.pk for call in first.calls} if first else set()
    gone = touched | {call.pk: call.version for call in pushed_out}
    parts = [
        Part(
            id=f"call-{call.pk}",
            version=call.version,
            template="conversations/_call_row.html",
            context={"row": presenters.call_row(call, reader=reader)},
            target="call-rows" if call.pk in on_page else "",
        )
        for call in reversed(fitting)
        if call not in pushed_out
    ]
    shown = {part.id for part in parts}
    parts += [
        Part(id=f"call-{key}", version=version) for key, version in gone.items() if f"call-{key}" not in shown
    ]
    if first is not None:
        older = presenters.older_calls(first, query=query, reader=reader)
        parts.append(
            Part(
                id="calls-older",
                version=older.version,
                template="conversations/_calls_older.html",
                context={"older": older},
            )
        )
    yield parts, crowd.everyone


def _first_page(member: Member, query: CallQuery, *, pushed: int) -> tuple[CallPageSource, tuple[Call, ...]]:
    """Read the first page, and which calls may just have been pushed out of it, or will have been by the next batch."""
    first = selectors.list_calls(member=member, query=query)
    if first.following is None or not pushed:
        return first, ()
    beyond = selectors.list_calls(member=member, query=query, after=first.following, limit=pushed + _AHEAD)
    return first, beyond.calls


def _concerns(news: News, call_id: UUID, organisation_id: UUID) -> bool:
    batch = news.batch
    if call_id in batch.calls or call_id in batch.commands:
        return True
    return selectors.is_call_of(
        organisation_id=organisation_id, call_id=call_id, conversation_ids=batch.conversations
    )
