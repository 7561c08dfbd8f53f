"""The hub's reads: one short transaction per flush, whatever the number of screens. Runs in a worker thread."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, wait
from datetime import datetime, timedelta
from functools import wraps
from threading import Barrier, BrokenBarrierError
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone, translation

from accounts.models import Member
from contacts import ports
from contacts.ports import Panel
from conversations import selectors
from conversations.hub.batch import Batch
from conversations.hub.press import OpenedThread, Press, Scope, Sheet
from conversations.hub.seating import Crowd, Place, Printing, Rights, crowd_of
from conversations.hub.sockets import RESYNC, Frame, Socket
from conversations.models import Conversation
from core.errors import NotFound
from core.transactions import reading

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")
# A transaction may commit this long after the moment it was given as now.
OVERLAP = timedelta(seconds=5)
LONGEST_AWAY = timedelta(hours=2)
CLOSING_SECONDS = 5.0


def in_thread(function: Callable[P, R]) -> Callable[P, R]:
    """Read on the thread's own connection, which is kept; one that broke meanwhile is opened again, once."""

    @wraps(function)
    def reading_again(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (OperationalError, InterfaceError):
            connections.close_all()
            return function(*args, **kwargs)
        except BaseException:
            connections.close_all()
            raise

    return reading_again


def close_connections(pool: Executor, *, threads: int) -> None:
    """Give back the connections that the threads of a pool have kept."""
    everybody = Barrier(threads)

    def close() -> None:
        try:
            everybody.wait(CLOSING_SECONDS)
        except BrokenBarrierError:
            log.warning("a thread of the hub is still at work")
        connections.close_all()

    wait([pool.submit(close) for _ in range(threads)])


@in_thread
def print_batch(
    batch: Batch, crowds: Sequence[Crowd], pushed: dict[UUID, int], *, organisation_id: UUID, now: datetime
) -> list[Printing]:
    """Read what a batch names and print it for every crowd; `pushed` learns how far each open thread was sent."""
    reads = {conversation_id for conversation_id, _member in batch.reads}
    changed_ids = batch.conversations | {key for key in batch.tasks.values() if key}
    audience: dict[UUID, set[UUID]] = {}
    for conversation_id, member_id in batch.reads:
        if conversation_id not in changed_ids:
            audience.setdefault(conversation_id, set()).add(member_id)
    with reading(organisation_id):
        concerned = selectors.list_conversations_of_consents(
            organisation_id=organisation_id, consent_ids=batch.consents, among=_opened(crowds)
        )
        changed_ids |= concerned
        changed = selectors.list_changed(
            organisation_id=organisation_id, conversation_ids=changed_ids | reads
        )
        tasks = selectors.list_tasks_by_id(organisation_id=organisation_id, task_ids=batch.tasks)
        threads = _threads(batch, changed_ids, crowds, pushed, now=now)
    told: dict[UUID, int] = {}
    for (conversation_id, _scope), thread in threads.items():
        count = thread.desk.conversation.entry_count
        told[conversation_id] = min(count, told.get(conversation_id, count))
    pushed.update(told)
    sheet = Sheet(changed=changed, threads=threads, tasks=tasks, audience=audience, now=now)
    return Press(sheet).print(crowds)


@in_thread
def print_missed(socket: Socket, place: Place, *, since: datetime | None, now: datetime) -> list[Frame]:
    """Print what one screen missed since an instant: changed rows, and its open thread's new entries and head."""
    member = socket.member
    if since is None or place.query is None:
        return []
    if since < now - LONGEST_AWAY:
        return [RESYNC]
    batch = Batch()
    with reading(member.organisation_id):
        missed = selectors.get_missed(organisation_id=member.organisation_id, since=since - OVERLAP)
        if not missed.is_all:
            return [RESYNC]
        batch.conversations |= missed.conversation_ids
        batch.consents |= missed.consent_ids
        batch.entries |= {key: set(ids) for key, ids in missed.entry_ids.items()}
        pushed = {}
        if place.opened and place.opened in missed.conversation_ids:
            row = selectors.get_conversation(member=member, conversation_id=place.opened)
            pushed[row.pk] = selectors.get_seq_before(conversation=row, since=since - OVERLAP)
    if not batch:
        return []
    crowd = crowd_of(place, (socket,))
    printed = print_batch(batch, [crowd], pushed, organisation_id=member.organisation_id, now=now)
    return [item.frame for item in printed]


@in_thread
def count_entries(member: Member, conversation_id: UUID) -> int | None:
    """Say how many entries a conversation has; None when the member may not see it."""
    with reading(member.organisation_id):
        try:
            row = selectors.get_conversation(member=member, conversation_id=conversation_id)
        except NotFound:
            return None
        return row.entry_count


def _opened(crowds: Sequence[Crowd]) -> set[UUID]:
    return {crowd.place.opened for crowd in crowds if crowd.place.opened}


def _threads(
    batch: Batch,
    changed_ids: set[UUID],
    crowds: Sequence[Crowd],
    pushed: Mapping[UUID, int],
    *,
    now: datetime,
) -> dict[tuple[UUID, Scope], OpenedThread]:
    """Read the open conversations among those changed, with the rights of each scope that has them open."""
    found: dict[tuple[UUID, Scope], OpenedThread] = {}
    panels: dict[tuple[UUID, Scope], dict[Rights, tuple[Panel, ...]]] = {}
    for crowd in crowds:
        opened, rights = crowd.place.opened, crowd.place.rights
        if opened is None or opened not in changed_ids:
            continue
        key = (opened, rights.scope)
        if key not in found:
            panels[key] = {}
            thread = _thread(crowd, opened, batch, pushed, panels[key])
            if thread is None:
                continue
            found[key] = thread
        if rights not in panels[key]:
            panels[key][rights] = _panels(crowd, found[key].desk.conversation, now=now)
    return found


def _thread(
    crowd: Crowd,
    opened: UUID,
    batch: Batch,
    pushed: Mapping[UUID, int],
    panels: Mapping[Rights, tuple[Panel, ...]],
) -> OpenedThread | None:
    try:
        desk = selectors.get_outline(member=crowd.everyone[0].member, conversation_id=opened)
    except NotFound:
        return None
    row = desk.conversation
    entries = selectors.list_entries_beyond(
        conversation=row,
        seq=pushed.get(opened, row.entry_count),
        entry_ids=batch.entries.get(opened, set()),
    )
    stories = selectors.list_stories(
        organisation_id=row.organisation_id, entries=[entry for entry, _above in entries]
    )
    return OpenedThread(entries=entries, stories=stories, desk=desk, panels=panels)


def _panels(crowd: Crowd, row: Conversation, *, now: datetime) -> tuple[Panel, ...]:
    """Read the sections of the apps, which speak the language in force."""
    rights = crowd.place.rights
    beside = ports.Beside(
        member=crowd.everyone[0].member, contact_id=row.contact_id, conversation_id=row.pk, now=now
    )
    with translation.override(rights.language), timezone.override(rights.time_zone):
        return ports.panels(beside)
