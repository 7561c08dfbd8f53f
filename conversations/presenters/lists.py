"""The left of the inbox: groups of views with counts, and the list pane with its filters."""

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.pages import Choice, Link
from accounts.presenters import count_label
from conversations.models import Line, SavedView
from conversations.pages import (
    BulkActions,
    ConversationRow,
    Empty,
    Filter,
    ListPane,
    ViewGroup,
    ViewLink,
)
from conversations.presenters import labels
from conversations.presenters.choices import member_choices, outcome_choices, snooze_choices
from conversations.presenters.reader import Reader
from conversations.presenters.rows import conversation_row
from conversations.selectors import Cursor, InboxQuery, ListSource, RowPage, View

HOT = frozenset({View.UNOWNED, View.MENTIONS})
MY_WORK = (View.MINE, View.MENTIONS)
TEAM = (View.UNOWNED, View.OPEN, View.WAITING, View.SNOOZED, View.RESOLVED, View.SPAM)
# Piles that only grow carry no count: nobody works them off.
UNCOUNTED = frozenset({View.RESOLVED})
CHANNELS = ("SMS", "MMS", "WHATSAPP", "MESSENGER", "VIBER", "RCS", "EMAIL", "CHAT", "VOICE")


def query_string(query: InboxQuery, *, after: Cursor | None = None) -> str:
    """Write a list's query as the address carries it; the default view needs none."""
    pairs = {
        "view": query.view.value,
        "location": str(query.location_id or ""),
        "line": str(query.line_id or ""),
        "channel": query.channel,
        "tag": query.tag,
        "q": query.words,
        "after": cursor_text(after) if after else "",
    }
    return "?" + urlencode({key: value for key, value in pairs.items() if value})


def cursor_text(cursor: Cursor) -> str:
    """Write a cursor as one opaque word."""
    return f"{cursor.at.isoformat() if cursor.at else ''}_{cursor.id}"


def view_groups(source: ListSource, *, reader: Reader) -> tuple[ViewGroup, ...]:
    """Print the views with their counts; the one in use is marked."""
    groups = [
        ViewGroup(label=_("My work"), views=tuple(_view(view, source) for view in MY_WORK)),
        ViewGroup(label=_("Team"), views=tuple(_view(view, source) for view in TEAM)),
    ]
    if source.lines:
        groups.append(ViewGroup(label=_("Lines"), views=tuple(_line(line, source) for line in source.lines)))
    if source.saved:
        saved = tuple(_saved(key, row, query, source, reader) for key, (row, query) in source.saved.items())
        groups.append(ViewGroup(label=pgettext("view", "Saved"), views=saved))
    return tuple(groups)


def list_pane(source: ListSource, *, reader: Reader, opened: UUID | None = None) -> ListPane:
    """Print the list with its head; `opened` is the conversation on the desk."""
    query = source.query
    inbox = reverse("conversations:inbox")
    rows_url = reverse("conversations:rows")
    return ListPane(
        view_key=query.view.value,
        title=labels.view_label(query.view),
        summary=summary(source.sidebar.counts.get(query.view.value, 0), query.view),
        rows=rows(source.page, query=query, reader=reader, opened=opened),
        url=f"{inbox}?view={query.view.value}",
        rows_url=rows_url + query_string(query),
        order="asc" if query.is_by_waiting else "desc",
        next_url=next_url(source.page, query=query),
        query=query.words,
        filters=_filters(source),
        active_filters=_active(source, inbox),
        hidden=(("view", query.view.value),),
        save_view_url=reverse("conversations:save_view") if reader.can_write and query.is_narrowed else "",
        write_url=reverse("conversations:write") if reader.can_write else "",
        bulk=_bulk(source, reader) if reader.can_write else None,
        empty=_empty(query, inbox),
    )


def rows(
    page: RowPage, *, query: InboxQuery, reader: Reader, opened: UUID | None = None
) -> tuple[ConversationRow, ...]:
    """Print a page of rows."""
    suffix = query_string(query)
    return tuple(
        conversation_row(
            row.conversation,
            reader=reader,
            is_unread=row.is_unread,
            suffix=suffix,
            is_by_waiting=query.is_by_waiting,
            is_current=row.conversation.pk == opened,
        )
        for row in page.rows
    )


def next_url(page: RowPage, *, query: InboxQuery) -> str:
    """Address the page of rows that follows, empty at the end."""
    if page.following is None:
        return ""
    return reverse("conversations:rows") + query_string(query, after=page.following)


def summary(count: int, view: View) -> str:
    """Say how many there are, exact to 99."""
    if view in UNCOUNTED:
        return ""
    if count >= 100:
        return _("99+ conversations")
    return ngettext("%(count)d conversation", "%(count)d conversations", count) % {"count": count}


