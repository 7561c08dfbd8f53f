"""Calls the assistant takes: its words before a caller speaks, and each thing they say answered in their webhook."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from accounts.models import Member
from conversations.domain.calls import ASSISTANT
from conversations.models import Call
from conversations.ports import InputReceived, Plan
from conversations.services import calls
from core.transactions import reading
from receptionist import selectors
from receptionist.domain import calling
from receptionist.domain.policy import ActKind, Business, DialogueState, Line, Outcome
from receptionist.domain.policy.situation import ANYTHING, question
from receptionist.domain.policy.speech import speak
from receptionist.models import Dialogue, Handoff, ReceptionistSettings
from receptionist.services import leaving, promising
from receptionist.services.turns import Replied, Said, begin_step, turn_step
from receptionist.understanding.brain import loaded_brain
from routing.domain.happenings import HandOver
from routing.ports import Spoken

WHY: Final = {
    "person": "hands over to a person",
    "emergency": "hands over an emergency",
    "done": "the receptionist is done",
    "message": "nothing was said",
}
_loading: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a call is with the assistant: its newest dialogue, and what it goes on from if it begins one now."""

    dialogue: Dialogue | None = None
    was_handed_over: bool = False
    kept: DialogueState | None = None


class Telephone:
    """Takes callers whom a flow hands to the receptionist, and gives them back with its last words."""

    def answers_messages(self, organisation_id: UUID) -> bool:
        """Say whether texts are answered: one switch for lines with a flow and without."""
        settings = selectors.get_settings(organisation_id=organisation_id)
        return settings is not None and settings.is_active

    def openings(self, held: calls.Held, languages: Sequence[str], *, now: datetime) -> Mapping[str, Plan]:
        """Say who speaks and ask; whom nobody could take after all is told so, and who was cut off goes on."""
        settings = _settings(held.call)
        if settings is None or not settings.answers_calls:
            return {}
        standing, names = _standing(held, now=now), _names(held.call)
        return {one: _opening(held, one[:2], settings, standing, names, now=now) for one in languages}

    def take(self, held: calls.Held, handed: HandOver, *, now: datetime) -> None:
        """Begin the dialogue the opening belongs to; of one that is open from before, what was told is kept."""
        warm()
        standing = _standing(held, now=now)
        if standing.dialogue is not None and standing.dialogue.ended_at is None:
            return
        conversation = held.conversation
        if standing.dialogue is None and (before := selectors.open_dialogue(conversation=conversation)):
            leaving.end_step(conversation, before, now=now)
        kept = standing.kept
        if standing.was_handed_over and kept is not None:
            settings = _settings(held.call) or ReceptionistSettings(organisation_id=held.call.organisation_id)
            zone = conversation.location.time_zone
            promised = promising.promise_step(conversation, kept, settings=settings, zone=zone, now=now)
            kept = replace(kept, promised=promised, outcome=Outcome.MESSAGE_TAKEN, asked=ANYTHING)
        begin_step(
            conversation,
            channel="voice",
            caller=held.call.address,
            is_known=_is_known(held),
            language=handed.language[:2],
            kept=kept,
            now=now,
        )

    def hear(self, held: calls.Held, heard: InputReceived, *, now: datetime) -> Spoken:
        """Answer one report of the carrier: a turn, or the caller's own echo, to which nothing is said."""
        settings = _settings(held.call)
        if settings is None or not settings.answers_calls:
            return Spoken(exit="next", why="the receptionist was switched off")
        open_one = selectors.open_dialogue(conversation=held.conversation)
        state = DialogueState.from_json(open_one.state) if open_one else DialogueState()
        guesses = [(one.text, one.confidence) for one in heard.heard]
        caught = calling.catch(heard.digits, guesses, asked=state.asked, language=state.language)
        if caught.text and calling.is_echo(caught.text, state.last_said):
            return Spoken(plan=_ask("", state.asked, state.language, held.call))
        at = heard.occurred_at.isoformat() if heard.occurred_at else f"turn {state.turns}"
        told = [at, heard.digits, *(one.text for one in heard.heard)]
        with _loading:
            loaded_brain()
        said = Said(
            conversation_id=held.conversation.pk,
            turn_key=calling.key_of(heard.leg_id, *told),
            text=caught.text,
            alternatives=caught.others,
            key=caught.key,
            caller=held.call.address,
            confidence=caught.confidence,
        )
        replied = turn_step(held.conversation, said, now=now)
        if caught.text and not replied.is_duplicate:
            words = " ".join(caught.text.split())[:60]
            calls.trace(held.call, node=ASSISTANT, why=f"heard “{words}”", now=now)
        return _spoken(held, replied, now=now)


def _spoken(held: calls.Held, replied: Replied, *, now: datetime) -> Spoken:
    """Make a plan of what is said, or give the caller back with it."""
    language = replied.language
    if replied.act == ActKind.SILENT:
        words = calling.say(speak((Line("one_moment"),), _language(held)), _language(held))
        return Spoken(plan=words, exit="person", why="a colleague took the conversation")
    exit_, to = _exit(held, replied)
    if not exit_:
        stops = replied.may_be_interrupted
        return Spoken(plan=_ask(replied.text, replied.asks, language, held.call, stops=stops))
    if exit_ == "emergency":
        seconds = calling.seconds_of(replied.text)
        why = f"says for {seconds} s what keeps people safe"
        until = now + timedelta(seconds=seconds)
        calls.trace(held.call, node=ASSISTANT, why=why, until=until, now=now)
    text = speak((Line("silent.call"),), language) if exit_ == "message" else replied.text
    return Spoken(plan=calling.say(text, language), exit=exit_, why=WHY[exit_], to=to)


