"""Does a missed caller get a text? One verdict, with its reason, so that the page can show why not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from conversations.domain.calls import CallOutcome

MISSED = frozenset(
    {
        CallOutcome.MISSED_NO_AGENT,
        CallOutcome.ABANDONED_IN_QUEUE,
        CallOutcome.ABANDONED_IN_MENU,
        CallOutcome.ABANDONED_IN_GREETING,
        CallOutcome.VOICEMAIL,
        CallOutcome.FAILED_PROVIDER,
    }
)
# Later than this the text would puzzle whoever rang.
LATEST = timedelta(minutes=10)


class TextBack(StrEnum):
    """Send it, or why not."""

    SEND = "SEND"
    SWITCHED_OFF = "SWITCHED_OFF"
    NOT_MISSED = "NOT_MISSED"
    NO_NUMBER = "NO_NUMBER"
    BLOCKED = "BLOCKED"
    OPTED_OUT = "OPTED_OUT"
    LANDLINE = "LANDLINE"
    UNREACHABLE = "UNREACHABLE"
    COOLDOWN = "COOLDOWN"
    REACHED = "REACHED"
    TOO_LATE = "TOO_LATE"


@dataclass(frozen=True, slots=True)
class MissedCall:
    """What is known when a call has ended.

    `line_type` is MOBILE, LANDLINE, VOIP or UNKNOWN: an unknown one is tried once. `reached_since`: a member talked
    with or wrote to the caller after the call began, or another call of theirs is under way.
    """

    outcome: CallOutcome
    ended_at: datetime
    is_on: bool = True
    number: str = ""
    was_blocked: bool = False
    is_opted_out: bool = False
    line_type: str = "UNKNOWN"
    has_failed_before: bool = False
    texted_back_at: datetime | None = None
    cooldown: timedelta = timedelta(hours=12)
    reached_since: bool = False


def decide(missed: MissedCall, *, now: datetime) -> TextBack:
    """Decide by the first rule that holds, in the order of the table."""
    texted = missed.texted_back_at
    rules = (
        (not missed.is_on, TextBack.SWITCHED_OFF),
        (missed.outcome not in MISSED, TextBack.NOT_MISSED),
        (missed.was_blocked, TextBack.BLOCKED),
        (not missed.number, TextBack.NO_NUMBER),
        (missed.is_opted_out, TextBack.OPTED_OUT),
        (missed.line_type == "LANDLINE", TextBack.LANDLINE),
        (missed.has_failed_before, TextBack.UNREACHABLE),
        (texted is not None and now - texted < missed.cooldown, TextBack.COOLDOWN),
        (missed.reached_since, TextBack.REACHED),
        (now - missed.ended_at > LATEST, TextBack.TOO_LATE),
    )
    return next((verdict for holds, verdict in rules if holds), TextBack.SEND)
