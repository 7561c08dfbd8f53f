"""Every write of calls, one verb a function."""

from conversations.services.calls.blocking import add_block, remove_block
from conversations.services.calls.commanding import (
    LegNotPlaced,
    begin_command,
    command,
    list_unsettled,
    settle_command,
)
from conversations.services.calls.controls import (
    ACTS,
    add_to_call,
    consult,
    hang_up_call,
    hold_call,
    join_call,
    mute_call,
    press_keys,
    resume_call,
    return_from_consult,
    transfer_call,
)
from conversations.services.calls.dialling import place_call
from conversations.services.calls.ending import end_call_step, in_words
from conversations.services.calls.folding import Folded, fold_leg_step
from conversations.services.calls.monitoring import MODES, monitor_call
from conversations.services.calls.numbers import note_texted, note_unreachable, number_fact, state_of
from conversations.services.calls.offering import (
    Accepted,
    accept_plan,
    app_user,
    endpoint_of,
    offer_step,
    withdraw_step,
)
from conversations.services.calls.pausing import pause_recording, resume_recording
from conversations.services.calls.progress import Need, miss_offer_step, progress_step, take_offer_step
from conversations.services.calls.receiving import ReceivedCall, receive_call_step
from conversations.services.calls.recording import (
    Sentence,
    announce_recording_step,
    announce_transcript_step,
    expect_step,
    expire_recordings,
    flag_missing,
    keep_recording,
    keep_transcript,
)
from conversations.services.calls.rows import (
    Held,
    changed,
    customer_leg,
    find_leg,
    legs_of,
    lock_call,
    lock_leg,
    move,
    trace,
)
from conversations.services.calls.telephones import own_phone, save_own_phone

__all__ = [
    "ACTS",
    "MODES",
    "Accepted",
    "Folded",
    "Held",
    "LegNotPlaced",
    "Need",
    "ReceivedCall",
    "Sentence",
    "accept_plan",
    "add_block",
    "add_to_call",
    "announce_recording_step",
    "announce_transcript_step",
    "app_user",
    "begin_command",
    "changed",
    "command",
    "consult",
    "customer_leg",
    "end_call_step",
    "endpoint_of",
    "expect_step",
    "expire_recordings",
    "find_leg",
    "flag_missing",
    "fold_leg_step",
    "hang_up_call",
    "hold_call",
    "in_words",
    "join_call",
    "keep_recording",
    "keep_transcript",
    "legs_of",
    "list_unsettled",
    "lock_call",
    "lock_leg",
    "miss_offer_step",
    "monitor_call",
    "move",
    "mute_call",
    "note_texted",
    "note_unreachable",
    "number_fact",
    "offer_step",
    "own_phone",
    "pause_recording",
    "place_call",
    "press_keys",
    "progress_step",
    "receive_call_step",
    "remove_block",
    "resume_call",
    "resume_recording",
    "return_from_consult",
    "save_own_phone",
    "settle_command",
    "state_of",
    "take_offer_step",
    "trace",
    "transfer_call",
    "withdraw_step",
]  # fmt: skip
