"""What follows from facts elsewhere."""

from datetime import datetime
from uuid import UUID

from conversations.events import CallEnded
from core.events import handles
from routing import services
from routing.events import TextBackDue


@handles(CallEnded, name="routing.consider_text_back")
def consider_text_back(fact: CallEnded, *, organisation_id: UUID, now: datetime) -> None:
    """Put a text to a missed caller on its way, a little later."""
    services.consider_text_back(organisation=organisation_id, call_id=fact.call_id, now=now)


@handles(TextBackDue, name="routing.text_back")
def text_back(fact: TextBackDue, *, organisation_id: UUID, now: datetime) -> None:
    """Send it, unless there is a reason not to by now."""
    services.text_back(organisation=organisation_id, call_id=fact.call_id, now=now)
