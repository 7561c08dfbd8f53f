"""Every write of the assistant, one verb a function."""

from receptionist.services.leaving import end_dialogue
from receptionist.services.turns import Replied, Said, begin_step, handle_turn, turn_step

__all__ = ["Replied", "Said", "begin_step", "end_dialogue", "handle_turn", "turn_step"]
