"""The safety floor as an ear of intake: what it is sure of is heard in everything customers write and say."""

from accounts.models import Industry
from intake.ports import Danger, register_ear
from receptionist.domain.safety import Tier, floor

TRADES = {Industry.CLINIC: "clinic", Industry.HOME: "home"}
# Trouble in a home that endangers nobody is urgent, and no red flag.
ONLY_URGENT = frozenset({"water", "sewage", "stuck", "structure"})


def register() -> None:
    """Listen."""
    register_ear("floor", hear)


def hear(text: str, industry: str) -> Danger | None:
    """Give what the rules are sure of; a question worth asking is none yet."""
    trade = TRADES.get(Industry(industry))
    if trade is None:
        return None
    for reason in floor(text, industry=trade).reasons:
        if reason.tier is Tier.HARD and reason.hazard not in ONLY_URGENT:
            return Danger(kind=reason.hazard.upper().replace(" ", "_"), words=reason.evidence)
    return None
