"""The acts: everything the assistant can do in a turn. There is nothing else it can do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ActKind(StrEnum):
    """What is done. Those of `DOES` are carried out by code before anything is said about them."""

    GREET = "GREET"
    ASK = "ASK"
    ASK_SAFETY = "ASK_SAFETY"
    EMERGENCY = "EMERGENCY"
    HAND_OVER = "HAND_OVER"
    WAIT = "WAIT"
    OPT_OUT = "OPT_OUT"
    REFUSE_PRIVACY = "REFUSE_PRIVACY"
    REFUSE_ADVICE = "REFUSE_ADVICE"
    REFUSE_SECRET = "REFUSE_SECRET"  # noqa: S105 - the name of an act
    REFUSE_ODD = "REFUSE_ODD"
    SPAM_EXIT = "SPAM_EXIT"
    SAY_AUTOMATED = "SAY_AUTOMATED"
    ANSWER = "ANSWER"
    NO_ANSWER = "NO_ANSWER"
    CLARIFY = "CLARIFY"
    REPEAT = "REPEAT"
    FIND_TIMES = "FIND_TIMES"
    OFFER = "OFFER"
    NO_TIMES = "NO_TIMES"
    READ_BACK = "READ_BACK"
    BOOK = "BOOK"
    MOVE = "MOVE"
    CANCEL = "CANCEL"
    LOOK_UP = "LOOK_UP"
    CHECK_NAMES = "CHECK_NAMES"
    CHANGE_WHAT = "CHANGE_WHAT"
    TAKE_MESSAGE = "TAKE_MESSAGE"
    DONE = "DONE"
    GOODBYE = "GOODBYE"
    SILENT = "SILENT"


# Carried out first; what is said follows from what came of it.
DOES = frozenset(
    {
        ActKind.FIND_TIMES,
        ActKind.BOOK,
        ActKind.MOVE,
        ActKind.CANCEL,
        ActKind.LOOK_UP,
        ActKind.CHECK_NAMES,
        ActKind.TAKE_MESSAGE,
    }
)


class Outcome(StrEnum):
    """How a dialogue ended, for its row, the digest and the examination."""

    BOOKED = "booked"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    ESCALATED = "escalated"
    MESSAGE_TAKEN = "message_taken"
    SPAM_BLOCKED = "spam_blocked"
    FAQ_ANSWERED = "faq_answered"
    REFUSED = "refused"
    OPTED_OUT = "opted_out"
    ABANDONED = "abandoned"


# What stands however the dialogue goes on; a later booking replaces an answer, nothing replaces a booking.
FINAL = frozenset(
    {
        Outcome.BOOKED,
        Outcome.RESCHEDULED,
        Outcome.CANCELLED,
        Outcome.ESCALATED,
        Outcome.MESSAGE_TAKEN,
        Outcome.SPAM_BLOCKED,
        Outcome.OPTED_OUT,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be said, by the key of its template, with its values."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: what is done, what it asks, what is said, and which rule chose it."""

    kind: ActKind
    rule: str = ""
    asks: str = ""
    says: tuple[Line, ...] = ()
    reason: str = ""
    outcome: Outcome | None = None
    ends: bool = False
    # A sentence of emergency, consent or goodbye is heard to its end.
    may_be_interrupted: bool = True
