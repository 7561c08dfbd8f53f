"""Reaching what the caller wants: questions in order, times, read-back, commit. The last row of the table."""

import re
from dataclasses import replace
from typing import Final

from receptionist.domain.policy import filling, places, words
from receptionist.domain.policy.acts import ActKind, Line
from receptionist.domain.policy.business import Business, Offering
from receptionist.domain.policy.heard import Wanted
from receptionist.domain.policy.situation import (
    ANYTHING,
    CHANGE,
    CONFIRM,
    HELP,
    OFFERED,
    SOMEBODY,
    WHEN,
    Decision,
    Situation,
    ask,
    question,
    say,
)
from receptionist.domain.policy.spoken import say_day, say_time
from receptionist.domain.policy.state import DialogueState, Slot, Told

BOOK: Final = "book"
MOVE: Final = "reschedule"
CANCEL: Final = "cancel"
STATUS: Final = "status"
MESSAGE: Final = "message"
GOAL_OF: Final = {
    "book": BOOK,
    "new_matter": BOOK,
    "reschedule": MOVE,
    "cancel": CANCEL,
    "appt_status": STATUS,
    "message": MESSAGE,
    "existing_client": MESSAGE,
    "billing": MESSAGE,
    "other_business": MESSAGE,
    "advice": MESSAGE,
    "third_party": MESSAGE,
}


def service_of(text: str, business: Business) -> Offering | None:
    """Find the service somebody names: by its own words first, then by what people call it."""
    plain = text.lower()
    named = [
        (sum(w in plain for w in re.findall(r"\w{3,}", one.name.lower())), one) for one in business.offerings
    ]
    best = max(named, key=lambda pair: (pair[0], len(pair[1].name)), default=(0, None))
    if best[0] and best[1] is not None and (best[0] > 1 or len(re.findall(r"\w{3,}", best[1].name)) == 1):
        return best[1]
    for word, said in words.LIKE:
        if re.search(rf"\b(?:{said})", plain):
            found = next((one for one in business.offerings if word in one.name.lower()), None)
            if found is not None:
                return found
    return best[1] if best[0] else None


def usual_service(business: Business) -> Offering | None:
    """Give the service for who names none: the one that is for anything, else the first."""
    if not business.offerings:
        return None
    return next((one for one in business.offerings if words.GENERIC.search(one.name)), business.offerings[0])


def start(situation: Situation, goal: str, *, rule: str, topic: str = "") -> Decision:
    """Take up a goal; what is known already is never asked."""
    state, heard, business = situation.state, situation.heard, situation.business
    if goal in {BOOK, MOVE} and not business.offerings:
        goal = MESSAGE
    if goal in {MOVE, CANCEL, STATUS} and not state.is_known:
        state = replace(state, topic=topic or goal)
        return message(replace(situation, state=state), Line(f"unknown.{goal}"), rule=rule)
    state = replace(state, goal=goal, topic=topic or goal, offered=(), chosen=None, asked="")
    if goal == BOOK:
        state = _with_service(state, heard.text, business)
    if goal in {MOVE, CANCEL, STATUS} and business.is_private:
        # Who calls says the name themselves: that of the file is what it is compared with.
        state = replace(state, slots={key: one for key, one in state.slots.items() if key != "name"})
    if heard.wanted is not None and heard.wanted.says_something and goal == BOOK:
        state = replace(state, wanted=heard.wanted)
    state = _with_reason(state, heard.text)
    return onward(replace(situation, state=state), rule=rule)


def message(situation: Situation, *before: Line, rule: str) -> Decision:
    """Take a message for the people of the business."""
    state = replace(situation.state, goal=MESSAGE, topic=situation.state.topic or MESSAGE, asked="")
    return onward(replace(situation, state=_with_reason(state, situation.heard.text)), *before, rule=rule)


def _with_reason(state: DialogueState, text: str) -> DialogueState:
    told = next((one for one in (text, state.need) if filling.tells_what(one)), "")
    if state.slot("reason").is_settled or not told:
        return state
    return state.with_slot("reason", Slot(value=told.strip(), raw=told, status=Told.HEARD))


def _with_service(state: DialogueState, text: str, business: Business) -> DialogueState:
    found = service_of(text, business) or (business.offerings[0] if len(business.offerings) == 1 else None)
    if found is None:
        return state
    state = replace(state, offering=found.key)
    return state.with_slot("service", Slot(value=found.name, raw=text))


def questions_for(state: DialogueState, business: Business) -> tuple[str, ...]:
    """Say what a goal needs to know, in order."""
    if state.goal == BOOK:
        return business.questions()
    if state.goal in {MOVE, CANCEL, STATUS}:
        return ("name", "dob") if business.is_private and not state.is_identified else ()
    is_new = state.topic in {"new_matter", "advice", "book"}
    names = ("opposing_party",) if business.is_law and is_new and "opposing_party" in business.intake else ()
    return ("name", "phone", *names, "reason")


