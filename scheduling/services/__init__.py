"""Every write of scheduling, one verb a function."""

from scheduling.services.blocking import block_time, unblock_time
from scheduling.services.booking import book_appointment, book_step
from scheduling.services.doing import CUSTOMER, PORTICO, PROGRAM, Doer, member
from scheduling.services.ending import (
    cancel_appointment,
    cancel_step,
    decline_appointment,
    restore_appointment,
)
from scheduling.services.holding import extend_hold, hold_slot, hold_step, release_hold
from scheduling.services.moving import NewTime, move_appointment, move_step
from scheduling.services.series import Recurrence, Series, book_series, cancel_following
from scheduling.services.standing import (
    approve_appointment,
    mark_arrived,
    mark_completed,
    mark_no_show,
    take_back,
    write_note,
)
from scheduling.services.wanted import Customer, Details, Wanted

__all__ = [
    "CUSTOMER", "PORTICO", "PROGRAM", "Customer", "Details", "Doer", "NewTime", "Recurrence", "Series", "Wanted",
    "approve_appointment", "block_time", "book_appointment", "book_series", "book_step", "cancel_appointment",
    "cancel_following", "cancel_step", "decline_appointment", "extend_hold", "hold_slot", "hold_step",
    "mark_arrived", "mark_completed", "mark_no_show", "member", "move_appointment", "move_step", "release_hold",
    "restore_appointment", "take_back", "unblock_time", "write_note",
]  # fmt: skip
