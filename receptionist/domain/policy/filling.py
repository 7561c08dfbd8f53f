"""Filling the form: which question comes next, what an answer gives, what a correction changes."""

import re
from dataclasses import replace
from typing import Final

from receptionist.domain.policy import words
from receptionist.domain.policy.business import Business
from receptionist.domain.policy.heard import Heard
from receptionist.domain.policy.state import DialogueState, Slot, Told

# Read by code; the rest is taken in the caller's own words.
READ: Final = frozenset({"name", "phone", "email", "address", "postcode", "dob"})
TRIES: Final = 2


def next_question(state: DialogueState, business: Business, questions: tuple[str, ...]) -> str:
    """Give the first question nothing is known of; none once facts are closed."""
    if state.stopped_facts:
        questions = tuple(key for key in questions if key in {"name", "phone"})
    return next((key for key in questions if not state.slot(key).is_settled), "")


def take_values(state: DialogueState, heard: Heard, business: Business) -> DialogueState:
    """Take what was said: the answer to what was asked, what was volunteered beside it, and corrections."""
    corrects = bool(words.CORRECTS.search(heard.text))
    for key, value in heard.values.items():
        if key == state.asked or not value:
            continue
        slot = state.slot(key)
        if not slot.value or slot.source == "caller_id" or (corrects and slot.value != value and key in READ):
            state = state.with_slot(
                key, replace(slot, value=value, raw=heard.text, status=Told.HEARD, source="said")
            )
    return state


def answer(state: DialogueState, heard: Heard) -> tuple[DialogueState, bool]:
    """Take the answer to the question that was asked; says whether it was one. Two failures leave it unverified."""
    key, slot = state.asked, state.slot(state.asked)
    value = _value_of(state, heard)
    if value:
        source = "caller_id" if key == "phone" and value == state.caller else "said"
        return state.with_slot(key, replace(slot, value=value, raw=heard.text, source=source)), True
    if words.REFUSES.search(heard.text):
        left = state.caller if key == "phone" else ""
        settled = Slot(value=left, raw=heard.text, status=Told.UNVERIFIED if left else Told.MISSING)
        return state.with_slot(key, settled), True
    tries = slot.tries + 1
    raw = heard.text.strip() or slot.raw
    if tries < TRIES:
        return state.with_slot(key, replace(slot, tries=tries, raw=raw)), False
    left = (
        state.caller
        if key == "phone" and state.caller
        else ("" if key in READ - {"name", "address"} else raw)
    )
    status = Told.UNVERIFIED if left or raw else Told.MISSING
    return state.with_slot(key, replace(slot, tries=tries, raw=raw, value=left, status=status)), True


def _value_of(state: DialogueState, heard: Heard) -> str:
    key, text = state.asked, heard.text.strip()
    if read := heard.values.get(key, ""):
        return read
    if key == "phone" and state.caller and heard.reply == "yes":
        return state.caller
    if key in READ - {"name"} or not text or words.REFUSES.search(text):
        return ""
    plain = in_own_words(text)
    if key == "name":
        parts = re.findall(r"[^\W\d_][\w'’.-]*", plain)
        is_name = 0 < len(parts) <= 4 and not {one.lower() for one in parts} & words.NO_NAMES
        return " ".join(word[:1].upper() + word[1:] for word in parts) if is_name and heard.p < 0.75 else ""
    return plain if any(one.isalnum() for one in plain) and heard.reply != "repeat" else ""


def in_own_words(text: str) -> str:
    """Leave out the words that only lead to an answer."""
    plain = words.TAILS.sub("", words.LEADS.sub("", text.strip())).strip(" .,!")
    return plain or text.strip(" .,!")


def tells_what(text: str) -> bool:
    """Say whether a first sentence already tells what it is about, beyond wanting a time or a person."""
    telling = [word for word in re.findall(r"[a-zà-ÿ']+", text.lower()) if word not in words.OF_EVERYBODY]
    return len(telling) >= 2


def corrects(text: str) -> bool:
    """Say whether something said before is taken back."""
    return bool(words.CORRECTS.search(text))
