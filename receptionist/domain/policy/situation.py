"""One turn as the rules see it, and small ways to answer it."""

from dataclasses import dataclass, replace
from typing import Final

from receptionist.domain.policy.acts import FINAL, Act, ActKind, Line, Outcome
from receptionist.domain.policy.business import Business
from receptionist.domain.policy.heard import Heard
from receptionist.domain.policy.state import DialogueState

# What the assistant may have asked beside the form's own questions.
CONFIRM: Final = "confirm"
OFFERED: Final = "offered"
WHEN: Final = "when"
SAFETY: Final = "safety"
HELP: Final = "help"
ANYTHING: Final = "anything"
SOMEBODY: Final = "somebody"
CHANGE: Final = "change"
# How sure an intent must be to be acted on; in the middle of a form it takes more.
SURE: Final = 0.4
SURE_IN_FORM: Final = 0.75
SURE_OF_SPAM: Final = 0.4
# Somebody upset who is taken for somebody else is worse than the other way round.
SURE_OF_COMPLAINT: Final = 0.25
# A wish that turns out another costs one question.
SURE_TO_HELP: Final = 0.2
BESIDE_THE_FORM: Final = frozenset({CONFIRM, OFFERED, WHEN, SAFETY, HELP, ANYTHING, SOMEBODY, CHANGE, ""})

Decision = tuple[DialogueState, Act]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the table decides on: where the dialogue stands, what was heard, whose assistant this is."""

    state: DialogueState
    heard: Heard
    business: Business
    seconds: int = 0
    has_card_number: bool = False


def means(s: Situation, intent: str, sure: float = SURE) -> bool:
    """Say whether an intent is meant; what answers the question that was asked is no intent of its own."""
    if s.heard.intent != intent or s.heard.values.get(s.state.asked):
        return False
    in_form = s.state.asked not in BESIDE_THE_FORM or s.state.asked in {CONFIRM, OFFERED, WHEN}
    return s.heard.p >= (max(sure, SURE_IN_FORM) if in_form else sure)


def say(
    state: DialogueState,
    kind: ActKind,
    *says: Line,
    asks: str = "",
    rule: str = "",
    reason: str = "",
    outcome: Outcome | None = None,
    ends: bool = False,
    stops: bool = True,
) -> Decision:
    """Make an act and the state after it."""
    act = Act(
        kind=kind,
        rule=rule,
        asks=asks,
        says=says,
        reason=reason,
        outcome=outcome,
        ends=ends,
        may_be_interrupted=stops,
    )
    after = replace(state, asked=asks, ended=state.ended or ends, reason=reason or state.reason)
    return settled(after, outcome), act


def settled(state: DialogueState, outcome: Outcome | None) -> DialogueState:
    """Let an outcome stand, unless one that nothing replaces stands already."""
    if outcome is None or (state.outcome in FINAL and outcome not in FINAL):
        return state
    if state.outcome is Outcome.ESCALATED:
        return state
    return replace(state, outcome=outcome)


def ask(state: DialogueState, key: str, *before: Line, rule: str, business: Business) -> Decision:
    """Ask the next thing, after what there is to say first."""
    return say(state, ActKind.ASK, *before, question(state, key, business), asks=key, rule=rule)


def question(state: DialogueState, key: str, business: Business) -> Line:
    """Word a question: a number is offered for a yes, a second try asks for letters and digits."""
    again = state.slot(key).tries > 0
    if key == "phone" and state.caller and not again:
        return Line(
            "ask.phone_known" if state.channel == "voice" else "ask.phone_same", {"phone": state.caller}
        )
    if key in _WORDED:
        names = ", ".join(one.name for one in business.offerings[:4])
        return Line(f"ask.{key}.again" if again and key in _AGAIN else f"ask.{key}", {"services": names})
    return Line("ask.other", {"what": key.replace("_", " ")})


_WORDED: Final = frozenset(
    {
        "name", "phone", "email", "address", "postcode", "dob", "insurance", "reason", "opposing_party", "service",
        "unit", "vehicle", "pet_name", WHEN, HELP, ANYTHING, SOMEBODY, CHANGE, SAFETY, CONFIRM, OFFERED,
    }
)  # fmt: skip
_AGAIN: Final = frozenset({"name", "phone", "email", "address", "postcode", "dob", "when"})
