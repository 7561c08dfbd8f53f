"""Every decision about a call, one verb a function."""

from routing.domain.ringing import AFTER_RING
from routing.services.answering import (
    answer_step,
    fold_leg_step,
    give_back_step,
    leg_moved_step,
    mark_step,
    recording_step,
    ring_news_step,
    script_error_step,
    take_input_step,
    take_ring_accept_step,
    take_ring_result_step,
    transcript_step,
)
from routing.services.asking import ask_webhook, expire_waiting
from routing.services.checking import Check, Standing, check_again, check_version, standing_of
from routing.services.deciding import Answered
from routing.services.editing import archive_flow, create_flow, discard_draft, edit_flow, restore_flow
from routing.services.publishing import assign_lines, publish_flow, roll_back
from routing.services.settings import Wanted, save_handling
from routing.services.stepping import redo_edit, undo_edit
from routing.services.sweeping import expire_offers, give_back
from routing.services.texting_back import consider_text_back, text_back

__all__ = [
    "AFTER_RING", "Answered", "Check", "Standing", "Wanted", "answer_step", "archive_flow", "ask_webhook",
    "assign_lines", "check_again", "check_version", "consider_text_back", "create_flow", "discard_draft",
    "edit_flow", "expire_offers", "expire_waiting", "fold_leg_step", "give_back", "give_back_step",
    "leg_moved_step", "mark_step", "publish_flow", "recording_step", "redo_edit", "restore_flow", "ring_news_step",
    "roll_back", "save_handling", "script_error_step", "standing_of", "take_input_step", "take_ring_accept_step",
    "take_ring_result_step", "text_back", "transcript_step", "undo_edit",
]  # fmt: skip
