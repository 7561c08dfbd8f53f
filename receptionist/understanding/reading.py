"""One turn understood: the floor first, then short answers by rule, then what the heads say, then the firm's words."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from receptionist.domain.acts import MEANS, dialog_act, frustration
from receptionist.domain.haste import urgent
from receptionist.domain.meaning import (
    ESCALATING,
    Context,
    DialogAct,
    FaqGuess,
    Intent,
    IntentGuess,
    Understanding,
    Urgency,
    UrgencyGuess,
)
from receptionist.domain.safety import Floor, Tier, floor, raised
from receptionist.domain.safety.wording import worded
from receptionist.understanding.brain import INTENTS, URGENCIES, Brain, loaded_brain
from receptionist.understanding.languages import language

# Chosen on tests/receptionist/cases/utterances.jsonl; docs/receptionist.md says how.
URGENT_P: Final = 0.35
ESCALATE_P: Final = 0.3
# Whoever asks is near enough sooner than one who may only mention a question's words.
FAQ_AT: Final[Mapping[str, float]] = {"en": 0.42, "es": 0.32}
FAQ_UNASKED_AT: Final = 0.62
OWN_PHRASE_AT: Final = 0.8
TAUGHT_P: Final = 0.6
ASKING: Final = (Intent.FAQ_HOURS, Intent.FAQ_LOCATION, Intent.FAQ_SERVICES)
_TOP: Final = 5
_NO_CONTEXT: Final = Context()
_EMERGENCY: Final = INTENTS.index(Intent.EMERGENCY)
_URGENT: Final = URGENCIES.index(Urgency.URGENT)


def understand(
    text: str,
    alternatives: Sequence[str] = (),
    industry: str = "general",
    lang: str | None = None,
    context: Context = _NO_CONTEXT,
    by: Brain | None = None,
) -> Understanding:
    """This will understand one turn; the same words in the same context are always understood alike."""
    reader = by or loaded_brain()
    spoken = lang or language(text)
    low = floor(text, alternatives, industry, lang)
    act = dialog_act(text)
    settled = act is not DialogAct.NONE or low.tier is Tier.HARD
    guess = reader.guess(text, industry, settled)
    danger = float(max(guess.urgencies[URGENCIES.index(Urgency.EMERGENCY)], guess.intents[_EMERGENCY]))
    own = None
    if not settled:
        own = Intent.OUT_OF_SCOPE if _said_nothing(text) else _own(reader, text, spoken, context)
    if own is Intent.EMERGENCY:
        # Somebody of the firm said that words like these were one: worth a question, not yet an alarm.
        danger = max(danger, TAUGHT_P)
    found = low if act is not DialogAct.NONE else raised(low, danger)
    p = _settled(guess.intents, found, act, own)
    urgency = _urgency(text, found, act, guess.urgencies)
    return Understanding(
        intents=_best(p),
        floor=found,
        urgency=urgency,
        must_escalate=_escalates(p, urgency, act),
        language=spoken,
        frustration=frustration(text),
        faq=None if settled else _faq(reader, text, spoken, p, context),
        dialog_act=act,
        injection_suspected=found.injection,
        versions=reader.versions,
    )


def _settled(p: NDArray[np.float32], found: Floor, act: DialogAct, own: Intent | None) -> NDArray[np.float32]:
    """This will let what is certain outweigh the heads: danger, then a short answer, then the firm's own phrase."""
    if found.tier is Tier.HARD:
        return _leaning(p, Intent.EMERGENCY)
    if act in MEANS:
        return _leaning(p, MEANS[act])
    return p if own is None else _leaning(p, own)


def _said_nothing(text: str) -> bool:
    """This will tell whether there are only fillers."""
    return not worded(text).plain


def _leaning(p: NDArray[np.float32], to: Intent) -> NDArray[np.float32]:
    """This will give an intent nine tenths and share the last among the heads' guesses."""
    leaned = p * np.float32(0.1)
    leaned[INTENTS.index(to)] += np.float32(0.9)
    return leaned


def _best(p: NDArray[np.float32]) -> tuple[IntentGuess, ...]:
    """This will list the most probable intents first."""
    order = np.argsort(-p)[:_TOP]
    return tuple(IntentGuess(INTENTS[at], round(float(p[at]), 4)) for at in order)


def _urgency(text: str, found: Floor, act: DialogAct, p: NDArray[np.float32]) -> UrgencyGuess:
    """This will tell how urgent a turn is: danger by the floor, haste by rule or by its head."""
    if found.tier is Tier.HARD:
        danger = float(p[URGENCIES.index(Urgency.EMERGENCY)])
        return UrgencyGuess(Urgency.EMERGENCY, round(max(danger, 0.9), 4), found.evidence)
    if act is not DialogAct.NONE:
        return UrgencyGuess()
    if why := urgent(text):
        return UrgencyGuess(Urgency.URGENT, 0.9, why)
    if p[_URGENT] > URGENT_P:
        return UrgencyGuess(Urgency.URGENT, round(float(p[_URGENT]), 4))
    return UrgencyGuess(Urgency.ROUTINE, round(float(1 - p[_URGENT]), 4))


def _escalates(p: NDArray[np.float32], urgency: UrgencyGuess, act: DialogAct) -> bool:
    """This will tell whether a person has to be brought in: haste, or intents that together are probable enough."""
    if urgency.level is not Urgency.ROUTINE:
        return True
    if act in MEANS:
        return MEANS[act] in ESCALATING
    return sum(float(p[INTENTS.index(intent)]) for intent in ESCALATING) > ESCALATE_P


def _own(reader: Brain, text: str, lang: str, context: Context) -> Intent | None:
    """This will tell what the firm's own phrase means that this sentence is nearly the same as."""
    taught = context.learnt.meaning_of(text, lang) if context.learnt else None
    if taught is not None:
        return taught
    near = reader.nearness(text, [phrase for phrase, _ in context.phrases], lang)
    if not len(near) or float(near.max()) < OWN_PHRASE_AT:
        return None
    return Intent(context.phrases[int(near.argmax())][1])


def _faq(reader: Brain, text: str, lang: str, p: NDArray[np.float32], context: Context) -> FaqGuess | None:
    """This will find the firm's own question that this one is; the answer is the firm's text, never ours."""
    near = reader.nearness(text, [question for _, question in context.faqs], lang)
    asks = sum(float(p[INTENTS.index(intent)]) for intent in ASKING) > 0.4
    if not len(near) or float(near.max()) < (FAQ_AT.get(lang, FAQ_UNASKED_AT) if asks else FAQ_UNASKED_AT):
        return None
    at = int(near.argmax())
    return FaqGuess(context.faqs[at][0], round(float(near[at]), 4))
