"""The machines of a call: call, recording, command and offer, as tables, and the one outcome a call ends with.

Source: research/contact-center.md §5D and 5E. Legs have no table of moves: they are folded by `ports.LEG_RANK`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LET_GO: Final = "ended"  # what the path says where a flow ended the call
ASSISTANT: Final = "assistant"  # under which a call's path tells what was said to and by the assistant


class CallState(StrEnum):
    """Where a call is; who must act follows from it."""

    RECEIVED = "RECEIVED"
    DIALLING = "DIALLING"
    IN_FLOW = "IN_FLOW"
    OFFERING = "OFFERING"
    QUEUED = "QUEUED"
    VOICEMAIL = "VOICEMAIL"
    TALKING = "TALKING"
    HELD = "HELD"
    CONSULTING = "CONSULTING"
    ENDED = "ENDED"
    CLOSED = "CLOSED"


class CallOutcome(StrEnum):
    """How a call ended; exactly one each, so that the counts add up to all calls."""

    ANSWERED_HUMAN = "ANSWERED_HUMAN"
    ANSWERED_AI = "ANSWERED_AI"
    AI_THEN_HUMAN = "AI_THEN_HUMAN"
    VOICEMAIL = "VOICEMAIL"
    ABANDONED_IN_GREETING = "ABANDONED_IN_GREETING"
    ABANDONED_IN_MENU = "ABANDONED_IN_MENU"
    ABANDONED_IN_QUEUE = "ABANDONED_IN_QUEUE"
    CALLBACK_DONE = "CALLBACK_DONE"
    MISSED_NO_AGENT = "MISSED_NO_AGENT"
    BLOCKED = "BLOCKED"
    FAILED_PROVIDER = "FAILED_PROVIDER"
    OUTBOUND_ANSWERED = "OUTBOUND_ANSWERED"
    OUTBOUND_MACHINE = "OUTBOUND_MACHINE"
    OUTBOUND_NO_ANSWER = "OUTBOUND_NO_ANSWER"
    OUTBOUND_BUSY = "OUTBOUND_BUSY"
    OUTBOUND_FAILED = "OUTBOUND_FAILED"


class Stage(StrEnum):
    """How far a caller had come when nobody had spoken with them yet."""

    GREETING = "GREETING"
    MENU = "MENU"
    RINGING = "RINGING"
    VOICEMAIL = "VOICEMAIL"


class LegRole(StrEnum):
    """What a leg is for. CALLER rang us, CUSTOMER was rung by us; MEMBER is offered the call or placed it."""

    CALLER = "CALLER"
    CUSTOMER = "CUSTOMER"
    MEMBER = "MEMBER"
    CONSULT = "CONSULT"
    THIRD = "THIRD"
    SUPERVISOR = "SUPERVISOR"


class Offer(StrEnum):
    """What became of offering a call to a member: missed, declined and overtaken are different things."""

    RINGING = "RINGING"
    ACCEPTED = "ACCEPTED"
    MISSED = "MISSED"
    DECLINED = "DECLINED"
    UNREACHABLE = "UNREACHABLE"
    ELSEWHERE = "ELSEWHERE"
    CALLER_LEFT = "CALLER_LEFT"


class RecordingState(StrEnum):
    """How far a recording is."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOTICE_PENDING = "NOTICE_PENDING"
    RECORDING = "RECORDING"
    PAUSED = "PAUSED"
    DECLINED = "DECLINED"
    AWAITED = "AWAITED"
    STORED = "STORED"
    TRANSCRIBED = "TRANSCRIBED"
    EMPTY = "EMPTY"
    MISSING = "MISSING"
    EXPIRED = "EXPIRED"


class CommandState(StrEnum):
    """How far something we asked of the carrier is."""

    QUEUED = "QUEUED"
    DOING = "DOING"
    DONE = "DONE"
    UNKNOWN = "UNKNOWN"
    FAILED = "FAILED"


class Verb(StrEnum):
    """What the carrier can be asked to do with a leg. Only PLACE and RUN change something when repeated."""

    PLACE = "PLACE"
    RUN = "RUN"
    HANG_UP = "HANG_UP"
    SPEAK = "SPEAK"
    PLAY = "PLAY"
    STOP_AUDIO = "STOP_AUDIO"
    SEND_DIGITS = "SEND_DIGITS"
    MUTE = "MUTE"
    UNMUTE = "UNMUTE"
    DEAFEN = "DEAFEN"
    UNDEAFEN = "UNDEAFEN"


