"""Recording stopped and begun again while a call goes on."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations import errors
from conversations.domain.calls import RecordingState, Verb
from conversations.models import Call, RecordingKind
from conversations.ports import Room
from conversations.services.calls import commanding, controls, recording, rows
from core.transactions import step, use_case


@use_case
def pause_recording(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """Stop recording, for a card number. The carrier cannot pause: everybody moves to a room that is not recorded."""
    return _recorded(by, call_id, to_be=False, now=now)


@use_case
def resume_recording(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """Record again what is said from now on."""
    return _recorded(by, call_id, to_be=True, now=now)


@step
def _recorded(by: Member, call_id: UUID, *, to_be: bool, now: datetime) -> Call:
    held = controls.acting(by, call_id)
    call = held.call
    controls.own_leg(held, by)
    if call.recording_notice in {RecordingState.DECLINED, RecordingState.NOT_ALLOWED} and to_be:
        raise errors.RecordingDeclined
    if call.is_recorded == to_be:
        return call
    call.is_recorded = to_be
    room = call.room_name if to_be else f"{call.room_name}-private"
    for leg in rows.legs_of(call):
        if leg.ended_at is None and leg.joined_at is not None:
            leg.room = room
            leg.save(update_fields=["room"])
            commanding.command(leg, Verb.RUN, plan=(Room(room, records=to_be),), now=now)
    if to_be:
        recording.expect_step(held, None, RecordingKind.CALL, state=RecordingState.RECORDING, now=now)
    rows.changed(held, "RECORDING_ON" if to_be else "RECORDING_OFF", actor_id=by.pk, now=now)
    return call
