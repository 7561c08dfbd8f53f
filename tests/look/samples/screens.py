"""Whole pages of the inbox app."""

from accounts.pages import Link
from conversations import pages as p
from tests.look.samples.cast import DENISE, MEMBERS
from tests.look.samples.lists import list_pane, views
from tests.look.samples.people import person, tasks
from tests.look.samples.threads import thread


def inbox(
    *, pane: str = "conversation", filtered: bool = False, shared: bool = False, **more: object
) -> p.InboxPage:
    """The whole inbox; `pane` is what a phone shows."""
    return p.InboxPage(
        views=views(),
        list=list_pane(filtered=filtered),
        since="42",
        desk=p.Desk(pane=pane, thread=thread(**more), person=person(shared=shared)),
    )


def empty_inbox() -> p.InboxPage:
    """The inbox with nothing open."""
    pane = p.ListPane(
        view_key="mine",
        title="Mine",
        summary="0 open",
        rows=(),
        url="/inbox",
        rows_url="/rows",
        empty=p.Empty(
            title="Nobody is waiting",
            text="New texts appear here.",
            action=Link(label="Show resolved", url="?view=resolved"),
        ),
    )
    return p.InboxPage(
        views=views(),
        list=pane,
        desk=p.Desk(empty=p.Empty(title="Choose a conversation", text="j and k move, Enter opens.")),
    )


def my_day() -> p.MyDayPage:
    """Ana's tasks."""
    groups = (
        p.TaskGroup(key="late", label="Late", tasks=tasks()[:1], is_late=True),
        p.TaskGroup(key="week", label="This week", tasks=tasks()[1:2]),
        p.TaskGroup(key="done", label="Done today", tasks=tasks()[2:]),
    )
    return p.MyDayPage(
        date_label="Tuesday 24 November",
        groups=groups,
        promises_url="/tasks/promises/",
        new_url="/tasks/new",
        owners=MEMBERS,
        scopes=(
            Link(label="Mine", url="?scope=mine", is_current=True),
            Link(label="Team", url="?scope=team"),
        ),
    )


def search() -> p.SearchPage:
    """A search with people and words found."""
    words = (
        p.TextPart(text="…the "),
        p.TextPart(text="papers", kind="mark"),
        p.TextPart(text=" came Friday. Do I have to…"),
    )
    groups = (
        p.SearchGroup(
            label="People",
            hits=(
                p.SearchHit(
                    url="/contacts/k1", title="Denise Calloway", person=DENISE, detail="(520) 555-0142"
                ),
            ),
        ),
        p.SearchGroup(
            label="Messages",
            hits=(
                p.SearchHit(
                    url="/inbox/c1#entry-e8", title="Denise Calloway", icon="text", when="10:41", parts=words
                ),
            ),
            more_url="?all",
        ),
    )
    return p.SearchPage(
        query="papers", url="/search", summary="1 person and 1 message for “papers”", groups=groups
    )
