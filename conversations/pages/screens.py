"""Whole pages: inbox, my day, search."""

from dataclasses import dataclass, field

from accounts.pages import Choice, Link
from conversations.pages.lists import ListPane, ViewGroup
from conversations.pages.parts import Empty, Person
from conversations.pages.people import PersonPane, TaskItem
from conversations.pages.threads import TextPart, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The right-hand side: conversation and person, or the empty desk. `pane` decides what a phone shows."""

    pane: str = "list"
    thread: Thread | None = None
    person: PersonPane | None = None
    empty: Empty = field(default_factory=lambda: Empty(title=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """The inbox: views, list, desk. `since` is the newest event the page has seen, for catching up."""

    views: tuple[ViewGroup, ...]
    list: ListPane
    desk: Desk
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """Tasks under one heading: late, today, later, done."""

    key: str
    label: str
    tasks: tuple[TaskItem, ...]
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDayPage:
    """A member's tasks by when they are due, and the form for a new one (posts `title`, `due`, `owner`)."""

    date_label: str
    groups: tuple[TaskGroup, ...]
    promises_url: str
    new_url: str = ""
    owners: tuple[Choice, ...] = ()
    scopes: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""
    empty: Empty = field(default_factory=lambda: Empty(title=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One found person or entry. `parts` mark the words that matched."""

    url: str
    title: str
    when: str = ""
    icon: str = ""
    person: Person | None = None
    detail: str = ""
    parts: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchGroup:
    """Hits of one kind: people, conversations, messages."""

    label: str
    hits: tuple[SearchHit, ...]
    more_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What a search found. `summary` is one sentence with the count."""

    query: str
    url: str
    summary: str
    groups: tuple[SearchGroup, ...]
    empty: Empty = field(default_factory=lambda: Empty(title=""))
