"""Who decides what happens on a call. Nobody does yet: callers get the fallback, news of legs is kept unapplied."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from conversations.ports import (
    CallOffered,
    InputReceived,
    LegState,
    Plan,
    RecordingReady,
    ScriptError,
    TranscriptReady,
)
from core.transactions import step


@dataclass(frozen=True, slots=True)
class Answered:
    """What the caller's leg goes through, and our id of that leg."""

    plan: Plan
    leg_id: UUID


@step
def answer_step(*, organisation: Organisation, offered: CallOffered, now: datetime) -> Answered | None:
    """Decide what an offered call goes through; None gives the caller the fallback."""
    return None


@step
def fold_leg_step(
    *, organisation: Organisation, leg_id: UUID | None, state: LegState, received_at: datetime, now: datetime
) -> bool:
    """Take news of a leg; False when it is nothing of ours."""
    return False


@step
def take_input_step(
    *, organisation: Organisation, leg_id: UUID, heard: InputReceived, now: datetime
) -> Plan | None:
    """Decide on keys and words; None goes on with the plan."""
    return None


@step
def take_ring_result_step(
    *, organisation: Organisation, leg_id: UUID, state: LegState, now: datetime
) -> Plan | None:
    """Decide on what became of a ring inside a leg's plan; None goes on with the plan."""
    return None


@step
def recording_step(
    *, organisation: Organisation, leg_id: UUID, ready: RecordingReady, received_at: datetime, now: datetime
) -> bool:
    """Take the notice of a recording; False when it is nothing of ours."""
    return False


@step
def transcript_step(
    *, organisation: Organisation, leg_id: UUID, ready: TranscriptReady, received_at: datetime, now: datetime
) -> bool:
    """Take the notice of a transcript; False when it is nothing of ours."""
    return False


@step
def script_error_step(
    *, organisation: Organisation, leg_id: UUID | None, error: ScriptError, now: datetime
) -> bool:
    """Take the news that a plan could not be carried out; False when it is nothing of ours."""
    return False
