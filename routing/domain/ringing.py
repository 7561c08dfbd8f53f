"""Rings within a plan, where commands cannot be given: what follows one that nobody took."""

from typing import Final

from conversations.domain.plans import Mark, Plan, Ring

# Whoever answered and did not press 1 was nobody; the carrier then goes on with the plan, and asks us here.
AFTER_RING: Final = "after_ring"


def asking_after_ring(plan: Plan) -> Plan:
    """Give a plan that ends in a ring a place behind it, where we say what follows."""
    return (*plan, Mark(AFTER_RING)) if plan and isinstance(plan[-1], Ring) else plan
