"""Rows become frozen page objects: no queries here, no HTTP."""

from conversations.presenters.call_lists import call_row, calls_page, calls_query_string, older_calls
from conversations.presenters.call_pages import call_page
from conversations.presenters.calling_out import call_anyway, not_placed
from conversations.presenters.choices import snooze_times
from conversations.presenters.composer import Typed, composer, gate, guard
from conversations.presenters.docks import dock, dock_lines
from conversations.presenters.door import frame_figures
from conversations.presenters.entries import entry_item, entry_items
from conversations.presenters.heads import thread_head
from conversations.presenters.lists import (
    list_pane,
    next_url,
    query_string,
    rows,
    summary,
    view_count,
    view_groups,
)
from conversations.presenters.panels import tasks_panel
from conversations.presenters.people import person_pane
from conversations.presenters.reader import Reader, reader_of
from conversations.presenters.rows import conversation_row
from conversations.presenters.search import search_page
from conversations.presenters.tasks import SCOPES, my_day, task_item
from conversations.presenters.threads import desk, empty_desk, may_reply, older_thread, thread

__all__ = [
    "SCOPES",
    "Reader",
    "Typed",
    "call_anyway",
    "call_page",
    "call_row",
    "calls_page",
    "calls_query_string",
    "composer",
    "conversation_row",
    "desk",
    "dock",
    "dock_lines",
    "empty_desk",
    "entry_item",
    "entry_items",
    "frame_figures",
    "gate",
    "guard",
    "list_pane",
    "may_reply",
    "my_day",
    "next_url",
    "not_placed",
    "older_calls",
    "older_thread",
    "person_pane",
    "query_string",
    "reader_of",
    "rows",
    "search_page",
    "snooze_times",
    "summary",
    "task_item",
    "tasks_panel",
    "thread",
    "thread_head",
    "view_count",
    "view_groups",
]
