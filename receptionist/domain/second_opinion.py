"""Two readings of a turn become one: danger is the greater of the two, everything else the model's where it holds."""

from dataclasses import replace
from typing import Final

from receptionist.domain.meaning import ESCALATING, Intent, IntentGuess, Understanding, Urgency, UrgencyGuess
from receptionist.domain.reported import Reported
from receptionist.domain.safety import Floor, Reason, Tier

_ORDER: Final = tuple(Urgency)
# Below this the model's own doubt is reason enough to keep what our encoders read.
SURE: Final = 0.5
# Each of these ends or commits something by itself, so our own reading alone may say so.
OURS_ALONE: Final = frozenset(
    {Intent.AFFIRM, Intent.DENY, Intent.EMERGENCY, Intent.GOODBYE, Intent.OPTOUT, Intent.SPAM}
)


def merge(own: Understanding, told: Reported, *, model: str) -> Understanding:
    """Add a model's reading to ours. It may raise an alarm and never lower one; a turn that gives it orders is ours."""
    trusted = not (own.injection_suspected or told.tries_to_instruct)
    intents = own.intents
    may_tell = told.intent not in OURS_ALONE and own.intent not in ESCALATING
    if trusted and may_tell and told.confidence >= SURE:
        others = tuple(one for one in own.intents if one.name is not told.intent)
        intents = (IntentGuess(told.intent, max(told.confidence, own.confidence)), *others)
    graver = _ORDER.index(told.urgency) > _ORDER.index(own.urgency.level)
    return replace(
        own,
        intents=intents,
        floor=_raised(own.floor, told),
        urgency=UrgencyGuess(told.urgency, told.confidence, told.evidence) if graver else own.urgency,
        must_escalate=own.must_escalate or told.needs_person,
        frustration=max(own.frustration, told.frustration),
        injection_suspected=own.injection_suspected or told.tries_to_instruct,
        versions={**own.versions, "model": model},
    )


def _raised(own: Floor, told: Reported) -> Floor:
    """Let a model's alarm be asked about: one question, since it alone transfers nobody."""
    if told.urgency is not Urgency.EMERGENCY or own.tier >= Tier.ASK:
        return own
    reason = Reason("the language model hears an emergency", told.evidence, Tier.ASK)
    return replace(own, tier=Tier.ASK, reasons=(reason, *own.reasons))
