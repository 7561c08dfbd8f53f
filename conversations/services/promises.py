"""Tasks that are promises: a customer was told so."""

from datetime import datetime
from uuid import UUID

from conversations import events
from conversations.domain.promises import PromisedBy, warn_at
from conversations.models import Conversation, Task
from core.events import record
from core.transactions import step


@step
def promise_step(task: Task, *, by: PromisedBy, now: datetime) -> Task:
    """Let a task be a promise; the caller stores it."""
    task.promised_by = by
    task.promised_at = now
    task.warn_at = warn_at(made_at=now, due_at=task.due_at)
    return task


@step
def promise_owed_step(
    conversation: Conversation, *, entry_id: UUID | None, by: PromisedBy, now: datetime
) -> Task | None:
    """Let the open task that an entry left be a promise from now on; None where there is none, or it is one."""
    if entry_id is None:
        return None
    rows = Task.objects.of(conversation.organisation_id).select_for_update(no_key=True, of=("self",))
    task = (
        rows.filter(conversation=conversation, entry_id=entry_id, done_at=None, promised_by="")
        .order_by("due_at")
        .first()
    )
    if task is None:
        return None
    promise_step(task, by=by, now=now)
    task.version += 1
    task.save(update_fields=["promised_by", "promised_at", "warn_at", "version"])
    record(events.TaskChanged(task_id=task.pk, conversation_id=conversation.pk), now=now)
    return task
