"""The card a person gets: who, what in their own words, what is known and how surely, what was promised, what is next."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from receptionist.domain.policy import Business, DialogueState, Told
from receptionist.domain.policy.emergencies import danger_of, step_for
from receptionist.domain.policy.heard import Heard

NEXT_STEPS: Final = {
    "emergency": "Call back at once; the caller was told what keeps people safe.",
    "urgent": "Call back today.",
    "human": "Pick up; nothing has to be asked again.",
    "complaint": "Call back, and hear them out first.",
    "not_understood": "Call back; the assistant did not understand.",
    "too_long": "Pick up where the assistant left off.",
}
_SURE: Final = {
    Told.CONFIRMED: "confirmed",
    Told.HEARD: "heard",
    Told.UNVERIFIED: "unverified",
    Told.MISSING: "missing",
}


def make_card(
    state: DialogueState, business: Business, *, heard: Iterable[str], questions: Iterable[str], now: datetime
) -> dict[str, Any]:
    """Write down all that a person needs to go on."""
    keys = dict.fromkeys((*questions, *state.slots))
    return {
        "reason": state.reason,
        "urgency": state.urgency,
        "caller": state.caller,
        "is_known": state.is_known,
        "language": state.language,
        "channel": state.channel,
        "need": state.need,
        "fields": [
            {"key": key, "value": state.value(key) or state.slot(key).raw, "status": _status(state, key)}
            for key in keys
        ],
        "heard": [one for one in heard if one.strip()],
        "promised": state.promised,
        "offered": [one.starts_at.isoformat(timespec="minutes") for one in state.offered],
        "mood": "upset" if state.signals or state.reason == "complaint" else "calm",
        "next": NEXT_STEPS.get(state.reason, "Pick up; nothing has to be asked again."),
        "made_at": now.isoformat(timespec="seconds"),
    }


def summary_of(state: DialogueState) -> str:
    """Sum it up in one line."""
    who = state.value("name") or state.caller or "Somebody"
    known = "known" if state.is_known else "new"
    where = f" at {state.value('address')}" if state.value("address") else ""
    return f"{who}, {known}, {state.topic or state.goal or state.reason}{where}: “{state.need}”"[:400]


def number_for(state: DialogueState, business: Business) -> str:
    """Say whom the emergency plan calls."""
    heard = Heard(text=state.need)
    found = step_for(danger_of(heard, business), heard, business)
    return found.number if found is not None and state.urgency == "emergency" else ""


def _status(state: DialogueState, key: str) -> str:
    slot = state.slot(key)
    return _SURE[slot.status] if slot.value or slot.raw else _SURE[Told.MISSING]
