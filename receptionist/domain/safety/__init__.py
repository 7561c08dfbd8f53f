"""The safety floor: what somebody says that must bring help at once, read by rules before anything else.

It reads the raw words and every alternative of the recogniser; nothing that comes later may lower what it found.
"""

from receptionist.domain.safety.floor import Floor, Reason, Tier, floor, raised

__all__ = ["Floor", "Reason", "Tier", "floor", "raised"]
