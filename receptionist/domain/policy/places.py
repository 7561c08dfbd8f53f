"""Where a visit is to be: what is still to be asked, how it is said, whether it changed since times were offered."""

from typing import Final

from receptionist.domain.policy.business import Business
from receptionist.domain.policy.state import DialogueState

ASKED: Final = ("address", "postcode")


def needs_place(state: DialogueState, business: Business) -> bool:
    """Say whether what is being booked depends on where the customer lives."""
    offering = business.offering(state.offering)
    return state.goal == "book" and offering is not None and offering.needs_place


def missing(state: DialogueState) -> str:
    """Give the question that is still to be asked about the place."""
    return next((key for key in ASKED if not state.slot(key).is_settled), "")


def is_unknown(state: DialogueState) -> bool:
    """Say whether it was asked for in vain."""
    return not all(state.value(key) for key in ASKED)


def has_moved(state: DialogueState, business: Business) -> bool:
    """Say whether another postcode was told than the one times were offered for."""
    is_other = bool(state.offered_at) and state.value("postcode") != state.offered_at
    return is_other and needs_place(state, business)


def in_words(state: DialogueState) -> str:
    """Give the place on one line, with its postcode."""
    line, postcode = state.value("address"), state.value("postcode")
    return line if line.endswith(postcode) else f"{line}, {postcode}"
