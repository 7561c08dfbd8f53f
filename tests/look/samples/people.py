"""Denise in the right pane, and the tasks about her."""

from accounts.pages import Choice, Link
from contacts.ports import Panel
from conversations import pages as p
from conversations.pages.people import TasksPanel
from tests.look.samples.cast import DENISE, MEMBERS, NOW


def tasks() -> tuple[p.TaskItem, ...]:
    """Open and done tasks."""
    return (
        p.TaskItem(
            id="t1",
            version=1,
            title="Call Denise back after the conflict check",
            done_url="/done",
            due_label="Due today 11:30",
            due_iso=NOW,
            is_late=True,
            owner_label="You",
            source=Link(label="Denise Calloway", url="/inbox/c1"),
        ),
        p.TaskItem(
            id="t2",
            version=1,
            title="Send the fee in writing",
            done_url="/done",
            due_label="Fri 27 Nov, 9:00",
            due_iso=NOW,
            owner_label="You",
        ),
        p.TaskItem(
            id="t3",
            version=1,
            title="Ask for the case number",
            done_url="/done",
            is_done=True,
            owner_label="Front desk",
        ),
    )


def person(*, shared: bool = False) -> p.PersonPane:
    """Denise in the right pane; `shared`: two people use her number."""
    choices = (
        Choice(value="k1", label="Denise Calloway", detail="Prospect, last text 10:41"),
        Choice(value="k2", label="Lorraine Abbate", detail="Client since 2024"),
    )
    return p.PersonPane(
        conversation_id="c1",
        version=2,
        person=DENISE,
        subtitle="Prospect · first contact today",
        contact_url="/contacts/k1",
        back_url="?pane=conversation",
        addresses=(
            p.PersonAddress(
                label="Mobile",
                display="(520) 555-0142",
                consent=p.Badge(label="texts ok", tone="ok", icon="check"),
            ),
            p.PersonAddress(
                label="Home",
                display="(520) 555-0171",
                consent=p.Badge(label="STOP", tone="danger", icon="ban"),
                note="shared",
            ),
            p.PersonAddress(label="E-mail", display="d.calloway@example.com"),
        ),
        facts=(("Language", "English"), ("Source", "Website")),
        tags=("Family", "Custody"),
        candidates=p.Candidates(
            url="/choose", question="Two people use this number. Who is writing?", choices=choices
        )
        if shared
        else None,
        panels=(tasks_panel(),),
        before=(
            p.PastItem(icon="chat", label="Web chat, 11 messages", when="08:52", url="/inbox/c9"),
            p.PastItem(icon="text", label="Asked for office hours", when="3 Oct"),
        ),
        before_url="/contacts/k1",
    )


def tasks_panel() -> Panel:
    """What is owed to Denise."""
    page = TasksPanel(id="tasks-c1", tasks=tasks()[:2], new_url="/tasks/new", owners=MEMBERS)
    return Panel(key="tasks", title="Tasks", template="conversations/_tasks_panel.html", page=page)
