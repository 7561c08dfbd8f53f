"""The first rows: danger, before anything else is looked at."""

from dataclasses import replace
from typing import Final

from receptionist.domain.policy import emergencies, words
from receptionist.domain.policy.acts import ActKind, Line, Outcome
from receptionist.domain.policy.heard import Heard
from receptionist.domain.policy.situation import (
    ANYTHING,
    HELP,
    SAFETY,
    SURE,
    SURE_IN_FORM,
    Decision,
    Situation,
    question,
    say,
)
from receptionist.domain.policy.state import DialogueState

# What the understanding calls an alarm that no rule explains.
BY_EAR: Final = "sounds like an emergency"


def is_emergency(s: Situation) -> bool:
    if s.heard.safety == "hard":
        return True
    return s.state.asked == SAFETY and not (
        s.heard.reply == "no" or words.ALL_SAFE.search(s.heard.text) or _goes_on(s)
    )


def _goes_on(s: Situation) -> bool:
    """Say whether, instead of an answer, an everyday wish is told clearly: whoever is in danger does not."""
    everyday = s.heard.intent in {"book", "reschedule", "cancel", "faq_hours", "faq_location", "faq_services"}
    by_ear = set((s.state.held_back or {}).get("hazards", ())) <= {BY_EAR}
    return everyday and s.heard.p >= (SURE if by_ear else SURE_IN_FORM) and s.heard.safety == "none"


def emergency(s: Situation) -> Decision:
    held = s.state.held_back
    heard = Heard.from_json(held) if held and s.heard.safety != "hard" else s.heard
    said = replace(heard, text=f"{heard.text} {s.heard.text}") if heard is not s.heard else heard
    danger = emergencies.danger_of(said, s.business)
    step = emergencies.step_for(danger, said, s.business)
    state = replace(
        s.state, urgency="emergency", held_back=None, need=_key_sentence(s.state, said), topic="emergency"
    )
    where = emergencies.asks_in(danger, state, s.business)
    lines = emergencies.lines_for(danger, step, s.business)
    asked = (question(state, where, s.business),) if where else ()
    return say(
        state,
        ActKind.EMERGENCY,
        *lines,
        *asked,
        asks=where,
        reason="emergency",
        outcome=Outcome.ESCALATED,
        stops=False,
    )


def _key_sentence(state: DialogueState, heard: Heard) -> str:
    if not state.need or state.need == heard.text:
        return heard.text.strip()[:400]
    return state.need if heard.text in state.need else f"{state.need} / {heard.text}".strip()[:400]


def may_be_emergency(s: Situation) -> bool:
    if s.heard.safety != "ask" or s.state.safety_asked:
        return False
    # An answer to a question sounds like many things; there the rules alarm, not the ear alone.
    is_answer = s.state.asked not in {"", HELP, ANYTHING, "reason"}
    return not (is_answer and set(s.heard.hazards) <= {BY_EAR})


def ask_safety(s: Situation) -> Decision:
    state = replace(s.state, safety_asked=True, held_back=s.heard.to_json())
    return say(state, ActKind.ASK_SAFETY, Line("ask.safety"), asks=SAFETY, reason="safety")


def is_all_safe(s: Situation) -> bool:
    return s.state.asked == SAFETY and s.state.held_back is not None
