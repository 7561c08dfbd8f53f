"""One turn, whole in one transaction: locked, understood, decided, done, written down. Twice the same is once."""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import DatabaseError

from conversations.domain.states import Control
from conversations.models import Conversation
from conversations.services import owe_about_step, ownership, threads
from core.ids import new_id
from core.transactions import step, use_case
from receptionist import selectors
from receptionist.domain.calling import UNSURE
from receptionist.domain.policy import ActKind, Business, DialogueState, Slot, Told, decide
from receptionist.domain.policy.acts import DOES, Act, Outcome
from receptionist.domain.policy.goals import questions_for
from receptionist.domain.policy.secrets import has_secret, without_secrets
from receptionist.domain.policy.situation import Situation
from receptionist.models import Dialogue, Handoff, ReceptionistSettings, Turn
from receptionist.selectors import learning
from receptionist.services import cards, executing, promising, reviewing
from receptionist.services.consulting import consult
from receptionist.services.control import may_speak
from receptionist.services.hearing import hear, unsure_of
from receptionist.services.second_opinions import NOT_ASKED, Opinion
from receptionist.services.telling import tell_step
from receptionist.services.wording import worded
from scheduling.services.racing import is_lost

TRIES: Final = 3
MOST_DEEDS: Final = 4
FACT_HANDED_OVER: Final = "assistant_handed_over"
HANDS_OVER: Final = frozenset({ActKind.EMERGENCY, ActKind.HAND_OVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said to the assistant. `turn_key` tells one saying from another, however often it is delivered."""

    conversation_id: UUID
    turn_key: str
    text: str
    channel: str = "voice"
    alternatives: tuple[str, ...] = ()
    key: str = ""
    caller: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """What is said back. Nothing at all where a person has taken over."""

    text: str = ""
    act: str = ActKind.SILENT.value
    asks: str = ""
    rule: str = ""
    ends: bool = False
    hands_over: bool = False
    number: str = ""
    language: str = "en"
    outcome: str = ""
    reason: str = ""
    may_be_interrupted: bool = True
    is_duplicate: bool = False


def handle_turn(*, organisation: UUID, said: Said, now: datetime) -> Replied:
    """Answer one thing said; whoever is second at a time, or in the way of another, is asked again."""
    opinion = consult(
        organisation=organisation,
        conversation_id=said.conversation_id,
        turn_key=said.turn_key,
        text=said.text,
        alternatives=said.alternatives,
    )
    for left in reversed(range(TRIES)):
        try:
            return _handle(organisation=organisation, said=said, opinion=opinion, now=now)
        except DatabaseError as failed:
            if not (left and is_lost(failed)):
                raise
    raise AssertionError("the last try returns or raises")


@use_case
def _handle(*, organisation: UUID, said: Said, opinion: Opinion, now: datetime) -> Replied:
    conversation = threads.lock_conversation(said.conversation_id, organisation_id=organisation)
    replied = turn_step(conversation, said, opinion=opinion, now=now)
    threads.touch(conversation)
    return replied


@step
def begin_step(
    conversation: Conversation,
    *,
    channel: str,
    caller: str = "",
    is_known: bool = False,
    language: str = "",
    kept: DialogueState | None = None,
    now: datetime,
) -> Dialogue:
    """Let the assistant speak in a conversation: from here on it has control, until somebody takes it."""
    conversation.control = Control.AI
    conversation.epoch += 1
    contact = conversation.contact
    known = contact is not None and is_known
    slots: dict[str, Slot] = {}
    if known and contact is not None:
        if contact.display_name:
            slots["name"] = Slot(value=contact.display_name, source="contact", status=Told.CONFIRMED)
        if caller:
            slots["phone"] = Slot(value=caller, source="contact", status=Told.CONFIRMED)
    language = language or (contact.language if contact else "") or conversation.organisation.locale
    state = DialogueState(channel=channel, language=language, caller=caller, is_known=known, slots=slots)
    if kept is not None:  # of an earlier dialogue, from which it goes on
        state = replace(kept, channel=channel, language=language, caller=caller or kept.caller)
    row = Dialogue(
        organisation_id=conversation.organisation_id,
        conversation=conversation,
        channel=channel,
        state=state.to_json(),
        epoch=conversation.epoch,
        brain=learning.active_number(organisation_id=conversation.organisation_id),
        started_at=now,
    )
    row.save(force_insert=True)
    return row


@step
def turn_step(
    conversation: Conversation, said: Said, *, opinion: Opinion = NOT_ASKED, now: datetime
) -> Replied:
    """Answer one thing said in a conversation that is locked; the caller stores the conversation."""
    before = Turn.objects.of(conversation.organisation_id).filter(turn_key=said.turn_key[:120]).first()
    if before is not None:
        return _again(before)
    dialogue = selectors.open_dialogue(conversation=conversation)
    if dialogue is None or not may_speak(conversation, dialogue):
        if dialogue is not None:
            close_step(dialogue, DialogueState.from_json(dialogue.state), now=now)
        return Replied()
    started = time.perf_counter()
    state = DialogueState.from_json(dialogue.state)
    settings = selectors.get_settings(organisation_id=conversation.organisation_id) or ReceptionistSettings(
        organisation_id=conversation.organisation_id
    )
    zone = conversation.location.time_zone
    business = selectors.get_business(
        organisation=conversation.organisation,
        location=conversation.location,
        language=state.language,
        now=now,
    )
    text = without_secrets(said.text)
    heard, meant = hear(
        text,
        alternatives=said.alternatives,
        key=said.key,
        state=state,
        business=business,
        now=now,
        zone=zone,
        opinion=opinion,
        learnt=learning.learnt_of(organisation_id=conversation.organisation_id, number=dialogue.brain),
    )
    if said.confidence < UNSURE:
        heard = unsure_of(heard)
    understood = time.perf_counter()
    situation = Situation(
        state=state,
        heard=heard,
        business=business,
        seconds=int((now - dialogue.started_at).total_seconds()),
        has_card_number=has_secret(said.text),
    )
    state, act = decide(situation)
    for _count in range(MOST_DEEDS):
        if act.kind not in DOES:
            break
        done = replace(situation, state=state)
        state, act = executing.execute_step(
            conversation, act.kind, done, settings=settings, zone=zone, turn_key=said.turn_key, now=now
        )
    words = worded(act, state, business)
    state = replace(state, last_said=words)
    _hand_over(conversation, dialogue, state, act, business, settings=settings, heard=text, now=now)
    row = Turn(
        organisation_id=conversation.organisation_id,
        dialogue=dialogue,
        conversation=conversation,
        turn_key=said.turn_key[:120],
        number=state.turns,
        heard=text[:2000],
        said=words[:2000],
        understanding=heard.to_json()
        | {"state": {"goal": state.goal, "outcome": state.outcome or ""}}
        | opinion.kept(),
        act=act.kind.value,
        rule=act.rule[:30],
        asks=act.asks,
        ends=act.ends,
        reason=act.reason,
        timings={
            "understand_ms": round((understood - started) * 1000, 1),
            "turn_ms": round((time.perf_counter() - started) * 1000, 1),
        },
        versions=(dict(meant.versions) if meant else {})
        | ({"own": dialogue.brain} if dialogue.brain else {}),
        happened_at=now,
    )
    row.save(force_insert=True)
    reviewing.note_step(row, heard, asked=situation.state.asked)
    tell_step(conversation, row, heard, now=now)
    dialogue.state = state.to_json()
    dialogue.outcome = state.outcome.value if state.outcome else ""
    dialogue.reason = state.reason[:40]
    if act.ends or (act.kind in HANDS_OVER and not act.asks):
        close_step(dialogue, state, now=now)
    else:
        dialogue.save(update_fields=["state", "outcome", "reason"])
    return replace(
        _again(row), is_duplicate=False, language=state.language, may_be_interrupted=act.may_be_interrupted
    )


def _again(row: Turn) -> Replied:
    return Replied(
        text=row.said,
        act=row.act,
        asks=row.asks,
        rule=row.rule,
        ends=row.ends,
        hands_over=row.act in {one.value for one in HANDS_OVER},
        reason=row.reason,
        language=str(row.dialogue.state.get("language", "en")),
        outcome=str(row.understanding.get("state", {}).get("outcome", "")),
        is_duplicate=True,
    )


@step
def _hand_over(
    conversation: Conversation,
    dialogue: Dialogue,
    state: DialogueState,
    act: Act,
    business: Business,
    *,
    settings: ReceptionistSettings,
    heard: str,
    now: datetime,
) -> None:
    """Write the card, or add to it what was told since; control goes to people with it."""
    card_of = Handoff.objects.of(conversation.organisation_id).filter(dialogue=dialogue).first()
    if act.kind not in HANDS_OVER and not (act.kind is ActKind.WAIT and card_of is not None):
        return
    turns = Turn.objects.of(conversation.organisation_id).filter(dialogue=dialogue).order_by("number")
    told = [*turns.values_list("heard", flat=True), heard]
    questions = questions_for(replace(state, goal=state.goal or "book"), business)
    card = cards.make_card(state, business, heard=told, questions=questions, now=now)
    row = card_of or Handoff(organisation_id=conversation.organisation_id, dialogue=dialogue, pk=new_id())
    row.conversation = conversation
    row.reason, row.urgency = (act.reason or state.reason)[:40], state.urgency
    row.summary, row.card = cards.summary_of(state), card
    row.number = cards.number_for(state, business)[:20]
    if card_of is not None:
        row.save()
    else:
        row.made_at = now
        row.save(force_insert=True)
        title = f"{row.reason.capitalize()}: {row.summary}"
        owe_about_step(
            conversation, title=title, owner_id=settings.owner_id, due_at=now + promising.SOON, now=now
        )
        values = {"reason": row.reason, "summary": row.summary}
        ownership.tell_step(conversation, FACT_HANDED_OVER, values, now=now)
    if not act.asks:
        conversation.control = Control.HUMAN
        conversation.epoch += 1
        threads.owe(conversation, conversation.organisation, now=now)


@step
def close_step(dialogue: Dialogue, state: DialogueState, *, now: datetime) -> None:
    """End a dialogue as it stands."""
    dialogue.ended_at = now
    dialogue.outcome = state.outcome.value if state.outcome else dialogue.outcome or Outcome.ABANDONED.value
    dialogue.save(update_fields=["state", "outcome", "reason", "ended_at"])