def _ask(text: str, asks: str, language: str, call: Call, *, stops: bool = True) -> Plan:
    sorry = speak((Line("sorry"),), language)
    return calling.ask("", text, asks=asks, language=language, hints=_names(call), sorry=sorry, stops=stops)


def _exit(held: calls.Held, replied: Replied) -> tuple[str, str]:
    """Say by which exit a caller goes on after a turn, and the number the emergency plan calls.

    Empty while the assistant goes on talking with them.
    """
    if replied.reason == "silence" and replied.act == ActKind.GOODBYE:
        return "message", ""
    if replied.ends:
        return "done", ""
    if replied.asks or not (replied.hands_over or replied.act == ActKind.WAIT):
        return "", ""
    card = selectors.latest_handoff(
        organisation_id=held.call.organisation_id, conversation_id=held.conversation.pk
    )
    return ("emergency", card.number) if card and card.urgency == "emergency" else ("person", "")


def _opening(
    held: calls.Held,
    language: str,
    settings: ReceptionistSettings,
    standing: _Standing,
    names: Sequence[str],
    *,
    now: datetime,
) -> Plan:
    """Word what is said first: never to be talked over is who speaks and what nobody could do."""
    call, kept = held.call, standing.kept
    own = settings.greeting_es if language == "es" else settings.greeting
    name = call.organisation.name
    before: tuple[Line, ...] = (Line("greet.call", {"business": name, "own": own}),)
    asks = ""
    line = Line("greet.help")
    if standing.was_handed_over:
        by = _promised_by(held, settings, language, now=now)
        before, line, asks = (Line("escalate.nobody", {"by": by}),), Line("ask.anything"), ANYTHING
    elif standing.dialogue is not None:
        line = Line("ask.help")
        before = ()
    elif kept is not None:
        before = (*before, Line("resumed", {"need": kept.need[:120]}))
        asks = kept.asked
        line = question(kept, asks, Business(name=name)) if asks else Line("resumed.help")
    return calling.ask(
        speak(before, language),
        speak((line,), language),
        asks=asks,
        language=language,
        hints=names,
        sorry=speak((Line("still_there"), line), language),
    )


def _standing(held: calls.Held, *, now: datetime) -> _Standing:
    """Say where a call is with the assistant."""
    rows = Dialogue.objects.of(held.call.organisation_id).filter(conversation=held.conversation)
    mine = rows.filter(channel="voice", started_at__gte=held.call.started_at).order_by("-started_at").first()
    if mine is None:
        return _Standing(kept=leaving.cut_off_before(held.conversation, now=now))
    state = DialogueState.from_json(mine.state)
    handed = (
        mine.ended_at is not None and Handoff.objects.of(mine.organisation_id).filter(dialogue=mine).exists()
    )
    fresh = replace(
        state, goal="", turns=0, silences=0, misses=0, misses_in_a_row=0, outcome=None, ended=False
    )
    return _Standing(mine, handed, fresh if mine.ended_at is not None else None)


def _promised_by(held: calls.Held, settings: ReceptionistSettings, language: str, *, now: datetime) -> str:
    due = promising.due_of(held.conversation.location_id, settings, now=now)
    return promising.by_words(due, zone=held.conversation.location.time_zone, language=language)


def _is_known(held: calls.Held) -> bool:
    """Say whether the caller has a name with us, and had it before this call."""
    contact = held.conversation.contact
    made_at: datetime | None = contact.created_at if contact is not None else None
    return bool(contact and contact.display_name) and made_at is not None and made_at < held.call.started_at


def _settings(call: Call) -> ReceptionistSettings | None:
    return selectors.get_settings(organisation_id=call.organisation_id)


def _language(held: calls.Held) -> str:
    return held.call.organisation.locale[:2]


def _names(call: Call) -> list[str]:
    """List what callers are likely to name: services, and who works here."""
    members = Member.objects.filter(organisation_id=call.organisation_id, is_active=True).select_related(
        "user"
    )
    services = selectors.list_service_names(organisation_id=call.organisation_id)
    return [*services, *(one.name for one in members[: calling.MOST_HINTS])]


def warm() -> None:
    """Load the models while the caller hears who speaks: the first answer need not wait for them."""
    if not loaded_brain.cache_info().currsize:
        threading.Thread(target=_load, name="portico-assistant", daemon=True).start()


def _load() -> None:
    with _loading:
        loaded_brain()


def end_call(*, organisation: UUID, conversation_id: UUID, call_id: UUID, now: datetime) -> str:
    """End the dialogue of a call whose caller has gone; what they told by then is kept."""
    with reading(organisation):
        call = Call.objects.of(organisation).filter(pk=call_id).first()
        rows = Dialogue.objects.of(organisation).filter(conversation_id=conversation_id, ended_at=None)
        row = rows.filter(channel="voice").first()
        if call is None or row is None or row.started_at > (call.ended_at or now):
            return ""
    return leaving.end_dialogue(organisation=organisation, conversation_id=conversation_id, now=now)