_BEFORE_TALK = frozenset(
    {CallState.IN_FLOW, CallState.OFFERING, CallState.QUEUED, CallState.VOICEMAIL, CallState.TALKING}
)
INITIAL: Final = frozenset({CallState.RECEIVED, CallState.DIALLING})
OVER: Final = frozenset({CallState.ENDED, CallState.CLOSED})
WITH_PEOPLE: Final = frozenset({CallState.TALKING, CallState.HELD, CallState.CONSULTING})

TRANSITIONS: Final[Mapping[CallState, frozenset[CallState]]] = MappingProxyType(
    {
        CallState.RECEIVED: _BEFORE_TALK | {CallState.ENDED},
        CallState.DIALLING: frozenset({CallState.TALKING, CallState.ENDED}),
        CallState.IN_FLOW: _BEFORE_TALK - {CallState.IN_FLOW} | {CallState.ENDED},
        CallState.OFFERING: _BEFORE_TALK - {CallState.OFFERING} | {CallState.ENDED},
        CallState.QUEUED: _BEFORE_TALK - {CallState.QUEUED} | {CallState.ENDED},
        # A member may still pick up while the caller leaves a message.
        CallState.VOICEMAIL: frozenset({CallState.TALKING, CallState.ENDED}),
        CallState.TALKING: frozenset(
            {CallState.HELD, CallState.CONSULTING, CallState.OFFERING, CallState.ENDED}
        ),
        CallState.HELD: frozenset(
            {CallState.TALKING, CallState.CONSULTING, CallState.OFFERING, CallState.ENDED}
        ),
        CallState.CONSULTING: frozenset(
            {CallState.TALKING, CallState.HELD, CallState.OFFERING, CallState.ENDED}
        ),
        CallState.ENDED: frozenset({CallState.CLOSED}),
        CallState.CLOSED: frozenset(),
    }
)

RECORDING_TRANSITIONS: Final[Mapping[RecordingState, frozenset[RecordingState]]] = MappingProxyType(
    {
        RecordingState.NOT_ALLOWED: frozenset(),
        RecordingState.NOTICE_PENDING: frozenset(
            {RecordingState.RECORDING, RecordingState.DECLINED, RecordingState.NOT_ALLOWED}
        ),
        RecordingState.RECORDING: frozenset(
            {
                RecordingState.PAUSED,
                RecordingState.AWAITED,
                RecordingState.STORED,
                RecordingState.EMPTY,
                RecordingState.MISSING,
            }
        ),
        RecordingState.PAUSED: frozenset(
            {
                RecordingState.RECORDING,
                RecordingState.AWAITED,
                RecordingState.STORED,
                RecordingState.EMPTY,
                RecordingState.MISSING,
            }
        ),
        RecordingState.DECLINED: frozenset(),
        RecordingState.AWAITED: frozenset(
            {RecordingState.STORED, RecordingState.EMPTY, RecordingState.MISSING}
        ),
        # Written down, it may turn out that nobody said anything.
        RecordingState.STORED: frozenset(
            {RecordingState.TRANSCRIBED, RecordingState.EMPTY, RecordingState.EXPIRED}
        ),
        RecordingState.TRANSCRIBED: frozenset({RecordingState.EXPIRED}),
        # Words the carrier heard count for more than the silence we did.
        RecordingState.EMPTY: frozenset({RecordingState.TRANSCRIBED}),
        # The carrier's news may come after the alarm.
        RecordingState.MISSING: frozenset({RecordingState.STORED, RecordingState.EMPTY}),
        RecordingState.EXPIRED: frozenset(),
    }
)
INITIAL_RECORDING_STATES: Final = frozenset(
    {RecordingState.NOT_ALLOWED, RecordingState.NOTICE_PENDING, RecordingState.RECORDING}
)

