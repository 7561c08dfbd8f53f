"""What is said and asked in an emergency: safety first, then the tenant's own plan, nothing else."""

import re
from typing import Final

from receptionist.domain.policy import words
from receptionist.domain.policy.acts import Line
from receptionist.domain.policy.business import Business, PlanStep
from receptionist.domain.policy.heard import Heard
from receptionist.domain.policy.state import DialogueState

# What each danger sounds like, most deadly first; the first that fits is spoken to. The safety floor decides that there
# is an emergency, this only which sentence helps.
_SPEAKS: Final = tuple((key, re.compile(said, re.IGNORECASE)) for key, said in words.DANGERS)
# Danger to life: the public services come first, whatever the trade.
PUBLIC: Final = frozenset({"despair", "gas", "fire", "wire", "violence", "poison", "body"})
# Whoever drives out must know where to.
COMES_TO: Final = frozenset({"plumbing", "hvac", "electrical", "property", "real_estate", "home", "roofing"})
_ANIMALS: Final = frozenset({"vet", "veterinary"})
_HAZARD_OF: Final = {
    "suicide": "despair", "self harm": "despair", "gas": "gas", "monoxide": "gas", "fire": "fire", "smoke": "fire",
    "electric": "wire", "violence": "violence", "intruder": "violence", "poison": "poison", "overdose": "poison",
    "custody": "custody", "arrest": "custody", "flood": "water", "water": "water", "sewage": "water", "heat": "cold",
    "tooth": "tooth",
}  # fmt: skip
_LIFE: Final = frozenset({"medical", "dental", "clinic", "counseling", "therapy", "health"})


def danger_of(heard: Heard, business: Business) -> str:
    """Say which danger it is, so that the right sentence is said: "body" for a person, "animal", else "other"."""
    said = " ".join((heard.text, *heard.hazards))
    found = next((key for key, sounds in _SPEAKS if sounds.search(said)), "")
    if business.trade in _ANIMALS and found not in {"fire", "gas", "violence", "despair"}:
        return "animal"
    if found == "custody" and not business.is_law:
        found = ""
    if found in {"water", "cold"} and business.trade in _LIFE:
        found = ""
    if found == "tooth" and re.search(r"swell|breath|swallow|hinch|respir", heard.text, re.IGNORECASE):
        return "body"
    if found:
        return found
    named = next((key for word, key in _HAZARD_OF.items() if any(word in one for one in heard.hazards)), "")
    return named or ("body" if _is_of_a_body(heard, business) else "other")


def _is_of_a_body(heard: Heard, business: Business) -> bool:
    said = " ".join((heard.text, *heard.hazards))
    return business.trade in _LIFE or bool(words.BODY.search(said))


def step_for(danger: str, heard: Heard, business: Business) -> PlanStep | None:
    """Find the step of the tenant's plan that is meant: the one that shares most words with what was said."""
    spoken = set(re.findall(r"[a-zà-ÿ]{3,}", heard.text.lower()))
    meant = {"gas": {"gas"}, "despair": {"safety", "suicide", "crisis"}, "violence": {"safety", "personal"},
             "custody": {"arrest", "hearing"}, "water": {"flooding", "flood", "sewage", "shutoff"},
             "cold": {"heat", "freezing"}, "fire": {"fire"}, "tooth": {"tooth"}}.get(danger, set())  # fmt: skip

    def fits(step: PlanStep) -> tuple[int, int]:
        said = set(re.findall(r"[a-zà-ÿ]{3,}", step.concerns.lower()))
        return (2 * len(said & meant) + len(said & spoken), bool(step.number))

    best = max(business.plan, key=fits, default=None)
    return best if best is not None and (fits(best)[0] or len(business.plan) == 1) else _any_on_call(business)


def _any_on_call(business: Business) -> PlanStep | None:
    return next((one for one in business.plan if one.number), None)


def lines_for(danger: str, step: PlanStep | None, business: Business) -> tuple[Line, ...]:
    """Say what keeps people safe now, then who is being called."""
    lines: list[Line] = []
    if danger in PUBLIC or (danger == "other" and not (step and step.number)):
        lines.append(Line(f"safety.{danger}"))
    elif danger == "animal":
        number = step.number if step else ""
        lines.append(Line("safety.animal" if number else "safety.animal_none", {"number": number}))
    if step is not None and step.tell:
        lines.append(Line("plan.words", {"text": step.tell}))
    lines.append(
        Line("escalate.on_call" if step and step.number else "escalate.now", {"business": business.name})
    )
    return tuple(lines)


def asks_in(danger: str, state: DialogueState, business: Business) -> str:
    """Say the one thing the plan needs: where, when somebody has to drive out; nothing else is asked."""
    comes = business.trade in COMES_TO and danger not in {"despair", "violence"}
    where = "unit" if "unit" in business.intake and "address" not in business.intake else "address"
    return where if comes and where in business.intake and not state.slot(where).is_settled else ""
