"""The machines of a conversation: status, control, ownership and message, as tables.

Source: design §4 and research/contact-center.md §5A, 5B, 5F. Four small machines instead of one big status;
every move is one line in a table, and a move that has no line is illegal.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Who owes the next move."""

    AI = "AI"
    OPEN = "OPEN"
    WAITING = "WAITING"
    SNOOZED = "SNOOZED"
    RESOLVED = "RESOLVED"
    SPAM = "SPAM"
    MERGED = "MERGED"


class Move(StrEnum):
    """What can happen to a conversation's status."""

    INBOUND_MESSAGE = "INBOUND_MESSAGE"
    INBOUND_FOR_ASSISTANT = "INBOUND_FOR_ASSISTANT"
    ASSISTANT_REPLY = "ASSISTANT_REPLY"
    ASSISTANT_HANDS_OVER = "ASSISTANT_HANDS_OVER"
    ASSISTANT_DONE = "ASSISTANT_DONE"
    TAKE_OVER = "TAKE_OVER"
    RETURN_TO_ASSISTANT = "RETURN_TO_ASSISTANT"
    AGENT_REPLY = "AGENT_REPLY"
    RESOLVE = "RESOLVE"
    AUTO_RESOLVE = "AUTO_RESOLVE"
    FOLLOW_UP = "FOLLOW_UP"
    SNOOZE = "SNOOZE"
    WAKE = "WAKE"
    REOPEN = "REOPEN"
    MARK_SPAM = "MARK_SPAM"
    NOT_SPAM = "NOT_SPAM"
    MERGE = "MERGE"
    UNMERGE = "UNMERGE"


class Control(StrEnum):
    """Who may speak; every switch raises the conversation's epoch."""

    AI = "AI"
    HUMAN = "HUMAN"
    PAUSED = "PAUSED"


class Ownership(StrEnum):
    """Whether somebody answers for the conversation."""

    UNOWNED = "UNOWNED"
    OFFERED = "OFFERED"
    OWNED = "OWNED"


class MessageState(StrEnum):
    """Where a message is on its way; the last two are of inbound messages."""

    QUEUED = "QUEUED"
    HELD_QUIET = "HELD_QUIET"
    DENIED_CONSENT = "DENIED_CONSENT"
    SENDING = "SENDING"
    UNKNOWN = "UNKNOWN"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    READ = "READ"
    FAILED = "FAILED"
    UNDONE = "UNDONE"
    RECEIVED = "RECEIVED"
    APPLIED = "APPLIED"


class Outcome(StrEnum):
    """How a resolved conversation ended; the funnel adds up to all inquiries."""

    BOOKED = "BOOKED"
    DISQUALIFIED = "DISQUALIFIED"
    FOLLOW_UP = "FOLLOW_UP"
    LOST = "LOST"
    SPAM = "SPAM"


class IllegalMove(Exception):
    """A move the status table has no line for; tell the member what the conversation has become meanwhile."""

    def __init__(self, status: Status, move: Move) -> None:
        super().__init__(f"{move} is not possible while the conversation is {status}.")
        self.status = status
        self.move = move


INITIAL: Final = frozenset({Status.AI, Status.OPEN, Status.SPAM})
LIVE: Final = frozenset({Status.AI, Status.OPEN, Status.WAITING, Status.SNOOZED})
REASON_REQUIRED: Final = frozenset({Outcome.DISQUALIFIED})

# A member who wants to write in an AI conversation takes it over first (the epoch must rise), and in a
# resolved one reopens it first (another conversation may be live by then): hence no AGENT_REPLY line in
# either.
MOVES: Final[Mapping[Status, Mapping[Move, Status]]] = MappingProxyType(
    {
        Status.AI: {
            Move.INBOUND_MESSAGE: Status.AI,
            Move.INBOUND_FOR_ASSISTANT: Status.AI,
            Move.ASSISTANT_REPLY: Status.AI,
            Move.ASSISTANT_HANDS_OVER: Status.OPEN,
            Move.ASSISTANT_DONE: Status.RESOLVED,
            Move.TAKE_OVER: Status.OPEN,
            Move.MARK_SPAM: Status.SPAM,
            Move.MERGE: Status.MERGED,
        },
        Status.OPEN: {
            Move.INBOUND_MESSAGE: Status.OPEN,
            Move.INBOUND_FOR_ASSISTANT: Status.OPEN,
            Move.RETURN_TO_ASSISTANT: Status.AI,
            Move.AGENT_REPLY: Status.WAITING,
            Move.RESOLVE: Status.RESOLVED,
            Move.SNOOZE: Status.SNOOZED,
            Move.MARK_SPAM: Status.SPAM,
            Move.MERGE: Status.MERGED,
        },
        Status.WAITING: {
            Move.INBOUND_MESSAGE: Status.OPEN,
            Move.INBOUND_FOR_ASSISTANT: Status.OPEN,
            Move.RETURN_TO_ASSISTANT: Status.AI,
            Move.AGENT_REPLY: Status.WAITING,
            Move.RESOLVE: Status.RESOLVED,
            Move.AUTO_RESOLVE: Status.RESOLVED,
            Move.FOLLOW_UP: Status.OPEN,
            Move.SNOOZE: Status.SNOOZED,
            Move.MARK_SPAM: Status.SPAM,
            Move.MERGE: Status.MERGED,
        },
        Status.SNOOZED: {
            Move.INBOUND_MESSAGE: Status.OPEN,
            Move.INBOUND_FOR_ASSISTANT: Status.OPEN,
            Move.AGENT_REPLY: Status.WAITING,
            Move.RESOLVE: Status.RESOLVED,
            Move.SNOOZE: Status.SNOOZED,
            Move.WAKE: Status.OPEN,
            Move.MARK_SPAM: Status.SPAM,
            Move.MERGE: Status.MERGED,
        },
        Status.RESOLVED: {
            Move.INBOUND_MESSAGE: Status.OPEN,
            Move.INBOUND_FOR_ASSISTANT: Status.AI,
            Move.REOPEN: Status.OPEN,
            Move.MARK_SPAM: Status.SPAM,
            Move.MERGE: Status.MERGED,
        },
        Status.SPAM: {
            Move.INBOUND_MESSAGE: Status.SPAM,
            Move.INBOUND_FOR_ASSISTANT: Status.SPAM,
            Move.MARK_SPAM: Status.SPAM,
            Move.NOT_SPAM: Status.OPEN,
            Move.MERGE: Status.MERGED,
        },
        # Late messages go to the conversation it was merged into, never here.
        Status.MERGED: {Move.UNMERGE: Status.OPEN},
    }
)

