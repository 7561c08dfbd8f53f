"""Warning of promises before they break: once each, in the thread, on the day of whoever owes it, and by mail."""

from datetime import datetime
from uuid import UUID

from conversations import events
from conversations.models import Task
from conversations.services import ownership, threads
from core.events import record
from core.transactions import reading, use_case

FACT_DUE = "promise_due"
MOST_AT_ONCE = 200


def warn_due(*, organisation: UUID, now: datetime) -> int:
    """Warn of every promise that is about to break; returns how many."""
    with reading(organisation):
        rows = Task.objects.of(organisation).filter(done_at=None, warn_at__lte=now)
        due = list(rows.order_by("warn_at", "pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    return sum(warn_of(organisation=organisation, task_id=one, now=now) for one in due)


@use_case
def warn_of(*, organisation: UUID, task_id: UUID, now: datetime) -> bool:
    """Warn of one promise: who has left owes nothing any more, it is the team's then. Says whether it did."""
    found = Task.objects.of(organisation).filter(pk=task_id).first()
    if found is None:
        return False
    # Parents before children: the thread is locked first.
    talk = found.conversation_id
    conversation = threads.lock_conversation(talk, organisation_id=organisation) if talk else None
    rows = Task.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    task = rows.select_related("owner__user").filter(pk=task_id, done_at=None, warn_at__lte=now).first()
    if task is None:
        return False
    if task.owner is not None and not task.owner.is_active:
        task.owner = None
    task.warn_at = None
    task.version += 1
    task.save(update_fields=["owner", "warn_at", "version"])
    record(events.TaskChanged(task_id=task.pk, conversation_id=task.conversation_id), now=now)
    record(events.PromiseDue(task_id=task.pk, member_id=task.owner_id), now=now)
    if conversation is not None:
        values = {
            "title": task.title,
            "due": task.due_at.isoformat(),
            "who": task.owner.name if task.owner else "",
        }
        ownership.tell_step(conversation, FACT_DUE, values, now=now)
    return True
