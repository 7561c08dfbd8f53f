"""What is said once something was done, or could not be: only here is a time called booked, and from its row."""

from dataclasses import dataclass, replace
from datetime import datetime

from receptionist.domain.policy import goals
from receptionist.domain.policy.acts import ActKind, Line, Outcome
from receptionist.domain.policy.business import Business
from receptionist.domain.policy.situation import ANYTHING, OFFERED, WHEN, Decision, Situation, ask, say
from receptionist.domain.policy.spoken import say_day, say_list, say_time
from receptionist.domain.policy.state import DialogueState, Offered, Slot, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What looking for times gave: those that fit what was asked, or (not `fits`) the nearest others."""

    offers: tuple[Offered, ...] = ()
    fits: bool = True
    was_taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """A row that was written: the appointment as it stands."""

    starts_at: datetime
    service: str = ""
    is_requested: bool = False


def after_times(situation: Situation, found: Found) -> Decision:
    """Offer what is free; the very minute that was asked for is read back at once."""
    state, business = situation.state, situation.business
    state = replace(state, offered=found.offers, chosen=None, offered_at=state.value("postcode"))
    if not found.offers:
        state = replace(state, wanted=None)
        return say(state, ActKind.NO_TIMES, Line("times.none"), asks=WHEN, rule="slots.times")
    wanted = state.wanted
    is_exact = found.fits and not found.was_taken and wanted is not None and not wanted.is_ambiguous
    spans = wanted.spans if wanted else ()
    if (
        is_exact
        and len(spans) == 1
        and spans[0][0] == found.offers[0].starts_at
        and spans[0][0] == spans[0][1]
    ):
        state = replace(state, chosen=found.offers[0])
        return goals.read_back(replace(situation, state=state), rule="slots.read_back")
    before = _why(found, business)
    words = say_list([one.starts_at for one in found.offers], state.language)
    key = "offer.one" if len(found.offers) == 1 else "offer"
    return say(state, ActKind.OFFER, *before, Line(key, {"times": words}), asks=OFFERED, rule="slots.offer")


def _why(found: Found, business: Business) -> tuple[Line, ...]:
    if found.was_taken:
        return (Line("times.taken"),)
    if found.fits:
        return ()
    return (Line("times.not_then"),)


def after_commit(situation: Situation, row: Committed) -> Decision:
    """Say what stands now, in the words of the row."""
    state = situation.state
    values = {
        "service": row.service,
        "day": say_day(row.starts_at, state.language),
        "time": say_time(row.starts_at, state.language),
    }
    key, outcome = {
        goals.BOOK: ("done.booked", Outcome.BOOKED),
        goals.MOVE: ("done.moved", Outcome.RESCHEDULED),
        goals.CANCEL: ("done.cancelled", Outcome.CANCELLED),
    }[state.goal]
    if row.is_requested and state.goal != goals.CANCEL:
        key = "done.requested"
    slots = {key: _confirmed(slot) for key, slot in state.slots.items()}
    state = replace(state, goal="", offered=(), wanted=None, slots=slots)
    return say(
        state,
        ActKind.DONE,
        Line(key, values),
        Line("ask.anything"),
        asks=ANYTHING,
        outcome=outcome,
        rule="slots.commit",
    )


def _confirmed(slot: Slot) -> Slot:
    return replace(slot, status=Told.CONFIRMED) if slot.value and slot.status is Told.HEARD else slot


def after_message(situation: Situation, promised: str, *, ends: bool = False) -> Decision:
    """Say that the message is taken and by when somebody answers: the promise is a task already."""
    state = replace(situation.state, goal="", promised=promised)
    slots = {key: _confirmed(slot) for key, slot in state.slots.items()}
    state = replace(state, slots=slots)
    lines = [Line("done.message", {"by": promised})]
    if not ends:
        lines.append(Line("ask.anything"))
    asks = "" if ends else ANYTHING
    return say(
        state, ActKind.DONE, *lines, asks=asks, outcome=Outcome.MESSAGE_TAKEN, rule="slots.commit", ends=ends
    )


def after_look_up(
    situation: Situation, appointment: str, starts_at: datetime | None, *, proven: bool
) -> Decision:
    """Go on with the appointment that was found; who did not prove who they are learns nothing."""
    state, business = situation.state, situation.business
    if not proven:
        tries = state.identity_tries + 1
        state = replace(state, identity_tries=tries)
        if tries < 2:
            asked = replace(state, slots={k: v for k, v in state.slots.items() if k not in {"dob", "name"}})
            return ask(asked, "name", Line("identity.again"), rule="4 privacy", business=business)
        return goals.message(replace(situation, state=state), Line("identity.failed"), rule="4 privacy")
    state = replace(state, is_identified=True)
    if not appointment or starts_at is None:
        return goals.message(replace(situation, state=state), Line("identity.none"), rule="slots.look_up")
    state = replace(state, appointment=appointment)
    if state.goal == goals.STATUS:
        values = {"day": say_day(starts_at, state.language), "time": say_time(starts_at, state.language)}
        state = replace(state, goal="")
        return say(
            state, ActKind.ANSWER, Line("status", values), Line("ask.anything"), asks=ANYTHING,
            outcome=Outcome.FAQ_ANSWERED, rule="slots.look_up",
        )  # fmt: skip
    return goals.onward(replace(situation, state=state), rule="slots.look_up")


def after_names(situation: Situation, *, stops: bool) -> Decision:
    """Go on asking; where facts must not be taken, take a message instead and say nothing of why."""
    state = replace(situation.state, names_checked=True, stopped_facts=stops)
    if stops:
        kept = {key: slot for key, slot in state.slots.items() if key in {"name", "phone", "opposing_party"}}
        state = replace(state, slots=kept, goal=goals.MESSAGE)
        return say(state, ActKind.TAKE_MESSAGE, rule="names")
    return goals.onward(replace(situation, state=state), rule="names")


def after_not_served(situation: Situation, postcode: str, own: str) -> Decision:
    """Say that nobody comes there, in the firm's own words where it has some, and take a message."""
    state = replace(situation.state, chosen=None, offered=())
    told = Line("place.not_served", {"postcode": postcode})
    theirs = (Line("answer", {"text": own}),) if own else ()
    return goals.message(replace(situation, state=state), told, *theirs, rule="slots.not_served")


def after_refusal(situation: Situation, sentence: str) -> Decision:
    """Hand over where a rule of the calendar refuses what was read back, in its own words."""
    state: DialogueState = replace(situation.state, chosen=None)
    return goals.message(
        replace(situation, state=state), Line("answer", {"text": sentence}), rule="slots.refused"
    )
