"""Frozen objects the inbox templates bind to: presenters fill them, templates only print and loop.

Instants come twice: `*_iso` (UTC, for the clock on the screen) and `*_label` (in the reader's own words).
A URL left empty means the act is not offered to this member; the template then leaves the button out.
"""

from conversations.pages.calls import (
    CallCard,
    CallPage,
    CallRow,
    CallsPage,
    CommandItem,
    LegBar,
    LegStretch,
    OlderCalls,
    PathStep,
    RecordingItem,
    ScriptLine,
)
from conversations.pages.demo import HandsetMessage, HandsetPage, LedgerPage, LedgerRow, LedgerTotal
from conversations.pages.docks import CallAnyway, CallBar, Dock, GoneNote, RingPop
from conversations.pages.lists import BulkActions, ConversationRow, Filter, ListPane, ViewGroup, ViewLink
from conversations.pages.parts import Badge, Empty, Person
from conversations.pages.people import Candidates, PastItem, PersonAddress, PersonPane, TaskItem
from conversations.pages.screens import (
    Desk,
    InboxPage,
    MyDayPage,
    SearchGroup,
    SearchHit,
    SearchPage,
    TaskGroup,
)
from conversations.pages.threads import (
    CannedReply,
    Composer,
    EntryItem,
    Gate,
    Guard,
    MailWay,
    Media,
    ResolveMenu,
    TextPart,
    Thread,
    ThreadHead,
)

__all__ = [
    "Badge",
    "BulkActions",
    "CallAnyway",
    "CallBar",
    "CallCard",
    "CallPage",
    "CallRow",
    "CallsPage",
    "Candidates",
    "CannedReply",
    "CommandItem",
    "Composer",
    "ConversationRow",
    "Desk",
    "Dock",
    "Empty",
    "EntryItem",
    "Filter",
    "Gate",
    "GoneNote",
    "Guard",
    "HandsetMessage",
    "HandsetPage",
    "InboxPage",
    "LedgerPage",
    "LedgerRow",
    "LedgerTotal",
    "LegBar",
    "LegStretch",
    "ListPane",
    "MailWay",
    "Media",
    "MyDayPage",
    "OlderCalls",
    "PastItem",
    "PathStep",
    "Person",
    "PersonAddress",
    "PersonPane",
    "RecordingItem",
    "ResolveMenu",
    "RingPop",
    "ScriptLine",
    "SearchGroup",
    "SearchHit",
    "SearchPage",
    "TaskGroup",
    "TaskItem",
    "TextPart",
    "Thread",
    "ThreadHead",
    "ViewGroup",
    "ViewLink",
]
