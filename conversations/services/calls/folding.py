"""News of a leg: folded by rank, never by arrival; the highest ever reported stays."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from conversations.domain import meeting
from conversations.domain.calls import Offer
from conversations.models import Leg
from conversations.ports import LegMoved, LegState, LegStatus
from conversations.ports.voice import TERMINAL_RANK
from conversations.services.calls import rows
from core.transactions import step

# What a member's leg that ended without accepting means for the offer.
_OFFER_ENDS = {
    LegStatus.REJECTED: Offer.DECLINED,
    LegStatus.BUSY: Offer.DECLINED,
    LegStatus.FAILED: Offer.UNREACHABLE,
}
# The same, as the last report of a leg says it that nobody answered.
_OFFER_CODES = {
    486: Offer.DECLINED,
    600: Offer.DECLINED,
    603: Offer.DECLINED,
    403: Offer.DECLINED,
    404: Offer.UNREACHABLE,
    484: Offer.DECLINED,
    500: Offer.UNREACHABLE,
}
_BUSY_CODES = frozenset({486, 600})
# What is folded of a leg the carrier knows no more: when it ended is then not known.
UNKNOWN_THERE = "gone"
_TIMES = {LegStatus.RINGING: "ringing_at", LegStatus.ANSWERED: "answered_at"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A leg after some news. `has_ended`, `was_answered` and `ended_offer` are true only for the news that first said so.

    An offer may have ended before its leg: its time was over, and the flow has gone on.
    """

    held: rows.Held
    leg: Leg
    is_news: bool
    was_answered: bool = False
    has_ended: bool = False
    ended_offer: bool = False


@step
def fold_leg_step(leg: Leg, state: LegState, *, received_at: datetime, now: datetime) -> Folded:
    """Fold one report into a leg. Late and repeated ones only add what is missing (ids, price, duration)."""
    held, leg = rows.lock_leg(leg)
    at = min(state.occurred_at or received_at, received_at)
    was_over, was_answered = leg.ended_at is not None, leg.answered_at is not None
    was_ringing = leg.offer == Offer.RINGING
    _note_place(leg, state, at=at)
    _facts(leg, state)
    is_news = state.rank > leg.rank
    # Two endings may come in either order; COMPLETED says little more than that it is over.
    status = state.status if was_answered else _meant(state)
    is_vague = state.status is LegStatus.COMPLETED or leg.status not in {LegStatus.COMPLETED, state.status}
    says_more = was_over and state.is_terminal and not was_answered and not is_vague
    if is_news or says_more:
        leg.status, leg.rank, leg.detail = status, state.rank, state.detail[:60]
    if says_more:
        leg.ended_by = _who(leg, state)
    moment = _TIMES.get(state.status)
    if moment and getattr(leg, moment) is None:
        setattr(leg, moment, at)
    if state.is_terminal and not was_over:
        leg.ended_at = at
        leg.gone_at = state.occurred_at if state.raw_status != UNKNOWN_THERE else None
        leg.ended_by = _who(leg, state)
        if was_ringing:
            leg.offer = _offer_of(leg, state)
        if leg.joined_at is not None and leg.left_at is None:
            leg.left_at = at
    leg.save(update_fields=MUTABLE)
    if leg.price is not None:
        prices = [one.price for one in rows.legs_of(held.call) if one.price is not None]
        held.call.cost = sum(prices, Decimal(0))
    return Folded(
        held,
        leg,
        is_news=is_news,
        was_answered=state.status is LegStatus.ANSWERED and not was_answered and not was_over,
        has_ended=state.rank == TERMINAL_RANK and not was_over,
        ended_offer=was_ringing and leg.offer != Offer.RINGING,
    )


def _note_place(leg: Leg, state: LegState, *, at: datetime) -> None:
    """Keep where a leg took its call for as long as it may still be there."""
    room = state.room_id[:120]
    if state.status is LegStatus.ANSWERED and leg.carrier_room_id == room and leg.answered_at is None:
        # Who takes a call by answering takes it here, unless the carrier had moved them on by then.
        leg.accepted_in, leg.accepted_at = room, state.occurred_at or at
    taken = meeting.Taken(leg.accepted_in, leg.accepted_at)
    if state.is_terminal and not meeting.ended_unmet(taken, room=room, at=state.occurred_at):
        leg.accepted_in = ""


@step
def fold_move_step(leg: Leg, moved: LegMoved) -> None:
    """Note that a leg has left the room in which it took its call: it is where we sent it."""
    if leg.accepted_in and moved.from_room[:120] == leg.accepted_in:
        leg.accepted_in = ""
        leg.accepted_at = moved.occurred_at or leg.accepted_at
        leg.save(update_fields=["accepted_in", "accepted_at"])


def _meant(state: LegState) -> LegStatus:
    """Read from the code of the last report of a leg nobody answered that its line was busy."""
    is_busy = state.status is LegStatus.COMPLETED and state.sip_code in _BUSY_CODES
    return LegStatus.BUSY if is_busy else state.status


def _offer_of(leg: Leg, state: LegState) -> Offer:
    """Say what an ending means for an offer, alike whichever of its two reports comes first."""
    if state.status is LegStatus.COMPLETED and leg.answered_at is None:
        return _OFFER_CODES.get(state.sip_code or 0, Offer.MISSED)
    return _OFFER_ENDS.get(state.status, Offer.MISSED)


def _facts(leg: Leg, state: LegState) -> None:
    leg.carrier_leg_id = leg.carrier_leg_id or state.leg_id[:120]
    leg.carrier_room_id = state.room_id[:120] or leg.carrier_room_id
    if state.duration_seconds is not None:
        leg.duration_seconds = max(0, state.duration_seconds)
    if state.price is not None:
        leg.price = state.price


def _who(leg: Leg, state: LegState) -> str:
    """Say who hung up: the party itself, or the carrier at our word or its own."""
    if state.ended_by == "platform":
        return "PORTICO"
    if state.status is LegStatus.FAILED:
        return "CARRIER"
    return "CUSTOMER" if leg.role in {"CALLER", "CUSTOMER"} else "MEMBER"


_FIXED = {"id", "organisation_id", "created_at", "call_id", "role", "member_id", "started_at"}
MUTABLE = [field.attname for field in Leg._meta.local_concrete_fields if field.attname not in _FIXED]
