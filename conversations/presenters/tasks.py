"""Tasks: one, and a member's day."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member, Team
from accounts.pages import Link
from conversations.models import Task
from conversations.pages import Empty, MyDayPage, TaskGroup, TaskItem
from conversations.ports.followups import followups
from conversations.presenters.choices import owner_choices
from conversations.presenters.reader import Reader
from conversations.presenters.times import day_label, is_same_day, moment_label

SCOPES = ("mine", "team", "all")


def task_item(task: Task, *, reader: Reader) -> TaskItem:
    """Print one task."""
    return TaskItem(
        id=str(task.pk),
        version=task.version,
        title=task.title,
        done_url=reverse("conversations:task_done", args=[task.pk]),
        due_label=moment_label(task.due_at, reader=reader),
        due_iso=task.due_at.isoformat(),
        is_late=task.done_at is None and task.due_at < reader.now,
        is_done=task.done_at is not None,
        owner_label=_owner_label(task),
        source=_source(task),
        followups=followups(task.conversation_id, task.contact_id)
        if task.done_at is None and reader.can_write
        else (),
    )


def my_day(
    tasks: Sequence[Task],
    *,
    reader: Reader,
    members: Sequence[Member],
    teams: Sequence[Team],
    scope: str,
    notes: tuple[str, ...] = (),
    error: str = "",
) -> MyDayPage:
    """Print tasks under Late, Today, This week, Later and Done today, below what other apps note of the day."""
    groups: dict[str, list[TaskItem]] = {"late": [], "today": [], "week": [], "later": [], "done": []}
    for task in tasks:
        groups[_group(task, reader)].append(task_item(task, reader=reader))
    names = {
        "late": _("Late"),
        "today": _("Today"),
        "week": _("This week"),
        "later": _("Later"),
        "done": _("Done today"),
    }
    here = reverse("conversations:my_day")
    words = {"mine": _("Mine"), "team": _("My team's"), "all": _("Everyone's")}
    return MyDayPage(
        date_label=day_label(reader.now, reader=reader),
        groups=tuple(
            TaskGroup(key=key, label=names[key], tasks=tuple(items), is_late=key == "late")
            for key, items in groups.items()
            if items
        ),
        promises_url=reverse("conversations:promises"),
        new_url=reverse("conversations:task_new") if reader.can_write else "",
        owners=owner_choices(members, teams),
        scopes=tuple(
            Link(label=words[key], url=f"{here}?scope={key}", is_current=key == scope) for key in SCOPES
        ),
        notes=notes,
        error=error,
        empty=Empty(title=_("Nothing is owed"), text=_("Tasks appear here by when they are due.")),
    )


def _group(task: Task, reader: Reader) -> str:
    if task.done_at is not None:
        return "done"
    if task.due_at < reader.now:
        return "late"
    if is_same_day(task.due_at, reader.now, reader=reader):
        return "today"
    return "week" if task.due_at < reader.now + timedelta(days=7) else "later"


def _owner_label(task: Task) -> str:
    if task.owner is not None:
        return task.owner.name
    return task.team.name if task.team else ""


def _source(task: Task) -> Link | None:
    if task.page:
        return Link(label=_("Open"), url=task.page)
    if task.conversation is not None:
        url = reverse("conversations:conversation", args=[task.conversation_id])
        anchor = f"#entry-{task.entry_id}" if task.entry_id else ""
        return Link(label=task.conversation.title, url=url + anchor)
    if task.contact is not None:
        return Link(label=str(task.contact), url=reverse("contacts:contact", args=[task.contact_id]))
    return None
