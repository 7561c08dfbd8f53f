"""Asking the language model about a turn before anything is locked: only where our own reading is in doubt.

What a caller gives as their name, number or date of birth, and what rules have settled, is shown to nobody.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.conf import settings

from conversations.domain.states import Control
from conversations.models import Conversation
from core.transactions import reading
from receptionist import selectors
from receptionist.domain.meaning import Context, DialogAct, Learnt, Understanding
from receptionist.domain.policy import DialogueState
from receptionist.domain.policy.secrets import has_secret
from receptionist.domain.safety import Tier
from receptionist.models import Turn
from receptionist.ports import Turn as Shown
from receptionist.selectors import learning
from receptionist.services.hearing import INDUSTRIES
from receptionist.services.second_opinions import NOT_ASKED, Opinion, opinion_of
from receptionist.understanding import understand

# Surer than this our own reading is not asked about: it costs time and money, and the words leave the house.
SURE: Final = 0.6
LONGEST: Final = 2000
PERSONAL: Final = frozenset(
    {"name", "phone", "email", "address", "postcode", "unit", "dob", "insurance", "opposing_party"}
)


def consult(
    *,
    organisation: UUID,
    conversation_id: UUID,
    turn_key: str,
    text: str,
    alternatives: Sequence[str] = (),
    may_begin: bool = False,
) -> Opinion:
    """Ask about one thing said, in no transaction; nobody where the assistant may not speak or is sure.

    `may_begin` says that the turn would open a dialogue.
    """
    if not settings.LANGUAGE_MODEL or not text.strip() or has_secret(text):
        return NOT_ASKED
    with reading(organisation):
        found = _standing(organisation, conversation_id, turn_key, may_begin=may_begin)
    if found is None:
        return NOT_ASKED
    asked, industry, learnt = found
    words = text[:LONGEST]
    own = understand(words, tuple(alternatives), industry, context=Context(asked=asked, learnt=learnt))
    if not is_in_doubt(own, asked):
        return NOT_ASKED
    return opinion_of(Shown(text=words, asked=asked, industry=industry))


def is_in_doubt(own: Understanding, asked: str) -> bool:
    """Say whether another reading could help: nothing is settled by rule, and no personal value was asked for."""
    if own.floor.tier is Tier.HARD or own.dialog_act is not DialogAct.NONE:
        return False
    if asked in PERSONAL and own.floor.tier is Tier.NONE:
        return False
    return own.confidence < SURE


def _standing(
    organisation: UUID, conversation_id: UUID, turn_key: str, *, may_begin: bool
) -> tuple[str, str, Learnt | None] | None:
    """Give what was asked last, the trade and what was learnt; None where no turn would follow."""
    if Turn.objects.of(organisation).filter(turn_key=turn_key[:120]).exists():
        return None
    rows = Conversation.objects.of(organisation).select_related("organisation")
    conversation = rows.filter(pk=conversation_id, owner=None).first()
    if conversation is None:
        return None
    trade = selectors.trade_of(conversation.organisation)
    industry = INDUSTRIES.get(trade, trade)
    dialogue = selectors.open_dialogue(conversation=conversation)
    if dialogue is None:
        number = learning.active_number(organisation_id=organisation) if may_begin else 0
        learnt = learning.learnt_of(organisation_id=organisation, number=number)
        return ("", industry, learnt) if may_begin else None
    if conversation.control != Control.AI or conversation.epoch != dialogue.epoch:
        return None
    learnt = learning.learnt_of(organisation_id=organisation, number=dialogue.brain)
    return DialogueState.from_json(dialogue.state).asked, industry, learnt