COMMAND_TRANSITIONS: Final[Mapping[CommandState, frozenset[CommandState]]] = MappingProxyType(
    {
        CommandState.QUEUED: frozenset({CommandState.DOING, CommandState.FAILED}),
        # Back to QUEUED only when the carrier certainly did nothing.
        CommandState.DOING: frozenset(
            {CommandState.QUEUED, CommandState.DONE, CommandState.UNKNOWN, CommandState.FAILED}
        ),
        CommandState.UNKNOWN: frozenset({CommandState.QUEUED, CommandState.DONE, CommandState.FAILED}),
        CommandState.DONE: frozenset(),
        CommandState.FAILED: frozenset(),
    }
)

OFFER_TRANSITIONS: Final[Mapping[Offer, frozenset[Offer]]] = MappingProxyType(
    {
        Offer.RINGING: frozenset(Offer) - {Offer.RINGING},
        # Taken, but the carrier did not put them through (`domain.meeting`).
        Offer.ACCEPTED: frozenset({Offer.UNREACHABLE}),
        Offer.MISSED: frozenset(),
        Offer.DECLINED: frozenset(),
        Offer.UNREACHABLE: frozenset(),
        Offer.ELSEWHERE: frozenset(),
        Offer.CALLER_LEFT: frozenset(),
    }
)


class IllegalCallMove(Exception):
    """A state the table does not lead to; what arrives late is kept and changes nothing."""

    def __init__(self, before: StrEnum, after: StrEnum) -> None:
        super().__init__(f"{after} does not follow {before}.")
        self.before, self.after = before, after


def check_move(before: CallState, after: CallState) -> None:
    """Refuse a move without a line in the table (IllegalCallMove); staying where one is, is none."""
    if after is not before and after not in TRANSITIONS[before]:
        raise IllegalCallMove(before, after)


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of a call that has ended; `customer_end` is the terminal status of the customer's own leg."""

    is_inbound: bool
    stage: Stage = Stage.GREETING
    spoke_with_member: bool = False
    spoke_with_assistant: bool = False
    was_called_back: bool = False  # They left to be called back: neither given up nor missed.
    was_blocked: bool = False
    left_message: bool = False
    has_failed: bool = False
    customer_answered: bool = False
    customer_was_machine: bool = False
    customer_end: str = ""
    was_let_go: bool = False  # The flow came to its end, and they did not hang up: nothing was abandoned.


_NO_ANSWER = frozenset({"UNANSWERED", "TIMEOUT", "REJECTED", "CANCELLED", "COMPLETED", ""})
_ABANDONED: Final[Mapping[Stage, CallOutcome]] = MappingProxyType(
    {
        Stage.GREETING: CallOutcome.ABANDONED_IN_GREETING,
        Stage.MENU: CallOutcome.ABANDONED_IN_MENU,
        Stage.RINGING: CallOutcome.ABANDONED_IN_QUEUE,
        Stage.VOICEMAIL: CallOutcome.MISSED_NO_AGENT,
    }
)


def outcome_of(ending: Ending) -> CallOutcome:
    """Give the one outcome. A person who talked counts before a message left, a message before how far one came."""
    return _inbound(ending) if ending.is_inbound else _outbound(ending)


def _inbound(ending: Ending) -> CallOutcome:
    if ending.was_called_back:
        return CallOutcome.CALLBACK_DONE
    if ending.spoke_with_member:
        return CallOutcome.AI_THEN_HUMAN if ending.spoke_with_assistant else CallOutcome.ANSWERED_HUMAN
    if ending.spoke_with_assistant:
        return CallOutcome.ANSWERED_AI
    if ending.left_message:
        return CallOutcome.VOICEMAIL
    if ending.was_blocked:
        return CallOutcome.BLOCKED
    if ending.has_failed:
        return CallOutcome.FAILED_PROVIDER
    return CallOutcome.MISSED_NO_AGENT if ending.was_let_go else _ABANDONED[ending.stage]


def _outbound(ending: Ending) -> CallOutcome:
    if ending.customer_was_machine:
        return CallOutcome.OUTBOUND_MACHINE
    if ending.customer_answered:
        return CallOutcome.OUTBOUND_ANSWERED
    if ending.customer_end == "BUSY":
        return CallOutcome.OUTBOUND_BUSY
    has_failed = ending.has_failed or ending.customer_end not in _NO_ANSWER
    return CallOutcome.OUTBOUND_FAILED if has_failed else CallOutcome.OUTBOUND_NO_ANSWER
