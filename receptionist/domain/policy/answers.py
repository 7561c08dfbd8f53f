"""Hearing the answers that are beside the form: when, which of these, is that right, what should change."""

import re
from dataclasses import replace
from typing import Final

from receptionist.domain.policy import filling, picking, places, words
from receptionist.domain.policy.acts import ActKind, Line, Outcome
from receptionist.domain.policy.goals import (
    BOOK,
    CANCEL,
    MESSAGE,
    MOVE,
    NOTHING,
    again,
    not_understood,
    onward,
    read_back,
)
from receptionist.domain.policy.situation import (
    ANYTHING,
    CHANGE,
    WHEN,
    Decision,
    Situation,
    ask,
    say,
)
from receptionist.domain.policy.state import Slot

SOONEST: Final = replace(NOTHING, is_soonest=True, kind="constraint")


def confirmed(situation: Situation) -> Decision:
    """Hear the answer to a read-back."""
    state, heard = situation.state, situation.heard
    if places.has_moved(state, situation.business):
        return _elsewhere(situation)
    changed = filling.corrects(heard.text) and heard.reply != "yes"
    if state.goal in {BOOK, MOVE} and heard.wanted is not None and heard.wanted.says_something and changed:
        state = replace(state, wanted=heard.wanted, chosen=None)
        return say(state, ActKind.FIND_TIMES, rule="slots.change")
    if changed and any(key in filling.READ for key in heard.values):
        return again(situation)
    if heard.reply == "yes":
        kind = {BOOK: ActKind.BOOK, MOVE: ActKind.MOVE, CANCEL: ActKind.CANCEL}.get(
            state.goal, ActKind.TAKE_MESSAGE
        )
        return say(state, kind, rule="slots.commit")
    if heard.reply == "no":
        if state.goal == CANCEL:
            return say(replace(state, goal=""), ActKind.ASK, Line("kept"), asks=ANYTHING, rule="slots.kept")
        if state.goal in {BOOK, MOVE} and words.NONE_OF_THEM.search(heard.text):
            return ask(replace(state, chosen=None), WHEN, rule="slots.change", business=situation.business)
        return say(state, ActKind.CHANGE_WHAT, Line("ask.change"), asks=CHANGE, rule="slots.change")
    return again(situation)


def changed(situation: Situation) -> Decision:
    """Hear what is to be different."""
    state, heard, business = situation.state, situation.heard, situation.business
    if places.has_moved(state, business):
        return _elsewhere(situation)
    if heard.wanted is not None and heard.wanted.says_something and state.goal in {BOOK, MOVE}:
        return say(replace(state, wanted=heard.wanted, chosen=None), ActKind.FIND_TIMES, rule="slots.change")
    if (named := _named(situation)) is not None:
        return named
    if any(key in filling.READ for key in heard.values):
        return again(situation)
    if state.goal == MESSAGE and filling.tells_what(heard.text):
        return read_back(
            replace(situation, state=state.with_slot("reason", Slot(value=heard.text))), rule="slots.change"
        )
    return ask(state.with_slot("name", Slot()), "name", rule="slots.change", business=business)


def _named(situation: Situation) -> Decision | None:
    """Ask again for the value that is called by its name."""
    state, heard, business = situation.state, situation.heard, situation.business
    for key, said in words.CALLED:
        if key == "postcode" and not places.needs_place(state, business):
            continue
        if re.search(said, heard.text, re.IGNORECASE):
            if key == WHEN and state.goal in {BOOK, MOVE}:
                return ask(
                    replace(state, chosen=None, wanted=None), WHEN, rule="slots.change", business=business
                )
            if key != WHEN:
                if heard.values.get(key):
                    return again(situation)
                if key == "address":
                    # What was known of the old place says nothing of another.
                    state = state.with_slot("postcode", Slot())
                return ask(state.with_slot(key, Slot(tries=1)), key, rule="slots.change", business=business)
    return None


def offered(situation: Situation) -> Decision:
    """Hear which of the offered times it is."""
    state, heard = situation.state, situation.heard
    if places.has_moved(state, situation.business):
        return _elsewhere(situation)
    taken = picking.pick(heard.text, state.offered, is_yes=heard.reply == "yes", key=heard.key)
    wanted = heard.wanted
    if taken.offered is not None and not _names_other_day(situation):
        state = replace(state, chosen=taken.offered)
        return read_back(replace(situation, state=state), rule="slots.read_back")
    if wanted is not None and wanted.spans and _names_other_day(situation):
        return say(replace(state, wanted=wanted, offered=()), ActKind.FIND_TIMES, rule="slots.other_times")
    if taken.other is not None:
        span = (taken.other, taken.other)
        other = replace(wanted, spans=(span,)) if wanted else replace(NOTHING, spans=(span,), kind="instant")
        return say(replace(state, wanted=other), ActKind.FIND_TIMES, rule="slots.other_times")
    if wanted is not None and wanted.says_something:
        return say(replace(state, wanted=wanted, offered=()), ActKind.FIND_TIMES, rule="slots.other_times")
    if heard.reply == "no" or words.NONE_OF_THEM.search(heard.text):
        return ask(replace(state, offered=()), WHEN, rule="slots.other_times", business=situation.business)
    return not_understood(situation)


def _elsewhere(situation: Situation) -> Decision:
    """Look anew: what was offered is for another place."""
    return onward(replace(situation, state=replace(situation.state, chosen=None)), rule="slots.change")


def _names_other_day(situation: Situation) -> bool:
    wanted = situation.heard.wanted
    if wanted is None or not wanted.spans or not wanted.phrase:
        return False
    days = {one.starts_at.date() for one in situation.state.offered}
    return all(span[0].date() not in days for span in wanted.spans) and wanted.kind != "clock"


def said_when(situation: Situation) -> Decision:
    """Hear when it suits."""
    state, heard = situation.state, situation.heard
    soonest = words.ANY_TIME.search(heard.text)
    if (
        heard.wanted is not None
        and heard.wanted.says_something
        and not (soonest and heard.wanted.kind == "date")
    ):
        return onward(
            replace(situation, state=replace(state, wanted=replace(heard.wanted))), rule="slots.times"
        )
    if heard.reply in {"unsure", "yes"} or soonest:
        return onward(replace(situation, state=replace(state, wanted=SOONEST)), rule="slots.times")
    slot = state.slot(WHEN)
    if slot.tries + 1 >= filling.TRIES:
        # Two failures: offer what is free instead of asking a third time.
        return onward(replace(situation, state=replace(state, wanted=SOONEST)), rule="slots.times")
    state = state.with_slot(WHEN, replace(slot, tries=slot.tries + 1))
    return not_understood(replace(situation, state=state))


def close(situation: Situation) -> Decision:
    """Say goodbye; what was told for a message is not lost."""
    state = situation.state
    has_word = bool(state.value("name") or state.value("phone")) and bool(state.value("reason") or state.need)
    if state.goal == MESSAGE and has_word and state.outcome is None:
        return say(state, ActKind.TAKE_MESSAGE, rule="slots.commit")
    outcome = state.outcome or (Outcome.REFUSED if state.refusals else None)
    return say(
        state, ActKind.GOODBYE, Line("goodbye"), rule="slots.goodbye", outcome=outcome, ends=True, stops=False
    )
