"""The left side of the inbox: views, filters, rows."""

from dataclasses import dataclass, field

from accounts.pages import Choice, Link
from conversations.pages.parts import Badge, Empty, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLink:
    """One view in the left pane. `key` names its live count `view-<key>`; `count` is "", digits or "99+"."""

    key: str
    label: str
    url: str
    count: str = ""
    is_hot: bool = False
    icon: str = ""
    is_current: bool = False
    delete_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewGroup:
    """Views under one heading: My work, Team, Lines, Saved."""

    label: str
    views: tuple[ViewLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRow:
    """One conversation in the list: always three lines, 88 px, two badges at most.

    `order` is what the list is sorted by, as text that sorts alike (an ISO instant): by it a pushed row finds its
    place. Left empty, a pushed row goes to the top.
    """

    id: str
    version: int
    url: str
    person: Person
    time_label: str
    time_iso: str
    channel_icon: str
    channel_label: str
    preview: str
    channel_tone: str = ""
    is_unread: bool = False
    is_current: bool = False
    badges: tuple[Badge, ...] = ()
    owner: Person | None = None
    viewers_label: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One select of the filter form; `name` is the query parameter."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkActions:
    """What can be done to several conversations; posts `action`, `value` and many `conversation` to `url`."""

    url: str
    members: tuple[Choice, ...] = ()
    snoozes: tuple[Choice, ...] = ()
    outcomes: tuple[Choice, ...] = ()
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPane:
    """The list beside the conversation: head, filters, rows, the next page. `order` of its rows: asc or desc."""

    view_key: str
    title: str
    summary: str
    rows: tuple[ConversationRow, ...]
    url: str
    rows_url: str
    order: str = "desc"
    next_url: str = ""
    query: str = ""
    sorts: tuple[Link, ...] = ()
    filters: tuple[Filter, ...] = ()
    active_filters: tuple[Link, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    save_view_url: str = ""
    write_url: str = ""
    bulk: BulkActions | None = None
    empty: Empty = field(default_factory=lambda: Empty(title=""))

    @property
    def sort_label(self) -> str:
        """The name of the order in use."""
        return next((sort.label for sort in self.sorts if sort.is_current), "")
