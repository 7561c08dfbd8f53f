"""How lines handle calls, and where calls under way are in their flow."""

from routing.models.handling import LineHandling, RingTurn
from routing.models.run import CallRun

__all__ = ["CallRun", "LineHandling", "RingTurn"]
