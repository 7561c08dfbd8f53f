"""Texts to the assistant: one that opens a conversation begins a dialogue, each further one is a turn of it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings as django_settings
from django.db import DatabaseError

from contacts.domain.opt_out import classify
from conversations.models import Conversation, Entry, EntryKind, LineKind
from conversations.selectors.opening import opens
from conversations.services import threads
from conversations.services.sending import queue_message_step
from core.errors import NotFound
from core.events import record
from core.transactions import reading, step, use_case
from receptionist import selectors
from receptionist.domain.policy import DialogueState, Line, Outcome
from receptionist.domain.policy.acts import ActKind
from receptionist.domain.policy.speech import speak
from receptionist.events import MessageGivenBack
from receptionist.models import Dialogue, Turn
from receptionist.services.consulting import consult
from receptionist.services.leaving import cut_off_before
from receptionist.services.second_opinions import NOT_ASKED, Opinion
from receptionist.services.turns import TRIES, Replied, Said, begin_step, close_step, turn_step
from routing.services.texting import leads_to_receptionist
from scheduling.services.racing import is_lost

# Who writes again a day later begins anew; the thread keeps what was said.
GOES_ON_FOR: Final = timedelta(hours=24)
CHANNELS: Final = {LineKind.PHONE: "sms", LineKind.CHAT: "chat"}


def answer_message(
    *, organisation_id: UUID, conversation_id: UUID, entry_id: UUID, is_led: bool = False, now: datetime
) -> None:
    """Answer a customer's message where the assistant may; a message is answered once, however often it is told.

    A line whose flow draws a receptionist decides for itself which messages come here: those that are `is_led`. On any
    other the assistant answers what opens a conversation.
    """
    opinion = _consult(organisation_id, conversation_id, entry_id)
    for left in reversed(range(TRIES)):
        try:
            _answer(
                organisation=organisation_id,
                conversation_id=conversation_id,
                entry_id=entry_id,
                opinion=opinion,
                is_led=is_led,
                now=now,
            )
        except DatabaseError as failed:
            if not (left and is_lost(failed)):
                raise
        else:
            return


def _consult(organisation_id: UUID, conversation_id: UUID, entry_id: UUID) -> Opinion:
    """Ask the language model, where one is set and the assistant would answer."""
    if not django_settings.LANGUAGE_MODEL:
        return NOT_ASKED
    with reading(organisation_id):
        rows = Entry.objects.of(organisation_id).select_related("conversation", "line")
        entry = rows.filter(pk=entry_id, conversation_id=conversation_id, kind=EntryKind.MESSAGE_IN).first()
        if entry is None or entry.line is None or entry.line.kind not in CHANNELS or classify(entry.text):
            return NOT_ASKED
        settings = selectors.get_settings(organisation_id=organisation_id)
        may_begin = settings is not None and settings.is_active and opens(entry.conversation, entry)
    return consult(
        organisation=organisation_id,
        conversation_id=conversation_id,
        turn_key=f"entry:{entry.pk}",
        text=entry.text,
        may_begin=may_begin,
    )


@use_case
def _answer(
    *,
    organisation: UUID,
    conversation_id: UUID,
    entry_id: UUID,
    opinion: Opinion,
    is_led: bool,
    now: datetime,
) -> None:
    try:
        conversation = threads.lock_conversation(conversation_id, organisation_id=organisation)
    except NotFound:
        return
    entry = Entry.objects.of(organisation).filter(pk=entry_id, kind=EntryKind.MESSAGE_IN).first()
    if entry is None or entry.line is None or entry.line.kind not in CHANNELS:
        return
    dialogue = _dialogue(conversation, entry, is_led=is_led, now=now)
    if dialogue is None:
        return
    keyword = classify(entry.text)
    if keyword is not None:
        # Carriers and the law have an answer of their own to STOP and HELP; it was given already.
        if keyword.opts_out:
            _opted_out(dialogue, now=now)
        return
    told = DialogueState.from_json(dialogue.state).need
    is_first = not Turn.objects.of(organisation).filter(dialogue=dialogue).exists()
    said = Said(
        conversation_id=conversation.pk,
        turn_key=f"entry:{entry.pk}",
        text=entry.text,
        channel=dialogue.channel,
        caller=entry.address,
    )
    replied = turn_step(conversation, said, opinion=opinion, now=now)
    if replied.text and not replied.is_duplicate:
        hello = _hello(conversation, replied.language, told) if is_first else ""
        queue_message_step(
            conversation,
            line=entry.line,
            address=entry.address,
            text=f"{hello} {replied.text}".strip(),
            author=None,
            is_said=True,
            now=now,
        )
    if replied.hands_over and not (replied.asks or replied.is_duplicate):
        _give_back(conversation, entry, replied, now=now)
    threads.touch(conversation)


@step
def _give_back(conversation: Conversation, entry: Entry, replied: Replied, *, now: datetime) -> None:
    """Let the line's flow find somebody for whom it led here."""
    if entry.line is None or not leads_to_receptionist(entry.line, now=now):
        return
    is_urgent = replied.act == ActKind.EMERGENCY.value
    fact = MessageGivenBack(
        conversation_id=conversation.pk,
        entry_id=entry.pk,
        exit="emergency" if is_urgent else "person",
        why="hands over an emergency" if is_urgent else "hands over to a person",
    )
    record(fact, now=now)


@step
def _dialogue(conversation: Conversation, entry: Entry, *, is_led: bool, now: datetime) -> Dialogue | None:
    found = selectors.open_dialogue(conversation=conversation)
    if found is not None:
        latest = (
            Turn.objects.of(conversation.organisation_id).filter(dialogue=found).order_by("-number").first()
        )
        if latest is None or latest.happened_at > now - GOES_ON_FOR:
            return found
        close_step(found, DialogueState.from_json(found.state), now=now)
    settings = selectors.get_settings(organisation_id=conversation.organisation_id)
    may_begin = settings is not None and settings.is_active and conversation.owner_id is None
    kept = cut_off_before(conversation, now=now)
    if not may_begin or entry.line is None:
        return None
    is_ours = is_led or (opens(conversation, entry) and not leads_to_receptionist(entry.line, now=now))
    if kept is None and not is_ours:
        return None
    contact = conversation.contact
    return begin_step(
        conversation,
        channel=CHANNELS[LineKind(entry.line.kind)],
        caller=entry.address,
        is_known=contact is not None and bool(contact.display_name) and contact.created_at < entry.created_at,
        kept=kept,
        now=now,
    )


@step
def _opted_out(dialogue: Dialogue, *, now: datetime) -> None:
    state = DialogueState.from_json(dialogue.state | {"outcome": Outcome.OPTED_OUT.value, "ended": True})
    dialogue.state = state.to_json()
    close_step(dialogue, state, now=now)


def _hello(conversation: Conversation, language: str, told: str) -> str:
    """Say who writes: nobody takes the assistant for a person. Who was cut off on the telephone is told where."""
    settings = selectors.get_settings(organisation_id=conversation.organisation_id)
    own = (settings.greeting_es if language == "es" else settings.greeting) if settings else ""
    usual = speak((Line("greet.written", {"business": conversation.organisation.name}),), language)
    resumed = speak((Line("resumed", {"need": told[:120]}),), language) if told else ""
    return " ".join(one for one in (usual, own, resumed) if one)
