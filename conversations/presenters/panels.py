"""Sections beside a contact's page and beside a conversation: whom to call and write to, what is owed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import selectors as accounts
from accounts.pages import Choice
from accounts.policies import can_write
from contacts import ports
from contacts.domain.addresses import AddressKind
from conversations import selectors
from conversations.pages.people import ReachPanel, TasksPanel
from conversations.presenters import labels
from conversations.presenters.choices import owner_choices
from conversations.presenters.reader import reader_of
from conversations.presenters.tasks import task_item


def register() -> None:
    """Stand beside people."""
    ports.register_panel("call", 5, reach_panel)
    ports.register_panel("tasks", 10, tasks_panel)


def reach_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the numbers of a contact that a member may call, and the way to write to them."""
    if beside.contact_id is None or not can_write(beside.member):
        return None
    found = selectors.list_reachable(member=beside.member, contact_id=beside.contact_id)
    if not found:
        return None
    # Beside a conversation one writes in it.
    write = "" if beside.conversation_id else f"{reverse('conversations:write')}?contact={beside.contact_id}"
    numbers = [one.address for one in found if one.address.kind == AddressKind.PHONE]
    if not numbers and not write:
        return None
    page = ReachPanel(
        call_url=reverse("conversations:place_call"),
        numbers=tuple(
            Choice(value=str(row.pk), label=labels.address_label(row.kind, row.value)) for row in numbers
        ),
        write_url=write,
    )
    title = _("Call or write") if numbers and write else _("Call") if numbers else _("Write")
    return ports.Panel(key="call", title=title, template="conversations/_reach_panel.html", page=page)


def tasks_panel(beside: ports.Beside, *, error: str = "") -> ports.Panel | None:
    """Print what is owed in a conversation, else to a contact, with the form for one more; called in `reading`."""
    member = beside.member
    if beside.conversation_id is not None:
        anchor, query = f"tasks-{beside.conversation_id}", f"conversation={beside.conversation_id}"
        tasks = selectors.list_tasks_of(member=member, conversation_id=beside.conversation_id)
    elif beside.contact_id is not None:
        anchor, query = f"contact-tasks-{beside.contact_id}", f"contact={beside.contact_id}"
        tasks = selectors.list_tasks_with(member=member, contact_id=beside.contact_id)
    else:
        return None
    reader = reader_of(member, now=beside.now)
    page = TasksPanel(
        id=anchor,
        tasks=tuple(task_item(task, reader=reader) for task in tasks),
        new_url=f"{reverse('conversations:task_new')}?{query}" if reader.can_write else "",
        owners=owner_choices(
            accounts.list_members(organisation_id=member.organisation_id),
            accounts.list_teams(organisation_id=member.organisation_id),
        ),
        error=error,
    )
    return ports.Panel(key="tasks", title=_("Tasks"), template="conversations/_tasks_panel.html", page=page)
