"""Every read of conversations that spans rows; each takes the member and names the organisation in SQL."""

from conversations.selectors.calls import CallStory, get_recording, list_stories
from conversations.selectors.contacts import list_entries_with, list_tasks_with
from conversations.selectors.desk import (
    TEAM,
    Drafts,
    count_due,
    get_drafts,
    get_task,
    list_canned,
    list_tasks,
    list_tasks_of,
)
from conversations.selectors.door import count_mine, get_door
from conversations.selectors.figures import Figures, count_figures
from conversations.selectors.gathered import DeskSource, ListSource, get_desk, get_list, get_outline
from conversations.selectors.inbox import Row, RowPage, list_rows
from conversations.selectors.live import (
    Changed,
    Missed,
    get_missed,
    get_seq_before,
    list_changed,
    list_entries_beyond,
    list_tasks_by_id,
)
from conversations.selectors.people import PersonFacts, Reachable, find_consent, get_person, list_candidates
from conversations.selectors.search import Found, find_everything
from conversations.selectors.sidebar import (
    CEILING,
    Sidebar,
    get_sidebar,
    list_lines,
)
from conversations.selectors.threads import (
    EntryPage,
    Place,
    find_previous,
    get_conversation,
    get_entry,
    get_read_seq,
    list_entries,
)
from conversations.selectors.views import (
    PERSONAL,
    Cursor,
    Facts,
    InboxQuery,
    View,
    facts_of,
    holds,
    query_from,
    visible,
)

__all__ = [
    "CEILING",
    "PERSONAL",
    "TEAM",
    "CallStory",
    "Changed",
    "Cursor",
    "DeskSource",
    "Drafts",
    "EntryPage",
    "Facts",
    "Figures",
    "Found",
    "InboxQuery",
    "ListSource",
    "Missed",
    "PersonFacts",
    "Place",
    "Reachable",
    "Row",
    "RowPage",
    "Sidebar",
    "View",
    "count_due",
    "count_figures",
    "count_mine",
    "facts_of",
    "find_consent",
    "find_everything",
    "find_previous",
    "get_conversation",
    "get_desk",
    "get_door",
    "get_drafts",
    "get_entry",
    "get_list",
    "get_missed",
    "get_outline",
    "get_person",
    "get_read_seq",
    "get_recording",
    "get_seq_before",
    "get_sidebar",
    "get_task",
    "holds",
    "list_candidates",
    "list_canned",
    "list_changed",
    "list_entries",
    "list_entries_beyond",
    "list_entries_with",
    "list_lines",
    "list_rows",
    "list_stories",
    "list_tasks",
    "list_tasks_by_id",
    "list_tasks_of",
    "list_tasks_with",
    "query_from",
    "visible",
]
