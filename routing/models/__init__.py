"""How lines handle calls, and where calls under way are in their flow."""

from routing.models.flow import Flow, FlowState, FlowStep, FlowVersion, RingRotation
from routing.models.handling import LineHandling, RingTurn
from routing.models.oncall import (
    Ladder,
    LadderClimb,
    LadderDrill,
    LadderRung,
    Rota,
    RotaOverride,
    RotaShift,
)
from routing.models.presence import Presence
from routing.models.queue import MemberCapacity, MemberSkill, Queue, QueueSeat, Skill
from routing.models.replay import Replay, ReplayedCall, ReplayState
from routing.models.run import CallRun, DraftCall, RehearsalReminder
from routing.models.work import OfferResult, WorkItem, WorkOffer

__all__ = [
    "CallRun", "DraftCall", "Flow", "FlowState", "FlowStep", "FlowVersion", "Ladder", "LadderClimb", "LadderDrill",
    "LadderRung", "LineHandling", "MemberCapacity", "MemberSkill", "OfferResult", "Presence", "Queue", "QueueSeat",
    "RehearsalReminder", "Replay", "ReplayState", "ReplayedCall", "RingRotation", "RingTurn", "Rota", "RotaOverride",
    "RotaShift", "Skill", "WorkItem", "WorkOffer",
]  # fmt: skip
