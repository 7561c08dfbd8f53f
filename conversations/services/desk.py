"""What a member keeps beside the conversations: drafts, read marks, views, tasks."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from accounts import policies as account_policies
from accounts.models import Member, Team
from contacts.models import Contact
from conversations import errors, events, policies
from conversations.domain.promises import PromisedBy
from conversations.models import Conversation, Draft, Entry, Mention, ReadMark, SavedView, Task
from conversations.services.promises import promise_step
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case

M = TypeVar("M", bound=Model)


@use_case
def save_draft(*, by: Member, conversation_id: UUID, is_note: bool, text: str, now: datetime) -> None:
    """Keep half-written words of one member; empty words drop the draft."""
    policies.check_can_write(by)
    conversation = _visible(by, conversation_id)
    mine: dict[str, Any] = {
        "organisation_id": by.organisation_id,
        "member": by,
        "conversation": conversation,
        "is_note": is_note,
    }
    text = text.replace("\x00", "")[:3200]
    if not text.strip():
        Draft.objects.filter(**mine).delete()
        return
    Draft.objects.update_or_create(**mine, defaults={"text": text, "saved_at": now})


@use_case
def mark_read(*, by: Member, conversation_id: UUID, seq: int, now: datetime) -> None:
    """Note that the member has seen the entries up to `seq`; never moves back."""
    conversation = _visible(by, conversation_id)
    seq = min(max(0, seq), conversation.entry_count)
    mark = ReadMark.objects.of(by.organisation_id).filter(member=by, conversation=conversation).first()
    Mention.objects.of(by.organisation_id).filter(member=by, conversation=conversation, read_at=None).update(
        read_at=now
    )
    if mark is not None and mark.seq >= seq:
        return
    _set_mark(by, conversation, seq, now=now)


@use_case
def mark_unread(*, by: Member, conversation_id: UUID, now: datetime) -> None:
    """Show the conversation as unread again."""
    conversation = _visible(by, conversation_id)
    _set_mark(by, conversation, max(0, conversation.latest_inbound_seq - 1), now=now)


@use_case
def save_view(
    *, by: Member, name: str, view: str, filters: dict[str, str], shared: bool, now: datetime
) -> SavedView:
    """Keep a filter under a name, for the member or (supervisors) for everyone.

    Raises:
        TitleMissing: no name.
        NameTaken: there is one of this name.
    """
    if shared:
        account_policies.check_can_supervise(by)
    policies.check_can_write(by)
    name = " ".join(name.split())[:60]
    if not name:
        raise errors.TitleMissing
    owner = None if shared else by
    if SavedView.objects.of(by.organisation_id).filter(member=owner, name=name).exists():
        raise errors.NameTaken(name)
    row = SavedView(organisation_id=by.organisation_id, member=owner, name=name, view=view, filters=filters)
    row.save(force_insert=True)
    return row


@use_case
def delete_view(*, by: Member, view_id: UUID, now: datetime) -> None:
    """Drop a saved view of the member's own or of the team.

    Raises:
        NotFound: there is none.
    """
    policies.check_can_write(by)
    row = SavedView.objects.of(by.organisation_id).filter(pk=view_id).first()
    if row is None or row.member_id not in {None, by.pk}:
        raise NotFound
    if row.member_id is None:
        account_policies.check_can_supervise(by)
    row.delete()


@use_case
def add_task(
    *,
    by: Member,
    title: str,
    due_at: datetime,
    owner_id: UUID | None = None,
    team_id: UUID | None = None,
    conversation_id: UUID | None = None,
    contact_id: UUID | None = None,
    entry_id: UUID | None = None,
    is_promised: bool = False,
    now: datetime,
) -> Task:
    """Write down something owed, by a member or a team; without either it is the writer's own.

    With `is_promised` the customer was told so: somebody is warned before its time, and the kept-rate counts it.

    Raises:
        TitleMissing: no title.
        NotFound: owner, team, conversation, contact or entry is not of this organisation.
    """
    policies.check_can_write(by)
    title = " ".join(title.split())[:200]
    if not title:
        raise errors.TitleMissing
    conversation = _visible(by, conversation_id) if conversation_id else None
    owner = _one(Member.objects.filter(organisation_id=by.organisation_id, is_active=True), owner_id)
    team = _one(Team.objects.filter(organisation_id=by.organisation_id), team_id)
    entry = _one(Entry.objects.of(by.organisation_id).filter(conversation=conversation), entry_id)
    contact = _one(Contact.objects.of(by.organisation_id), contact_id)
    task = Task(
        organisation_id=by.organisation_id,
        title=title,
        owner=owner or (None if team else by),
        team=team,
        conversation=conversation,
        contact=contact or (conversation.contact if conversation else None),
        entry=entry,
        created_by=by,
        due_at=due_at,
    )
    if is_promised:
        promise_step(task, by=PromisedBy.MEMBER, now=now)
    task.save(force_insert=True)
    _task_changed(task, by, now=now)
    return task


@use_case
def finish_task(*, by: Member, task_id: UUID, version: int | None = None, now: datetime) -> Task:
    """Tick a task off; with `version`, only if that is still its version.

    Raises:
        NotFound: there is no such task.
        TaskMovedOn: a colleague was first.
    """
    return _tick(by, task_id, done=True, version=version, now=now)


@use_case
def reopen_task(*, by: Member, task_id: UUID, version: int | None = None, now: datetime) -> Task:
    """Untick a task; with `version`, only if that is still its version.

    Raises:
        NotFound: there is no such task.
        TaskMovedOn: a colleague was first.
    """
    return _tick(by, task_id, done=False, version=version, now=now)


@step
def owe_step(
    *, organisation_id: UUID, title: str, owner: Member, due_at: datetime, page: str = "", now: datetime
) -> Task:
    """Leave a member a task that nobody wrote: something of the house asks for it, perhaps on a `page` of ours."""
    task = Task(organisation_id=organisation_id, title=title[:200], owner=owner, due_at=due_at, page=page)
    task.save(force_insert=True)
    record(events.TaskChanged(task_id=task.pk, conversation_id=None), now=now)
    return task


@step
def owe_about_step(
    conversation: Conversation,
    *,
    title: str,
    owner_id: UUID | None,
    due_at: datetime,
    promised_by: PromisedBy | None = None,
    now: datetime,
) -> Task:
    """Leave a member, or with nobody named the team, a task about a conversation that nobody wrote.

    `promised_by` says who told the customer so, where somebody did.
    """
    task = Task(
        organisation_id=conversation.organisation_id,
        title=" ".join(title.split())[:200],
        owner_id=owner_id,
        conversation=conversation,
        contact_id=conversation.contact_id,
        due_at=due_at,
    )
    if promised_by is not None:
        promise_step(task, by=promised_by, now=now)
    task.save(force_insert=True)
    record(events.TaskChanged(task_id=task.pk, conversation_id=conversation.pk), now=now)
    return task


@step
def find_task_step(*, organisation_id: UUID, task_id: UUID | None) -> Task | None:
    """Find a task and lock it; None when there is none."""
    rows = Task.objects.of(organisation_id).select_for_update(no_key=True)
    return rows.filter(pk=task_id).first() if task_id is not None else None


@step
def close_task_step(task: Task, *, now: datetime) -> None:
    """Put away a task that nobody did and nobody is to do any more."""
    task.done_at = now
    task.version += 1
    task.save(update_fields=["done_at", "version"])
    record(events.TaskChanged(task_id=task.pk, conversation_id=task.conversation_id), now=now)


def _tick(by: Member, task_id: UUID, *, done: bool, version: int | None, now: datetime) -> Task:
    policies.check_can_write(by)
    rows = Task.objects.of(by.organisation_id).select_for_update(no_key=True, of=("self",))
    task = rows.select_related("done_by__user").filter(pk=task_id).first()
    if task is None:
        raise NotFound
    if version is not None and version != task.version:
        raise errors.TaskMovedOn(task.done_by.name if task.done_by else "")
    task.done_at = now if done else None
    task.done_by = by if done else None
    task.version += 1
    task.save(update_fields=["done_at", "done_by", "version"])
    _task_changed(task, by, now=now)
    return task


def _task_changed(task: Task, by: Member, *, now: datetime) -> None:
    record(events.TaskChanged(task_id=task.pk, conversation_id=task.conversation_id), actor_id=by.pk, now=now)


def _set_mark(by: Member, conversation: Conversation, seq: int, *, now: datetime) -> None:
    ReadMark.objects.update_or_create(
        organisation_id=by.organisation_id, member=by, conversation=conversation, defaults={"seq": seq}
    )
    record(events.ReadMarkMoved(conversation_id=conversation.pk, member_id=by.pk), actor_id=by.pk, now=now)


def _visible(by: Member, conversation_id: UUID) -> Conversation:
    row = Conversation.objects.of(by.organisation_id).filter(pk=conversation_id).first()
    if row is None or not policies.can_see(by, row):
        raise NotFound
    return row


def _one(rows: "QuerySet[M]", key: UUID | None) -> M | None:
    if key is None:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