def onward(situation: Situation, *before: Line, rule: str) -> Decision:
    """Ask what is missing; with everything known, look for times, read back, or look up."""
    state, business = situation.state, situation.business
    if _names_to_check(state, business):
        return say(state, ActKind.CHECK_NAMES, *before, rule=rule)
    key = filling.next_question(state, business, questions_for(state, business))
    if key == "service" and state.offering:
        key = ""
    if key:
        return ask(state, key, *before, rule=rule, business=business)
    if state.goal == MESSAGE or state.stopped_facts:
        return read_back(replace(situation, state=replace(state, goal=MESSAGE)), *before, rule=rule)
    if state.goal in {MOVE, CANCEL, STATUS} and not state.appointment:
        return say(state, ActKind.LOOK_UP, *before, rule=rule)
    if state.goal == CANCEL:
        return say(state, ActKind.READ_BACK, *before, Line("readback.cancel"), asks=CONFIRM, rule=rule)
    if not state.offering and state.goal == BOOK:
        return _which_service(situation, *before, rule=rule)
    return _look(situation, *before, rule=rule)


def _look(situation: Situation, *before: Line, rule: str) -> Decision:
    """Look for times once it is known when and, for a visit, where."""
    state, business = situation.state, situation.business
    if places.needs_place(state, business):
        if where := places.missing(state):
            return ask(state, where, *before, rule=rule, business=business)
        if places.is_unknown(state):
            return message(situation, *before, Line("place.unknown"), rule="slots.no_place")
    if state.wanted is None or (state.wanted.is_vague and state.goal == MOVE):
        return ask(state, WHEN, *before, rule=rule, business=business)
    return say(state, ActKind.FIND_TIMES, *before, rule=rule)


def _names_to_check(state: DialogueState, business: Business) -> bool:
    return (
        business.is_law
        and not state.names_checked
        and state.slot("opposing_party").is_settled
        and bool(state.value("name"))
        and bool(state.value("opposing_party"))
    )


def _which_service(situation: Situation, *before: Line, rule: str) -> Decision:
    state, business = situation.state, situation.business
    said = " ".join((state.need, state.value("reason"), state.value("service")))
    found = service_of(said, business)
    # A generic visit covers who has told what is wrong; else it is asked once.
    if found is None and (state.value("reason") or state.slot("service").is_settled):
        found = usual_service(business)
    if found is None:
        return ask(state, "service", *before, rule=rule, business=business)
    state = replace(state, offering=found.key)
    return onward(replace(situation, state=state), *before, rule=rule)


def read_back(situation: Situation, *before: Line, rule: str) -> Decision:
    """Say back what would be done, for a yes."""
    state = situation.state
    if state.goal == MESSAGE:
        line = Line("readback.message", _who(state) | {"text": _shorter(state.value("reason"))})
    else:
        where = places.in_words(state) if places.needs_place(state, situation.business) else ""
        line = Line("readback.time", _who(state) | {"what": _what(situation), "address": where})
    return say(state, ActKind.READ_BACK, *before, line, asks=CONFIRM, rule=rule)


def _what(situation: Situation) -> str:
    state, chosen = situation.state, situation.state.chosen
    found = situation.business.offering(state.offering)
    if chosen is None:
        return found.name if found else ""
    at = "a" if state.language == "es" else "at"
    when = f"{say_day(chosen.starts_at, state.language)} {at} {say_time(chosen.starts_at, state.language)}"
    return f"{found.name}, {when}" if found else when


def _who(state: DialogueState) -> dict[str, str]:
    values = {}
    for key in ("name", "phone"):
        slot = state.slot(key)
        # What the file says of a number is not read out to whoever holds the telephone.
        values[key] = "" if slot.source == "contact" else slot.value
    return values


def _shorter(text: str) -> str:
    parts = text.split()
    return " ".join(parts[:14]) + ("…" if len(parts) > 14 else "")


def not_understood(situation: Situation) -> Decision:
    """Count what was not understood, and ask again in other words."""
    state = situation.state
    counted = replace(state, misses=state.misses + 1, misses_in_a_row=state.misses_in_a_row + 1)
    if state.asked and state.asked not in {HELP, ANYTHING, SOMEBODY, CONFIRM, OFFERED, CHANGE}:
        line = question(counted, state.asked, situation.business)
        return say(counted, ActKind.ASK, Line("sorry"), line, asks=state.asked, rule="misses.again")
    if state.asked == CONFIRM:
        return again(replace(situation, state=counted))
    if state.asked == OFFERED:
        return say(
            counted, ActKind.OFFER, Line("sorry"), Line("offer.again"), asks=OFFERED, rule="misses.again"
        )
    return say(counted, ActKind.CLARIFY, Line("clarify"), asks=state.asked or HELP, rule="misses.clarify")


NOTHING: Final = Wanted()


def again(situation: Situation) -> Decision:
    """Read back once more."""
    state = situation.state
    if state.goal == CANCEL:
        return say(state, ActKind.READ_BACK, Line("readback.cancel"), asks=CONFIRM, rule="slots.read_back")
    return read_back(situation, rule="slots.read_back")