def view_count(key: str, count: int) -> str:
    """Write a view's live count; piles that only grow carry none."""
    return "" if key in UNCOUNTED else count_label(count)


def _view(view: View, source: ListSource) -> ViewLink:
    count = 0 if view in UNCOUNTED else source.sidebar.counts.get(view.value, 0)
    return ViewLink(
        key=view.value,
        label=labels.view_label(view),
        url=reverse("conversations:inbox") + f"?view={view.value}",
        count=count_label(count),
        is_hot=view in HOT and count > 0,
        is_current=source.query == InboxQuery(view=view),
    )


def _line(line: Line, source: ListSource) -> ViewLink:
    query = InboxQuery(view=View.OPEN, line_id=line.pk)
    return ViewLink(
        key=f"line-{line.pk}",
        label=line.name,
        url=reverse("conversations:inbox") + query_string(query),
        count=count_label(source.sidebar.counts.get(f"line-{line.pk}", 0)),
        icon=labels.LINE_ICONS.get(line.kind, "phone"),  # type: ignore[call-overload]
        is_current=source.query == query,
    )


def _saved(key: str, row: SavedView, query: InboxQuery, source: ListSource, reader: Reader) -> ViewLink:
    return ViewLink(
        key=key,
        label=row.name,
        url=reverse("conversations:inbox") + query_string(query),
        count=count_label(source.sidebar.counts.get(key, 0)),
        icon="tag",
        is_current=source.query == query,
        delete_url=reverse("conversations:delete_view", args=[row.pk]) if reader.can_write else "",
    )


def _filters(source: ListSource) -> tuple[Filter, ...]:
    query = source.query
    places = {line.location_id: line.location.name for line in source.lines}
    tags = sorted({*source.sidebar.tags, *([query.tag] if query.tag else [])})
    wanted = (
        (
            "location",
            _("Location"),
            _("Any location"),
            [(str(k), v) for k, v in places.items()],
            query.location_id,
        ),
        (
            "line",
            _("Line"),
            _("Any line"),
            [(str(line.pk), line.name) for line in source.lines],
            query.line_id,
        ),
        (
            "channel",
            _("Channel"),
            _("Any channel"),
            [(c, labels.channel_label(c)) for c in CHANNELS],
            query.channel,
        ),
        ("tag", _("Label"), _("Any label"), [(tag, tag) for tag in tags], query.tag),
    )
    return tuple(
        Filter(
            name=name,
            label=label,
            choices=(
                Choice(value="", label=anything, is_current=not chosen),
                *(Choice(value=v, label=text, is_current=v == str(chosen or "")) for v, text in choices),
            ),
        )
        for name, label, anything, choices, chosen in wanted
        if choices
    )


def _active(source: ListSource, inbox: str) -> tuple[Link, ...]:
    """List the filters in use, each with the address of the list without it."""
    query = source.query
    lines = {line.pk: line.name for line in source.lines}
    places = {line.location_id: line.location.name for line in source.lines}
    used: list[tuple[str, InboxQuery]] = []
    if query.words:
        used.append((f"“{query.words}”", replace(query, words="")))
    if query.location_id:
        used.append((places.get(query.location_id, _("Location")), replace(query, location_id=None)))
    if query.line_id:
        used.append((lines.get(query.line_id, _("Line")), replace(query, line_id=None)))
    if query.channel:
        used.append((labels.channel_label(query.channel), replace(query, channel="")))
    if query.tag:
        used.append((query.tag, replace(query, tag="")))
    return tuple(Link(label=label, url=inbox + query_string(without)) for label, without in used)


def _bulk(source: ListSource, reader: Reader) -> BulkActions:
    return BulkActions(
        url=reverse("conversations:bulk"),
        members=member_choices(source.members),
        snoozes=tuple(choice for choice in snooze_choices(reader=reader) if choice.value != "reply"),
        outcomes=tuple(choice for choice in outcome_choices() if choice.value != "DISQUALIFIED"),
    )


def _empty(query: InboxQuery, inbox: str) -> Empty:
    if query.is_narrowed:
        without = Link(label=_("Clear the filters"), url=f"{inbox}?view={query.view.value}")
        return Empty(title=_("Nothing fits these filters"), action=without)
    everything = Link(label=_("Show all open"), url=f"{inbox}?view={View.OPEN.value}")
    if query.view is View.UNOWNED:
        text = _("New conversations appear here until somebody claims them.")
        return Empty(title=_("Nobody is waiting"), text=text, action=everything)
    if query.view is View.OPEN:
        return Empty(title=_("Nothing is open"), text=_("New conversations appear here by themselves."))
    return Empty(
        title=_("Nothing here"), text=_("Conversations appear here by themselves."), action=everything
    )
