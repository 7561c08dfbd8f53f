"""A turn, as the thread keeps it."""

from datetime import datetime
from typing import Final

from conversations.models import Conversation
from conversations.services import ownership
from core.transactions import step
from receptionist.domain.policy import Heard
from receptionist.models import Turn

FACT_TURN: Final = "assistant_turn"


@step
def tell_step(conversation: Conversation, row: Turn, heard: Heard, *, now: datetime) -> None:
    """Say in the thread what was understood; the words too where they are no messages of their own."""
    values = {"intent": heard.intent, "rule": row.rule, "p": f"{heard.p:.2f}", "turn": str(row.pk)}
    if heard.urgency != "routine":
        values["urgency"] = heard.urgency
    if "opinion" in row.understanding:
        values["model"] = row.versions.get("model", "")
    if row.dialogue.channel == "voice":
        values |= {"heard": row.heard[:300], "said": row.said[:400]}
    ownership.tell_step(conversation, FACT_TURN, values, now=now)
