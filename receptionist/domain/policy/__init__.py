"""What the assistant does about what it heard: a pure table, from a state and what was understood to one act."""

from receptionist.domain.policy.acts import Act, ActKind, Line, Outcome
from receptionist.domain.policy.business import Business, Offering, PlanStep
from receptionist.domain.policy.heard import Heard, Wanted
from receptionist.domain.policy.rules import RULES, decide
from receptionist.domain.policy.state import DialogueState, Offered, Slot, Told

__all__ = [
    "RULES", "Act", "ActKind", "Business", "DialogueState", "Heard", "Line", "Offered", "Offering", "Outcome",
    "PlanStep", "Slot", "Told", "Wanted", "decide",
]  # fmt: skip
