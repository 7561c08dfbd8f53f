"""Ending a dialogue the customer left: a hang-up, a window closed, nothing more written."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from conversations.domain.states import Control
from conversations.models import Conversation
from conversations.services import threads
from core.transactions import step, use_case
from receptionist import selectors
from receptionist.domain.calling import IDLE
from receptionist.domain.policy import DialogueState, Outcome
from receptionist.domain.policy.goals import BOOK, MOVE
from receptionist.domain.policy.situation import CHANGE, CONFIRM, OFFERED, WHEN
from receptionist.models import Dialogue, ReceptionistSettings
from receptionist.services import promising, times
from receptionist.services.turns import close_step

CUT_OFF: Final = "cut off"
# Who comes back within this goes on where they were cut off; later they begin anew.
GOES_ON_WITHIN: Final = timedelta(hours=2)


@use_case
def end_dialogue(*, organisation: UUID, conversation_id: UUID, now: datetime) -> str:
    """End what the customer left: what was told by then becomes a task, so that nobody has to begin again.

    Returns how it ended, empty where no dialogue was open.
    """
    conversation = threads.lock_conversation(conversation_id, organisation_id=organisation)
    dialogue = selectors.open_dialogue(conversation=conversation)
    if dialogue is None:
        return ""
    end_step(conversation, dialogue, now=now)
    threads.touch(conversation)
    return dialogue.outcome


@step
def end_step(conversation: Conversation, dialogue: Dialogue, *, now: datetime) -> None:
    """End a dialogue the customer left, in a conversation that is locked; the caller stores the conversation."""
    organisation = conversation.organisation_id
    state = DialogueState.from_json(dialogue.state)
    settings = selectors.get_settings(organisation_id=organisation) or ReceptionistSettings(
        organisation_id=organisation
    )
    times.release_step(conversation, replace(state, chosen=None), now=now)
    if state.outcome is None:
        state = _left_off(conversation, state, settings, now=now)
        dialogue.state, dialogue.reason = state.to_json(), state.reason
    close_step(dialogue, state, now=now)
    conversation.control = Control.HUMAN
    conversation.epoch += 1


@step
def _left_off(
    conversation: Conversation, state: DialogueState, settings: ReceptionistSettings, *, now: datetime
) -> DialogueState:
    if not (state.goal and (state.value("name") or state.value("reason") or state.need)):
        return replace(state, outcome=Outcome.ABANDONED)
    promising.promise_step(
        conversation, state, settings=settings, zone=conversation.location.time_zone, now=now
    )
    return replace(state, outcome=Outcome.MESSAGE_TAKEN, reason=CUT_OFF)


@step
def cut_off_before(conversation: Conversation, *, now: datetime) -> DialogueState | None:
    """Give what somebody had told who was cut off a short while ago, ready to go on from; None where nobody was."""
    rows = Dialogue.objects.of(conversation.organisation_id).filter(conversation=conversation)
    last = rows.exclude(ended_at=None).order_by("-started_at").first()
    if last is None or last.reason != CUT_OFF:
        return None
    if last.ended_at is None or last.ended_at < now - GOES_ON_WITHIN:
        return None
    state = DialogueState.from_json(last.state)
    asked = state.asked
    if asked in {CONFIRM, OFFERED, CHANGE}:
        # The times that were kept for them are free again.
        asked = WHEN if state.goal in {BOOK, MOVE} else ""
    return replace(
        state,
        asked="" if asked in IDLE else asked,
        turns=0,
        misses=0,
        misses_in_a_row=0,
        silences=0,
        offered=(),
        chosen=None,
        safety_asked=False,
        held_back=None,
        outcome=None,
        reason="",
        promised="",
        last_said="",
        ended=False,
    )
