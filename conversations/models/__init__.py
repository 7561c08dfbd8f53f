"""Lines, conversations, entries and what members keep beside them."""

from conversations.models.conversation import Conversation
from conversations.models.desk import CannedReply, Draft, Mention, ReadMark, SavedView, Task
from conversations.models.entry import Entry, EntryKind
from conversations.models.line import Line, LineKind

__all__ = [
    "CannedReply", "Conversation", "Draft", "Entry", "EntryKind", "Line", "LineKind", "Mention", "ReadMark",
    "SavedView", "Task",
]  # fmt: skip
