"""Every write of queues and presence, one verb a function."""

from routing.services.queues.alerting import watch_queues
from routing.services.queues.announcing import announce
from routing.services.queues.breaking_out import Hearing, hear_step, offer_callback
from routing.services.queues.claiming import claim_member_step
from routing.services.queues.directing import (
    assign,
    drop_callback,
    move_to_queue,
    pass_on,
    pull_in_backup,
    reprioritise,
    take_offered,
)
from routing.services.queues.dispatching import dispatch, offer_item
from routing.services.queues.entering import enter_step
from routing.services.queues.following import follow_call_step
from routing.services.queues.joining import Asked, Joined, join_step, overflow_step
from routing.services.queues.presence import (
    choose_presence,
    hear_members,
    more_time,
    release_due,
    set_presence,
    wrap_up,
)
from routing.services.queues.settings import WantedQueue, archive_queue, restore_queue, save_queue
from routing.services.queues.sweeping import (
    expire_waits,
    expire_written_offers,
    follow_call,
    leave_queues,
    list_stuck,
    sweep,
)
from routing.services.queues.writing import follow_conversation, queue_message

__all__ = [
    "Asked", "Hearing", "Joined", "WantedQueue", "announce", "archive_queue", "assign", "choose_presence",
    "claim_member_step", "dispatch", "drop_callback", "enter_step", "expire_waits", "expire_written_offers",
    "follow_call", "follow_call_step", "follow_conversation", "hear_members", "hear_step", "join_step", "leave_queues",
    "list_stuck", "more_time", "move_to_queue", "offer_callback", "offer_item", "overflow_step", "pass_on",
    "pull_in_backup", "queue_message", "release_due", "reprioritise", "restore_queue", "save_queue",
    "set_presence", "sweep", "take_offered", "watch_queues", "wrap_up",
]  # fmt: skip
