"""The hub's reads: one short transaction per flush, whatever the number of screens. Runs in a worker thread."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import connections

from conversations import selectors
from conversations.hub.batch import Batch
from conversations.hub.press import OpenedThread, Press, Sheet
from conversations.hub.sockets import RESYNC, Seat
from core.errors import NotFound
from core.transactions import reading

P = ParamSpec("P")
R = TypeVar("R")
# A transaction may commit this long after the moment it was given as now.
OVERLAP = timedelta(seconds=5)
LONGEST_AWAY = timedelta(hours=2)


def in_thread(function: Callable[P, R]) -> Callable[P, R]:
    """Give the thread's connection back when `function` ends, since no request does it here."""

    @wraps(function)
    def returning(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        finally:
            connections.close_all()

    return returning


@in_thread
def print_batch(
    batch: Batch, seats: Sequence[Seat], pushed: dict[UUID, int], *, organisation_id: UUID, now: datetime
) -> dict[int, str]:
    """Read what a batch names and print each seat's frame; `pushed` learns how far each open thread was sent."""
    reads = {conversation_id for conversation_id, _member in batch.reads}
    changed_ids = batch.conversations | {key for key in batch.tasks.values() if key}
    audience: dict[UUID, set[UUID]] = {}
    for conversation_id, member_id in batch.reads:
        if conversation_id not in changed_ids:
            audience.setdefault(conversation_id, set()).add(member_id)
    with reading(organisation_id):
        changed = selectors.list_changed(
            organisation_id=organisation_id,
            conversation_ids=changed_ids | reads,
            member_ids={seat.member.pk for seat in seats},
        )
        tasks = selectors.list_tasks_by_id(organisation_id=organisation_id, task_ids=batch.tasks)
        threads = {
            key: thread
            for key in changed_ids & {seat.opened for seat in seats if seat.opened}
            if (thread := _thread(key, seats, pushed.get(key), batch.entries.get(key, set()))) is not None
        }
    for key, thread in threads.items():
        pushed[key] = thread.desk.conversation.entry_count
    return Press(Sheet(changed=changed, threads=threads, tasks=tasks, audience=audience, now=now)).frames(
        seats
    )


@in_thread
def print_missed(seat: Seat, *, since: datetime | None, now: datetime) -> list[str]:
    """Print what one screen missed since an instant: changed rows, and its open thread's new entries and head."""
    member = seat.member
    if since is None or seat.query is None:
        return []
    if since < now - LONGEST_AWAY:
        return [RESYNC]
    batch = Batch()
    with reading(member.organisation_id):
        missed = selectors.get_missed(organisation_id=member.organisation_id, since=since - OVERLAP)
        if not missed.is_all:
            return [RESYNC]
        batch.conversations |= missed.conversation_ids
        batch.entries |= {key: set(ids) for key, ids in missed.entry_ids.items()}
        pushed = {}
        if seat.opened and seat.opened in missed.conversation_ids:
            row = selectors.get_conversation(member=member, conversation_id=seat.opened)
            pushed[row.pk] = selectors.get_seq_before(conversation=row, since=since - OVERLAP)
    if not batch:
        return []
    return list(print_batch(batch, [seat], pushed, organisation_id=member.organisation_id, now=now).values())


@in_thread
def count_entries(seat: Seat, conversation_id: UUID) -> int | None:
    """Say how many entries a conversation has; None when the seat's member may not see it."""
    with reading(seat.member.organisation_id):
        try:
            row = selectors.get_conversation(member=seat.member, conversation_id=conversation_id)
        except NotFound:
            return None
        return row.entry_count


def _thread(
    conversation_id: UUID, seats: Sequence[Seat], pushed: int | None, entry_ids: set[UUID]
) -> OpenedThread | None:
    """Read an open conversation with the rights of one of those who have it open."""
    for seat in seats:
        if seat.opened != conversation_id:
            continue
        try:
            desk = selectors.get_outline(member=seat.member, conversation_id=conversation_id)
        except NotFound:
            continue
        row = desk.conversation
        seq = row.entry_count if pushed is None else pushed
        entries = selectors.list_entries_beyond(conversation=row, seq=seq, entry_ids=entry_ids)
        return OpenedThread(entries=entries, desk=desk)
    return None
