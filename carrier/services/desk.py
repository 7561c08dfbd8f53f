"""Who decides what happens on a call. Nobody does yet: callers get the fallback, and what comes of it is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from conversations.domain.calls import CallState, Stage
from conversations.ports import (
    CallOffered,
    InputReceived,
    LegState,
    Notified,
    Plan,
    RecordingReady,
    ScriptError,
    TranscriptReady,
)
from conversations.services import calls
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
def enter_step(
    *, organisation: Organisation, offered: CallOffered, received_at: datetime, now: datetime
) -> UUID:
    """Enter a call whose caller was given the fallback: nobody is rung for it now, a message may come of it.

    Raises:
        NoSuchLine: the number that was dialled is no line of ours.
    """
    received = calls.receive_call_step(
        organisation=organisation, offered=offered, received_at=received_at, now=now
    )
    call = received.held.call
    if call.state == CallState.RECEIVED:
        call.stage = Stage.VOICEMAIL
        calls.move(call, CallState.VOICEMAIL)
        calls.trace(call, node="fallback", why=offered.fallback_reason[:200] or "no plan", now=now)
        calls.changed(received.held, "FALLBACK", now=now)
    return received.leg.pk


@step
def fold_leg_step(
    *, organisation: Organisation, leg_id: UUID | None, state: LegState, received_at: datetime, now: datetime
) -> bool:
    """Take news of a leg; False when it is nothing of ours."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id, carrier_leg_id=state.leg_id)
    if leg is None:
        return False
    calls.progress_step(calls.fold_leg_step(leg, state, received_at=received_at, now=now), now=now)
    return True


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
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return False
    calls.announce_recording_step(leg, ready, received_at=received_at, now=now)
    return True


@step
def transcript_step(
    *, organisation: Organisation, leg_id: UUID, ready: TranscriptReady, now: datetime
) -> bool:
    """Take the notice of a transcript; False when it is nothing of ours."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    return leg is not None and calls.announce_transcript_step(leg, ready, now=now) is not None


@step
def mark_step(*, organisation: Organisation, leg_id: UUID, marked: Notified, now: datetime) -> None:
    """Take the news that a leg has come to a mark in its plan."""


@step
def script_error_step(*, organisation: Organisation, leg_id: UUID, error: ScriptError, now: datetime) -> None:
    """Note that the carrier could not carry out a plan; the call shows why."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return
    held, leg = calls.lock_leg(leg)
    held.call.has_failed = True
    calls.trace(held.call, node="carrier", why=error.reason[:200], now=now)
    calls.changed(held, "SCRIPT_ERROR", now=now)
