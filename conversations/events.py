"""Facts of this app: ids, enum values and instants only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.events import Fact, event


@event("conversations.message_received")
@dataclass(frozen=True, kw_only=True)
class MessageReceived(Fact):
    """A customer wrote."""

    conversation_id: UUID
    version: int
    entry_id: UUID


@event("conversations.media_announced")
@dataclass(frozen=True, kw_only=True)
class MediaAnnounced(Fact):
    """An inbound message has attachments the carrier keeps for a short time."""

    conversation_id: UUID
    entry_id: UUID


@event("conversations.message_queued")
@dataclass(frozen=True, kw_only=True)
class MessageQueued(Fact):
    """A message is to leave, after its undo window."""

    conversation_id: UUID
    version: int
    entry_id: UUID
    channel: str = "SMS"


@event("conversations.message_state_changed")
@dataclass(frozen=True, kw_only=True)
class MessageStateChanged(Fact):
    """A message of ours got further, or failed."""

    conversation_id: UUID
    version: int
    entry_id: UUID
    state: str


@event("conversations.number_unreachable")
@dataclass(frozen=True, kw_only=True)
class NumberUnreachable(Fact):
    """A text failed for a reason that will last: its number takes none."""

    entry_id: UUID


@event("conversations.note_added")
@dataclass(frozen=True, kw_only=True)
class NoteAdded(Fact):
    """A member wrote a private note."""

    conversation_id: UUID
    version: int
    entry_id: UUID


@event("conversations.changed")
@dataclass(frozen=True, kw_only=True)
class ConversationChanged(Fact):
    """Status, owner, person or tags changed; `change` is the verb."""

    conversation_id: UUID
    version: int
    change: str
    before: str = ""
    after: str = ""


@event("conversations.member_walled")
@dataclass(frozen=True, kw_only=True)
class MemberWalled(Fact):
    """An ethical wall around a conversation names a member, or no longer does."""

    member_id: UUID


@event("conversations.task_changed")
@dataclass(frozen=True, kw_only=True)
class TaskChanged(Fact):
    """A task was made, moved or done."""

    task_id: UUID
    conversation_id: UUID | None = None


@event("conversations.promise_due")
@dataclass(frozen=True, kw_only=True)
class PromiseDue(Fact):
    """A promise is about to break; `member_id` owes it, nobody in particular where it is None."""

    task_id: UUID
    member_id: UUID | None = None


@event("conversations.read_mark_moved")
@dataclass(frozen=True, kw_only=True)
class ReadMarkMoved(Fact):
    """A member read, or unread, a conversation."""

    conversation_id: UUID
    member_id: UUID


@event("conversations.call_changed")
@dataclass(frozen=True, kw_only=True)
class CallChanged(Fact):
    """A call, or one of its legs, got further; `change` is the verb."""

    conversation_id: UUID
    version: int
    entry_id: UUID
    call_id: UUID
    change: str


@event("conversations.call_offered")
@dataclass(frozen=True, kw_only=True)
class CallOffered(Fact):
    """A call rings at a member."""

    call_id: UUID
    leg_id: UUID
    member_id: UUID


@event("conversations.call_ended")
@dataclass(frozen=True, kw_only=True)
class CallEnded(Fact):
    """A call is over, with its outcome."""

    conversation_id: UUID
    call_id: UUID
    outcome: str


@event("conversations.call_command_queued")
@dataclass(frozen=True, kw_only=True)
class CallCommandQueued(Fact):
    """The carrier is to do something with a leg."""

    call_id: UUID
    command_id: UUID


@event("conversations.call_command_settled")
@dataclass(frozen=True, kw_only=True)
class CallCommandSettled(Fact):
    """The carrier did what it was asked, refused it, or does not say."""

    call_id: UUID
    command_id: UUID
    state: str


@event("conversations.recording_announced")
@dataclass(frozen=True, kw_only=True)
class RecordingAnnounced(Fact):
    """The carrier holds a recording or its transcript for a while: fetch it."""

    call_id: UUID
    recording_id: UUID
    is_transcript: bool


@event("conversations.transcript_kept")
@dataclass(frozen=True, kw_only=True)
class TranscriptKept(Fact):
    """What was said in a recording is written down: a language model, where one is set, may sum it up."""

    call_id: UUID
    recording_id: UUID


@event("conversations.recording_rule_changed")
@dataclass(frozen=True, kw_only=True)
class RecordingRuleChanged(Fact):
    """An owner read a state's law on recording differently, or (None) goes by the table again."""

    region: str
    needs_everybody: bool | None


@event("conversations.callers_kept_out")
@dataclass(frozen=True, kw_only=True)
class CallersKeptOut(Fact):
    """Callers were kept out between two mornings; owners are told."""

    since: datetime
    until: datetime
