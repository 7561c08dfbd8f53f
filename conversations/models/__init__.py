"""Lines, conversations, entries and what members keep beside them."""

from conversations.models.call import Call, CallCommand, Direction, Leg, Recording, RecordingKind
from conversations.models.chat import ChatWidget
from conversations.models.conversation import Conversation
from conversations.models.desk import CannedReply, Draft, Mention, ReadMark, SavedView, Task
from conversations.models.entry import Entry, EntryKind
from conversations.models.label import Label
from conversations.models.line import Line, LineKind
from conversations.models.numbers import Block, BlockKind, LineType, NumberFact, RecordingRule
from conversations.models.phone import MemberPhone

__all__ = [
    "Block", "BlockKind", "Call", "CallCommand", "CannedReply", "ChatWidget", "Conversation", "Direction", "Draft",
    "Entry", "EntryKind", "Label", "Leg", "Line", "LineKind", "LineType", "MemberPhone",
    "Mention", "NumberFact", "ReadMark",
    "Recording", "RecordingKind", "RecordingRule", "SavedView", "Task",
]  # fmt: skip
