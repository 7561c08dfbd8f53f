"""The card as a member hears it who is rung: who, what about, in the caller's own words, in twelve seconds at most."""

from typing import Final

from django.utils.translation import gettext as _

from conversations.ports.whispers import Rung
from core.transactions import step
from receptionist.domain.policy import DialogueState
from receptionist.models import Handoff

# Twelve seconds at 2.6 words a second, less what stands around the caller's words.
MOST_WORDS: Final = 30


@step
def whisper(rung: Rung) -> str:
    """Tell what the assistant was told in this call; the reader's language is in force."""
    rows = Handoff.objects.of(rung.organisation_id).select_related("dialogue")
    card = rows.filter(conversation_id=rung.conversation_id, made_at__gte=rung.started_at).first()
    if card is None:
        return ""
    state = DialogueState.from_json(card.dialogue.state)
    who = state.value("name") or (_("a known caller") if state.is_known else _("a new caller"))
    around = (
        _("%(line)s: %(who)s. %(need)s Press 1 to take it.")
        if card.urgency != "emergency"
        else _("%(line)s, an emergency: %(who)s. %(need)s Press 1 to take it.")
    )
    values = {"line": rung.line, "who": who}
    left = MOST_WORDS - len((around % (values | {"need": ""})).split())
    need = " ".join(state.need.split()[: max(0, left)]).rstrip(".,;")
    return " ".join((around % (values | {"need": f"“{need}”." if need else ""})).split())