TRANSITIONS: Final[Mapping[Status, frozenset[Status]]] = MappingProxyType(
    {status: frozenset(moves.values()) - {status} for status, moves in MOVES.items()}
)

CONTROL_TRANSITIONS: Final[Mapping[Control, frozenset[Control]]] = MappingProxyType(
    {
        Control.AI: frozenset({Control.HUMAN, Control.PAUSED}),
        Control.HUMAN: frozenset({Control.AI, Control.PAUSED}),
        Control.PAUSED: frozenset({Control.AI, Control.HUMAN}),
    }
)

# OFFERED and OWNED may follow themselves with another member: the next candidate, a reassignment.
OWNERSHIP_TRANSITIONS: Final[Mapping[Ownership, frozenset[Ownership]]] = MappingProxyType(
    {
        Ownership.UNOWNED: frozenset({Ownership.OFFERED, Ownership.OWNED}),
        Ownership.OFFERED: frozenset({Ownership.OFFERED, Ownership.OWNED, Ownership.UNOWNED}),
        Ownership.OWNED: frozenset({Ownership.OWNED, Ownership.OFFERED, Ownership.UNOWNED}),
    }
)

_REPORTED: Final = frozenset(
    {MessageState.SENT, MessageState.DELIVERED, MessageState.READ, MessageState.FAILED}
)
_AT_CARRIER: Final = (
    MessageState.QUEUED,
    MessageState.SENDING,
    MessageState.UNKNOWN,
    MessageState.SENT,
    MessageState.FAILED,
    MessageState.DELIVERED,
    MessageState.READ,
)

INITIAL_MESSAGE_STATES: Final = frozenset({MessageState.QUEUED, MessageState.RECEIVED})
MESSAGE_RANKS: Final[Mapping[MessageState, int]] = MappingProxyType(
    {at: rank for rank, at in enumerate(_AT_CARRIER)}
)
MESSAGE_TRANSITIONS: Final[Mapping[MessageState, frozenset[MessageState]]] = MappingProxyType(
    {
        MessageState.QUEUED: frozenset(
            {MessageState.HELD_QUIET, MessageState.DENIED_CONSENT, MessageState.SENDING, MessageState.UNDONE}
        )
        | _REPORTED,
        MessageState.HELD_QUIET: frozenset(
            {MessageState.QUEUED, MessageState.DENIED_CONSENT, MessageState.UNDONE}
        ),
        MessageState.DENIED_CONSENT: frozenset(),
        # Back to QUEUED only when the carrier certainly refused to take it (throttled, no connection).
        MessageState.SENDING: frozenset({MessageState.QUEUED, MessageState.UNKNOWN}) | _REPORTED,
        # Back to QUEUED only after reconciling showed that the carrier never had it; never blindly.
        MessageState.UNKNOWN: frozenset({MessageState.QUEUED}) | _REPORTED,
        MessageState.SENT: frozenset({MessageState.DELIVERED, MessageState.READ, MessageState.FAILED}),
        MessageState.DELIVERED: frozenset({MessageState.READ}),
        MessageState.READ: frozenset(),
        # A handset's receipt is proof; a refusal may be an earlier part's or an expired timer's. QUEUED is
        # "try again".
        MessageState.FAILED: frozenset({MessageState.QUEUED, MessageState.DELIVERED, MessageState.READ}),
        MessageState.UNDONE: frozenset(),
        MessageState.RECEIVED: frozenset({MessageState.APPLIED}),
        MessageState.APPLIED: frozenset(),
    }
)


def next_status(status: Status, move: Move) -> Status:
    """Say which status follows when `move` happens.

    Raises:
        IllegalMove: the table has no line for it.
    """
    follower = MOVES[status].get(move)
    if follower is None:
        raise IllegalMove(status, move)
    return follower


def is_legal(status: Status, move: Move) -> bool:
    """Say whether `move` has a line in the table, for greying out a button."""
    return move in MOVES[status]


def fold(current: MessageState, incoming: MessageState) -> MessageState:
    """Give the state after a carrier's report, whatever order the reports arrive in.

    The higher rank wins, so the same reports end the same way in any order and number. A message the
    carrier cannot have (held, denied, undone, inbound) stays as it is; the caller keeps the report all the
    same.

    Raises:
        ValueError: `incoming` is no state a carrier reports.
    """
    if incoming not in _REPORTED:
        raise ValueError(f"A carrier cannot report {incoming}.")
    if current not in MESSAGE_RANKS:
        return current
    return max(current, incoming, key=MESSAGE_RANKS.__getitem__)
